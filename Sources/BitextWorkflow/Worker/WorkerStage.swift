// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// One stage of a worker: a line in, a line out.
///
/// Laws: the answer depends on the line and the stage's settings alone; a ``WorkerFault`` is a line that
/// cannot be used; any other error ends the run.
protocol WorkerStage: Sendable {
  /// Writes exactly one JSON value for a record.
  func answer(_ record: JSONView, into json: inout JSONWriter) throws
}

/// Why a line cannot be used: it becomes `{"id","error":{"code","message"}}`.
struct WorkerFault: Error {
  var code: String
  var message: String

  init(_ code: Rejection.Code, _ message: String) {
    self.code = code.rawValue
    self.message = MessageText.oneLine(message)
  }

  init(_ problem: RecordProblem) { self.init(problem.code, problem.message) }

  static func missing(_ keys: String) -> WorkerFault {
    WorkerFault(.missingField, "expected \(keys), found none")
  }
}

extension JSONView {
  /// The id of a record, as text.
  var recordID: String? {
    let holder = self["document"] ?? self["titles"] ?? self
    return holder["id"]?.string ?? holder["id"]?.integer.map(String.init)
  }

  /// Whether this is a line that an earlier stage could not use.
  var isRejected: Bool {
    guard let error = self["error"] else { return false }
    return error["code"]?.string != nil && error["message"]?.string != nil
  }

  /// The document of a record: the record itself, or what stands under `document`.
  func document(by records: DocumentRecord) throws(WorkerFault) -> Document {
    let place = Provenance(path: "-", item: 0, span: TextSpan(start: 0, end: 0))
    let holder = self["document"] ?? self
    do {
      var document = try records.document(holder, at: place)
      if holder["source"]?.isObject != true { document.source = nil }
      return document
    } catch {
      throw WorkerFault(error)
    }
  }

  /// A list of strings; empty where there is none.
  func strings(_ key: StaticString) -> [String] {
    var list: [String] = []
    self[key]?.forEachElement { if let text = $0.string { list.append(text) } }
    return list
  }
}

extension JSONWriter {
  /// Writes a line that cannot be used.
  mutating func rejected(id: String?, _ fault: WorkerFault) {
    beginObject()
    key("id")
    if let id { string(id) } else { null() }
    key("error")
    beginObject()
    member("code", fault.code)
    member("message", fault.message)
    endObject()
    endObject()
  }

  /// Writes 16 hexadecimal digits.
  mutating func hexadecimal(_ value: UInt64) {
    let digits = String(value, radix: 16)
    string(String(repeating: "0", count: 16 - digits.count) + digits)
  }
}
