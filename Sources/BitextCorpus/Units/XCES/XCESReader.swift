// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Reads OPUS's links (XCES) with the sentences of the documents that they name.
///
/// Documents are looked for below the folder of the file of links; a name that is absolute or leads out of it is
/// refused. Links and sentences are read side by side; a link without a partner makes no unit.
struct XCESReader: UnitReader {
  private let source: ByteSource
  private let links: XCESLinks
  private let limit: Int
  private let languages: LanguagePair
  private let folder: String
  private var chunk = [UInt8](repeating: 0, count: 1 << 15)
  private var ended = false
  private var documents: (from: SentenceDocument, to: SentenceDocument)?
  private var current = -1
  private(set) var repairs = UnitRepairs()

  init(_ source: ByteSource, limit: Int, languages: LanguagePair) throws {
    self.source = source
    self.limit = limit
    self.languages = languages
    links = XCESLinks(path: source.path)
    folder =
      source.path.lastIndex(of: "/").map { String(source.path[...$0]) } ?? ""
  }

  mutating func next() throws -> Result<TranslationUnit, RejectedRecord>? {
    while true {
      while let link = links.queue.popFirst() {
        if let unit = try unit(of: link) { return unit }
      }
      if ended {
        try links.push.check()
        return nil
      }
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      ended = count == 0
      links.push.feed(chunk[..<count], isLast: ended)
      if links.push.failure != nil { ended = true }
    }
  }

  private mutating func unit(
    of link: XCESLinks.Link
  ) throws -> Result<TranslationUnit, RejectedRecord>? {
    if link.group != current {
      current = link.group
      documents = try (document(link.from, link), document(link.to, link))
    }
    guard let documents else { return nil }
    let source = try documents.from.text(of: link.source)
    let target = try documents.to.text(of: link.target)
    if let missing = source.missing ?? target.missing {
      return .failure(
        RejectedRecord(
          Rejection(
            path: links.push.path, line: link.line, column: link.column, code: .missingSide,
            message: "expected a sentence \"\(missing.prefix(60))\" in its document, found none")))
    }
    guard !link.source.isEmpty, !link.target.isEmpty else {
      repairs.add(.nullLinks, at: (link.line, link.column))
      return nil
    }
    var unit = TranslationUnit(
      id: link.id,
      source: TranslationUnitVariant(
        language: documents.from.language ?? languages.source, text: source.text),
      target: TranslationUnitVariant(
        language: documents.to.language ?? languages.target, text: target.text))
    unit.bead = BeadKind(link.source.count, link.target.count)
    unit.score = link.certainty
    unit.properties = [
      UnitProperty(type: TMXWriter.Property.sourceDocument, value: link.from),
      UnitProperty(type: TMXWriter.Property.targetDocument, value: link.to),
    ]
    return .success(unit)
  }

  private func document(_ name: String, _ link: XCESLinks.Link) throws -> SentenceDocument {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !name.hasPrefix("/"), !name.utf8.contains(0), !parts.contains("..") else {
      throw CorpusFailure(
        .malformed, path: source.path, line: link.line, column: link.column,
        message: "expected a document below the folder of the links, found \"\(name.prefix(80))\"")
    }
    var path = folder + name
    if FileSystem.kind(of: path) != .file {
      let other = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path + ".gz"
      if FileSystem.kind(of: other) == .file { path = other }
    }
    return try SentenceDocument(path: path, name: name, limit: limit)
  }
}

/// The links of a file.
final class XCESLinks: XMLHandler {
  struct Link {
    var id: String
    var source: [String]
    var target: [String]
    var certainty: Double?
    var from: String
    var to: String
    /// The number of the group, which names the documents.
    var group: Int
    var line: Int
    var column: Int
  }

  let push: XMLPush
  var queue = RecordQueue<Link>()
  private(set) var sawRoot = false
  private var from = ""
  private var to = ""
  private var group = -1
  private var count = 0

  init(path: String) {
    push = XMLPush(path: path)
    push.handler = self
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let name = name.string
    if !sawRoot {
      sawRoot = true
      guard name == "cesAlign" else {
        return push.refuse("expected a cesAlign element, found \"\(name.prefix(60))\"")
      }
      (from, to) = (attributes["fromDoc"] ?? "", attributes["toDoc"] ?? "")
    } else if name == "linkGrp" {
      (from, to) = (attributes["fromDoc"] ?? from, attributes["toDoc"] ?? to)
      group += 1
    } else if name == "link" {
      link(attributes)
    }
  }

  private func link(_ attributes: XMLAttributes) {
    defer { count += 1 }
    let place = push.position
    let targets = (attributes["xtargets"] ?? "").split(
      separator: ";", omittingEmptySubsequences: false)
    guard targets.count == 2 else {
      return push.refuse("expected xtargets with one semicolon, found \(targets.count - 1)")
    }
    let ids = targets.map { $0.split(separator: " ").map(String.init) }
    queue.append(
      Link(
        id: attributes["id"] ?? String(count), source: ids[0], target: ids[1],
        certainty: (attributes["certainty"] ?? attributes["score"]).flatMap { Double($0) }
          .flatMap { $0.isFinite ? $0 : nil },
        from: from, to: to, group: max(0, group), line: place.line, column: place.column))
  }

  func end(_ name: XMLName) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
