// SPDX-License-Identifier: Apache-2.0

internal import CLibXML2

/// Takes what a parser finds.
protocol XMLHandler: AnyObject {
  func start(_ name: XMLName, _ attributes: XMLAttributes)
  func end(_ name: XMLName)
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// Something that is not well formed; `true` where the parser should go on as far as it can.
  func mistake(_ failure: CorpusFailure) -> Bool
}

extension XMLHandler {
  func mistake(_ failure: CorpusFailure) -> Bool { false }
}

/// libxml2's push parser behind the rules that hold for every XML that is read here.
///
/// Nothing is fetched and no entity is expanded (NONET is set; NOENT, DTDLOAD and HUGE never are). A DOCTYPE may
/// stand there and is not followed; a declaration of entities, or of default attributes, is refused. A tag,
/// comment or document type is capped at ``tagLimit`` bytes, elements nest at most ``depthLimit`` deep and have at
/// most ``attributeLimit`` attributes. Every refusal has its line and column.
final class XMLPush {
  /// The cap on one tag, comment or document type, in bytes.
  static let tagLimit = 1 << 18
  /// How deep elements may nest.
  static let depthLimit = 200
  /// How many attributes an element may have.
  static let attributeLimit = 256

  let path: String
  private(set) var failure: CorpusFailure?
  /// How deep the parser stands.
  private(set) var depth = 0

  /// Owns this parser, and so outlives it.
  private unowned(unsafe) let handler: any XMLHandler
  private let recovering: Bool
  private var context: xmlParserCtxtPtr?
  private var sawRoot = false

  /// Makes a parser.
  ///
  /// - Parameters:
  ///   - handler: outlives the parser.
  ///   - recovering: whether to go on after mistakes, to find more of them.
  init(path: String, handler: any XMLHandler, recovering: Bool = false) {
    self.path = path
    self.handler = handler
    self.recovering = recovering
  }

  deinit { if let context { xmlFreeParserCtxt(context) } }

  /// Throws what was found wrong.
  func check() throws { if let failure { throw failure } }

  /// The line and the column that the parser has reached.
  var position: (line: Int, column: Int) {
    guard let input = context?.pointee.input else { return (1, 1) }
    return (Int(input.pointee.line), Int(input.pointee.col))
  }

  /// Stops the parser for a reason of the caller's.
  func refuse(_ message: String) {
    guard failure == nil else { return }
    let (line, column) = position
    failure = CorpusFailure(.malformed, path: path, line: line, column: column, message: message)
    xmlStopParser(context)
  }

