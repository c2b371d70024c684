// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextText

/// What the cost looks at: lengths, and the tokens that both sides hold.
struct AlignmentText {
  /// One side of the text.
  struct Side {
    /// Characters before each segment, white space not counted; one entry more than segments.
    var lengths: [Int] = [0]
    /// An estimate of the number of words before each segment.
    var words: [Int] = [0]
    /// The tokens that the other side holds too, segment by segment, as types.
    var tokens: [Int32] = []
    /// Where each segment's tokens begin; one entry more than segments.
    var tokenStart: [Int] = [0]
    /// The segments that hold each type, ascending, with repetition.
    var occurrences: [[Int32]] = []

    var count: Int { lengths.count - 1 }
    func length(_ range: Range<Int>) -> Int {
      lengths[range.upperBound] - lengths[range.lowerBound]
    }
    func words(_ range: Range<Int>) -> Int { words[range.upperBound] - words[range.lowerBound] }
  }

  var source: Side
  var target: Side

  init(source: [Segment], target: [Segment]) {
    var sourceKeys = TokenKeys(source)
    var targetKeys = TokenKeys(target)
    var types: [UInt64: Int32] = [:]
    let targetSet = Set(targetKeys.keys)
    for key in sourceKeys.keys where targetSet.contains(key) && types[key] == nil {
      types[key] = Int32(types.count)
    }
    self.source = sourceKeys.side(types)
    self.target = targetKeys.side(types)
  }
}

/// The tokens of one side as keys.
struct TokenKeys {
  private(set) var keys: [UInt64] = []
  private var starts: [Int] = [0]
  private var lengths: [Int] = [0]
  private var words: [Int] = [0]

  init(_ segments: [Segment]) {
    var scanner = AnchorScanner()
    var anchors: [Anchor] = []
    for segment in segments {
      var text = segment.text
      text.withUTF8 { bytes in
        anchors.removeAll(keepingCapacity: true)
        scanner.scan(bytes, into: &anchors)
        var wordCount = 0
        for anchor in anchors {
          if !anchor.isPart { wordCount += 1 }
          keys.append(anchor.key)
        }
        let (characters, han) = MarkTokens.scan(bytes, into: &keys)
        lengths.append((lengths.last ?? 0) + characters)
        // A Chinese word has 1.6 characters on average in modern prose.
        words.append((words.last ?? 0) + wordCount + Int(Double(han) / 1.6))
      }
      starts.append(keys.count)
    }
  }

  mutating func side(_ types: [UInt64: Int32]) -> AlignmentText.Side {
    var side = AlignmentText.Side(lengths: lengths, words: words)
    side.occurrences = Array(repeating: [], count: types.count)
    for segment in 0..<starts.count - 1 {
      for key in keys[starts[segment]..<starts[segment + 1]] {
        guard let type = types[key] else { continue }
        side.tokens.append(type)
        side.occurrences[Int(type)].append(Int32(segment))
      }
      side.tokenStart.append(side.tokens.count)
    }
    return side
  }
}

/// Punctuation marks that a translation keeps, folded over width.
enum MarkTokens {
  /// Appends a key for each mark of a text.
  ///
  /// - Returns: the number of characters without white space, and that of Han characters.
  static func scan(
    _ text: UnsafeBufferPointer<UInt8>, into keys: inout [UInt64]
  ) -> (characters: Int, han: Int) {
    var characters = 0
    var han = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        if byte > 0x20 { characters += 1 }
        if let mark = ascii(byte) { keys.append(mark) }
        index += 1
        continue
      }
      if byte & 0xc0 != 0x80 { characters += 1 }
      if byte >= 0xe2, byte <= 0xef, index + 2 < text.count {
        if byte >= 0xe4 && byte <= 0xe9 {
          han += 1
        } else if let mark = wide(byte, text[index + 1], text[index + 2]) {
          keys.append(mark)
        }
        index += 3
      } else {
        index += 1
      }
    }
    return (characters, han)
  }

  private static func key(_ mark: UInt8) -> UInt64 { 0x6d61_726b_0000_0000 | UInt64(mark) }

  private static func ascii(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "%"), UInt8(ascii: "\""):
      key(byte)
    default: nil
    }
  }

  /// The marks outside ASCII by their three bytes, folded to the ASCII mark of the same use.
  private static func wide(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt64? {
    switch (a, b, c) {
    case (0xef, 0xbc, 0x9f): key(UInt8(ascii: "?"))
    case (0xef, 0xbc, 0x81): key(UInt8(ascii: "!"))
    case (0xef, 0xbc, 0x9b): key(UInt8(ascii: ";"))
    case (0xef, 0xbc, 0x9a): key(UInt8(ascii: ":"))
    case (0xef, 0xbc, 0x88): key(UInt8(ascii: "("))
    case (0xef, 0xbc, 0x89): key(UInt8(ascii: ")"))
    case (0xef, 0xbc, 0x85): key(UInt8(ascii: "%"))
    case (0xe2, 0x80, 0x9c), (0xe2, 0x80, 0x9d), (0xe3, 0x80, 0x8c), (0xe3, 0x80, 0x8d):
      key(UInt8(ascii: "\""))
    case (0xe2, 0x80, 0xa6): key(UInt8(ascii: "."))
    case (0xe2, 0x80, 0x94): key(UInt8(ascii: "-"))
    default: nil
    }
  }
}
