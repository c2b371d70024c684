// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel
internal import BitextText

/// What is wrong with a record, wherever it stood.
public struct RecordProblem: Error, Hashable, Sendable {
  /// What was wrong.
  public var code: Rejection.Code
  /// Lower case, what was expected and what was found; never the whole text.
  public var message: String
  /// The key whose value is wrong, where one is.
  public var key: String?

  /// Makes a problem.
  public init(_ code: Rejection.Code, _ message: String, key: String? = nil) {
    self.code = code
    self.message = message
    self.key = key
  }

  /// The rejection of the record at a place.
  func rejected(path: String, line: Int) -> RejectedRecord {
    RejectedRecord(Rejection(path: path, line: line, code: code, message: message))
  }
}

/// Makes documents of JSON objects: this package's own records, and arXiv's as they are.
///
/// A record with `text` is a document; one with `abstract` is an English document whose hard line
/// breaks are joined.
///
/// - Note: Safe to share between threads.
public struct DocumentRecord: Sendable {
  private let options: DocumentReader.Options
  private let identifier = LanguageIdentifier()

  /// Makes a reader of records.
  public init(options: DocumentReader.Options = DocumentReader.Options()) {
    self.options = options
  }

  /// The document of an object.
  ///
  /// - Parameters:
  ///   - root: the object.
  ///   - place: where it stood; used where the record has no `source` of its own.
  /// - Throws: ``RecordProblem`` where the object is no document.
  public func document(_ root: JSONView, at place: Provenance) throws(RecordProblem) -> Document {
    guard root.isObject else {
      throw RecordProblem(.wrongType, "expected a JSON object, found another value")
    }
    guard let id = root["id"] else {
      throw RecordProblem(.missingField, "expected the key \"id\", found none")
    }
    guard let name = id.string ?? id.integer.map(String.init), !name.isEmpty else {
      throw RecordProblem(.wrongType, "expected a string under \"id\"")
    }
    let isAbstract = root["text"] == nil
    guard let text = root["text"] ?? root["abstract"] else {
      throw RecordProblem(
        .missingField, "expected the key \"text\" or \"abstract\", found neither")
    }
    guard let textBytes = text.stringBytes else {
      throw RecordProblem(.wrongType, "expected a string under \"text\" or \"abstract\"")
    }
    let joined = HardBreaks.joined(textBytes)
    guard !joined.isEmpty else { throw RecordProblem(.emptyText, "expected a text, found none") }
    return document(
      root, id: name, text: isAbstract ? joined : text.string ?? joined, isAbstract: isAbstract,
      place)
  }

  private func document(
    _ root: JSONView, id: String, text: String, isAbstract: Bool, _ place: Provenance
  ) -> Document {
    var document = Document(id: id, language: .english, text: text)
    // As the text: what this package wrote stays as it is.
    if let title = root["title"] {
      document.title = isAbstract ? title.stringBytes.map(HardBreaks.joined) : title.string
    }
    document.engine = root["engine"]?.string
    if let language = root["language"]?.string {
      document.language = Language(language)
    } else if !isAbstract {
      document.language = identifier.identify(text).language
    }
    document.source = place
    if let source = root["source"], source.isObject {
      document.source = Provenance(
        path: source["path"]?.string ?? place.path, item: source["item"]?.integer ?? place.item,
        span: TextSpan(
          start: max(0, source["start"]?.integer ?? 0),
          end: max(0, source["start"]?.integer ?? 0, source["end"]?.integer ?? 0)))
    }
    guard options.keepsExtra else { return document }
    root.forEachMember { key, value in
      if key.equals("source") && value.isObject { return }
      if isAbstract ? key.equals("abstract") : key.equals("text") { return }
      if key.equals("id") || key.equals("title") || key.equals("engine") || key.equals("language") {
        return
      }
      document.extra.append(JSONMember(String(decoding: key, as: UTF8.self), value.value))
    }
    return document
  }
}