  func feed(_ bytes: ArraySlice<UInt8>, isLast: Bool) {
    guard failure == nil else { return }
    if context == nil {
      if let message = XMLPush.foreign(bytes) {
        failure = CorpusFailure(.malformed, path: path, line: 1, column: 1, message: message)
        return
      }
      open()
    }
    bytes.withUnsafeBytes { raw in
      _ = xmlParseChunk(
        context, raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count), isLast ? 1 : 0)
    }
    guard failure == nil else { return }
    if isLast && !sawRoot {
      failure = CorpusFailure(
        .malformed, path: path, line: 1, column: 1, message: "expected an element, found none")
    } else if let input = context?.pointee.input?.pointee, let from = input.cur, let to = input.end,
      to - from > Self.tagLimit
    {
      // A tag that is not closed yet waits in the parser's buffer.
      refuse("expected a tag within the cap of \(Self.tagLimit) bytes, found a longer one")
    }
  }

  /// What a file is instead of XML, where its first bytes tell.
  private static func foreign(_ bytes: ArraySlice<UInt8>) -> String? {
    if bytes.isEmpty { return "expected XML, found an empty file" }
    if bytes.starts(with: [0x50, 0x4b, 3, 4]) { return "expected XML, found a ZIP archive" }
    if bytes.starts(with: [0x1f, 0x8b]) {
      return "expected XML, found gzip data (read as such where the name ends in .gz)"
    }
    if bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) {
      return "expected XML, found Zstandard data (read as such where the name ends in .zst)"
    }
    return nil
  }

  // MARK: Callbacks

  private func open() {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      XMLPush.with(user) { $0.start(name, XMLAttributes(attributes, count: Int(count))) }
    }
    sax.endElementNs = { user, name, _, _ in XMLPush.with(user) { $0.end(name) } }
    sax.characters = { user, text, count in XMLPush.with(user) { $0.text(text, Int(count)) } }
    sax.cdataBlock = { user, text, count in XMLPush.with(user) { $0.text(text, Int(count)) } }
    sax.entityDecl = { user, name, _, _, _, _ in
      XMLPush.with(user) { $0.refuseEntity(name) }
    }
    sax.unparsedEntityDecl = { user, name, _, _, _ in
      XMLPush.with(user) { $0.refuseEntity(name) }
    }
    sax.attributeDecl = { user, _, _, _, _, value, tree in
      xmlFreeEnumeration(tree)
      guard value != nil else { return }
      XMLPush.with(user) { $0.refuse("a default attribute is declared: refused") }
    }
    sax.serror = { user, error in
      guard let error else { return }
      XMLPush.with(user) { $0.report(error.pointee) }
    }
    context = withUnsafeMutablePointer(to: &sax) { sax in
      xmlCreatePushParserCtxt(sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    }
    let options = XML_PARSE_NONET.rawValue | (recovering ? XML_PARSE_RECOVER.rawValue : 0)
    xmlCtxtUseOptions(context, Int32(options))
  }

  @inline(__always)
  private static func with(_ user: UnsafeMutableRawPointer?, _ body: (XMLPush) -> Void) {
    guard let user else { return }
    Unmanaged<XMLPush>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
  }

  private func refuseEntity(_ name: UnsafePointer<xmlChar>?) {
    let name = name.map { String(cString: $0) } ?? ""
    refuse("an entity is declared (\(name.prefix(60))): refused")
  }

  private func start(_ name: UnsafePointer<xmlChar>?, _ attributes: XMLAttributes) {
    guard failure == nil, let name else { return }
    sawRoot = true
    depth += 1
    guard depth <= Self.depthLimit else {
      return refuse("expected elements nested at most \(Self.depthLimit) deep, found more")
    }
    guard attributes.count <= Self.attributeLimit else {
      return refuse(
        "expected at most \(Self.attributeLimit) attributes, found \(attributes.count)")
    }
    handler.start(XMLName(bytes: name), attributes)
  }

  private func end(_ name: UnsafePointer<xmlChar>?) {
    guard failure == nil, let name else { return }
    depth -= 1
    handler.end(XMLName(bytes: name))
  }

  private func text(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
    guard failure == nil, let text else { return }
    handler.text(UnsafeBufferPointer(start: text, count: count))
  }

  private func report(_ error: xmlError) {
    guard error.level == XML_ERR_ERROR || error.level == XML_ERR_FATAL, failure == nil else {
      return
    }
    // Namespaces that nobody declared do no harm.
    guard error.domain != Int32(XML_FROM_NAMESPACE.rawValue) else { return }
    var words = error.message.map { String(cString: $0) } ?? "unknown error"
    if let end = words.firstIndex(where: \.isNewline) { words = String(words[..<end]) }
    // libxml2 quotes what it found: bytes that are no text do not belong into a message.
    let clean = words.unicodeScalars.map { $0.value < 0x20 || $0.value == 0xfffd ? "?" : $0 }
    words = String(String.UnicodeScalarView(clean)).lowercased()
    let mistake = CorpusFailure(
      .malformed, path: path, line: Int(error.line), column: Int(error.int2),
      message: "not well formed: \(words.prefix(160))")
    if handler.mistake(mistake) { return }
    failure = mistake
    xmlStopParser(context)
  }
}
