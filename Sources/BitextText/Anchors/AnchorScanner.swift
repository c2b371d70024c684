// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Finds the anchors of a text in one pass over its bytes.
///
/// English and Chinese texts go through the same rules, so that equal keys mean copied text:
/// letters lose case, width and diacritics; `D-SGD` gives `dsgd` and `sgd`; `LLMs` gives `llm`;
/// 51,414 gives 51414; 70 billion and 700亿 give the same number; the names of LaTeX's formatting
/// commands are no words, mangled ones (`\ emph {…}`, `{\ em …}`) neither.
///
/// - Complexity: O(bytes).
public struct AnchorScanner {
  private var folded: [UInt8] = []

  /// Makes a scanner; it keeps a small buffer and belongs to one thread.
  public init() {}

  /// Appends the anchors of a text, in order; the parts of a compound follow it.
  ///
  /// - Parameters:
  ///   - text: UTF-8, of any shape.
  ///   - anchors: receives what is found.
  public mutating func scan(_ text: UnsafeBufferPointer<UInt8>, into anchors: inout [Anchor]) {
    var cursor = 0
    while cursor < text.count {
      let byte = text[cursor]
      if byte == UInt8(ascii: "\\") {
        cursor = AnchorBytes.afterCommand(text, from: cursor)
      } else if AnchorBytes.isDigit(byte) {
        cursor = number(text, from: cursor, into: &anchors)
      } else if let letter = AnchorBytes.letter(text, at: cursor) {
        cursor =
          letter.isDigit
          ? number(text, from: cursor, into: &anchors)
          : word(text, from: cursor, into: &anchors)
      } else {
        cursor += AnchorBytes.width(byte)
      }
    }
  }

  /// The anchors of a string.
  public mutating func anchors(of text: String) -> [Anchor] {
    var anchors: [Anchor] = []
    var text = text
    text.withUTF8 { scan($0, into: &anchors) }
    return anchors
  }

  // MARK: Words

  private mutating func word(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into anchors: inout [Anchor]
  ) -> Int {
    var cursor = start
    var compound = Compound()
    let first = anchors.count
    var parts = 0
    folded.removeAll(keepingCapacity: true)
    while true {
      let partStart = cursor
      let foldedStart = folded.count
      var shape = Compound()
      cursor = letters(text, from: cursor, shape: &shape)
      guard cursor > partStart else { break }
      compound.add(shape)
      parts += 1
      let plain = AnchorKey.withoutPlural(folded[foldedStart...], shape: shape)
      if plain.count >= 2 {
        anchors.append(
          Anchor(
            key: AnchorKey.hash(plain), kind: shape.kind,
            span: TextSpan(start: partStart, end: cursor), isPart: true))
      }
      guard cursor + 1 < text.count, AnchorBytes.joins(text, at: cursor) else { break }
      cursor += 1
    }
    let whole = AnchorKey.withoutPlural(folded[...], shape: compound)
    if parts == 1 {
      if anchors.count > first { anchors[first].isPart = false }
    } else if whole.count >= 2 {
      anchors.insert(
        Anchor(
          key: AnchorKey.hash(whole), kind: compound.kind,
          span: TextSpan(start: start, end: cursor), isPart: false),
        at: first)
    }
    return max(cursor, start + 1)
  }

  /// Folds letters and digits up to the next other character; `3.5` in `GPT-3.5` stays whole.
  private mutating func letters(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, shape: inout Compound
  ) -> Int {
    var cursor = start
    while cursor < text.count, let letter = AnchorBytes.letter(text, at: cursor) {
      shape.count(letter, first: cursor == start)
      folded.append(letter.folded)
      cursor += letter.width
      if letter.isDigit, cursor + 1 < text.count, text[cursor] == UInt8(ascii: "."),
        AnchorBytes.isDigit(text[cursor + 1])
      {
        folded.append(UInt8(ascii: "."))
        cursor += 1
      }
    }
    return cursor
  }

  // MARK: Numbers

  private mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into anchors: inout [Anchor]
  ) -> Int {
    var cursor = start
    folded.removeAll(keepingCapacity: true)
    var hasPoint = false
    while cursor < text.count {
      if let letter = AnchorBytes.letter(text, at: cursor), letter.isDigit {
        folded.append(letter.folded)
        cursor += letter.width
      } else if text[cursor] == UInt8(ascii: "."), !hasPoint,
        AnchorBytes.digits(text, from: cursor + 1) > 0
      {
        hasPoint = true
        folded.append(UInt8(ascii: "."))
        cursor += 1
      } else if text[cursor] == UInt8(ascii: ","), !hasPoint,
        AnchorBytes.digits(text, from: cursor + 1) == 3
      {
        cursor += 1
      } else {
        break
      }
    }
    if let letter = cursor < text.count ? AnchorBytes.letter(text, at: cursor) : nil,
      !letter.isDigit
    {
      return word(text, from: start, into: &anchors)
    }
    let scale = NumberScale.after(text, at: cursor)
    AnchorKey.normalizeNumber(&folded, timesTenTo: scale.exponent)
    anchors.append(
      Anchor(
        key: AnchorKey.hash(number: folded[...]), kind: .number,
        span: TextSpan(start: start, end: scale.end), isPart: false))
    return scale.end
  }
}

/// What letters a word is made of.
struct Compound {
  var capitals = 0
  var smalls = 0
  var digits = 0
  var startsLarge = false

  mutating func count(_ letter: AnchorBytes.Letter, first: Bool) {
    if letter.isDigit {
      digits += 1
    } else if letter.isCapital {
      capitals += 1
      if first && smalls + digits == 0 && capitals == 1 { startsLarge = true }
    } else {
      smalls += 1
    }
  }

  mutating func add(_ other: Compound) {
    if capitals + smalls + digits == 0 { startsLarge = other.startsLarge }
    capitals += other.capitals
    smalls += other.smalls
    digits += other.digits
  }

  var kind: Anchor.Kind {
    if digits > 0 && capitals + smalls > 0 { return .name }
    if capitals > 1 || (capitals == 1 && !startsLarge) { return .name }
    return .word
  }
}
