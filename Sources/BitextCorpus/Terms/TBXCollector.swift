// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Collects the entries of a TBX of either edition: `termEntry` and `conceptEntry`.
final class TBXCollector: XMLHandler {
  let push: XMLPush
  private(set) var sawRoot = false
  private(set) var repairs = UnitRepairs()
  var queue = RecordQueue<Found>()

  /// An entry, and where it stands.
  struct Found {
    var record: Result<TermEntry, RejectedRecord>
    var place: (line: Int, column: Int)
  }

  private let limit: Int
  private var entry = TermEntry(id: "", terms: [])
  private var inEntry = false
  private var place = (line: 0, column: 0)
  private var count = 0
  private var held = 0
  private var language: String?
  private var term: TermEntry.Term?
  /// The element whose text is read, with its type.
  private var open: (name: String, type: String)?
  private var bytes: [UInt8] = []

  init(path: String, limit: Int) {
    self.limit = limit
    push = XMLPush(path: path)
    push.handler = self
  }

  private static let roots: Set<String> = ["martif", "tbx", "TBX"]
  private static let texts: Set<String> = [
    "term", "termNote", "descrip", "note", "admin", "transac", "ref", "xref",
  ]

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let name = name.string
    if !sawRoot {
      sawRoot = true
      guard Self.roots.contains(name) else {
        return push.refuse("expected a martif or tbx element, found \"\(name.prefix(60))\"")
      }
      return
    }
    held += 32 + attributes.byteCount
    if inEntry && held > limit {
      return push.refuse("expected an entry within the cap of \(limit) bytes, found a longer one")
    }
    switch name {
    case "termEntry", "conceptEntry":
      entry = TermEntry(id: attributes["id"] ?? "", terms: [])
      (inEntry, place, held, language) = (true, push.position, 0, nil)
    case "langSet", "langSec": language = attributes.language ?? ""
    case "tig", "ntig", "termSec":
      held += 64
      term = TermEntry.Term(language: Language(language ?? ""), text: "")
    default:
      guard inEntry, open == nil, Self.texts.contains(name) else { return }
      open = (name, attributes["type"] ?? "")
      bytes.removeAll(keepingCapacity: true)
    }
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {
    guard open != nil else { return }
    bytes.append(contentsOf: text)
    held += text.count
    if held > limit {
      push.refuse("expected an entry within the cap of \(limit) bytes, found a longer one")
    }
  }

  func end(_ name: XMLName) {
    let name = name.string
    switch name {
    case "langSet", "langSec": language = nil
    case "tig", "ntig", "termSec":
      if let term, !term.text.isEmpty { entry.terms.append(term) }
      term = nil
    case "termEntry", "conceptEntry": finishEntry()
    default:
      guard let open, open.name == name else { return }
      self.open = nil
      take(open.name, open.type, String(decoding: bytes, as: UTF8.self))
    }
  }

  private func finishEntry() {
    inEntry = false
    defer { count += 1 }
    guard !entry.terms.isEmpty else {
      let rejection = Rejection(
        path: push.path, line: place.line, column: place.column, item: count, code: .emptyText,
        message: "expected an entry with a term, found none")
      queue.append(Found(record: .failure(RejectedRecord(rejection)), place: place))
      return
    }
    if entry.id.isEmpty { entry.id = String(count) }
    queue.append(Found(record: .success(entry), place: place))
  }

  private func take(_ name: String, _ type: String, _ text: String) {
    switch (name, type) {
    case ("term", _): term?.text = text
    case ("termNote", "administrativeStatus"), ("termNote", "normativeAuthorization"):
      term?.status = Self.status(text)
    case ("termNote", "partOfSpeech"): term?.partOfSpeech = text
    case ("descrip", "context") where term != nil: term?.context = text
    case ("descrip", "subjectField") where term == nil: entry.subject = text
    case ("descrip", "definition") where term == nil && entry.definition == nil:
      entry.definition = text
    case ("note", _):
      if term != nil {
        term?.notes.append(UnitNote(text))
      } else {
        entry.notes.append(UnitNote(text))
      }
    default: repairs.add(.leftOut, at: push.position)
    }
  }

  private static func status(_ text: String) -> TermEntry.Status? {
    for status in TermEntry.Status.allCases where text.lowercased().hasPrefix(status.rawValue) {
      return status
    }
    return nil
  }
}
