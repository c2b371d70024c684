// SPDX-License-Identifier: Apache-2.0

/// One line of a word translation table: two words and a number.
///
/// A probability (Moses, `lex.e2f`) is that of the first word given the second; a logarithm
/// (`fast_align -p`), that of the second given the first.
struct TableLine {
  var chinese: String
  var english: String
  /// 0...1.
  var probability: Float
  /// Whether the probability is that of the English word given the Chinese one, t(e|z).
  var isForward: Bool

  /// Why a line is not used.
  enum Problem: Error { case wrongForm, wrongNumber, noWords }

  init(_ line: Substring) throws(Problem) {
    let parts = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
    guard parts.count == 3 else { throw .wrongForm }
    guard let number = Float(String(parts[2])), number.isFinite, number <= 1 else {
      throw .wrongNumber
    }
    let isFirstChinese = HanText.contains(parts[0].utf8)
    guard isFirstChinese != HanText.contains(parts[1].utf8) else { throw .noWords }
    chinese = String(isFirstChinese ? parts[0] : parts[1])
    english = String(isFirstChinese ? parts[1] : parts[0])
    // NULL is what both tools call the word that is not there.
    guard english != "NULL", english.utf8.contains(where: { ($0 | 0x20) &- 0x61 < 26 }) else {
      throw .noWords
    }
    let isLogarithm = number < 0 || parts[2].hasPrefix("-")
    probability = isLogarithm ? Self.exponential(number) : number
    isForward = isLogarithm == isFirstChinese
  }

  /// e to a power of at most 0, to seven digits.
  private static func exponential(_ power: Float) -> Float {
    guard power > -80 else { return 0 }
    // e^x = (e^(x/64))^64; the series of the small power needs six terms.
    let small = Double(power) / 64
    var (term, sum) = (1.0, 1.0)
    for order in 1...8 {
      term *= small / Double(order)
      sum += term
    }
    for _ in 0..<6 { sum *= sum }
    return Float(sum)
  }
}

/// Questions about Han characters in UTF-8.
enum HanText {
  /// Whether a character of U+3400…U+9FFF stands in a text.
  static func contains(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.contains { $0 >= 0xe4 && $0 <= 0xe9 } || hasExtensionA(bytes)
  }

  private static func hasExtensionA(_ bytes: some Sequence<UInt8>) -> Bool {
    var before: UInt8 = 0
    for byte in bytes {
      if before == 0xe3 && byte >= 0x90 { return true }
      before = byte
    }
    return false
  }
}
