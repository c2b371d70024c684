// SPDX-License-Identifier: Apache-2.0

/// A random generator that gives the same numbers for the same seed on every machine: SplitMix64.
public struct TestRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts a sequence.
  public init(seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A text made of up to `count` pieces, nasty ones among them.
  public mutating func text(pieces: [String] = NastyText.pieces, upTo count: Int) -> String {
    (0..<Int.random(in: 0...count, using: &self)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &self)]
    }.joined()
  }
}

/// Texts that break careless readers and writers.
public enum NastyText {
  /// Short pieces to put together.
  public static let pieces: [String] = [
    "word", " ", "  ", "\t", "\n", "\r", "\r\n", "\\", "\\t", "\\n", "\\\\", "\"", "'", "<", ">",
    "&",
    "&amp;", "&#38;", "]]>", "<seg>", "{", "}", "[", ",", ":", "=", "汉字", "。", "（", "é", "e\u{301}",
    "😀", "👩‍🔬", "\u{7f}", "\u{80}", "\u{85}", "\u{a0}", "\u{2028}", "\u{2029}", "\u{3000}",
    "\u{feff}",
    "\u{fffd}", "\u{200f}", "\u{10ffff}", "$x_1$", "\\emph{a}", "0", "-1.5e3",
  ]

  /// Pieces that XML cannot hold.
  public static let notInXML: [String] = [
    "\0", "\u{1}", "\u{8}", "\u{b}", "\u{c}", "\u{1b}", "\u{1f}", "\u{fffe}", "\u{ffff}",
  ]

  /// Whole texts, one of each kind.
  public static let texts: [String] = [
    "plain", " leading and trailing ", "a\tb\tc", "line\nline", "cr\rlf\r\nend",
    "back\\slash \\t \\n",
    "\\", "\\\\", "quote \" and ' end", "<b>&amp;</b> & <!-- -->", "]]>", "a=b=\"c\"",
    "emoji 😀👩‍🔬 end", "汉字，标点。", "e\u{301} is not é", "\u{feff}mark", "\u{2028}\u{2029}\u{85}",
    "{\"json\": [1, 2]}", "#comment", "-", "NULL", "0", "'=1+1",
  ]
}

/// Files that are no texts.
public enum BinaryFile {
  /// The beginning of an executable: zero bytes at even and odd places, so no UTF-16 either.
  public static let bytes: [UInt8] = [
    0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0, 1, 0, 0, 0,
  ]
}
