// SPDX-License-Identifier: Apache-2.0

/// The rules that decide about a candidate; those that break stand first.
enum BreakRule: UInt8, CaseIterable {
  case textEnd, blankLine, lineBreak, fullStop, mark, stop, stopLowerCase, stopHan, missingSpace
  case abbreviationEnds, ellipsisEnds, mathStop
  // From here on: no break.
  case insideToken, insideMath, abbreviation, initial, listNumber, label, continues
  case lowerCase, quoteContinues, bracketContinues, nameWithMark, ellipsis, terminatorFollows
  case singleLineBreak, quoted

  /// Whether the rule ends a segment.
  @inline(__always)
  var breaks: Bool { rawValue <= Self.mathStop.rawValue }

  /// The id that `bitext segment --explain` prints.
  var id: String { description.id }

  /// What the rule says, in a few words.
  var comment: String { description.comment }

  private var description: (id: String, comment: String) {
    switch self {
    case .textEnd: ("text-end", "the text ends here")
    case .blankLine: ("blank-line", "a blank line always ends a segment")
    case .lineBreak: ("line-break", "every line break ends a segment (option)")
    case .fullStop: ("full-stop", "a full-width stop or mark, with the quotes that it closes")
    case .mark: ("mark", "a question or exclamation mark before a new sentence")
    case .stop: ("stop", "a full stop, space, and what can start a sentence")
    case .stopLowerCase: ("stop-lower-case", "a clear full stop before a lower-case name")
    case .stopHan: ("stop-han", "a half-width stop used as the Chinese full stop")
    case .missingSpace: ("missing-space", "a stop between a word and a capitalised word")
    case .abbreviationEnds: ("abbreviation-ends", "an abbreviation before a sentence's first word")
    case .ellipsisEnds: ("ellipsis-ends", "an ellipsis before a sentence's first word")
    case .mathStop: ("math-stop", "a full stop before the dollar that closes a formula")
    case .insideToken: ("inside-token", "within a number, name, address or version")
    case .insideMath: ("inside-math", "within a formula")
    case .abbreviation: ("abbreviation", "an abbreviation that goes on")
    case .initial: ("initial", "the initial of a name")
    case .listNumber: ("list-number", "the number of a list item or heading")
    case .label: ("label", "the number of a figure, table or section")
    case .continues: ("continues", "punctuation or a particle carries the sentence on")
    case .lowerCase: ("lower-case", "a lower-case word carries the sentence on")
    case .quoteContinues: ("quote-continues", "a quotation within a sentence")
    case .bracketContinues: ("bracket-continues", "a bracket within a sentence")
    case .nameWithMark: ("name-with-mark", "a name or factorial that ends in a mark")
    case .ellipsis: ("ellipsis", "an ellipsis within a sentence")
    case .terminatorFollows: ("terminator-follows", "a later stop of the same cluster decides")
    case .singleLineBreak: ("single-line-break", "one line break is white space")
    case .quoted: ("quoted", "within a quoted title or term")
    }
  }
}

/// The rules that ICU runs to find candidates; all else is decided by ``BreakJudge``.
///
/// They are small on purpose: no Unicode property is asked for, so that compiling them costs
/// about a millisecond, against 60 ms for a full set of sentence rules.
enum CandidateRules {
  /// A candidate stands after each run of terminators (status 1) and of line breaks (status 2).
  static let text = #"""
    !!quoted_literals_only;
    # Sentence-ending marks: . ! ? ellipses, full-width and half-width CJK, and other scripts' stops.
    $Term = [.!?\u2026\u22EF\u3002\uFF01\uFF0E\uFF1F\uFF61\u203C\u2047-\u2049\u061F\u06D4\u0964
      \u0965\u0589\u1362\u104A\u104B\u17D4];
    # Line breaks; only a blank line ends a segment.
    $Line = [\n\r\u0085\u2028\u2029];
    $Other = [^$Term $Line];
    $Other* $Term+ {1};
    $Other* $Line+ {2};
    """#

  /// The status of a run of line breaks.
  static let lineStatus: Int32 = 2

  /// The part of a text that the rules cover: from its first terminator or line break to its last.
  ///
  /// The rules pass over what stands before, sentence by sentence as everywhere, only slower; a rule
  /// for what stands behind would make ICU note a possible end at every character, a quarter of its time.
  static func covered(of text: ByteText) -> Range<Int> {
    var start = 0
    while start < text.count {
      if text.isIdeograph(at: start) {
        start += 3
        continue
      }
      let (value, length) = text.scalar(at: start)
      if isCandidate(value) { break }
      start += length
    }
    var end = text.count
    while end > start {
      let (value, length) = text.scalar(before: end)
      if isCandidate(value) { break }
      end -= length
    }
    return start..<end
  }

  @inline(__always)
  private static func isCandidate(_ value: UInt32) -> Bool {
    switch value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: CharacterClass.isTerminator(value)
    }
  }
}
