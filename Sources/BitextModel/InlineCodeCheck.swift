// SPDX-License-Identifier: Apache-2.0

/// What is wrong with the inline codes of one text.
public enum InlineCodeProblem: Hashable, Sendable {
  /// A `begin` without its `end`, by its place in the list.
  case unpairedBegin(Int)
  /// An `end` without a `begin` before it, by its place in the list.
  case unpairedEnd(Int)
  /// A `begin` whose ``InlineCode/pair`` an earlier one has, by its place in the list.
  case repeatedPair(Int)
  /// A highlight that is never closed, by its place in the list.
  case openHighlight(Int)
  /// The end of a highlight where none is open, by its place in the list.
  case strayHighlightEnd(Int)
  /// An offset that goes backwards, lies behind the text or inside a character; by its place in the list.
  case badOffset(Int)

  /// The place in the list of codes.
  public var index: Int {
    switch self {
    case .unpairedBegin(let index), .unpairedEnd(let index), .repeatedPair(let index),
      .openHighlight(let index), .strayHighlightEnd(let index), .badOffset(let index):
      index
    }
  }
}

extension TranslationUnitVariant {
  /// What is wrong with the codes: pairs that do not close, offsets that are none.
  ///
  /// Begins and ends may overlap, as TMX allows; a `begin` or `end` without a ``InlineCode/pair`` ties to
  /// the nearest open one without. Subflows are not looked into.
  ///
  /// - Returns: the problems in the order of the codes they name; empty for most texts.
  /// - Complexity: O(codes); O(text) where an offset is inside the text.
  public var codeProblems: [InlineCodeProblem] {
    codes.isEmpty ? [] : InlineCode.problems(of: codes, in: text)
  }

  /// Turns codes whose partner is missing into isolated ones, closes highlights, and puts offsets right;
  /// nothing of a code is lost. Pairs without a name get a number, which is not counted.
  ///
  /// - Returns: how many codes were changed or added.
  @discardableResult
  public mutating func repairCodes() -> Int {
    codes.isEmpty ? 0 : InlineCode.repair(&codes, in: text)
  }
}

extension InlineCode {
  /// What is wrong with codes in a text; see ``TranslationUnitVariant/codeProblems``.
  public static func problems(of codes: [InlineCode], in text: String) -> [InlineCodeProblem] {
    var problems: [InlineCodeProblem] = []
    var open: [String: Int] = [:]
    var nameless: [Int] = []
    var highlights: [Int] = []
    var used: Set<String> = []
    for (index, code) in codes.enumerated() {
      switch code.kind {
      case .begin:
        guard let pair = code.pair else {
          nameless.append(index)
          continue
        }
        if used.insert(pair).inserted {
          open[pair] = index
        } else {
          problems.append(.repeatedPair(index))
        }
      case .end:
        let found = code.pair.map { open.removeValue(forKey: $0) } ?? nameless.popLast()
        if found == nil { problems.append(.unpairedEnd(index)) }
      case .highlightBegin: highlights.append(index)
      case .highlightEnd:
        if highlights.popLast() == nil { problems.append(.strayHighlightEnd(index)) }
      case .isolatedBegin, .isolatedEnd, .placeholder, .unknown: break
      }
    }
    problems += open.values.map { .unpairedBegin($0) }
    problems += nameless.map { .unpairedBegin($0) }
    problems += highlights.map { .openHighlight($0) }
    problems += badOffsets(of: codes, in: text).map { .badOffset($0) }
    return problems.sorted { $0.index < $1.index }
  }

  private static func badOffsets(of codes: [InlineCode], in text: String) -> [Int] {
    var bad: [Int] = []
    var last = 0
    let utf8 = text.utf8
    var place = utf8.startIndex
    for (index, code) in codes.enumerated() {
      guard code.offset >= last,
        let next = utf8.index(place, offsetBy: code.offset - last, limitedBy: utf8.endIndex),
        next == utf8.endIndex || utf8[next] & 0xc0 != 0x80
      else {
        bad.append(index)
        continue
      }
      (place, last) = (next, code.offset)
    }
    return bad
  }

  /// Mends codes; see ``TranslationUnitVariant/repairCodes()``.
  static func repair(_ codes: inout [InlineCode], in text: String) -> Int {
    let problems = problems(of: codes, in: text)
    defer { numberPairs(&codes) }
    guard !problems.isEmpty else { return 0 }
    var stray: Set<Int> = []
    for problem in problems {
      switch problem {
      case .unpairedBegin(let index), .repeatedPair(let index):
        codes[index].kind = .isolatedBegin
        codes[index].pair = nil
      case .unpairedEnd(let index):
        codes[index].kind = .isolatedEnd
        codes[index].pair = nil
      case .openHighlight:
        codes.append(InlineCode(kind: .highlightEnd, offset: text.utf8.count))
      case .strayHighlightEnd(let index): stray.insert(index)
      case .badOffset: break
      }
    }
    if !stray.isEmpty {
      codes = codes.enumerated().filter { !stray.contains($0.offset) }.map(\.element)
    }
    repairOffsets(&codes, in: text)
    return problems.count
  }

  /// Gives a number to each pair that has no name.
  private static func numberPairs(_ codes: inout [InlineCode]) {
    guard codes.contains(where: { $0.pair == nil && ($0.kind == .begin || $0.kind == .end) }) else {
      return
    }
    let used = Set(codes.compactMap(\.pair))
    var next = 1
    var open: [String] = []
    for index in codes.indices where codes[index].pair == nil {
      if codes[index].kind == .begin {
        while used.contains(String(next)) { next += 1 }
        open.append(String(next))
        codes[index].pair = open.last
        next += 1
      } else if codes[index].kind == .end {
        codes[index].pair = open.popLast()
      }
    }
  }

  private static func repairOffsets(_ codes: inout [InlineCode], in text: String) {
    let utf8 = Array(text.utf8)
    var last = 0
    for index in codes.indices {
      var offset = min(max(codes[index].offset, last), utf8.count)
      while offset < utf8.count && utf8[offset] & 0xc0 == 0x80 { offset += 1 }
      codes[index].offset = offset
      last = offset
    }
  }
}
