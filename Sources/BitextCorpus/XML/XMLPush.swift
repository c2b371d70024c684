// SPDX-License-Identifier: Apache-2.0

internal import CLibXML2

/// Takes what a parser finds.
protocol XMLHandler: AnyObject {
  func start(_ name: XMLName, _ attributes: XMLAttributes)
  func end(_ name: XMLName)
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// Whether a root element began.
  var sawRoot: Bool { get }
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
  /// Owns this parser, and so outlives it; set once, before the first byte.
  unowned(unsafe) var handler: (any XMLHandler)!

  private let recovering: Bool
  private var context: xmlParserCtxtPtr?
  private var target: UnsafeMutablePointer<Target>?

  /// What callbacks need, in memory of its own: a class checks each access to its properties.
  private struct Target {
    unowned(unsafe) let push: XMLPush
    unowned(unsafe) let handler: any XMLHandler
    var context: xmlParserCtxtPtr?
  }

  /// Makes a parser.
  ///
  /// - Parameters:
  ///   - recovering: whether to go on after mistakes, to find more of them.
  init(path: String, recovering: Bool = false) {
    self.path = path
    self.recovering = recovering
  }

  deinit {
    if let context { xmlFreeParserCtxt(context) }
    target?.deallocate()
  }

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
    // The silence is a thread's own, and the thread may be another one each time.
    bitext_xml_silence()
    let code = bytes.withUnsafeBytes { raw in
      xmlParseChunk(
        context, raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count), isLast ? 1 : 0)
    }
    guard failure == nil else { return }
    // What a converter of encodings finds wrong is told by the code alone.
    let isEncoding =
      code == Int32(XML_ERR_INVALID_ENCODING.rawValue)
      || code == Int32(XML_I18N_CONV_FAILED.rawValue)
      || code == Int32(XML_IO_ENCODER.rawValue)
    if isEncoding {
      return refuse("expected text in the encoding that the file declares, found other bytes")
    }
    if isLast && !handler.sawRoot {
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
      guard let target = XMLPush.target(user), let name else { return }
      // Elements that are open, without this one.
      let depth = target.pointee.context?.pointee.nameNr ?? 0
      if Int(depth) >= XMLPush.depthLimit || Int(count) > XMLPush.attributeLimit {
        return target.pointee.push.refuseMeasure(attributes: Int(count))
      }
      target.pointee.handler.start(
        XMLName(bytes: name), XMLAttributes(attributes, count: Int(count)))
    }
    sax.endElementNs = { user, name, _, _ in
      guard let target = XMLPush.target(user), let name else { return }
      target.pointee.handler.end(XMLName(bytes: name))
    }
    sax.characters = { user, text, count in
      XMLPush.target(user)?.pointee.handler.text(
        UnsafeBufferPointer(start: text, count: Int(count)))
    }
    sax.cdataBlock = { user, text, count in
      XMLPush.target(user)?.pointee.handler.text(
        UnsafeBufferPointer(start: text, count: Int(count)))
    }
    sax.entityDecl = { user, name, _, _, _, _ in
      XMLPush.target(user)?.pointee.push.refuseEntity(name)
    }
    sax.unparsedEntityDecl = { user, name, _, _, _ in
      XMLPush.target(user)?.pointee.push.refuseEntity(name)
    }
    sax.attributeDecl = { user, _, _, _, _, value, tree in
      xmlFreeEnumeration(tree)
      guard value != nil else { return }
      XMLPush.target(user)?.pointee.push.refuse("a default attribute is declared: refused")
    }
    sax.serror = { user, error in
      guard let error else { return }
      XMLPush.target(user)?.pointee.push.report(error.pointee)
    }
    let target = UnsafeMutablePointer<Target>.allocate(capacity: 1)
    target.initialize(to: Target(push: self, handler: handler))
    context = withUnsafeMutablePointer(to: &sax) {
      xmlCreatePushParserCtxt($0, target, nil, 0, nil)
    }
    target.pointee.context = context
    self.target = target
    let options = XML_PARSE_NONET.rawValue | (recovering ? XML_PARSE_RECOVER.rawValue : 0)
    xmlCtxtUseOptions(context, Int32(options))
  }

  @inline(__always)
  private static func target(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Target>? {
    user?.assumingMemoryBound(to: Target.self)
  }

  private func refuseMeasure(attributes count: Int) {
    guard count <= Self.attributeLimit else {
      return refuse("expected at most \(Self.attributeLimit) attributes, found \(count)")
    }
    refuse("expected elements nested at most \(Self.depthLimit) deep, found more")
  }

  private func refuseEntity(_ name: UnsafePointer<xmlChar>?) {
    let name = name.map { String(cString: $0) } ?? ""
    refuse("an entity is declared (\(name.prefix(60))): refused")
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
