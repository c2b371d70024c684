// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import CLibXML2

/// libxml2's push parser, feeding a collector of units.
final class TMXParser {
  private let path: String
  private let limit: Int
  private var context: xmlParserCtxtPtr?
  private var collector: TMXCollector
  private var ready: ArraySlice<Result<TranslationUnit, RejectedRecord>> = []
  private(set) var failure: CorpusFailure?

  init(path: String, limit: Int) {
    self.path = path
    self.limit = limit
    collector = TMXCollector(path: path)
  }

  deinit { if let context { xmlFreeParserCtxt(context) } }

  func takeFirst() -> Result<TranslationUnit, RejectedRecord>? { ready.popFirst() }

  /// Throws what the parser found wrong.
  func check() throws { if let failure { throw failure } }

  func feed(_ bytes: ArraySlice<UInt8>, isLast: Bool) {
    guard failure == nil else { return }
    if context == nil { open() }
    bytes.withUnsafeBytes { raw in
      _ = xmlParseChunk(
        context, raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count), isLast ? 1 : 0)
    }
    if isLast && failure == nil && !collector.sawRoot {
      failure = CorpusFailure(
        .malformed, path: path, line: 1, message: "expected a tmx element, found none")
    }
  }

  private func open() {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      TMXParser.from(user)?.start(name, attributes, Int(count))
    }
    sax.endElementNs = { user, name, _, _ in TMXParser.from(user)?.end(name) }
    sax.characters = { user, text, count in TMXParser.from(user)?.text(text, Int(count)) }
    sax.cdataBlock = { user, text, count in TMXParser.from(user)?.text(text, Int(count)) }
    sax.entityDecl = { user, name, _, _, _, _ in
      guard let parser = TMXParser.from(user) else { return }
      parser.stop("an entity is declared (\(TMXParser.string(name))): refused")
    }
    sax.serror = { user, error in
      guard let parser = TMXParser.from(user), let error else { return }
      parser.report(error.pointee)
    }
    context = withUnsafeMutablePointer(to: &sax) { sax in
      xmlCreatePushParserCtxt(
        sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    }
    // Never NOENT, DTDLOAD or HUGE: nothing is fetched, nothing is expanded.
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> TMXParser? {
    user.map { Unmanaged<TMXParser>.fromOpaque($0).takeUnretainedValue() }
  }

  static func string(_ text: UnsafePointer<xmlChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }

  private var line: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }

  private func stop(_ message: String) {
    failure = failure ?? CorpusFailure(.malformed, path: path, line: line, message: message)
    xmlStopParser(context)
  }

  private func report(_ error: xmlError) {
    guard error.level == XML_ERR_ERROR || error.level == XML_ERR_FATAL else { return }
    // Namespaces that nobody declared do not harm a TMX.
    guard error.domain != Int32(XML_FROM_NAMESPACE.rawValue) else { return }
    var words = error.message.map { String(cString: $0) } ?? "unknown error"
    while words.last?.isNewline == true { words.removeLast() }
    failure =
      failure
      ?? CorpusFailure(
        .malformed, path: path, line: Int(error.line),
        message: "column \(error.int2): \(words.lowercased())")
  }

  private func start(
    _ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ count: Int
  ) {
    var values: [String: String] = [:]
    for index in 0..<count {
      guard let attributes, let from = attributes[index * 5 + 3], let to = attributes[index * 5 + 4]
      else { continue }
      values[Self.string(attributes[index * 5])] = Self.attribute(
        UnsafeBufferPointer(start: from, count: to - from))
    }
    collector.start(Self.string(name), values, line: line)
  }

  /// The text of an attribute; without NOENT libxml2 leaves `&#38;` for each ampersand.
  private static func attribute(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    let ampersand = Array("&#38;".utf8)
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      text.append(bytes[index])
      index += bytes[index...].starts(with: ampersand) ? ampersand.count : 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func end(_ name: UnsafePointer<xmlChar>?) {
    if let unit = collector.end(Self.string(name)) { ready.append(unit) }
  }

  private func text(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
    guard let text else { return }
    collector.text(UnsafeBufferPointer(start: text, count: count))
    if collector.byteCount > limit {
      stop("expected a unit within the cap of \(limit) bytes, found a longer one")
    }
  }
}
