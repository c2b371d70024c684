// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Cuts a text into sentences: ICU finds candidates by small rules, the bytes around each decide.
///
/// Made for abstracts of papers in English and Chinese, with their abbreviations, formulae, citations,
/// links, quotations and what machine translation does to them. See `Docs/Guides/Text.md`.
///
///     let segmenter = SentenceSegmenter()
///     let document = Document(id: "1", language: .english, text: "We use BERT. It works.")
///     try segmenter.segments(of: document).map(\.text)   // ["We use BERT.", "It works."]
///
/// - Complexity: O(*n*) time; 180–190 MB/s on one core, .9 of ICU's own sentence rules or more.
/// - Note: Total and deterministic. Safe to use from many threads at once: break iterators come from a
///   pool, the rules are compiled once a process (1.3 ms).
/// - SeeAlso: Unicode Standard Annex #29; we differ from its rules in abbreviations, lower-case
///   starts, missing spaces, formulae, brackets and quotations within a sentence.
public struct SentenceSegmenter: Segmenter {
  /// What can be set.
  public struct Options: Hashable, Sendable, Codable {
    /// Whether every line break ends a segment; otherwise a single one is white space. Default
    /// `false`. A blank line (two line breaks with at most spaces between) always ends a segment.
    public var breaksAtLineBreaks: Bool = false

    /// Makes the default options.
    public init() {}
  }

  /// What this segmenter does.
  public let options: Options

  private static let candidates = BreakerPool(.rules(CandidateRules.text))

  /// Makes a segmenter.
  public init(options: Options = Options()) { self.options = options }

  /// The sentences of a document, by the rules of its language.
  ///
  /// Chinese and English documents are cut by their own rules, others by those that suit their script.
  ///
  /// - Returns: Segments in order; white space alone is left out. None for an empty text.
  /// - Note: Never throws in fact; the seam allows it.
  public func segments(of document: Document) throws -> [Segment] {
    var text = document.text
    return text.withUTF8 { buffer in
      var result: [Segment] = []
      scan(buffer, language: document.language) { candidate, start in
        guard candidate.rule.breaks, candidate.end > start else { return }
        let bytes = UnsafeBufferPointer(rebasing: buffer[start..<candidate.end])
        result.append(
          Segment(
            text: String(decoding: bytes, as: UTF8.self),
            span: TextSpan(start: start, end: candidate.end)))
      }
      return result
    }
  }

  /// The sentences of a UTF-8 text as byte ranges.
  ///
  /// - Parameters:
  ///   - text: UTF-8, fewer than 2^31 bytes. Ill-formed bytes count as U+FFFD; spans still fall on
  ///     the bytes given.
  ///   - language: The language whose rules apply.
  /// - Returns: Trimmed spans in order; every byte outside them is white space.
  /// - Complexity: O(*n*).
  public func spans(in text: Span<UInt8>, language: Language) -> [TextSpan] {
    text.withUnsafeBufferPointer { buffer in
      var result: [TextSpan] = []
      result.reserveCapacity(buffer.count / 128 + 2)
      scan(buffer, language: language) { candidate, start in
        if candidate.rule.breaks, candidate.end > start {
          result.append(TextSpan(start: start, end: candidate.end))
        }
      }
      return result
    }
  }

  /// Walks over every candidate with the start of its segment; the text's end comes last.
  func scan(
    _ buffer: UnsafeBufferPointer<UInt8>, language: Language,
    _ visit: (_ candidate: Judgement, _ segmentStart: Int) -> Void
  ) {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
    let text = ByteText(base: base, count: buffer.count)
    var judge = BreakJudge(
      text: text, isChinese: Self.usesChineseRules(text, language),
      breaksAtLineBreaks: options.breaksAtLineBreaks)
    var start = BreakSite.space(in: text, from: 0).next
    let covered = CandidateRules.covered(of: text)
    let part = UnsafeBufferPointer(rebasing: buffer[covered])
    Self.candidates.forEachBatch(in: part) { ends, statuses in
      for index in 0..<ends.count {
        let end = covered.lowerBound + Int(ends[index])
        if end <= start { continue }
        let status = statuses[index]
        let candidate =
          status == CandidateRules.lineStatus
          ? judge.judgeLineBreak(runEnd: end)
          : judge.judge(runEnd: end, segmentStart: start)
        if candidate.rule == .textEnd { continue }
        visit(candidate, start)
        if candidate.rule.breaks { start = candidate.next }
      }
    }
    var end = text.count
    while end > start {
      let length = CharacterClass.spaceLength(text, before: end)
      if length == 0 { break }
      end -= length
    }
    if end > start { visit(Judgement(rule: .textEnd, end: end, next: text.count), start) }
  }

  /// Chinese by its tag; a text of unknown or another language when it holds more Han than Latin.
  private static func usesChineseRules(_ text: ByteText, _ language: Language) -> Bool {
    // As `language.isChinese`, without making a string: this runs once a document.
    var tag = language.tag.utf8.makeIterator()
    if let first = tag.next(), let second = tag.next(), first | 0x20 == 0x7A, second | 0x20 == 0x68
    {
      let third = tag.next()
      if third == nil || third == 0x2D || third == 0x5F { return true }
    }
    guard language == .undetermined || language == .other else { return false }
    var letters = 0, ideographs = 0
    for index in 0..<min(text.count, 2000) {
      let byte = text.base[index]
      if byte >= 0xE4 && byte <= 0xE9 { ideographs += 1 }
      if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A { letters += 1 }
    }
    return ideographs * 4 > letters
  }
}

extension Segmenter where Self == SentenceSegmenter {
  /// Sentences by ICU with rules of our own, default options.
  public static var icu: SentenceSegmenter { SentenceSegmenter() }
}
