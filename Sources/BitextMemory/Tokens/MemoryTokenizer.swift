// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextText

/// Cuts texts into the tokens that the fuzzy score counts.
///
/// A text is brought into NFC; white space separates and is no token. Each Han or kana character is a
/// token, and each punctuation mark; words and numbers are those of UAX #29. ASCII and East Asian
/// text is cut here, everything else by ICU; a test holds both to the same cuts.
///
/// - Complexity: O(bytes). A tokenizer belongs to one thread.
struct MemoryTokenizer {
  private let words = WordTokenizer()
  private var batch = WordBatch()

  init() {}

  /// Replaces the content of a list by the tokens of a text with its inline codes.
  mutating func fill(_ list: inout TokenList, _ text: String, codes: [InlineCode] = []) {
    normalize(&list, text)
    cut(&list)
    if !codes.isEmpty { place(codes, text, &list) }
  }

  /// Replaces the content of a list by a text, without looking for tokens.
  func normalize(_ list: inout TokenList, _ text: String) {
    list.tokens.removeAll(keepingCapacity: true)
    list.bytes.removeAll(keepingCapacity: true)
    var text = text
    text.withUTF8 { raw in
      if raw.allSatisfy({ $0 < 0x80 }) {
        list.bytes.append(contentsOf: raw)
      } else {
        list.bytes.append(contentsOf: Normalizer.nfc(raw.span))
      }
    }
    list.textCount = list.bytes.count
  }

  /// The tokens of a text.
  mutating func tokens(of text: String, codes: [InlineCode] = []) -> TokenList {
    var list = TokenList()
    fill(&list, text, codes: codes)
    return list
  }

  private mutating func cut(_ list: inout TokenList) {
    let bytes = list.bytes
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      var isAfterWord = false
      while index < text.count {
        let (kind, length) = Characters.classify(text, at: index)
        switch kind {
        case .space:
          index += length
          isAfterWord = false
        case .ideograph:
          let start = index
          index += length
          while true {
            let selector = Characters.selectorLength(text, at: index)
            if selector == 0 { break }
            index += selector
          }
          list.tokens.append(Token(start: Int32(start), end: Int32(index), kind: .word))
          isAfterWord = false
        case .widePunctuation
        where !isAfterWord || !continues(text, at: index + length):
          list.tokens.append(Token(start: Int32(index), end: Int32(index + length), kind: .mark))
          index += length
          isAfterWord = false
        case .ascii:
          let end = asciiRun(text, from: index)
          if end > 0 {
            ASCIIWords.cut(text, index..<end, &list.tokens)
            index = end
            isAfterWord = true
          } else {
            index = cutByRules(text, from: index, &list.tokens)
            isAfterWord = false
          }
        case .widePunctuation, .other:
          index = cutByRules(text, from: index, &list.tokens)
          isAfterWord = false
        }
      }
    }
  }

  /// Whether what stands at an offset could be the second half of a word or a number.
  private func continues(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index < text.count else { return false }
    switch Characters.classify(text, at: index).kind {
    case .ascii, .other: return true
    default: return false
    }
  }

  /// The end of a run of ASCII without white space that nothing but white space, an ideograph or the
  /// end of the text follows; 0 where another character touches it.
  private func asciiRun(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count {
      let byte = text[index]
      if byte >= 0x80 { break }
      if byte == 0x20 || byte &- 9 < 5 { return index }
      index += 1
    }
    guard index < text.count else { return index }
    let (kind, length) = Characters.classify(text, at: index)
    switch kind {
    case .ideograph, .space: return Characters.selectorLength(text, at: index) > 0 ? 0 : index
    case .widePunctuation: return continues(text, at: index + length) ? 0 : index
    default: return 0
    }
  }

  /// Cuts by ICU up to the next ideograph; returns where that stands.
  private mutating func cutByRules(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ tokens: inout [Token]
  ) -> Int {
    var end = start
    while end < text.count {
      let (kind, length) = Characters.classify(text, at: end)
      if kind == .ideograph { break }
      end += length
    }
    end = min(end, text.count)
    let region = UnsafeBufferPointer(rebasing: text[start..<end])
    words.fill(&batch, from: region.span)
    var place = 0
    for index in 0..<batch.count {
      let next = Int(batch.ends[index])
      defer { place = next }
      if Characters.spaceLength(region, at: place) > 0 { continue }
      let piece = UnsafeBufferPointer(rebasing: region[place..<next])
      let kind: TokenKind =
        switch batch.kinds[index] {
        case .none: .mark
        case .number: .number
        default: ASCIIWords.isNumber(piece) ? .number : .word
        }
      tokens.append(Token(start: Int32(start + place), end: Int32(start + next), kind: kind))
    }
    return end
  }

  /// Puts codes between the tokens: before the first token that begins at or behind their offset.
  private func place(_ codes: [InlineCode], _ text: String, _ list: inout TokenList) {
    let isSame = list.textCount == text.utf8.count
    let raw = Array(text.utf8)
    var result: [Token] = []
    var next = 0
    for code in codes {
      var offset = min(max(0, code.offset), raw.count)
      if !isSame { offset = Normalizer.nfc(Array(raw[..<offset])).count }
      while next < list.tokens.count, Int(list.tokens[next].start) < offset {
        result.append(list.tokens[next])
        next += 1
      }
      let start = list.bytes.count
      list.bytes.append(0)
      list.bytes.append(contentsOf: code.kind.rawValue.utf8)
      list.bytes.append(0)
      list.bytes.append(contentsOf: code.data.utf8)
      if code.data.isEmpty, let type = code.type { list.bytes.append(contentsOf: type.utf8) }
      result.append(Token(start: Int32(start), end: Int32(list.bytes.count), kind: .code))
    }
    result.append(contentsOf: list.tokens[next...])
    list.tokens = result
  }
}
