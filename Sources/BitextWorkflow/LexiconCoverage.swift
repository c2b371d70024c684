// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextLexicon
internal import BitextModel
internal import BitextText

/// Measures how many of the Chinese words of a text a lexicon has.
///
/// Words are ICU's, by its dictionary; besides, those that ``ChineseWords`` cuts. Of JSON lines the
/// members `text`, `abstract`, `source` and `target` are read, of other files every line.
public struct LexiconCoverage: Sendable {
  /// Counts of word tokens.
  public struct Counts: Hashable, Sendable {
    /// Han words by ICU.
    public var tokens = 0
    /// Of these, entries.
    public var direct = 0
    /// Of these, made wholly of entries, at least one of two characters or more.
    public var composed = 0
    /// Of these, made wholly of entries of one character.
    public var composedOfCharacters = 0
    /// Words by ``ChineseWords``.
    public var ownWords = 0
    /// Of these, entries.
    public var ownEntries = 0

    /// ICU's words that are neither entries nor made of them.
    public var uncovered: Int { tokens - direct - composed - composedOfCharacters }
  }

  /// The lexicon.
  public let lexicon: Lexicon
  /// The cap on one line, in bytes.
  public var recordLimit = 16 << 20
  /// What was counted so far.
  public private(set) var counts = Counts()
  private var missing: [String: Int] = [:]
  private var words: [ChineseWords.Word] = []

  /// Makes a measurement.
  public init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// The words that are no entries themselves, the most frequent first, equals by their bytes.
  public func missingWords(limit: Int) -> [(word: String, count: Int)] {
    let sorted = missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.prefix(limit).map { ($0.key, $0.value) }
  }

  /// Adds the text of files and folders.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`; `IOFailure`.
  public mutating func add(paths: [String]) throws {
    var splitter = ChineseWords(lexicon)
    var batch = WordBatch()
    let parser = JSONParser()
    for file in try InputFiles(paths).files {
      let isJSON = ["jsonl", "json"].contains(FileSystem.formatExtension(of: file.path))
      let lines = LineReader(try ByteSource(path: file.path), limit: recordLimit)
      while try lines.advance() {
        guard !lines.isTooLong else { continue }
        if isJSON {
          guard let record = try? parser.parse(lines.bytes) else { continue }
          for member in [record["text"], record["abstract"], record["source"], record["target"]] {
            guard let bytes = member?.stringBytes else { continue }
            add(bytes, &batch, &splitter)
          }
        } else {
          add(lines.bytes, &batch, &splitter)
        }
      }
    }
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ batch: inout WordBatch, _ splitter: inout ChineseWords
  ) {
    WordTokenizer().fill(&batch, from: bytes.span)
    var run = 0..<0
    for piece in 0...batch.count {
      let isHan = piece < batch.count && batch.kinds[piece] == .han
      if isHan {
        let span = batch.span(at: piece)
        count(bytes, span.range, &splitter)
        run = run.isEmpty ? span.range : run.lowerBound..<span.end
      } else if !run.isEmpty {
        words.removeAll(keepingCapacity: true)
        splitter.split(bytes, run: run, into: &words)
        counts.ownWords += words.count
        counts.ownEntries += words.count { $0.entry >= 0 }
        run = 0..<0
      }
    }
  }

  private mutating func count(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ splitter: inout ChineseWords
  ) {
    counts.tokens += 1
    words.removeAll(keepingCapacity: true)
    splitter.split(bytes, run: range, into: &words)
    let isWhole = words.allSatisfy { $0.entry >= 0 }
    if isWhole && words.count == 1 {
      counts.direct += 1
      return
    }
    missing[String(decoding: bytes[range], as: UTF8.self), default: 0] += 1
    guard isWhole else { return }
    if words.contains(where: { $0.span.byteCount > 3 }) {
      counts.composed += 1
    } else {
      counts.composedOfCharacters += 1
    }
  }
}
