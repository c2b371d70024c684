// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextText

/// The texts of `pairs.jsonl`, cut into sentences.
struct PairTexts {
  private let lines: LineReader
  private let parser = JSONParser()
  private let segmenter = SentenceSegmenter()
  private let languages: LanguagePair

  init(path: String, languages: LanguagePair, recordLimit: Int) throws {
    guard FileSystem.kind(of: path) != .missing else {
      throw WorkflowFailure(.noInput, "\(path): no such file")
    }
    self.languages = languages
    lines = LineReader(try ByteSource(path: path), limit: recordLimit)
  }

  /// The next pair, a rejection, or `nil` at the end. Empty lines are skipped.
  mutating func advance() throws -> Result<TextToAlign, RejectedRecord>? {
    while try lines.advance() {
      if lines.bytes.allSatisfy({ $0 <= 0x20 }) && !lines.isTooLong { continue }
      return try text()
    }
    return nil
  }

  private func rejected(
    _ code: Rejection.Code, _ message: String
  ) -> Result<TextToAlign, RejectedRecord> {
    .failure(
      RejectedRecord(
        Rejection(path: lines.path, line: lines.number, code: code, message: message)))
  }

  private func text() throws -> Result<TextToAlign, RejectedRecord> {
    guard !lines.isTooLong else {
      return rejected(
        .tooLong, "expected a record within the cap, found a line of \(lines.byteCount) bytes")
    }
    guard let root = try? parser.parse(lines.bytes), root.isObject else {
      return rejected(.invalidJSON, "expected a JSON object")
    }
    guard let id = root["id"]?.string else {
      return rejected(.missingField, "expected a string under \"id\"")
    }
    guard let source = document(root["source"], languages.source),
      let target = document(root["target"], languages.target)
    else {
      return rejected(
        .missingField, "expected documents with text under \"source\" and \"target\"")
    }
    for (document, language) in [(source, languages.source), (target, languages.target)]
    where document.language.primary != language.primary {
      return rejected(
        .wrongType, "expected a document in \(language), found one in \(document.language)")
    }
    return .success(
      TextToAlign(
        name: id, source: try segmenter.segments(of: source),
        target: try segmenter.segments(of: target), sourceName: source.id, targetName: target.id,
        documents: (source, target)))
  }

  private func document(_ view: JSONView?, _ language: Language) -> Document? {
    guard let view, let text = view["text"]?.string, !text.isEmpty else { return nil }
    var document = Document(
      id: view["id"]?.string ?? "",
      language: view["language"]?.string.map { Language($0) } ?? language, text: text)
    document.engine = view["engine"]?.string
    return document
  }
}
