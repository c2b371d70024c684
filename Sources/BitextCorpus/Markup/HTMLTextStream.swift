// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import CLibXML2

/// The text of an HTML page, a line a block, by libxml2's push parser.
///
/// Blocks and `br` break lines; white space is one space, and none where a line break of the markup
/// stands between wide characters; scripts, styles, the head and navigation are left out. The input
/// is UTF-8. Memory is bounded by the longest stretch without a tag.
final class HTMLTextStream: ByteStream {
  var path: String { stream.path }

  private let stream: any ByteStream
  private let limit: Int
  private let context: htmlParserCtxtPtr?
  private let collector = HTMLTextCollector()
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var position = 0
  private var ended = false
  /// What went wrong below; thrown behind the text that came before it.
  private var failure: (any Error)?

  init(_ stream: any ByteStream, limit: Int) {
    self.stream = stream
    self.limit = limit
    var sax = HTMLTextCollector.callbacks
    context = htmlCreatePushParserCtxt(
      &sax, Unmanaged.passUnretained(collector).toOpaque(), nil, 0, nil, XML_CHAR_ENCODING_UTF8)
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
      | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    htmlCtxtUseOptions(context, Int32(options))
  }

  deinit { if let context { htmlFreeParserCtxt(context) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while position == collector.text.count {
      if let failure { throw failure }
      if ended { return 0 }
      collector.removeAll()
      position = 0
      fill()
    }
    let count = min(buffer.count, collector.text.count - position)
    collector.text.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }

  private func fill() {
    do {
      let count = try chunk.withUnsafeMutableBytes { try stream.read(into: $0) }
      ended = count == 0
      chunk.withUnsafeBytes { raw in
        _ = htmlParseChunk(
          context, raw.bindMemory(to: CChar.self).baseAddress, Int32(count), ended ? 1 : 0)
      }
      if ended { collector.breakLine() }
      if let input = context?.pointee.input?.pointee, let end = input.end, let current = input.cur,
        end - current > limit
      {
        throw IOFailure(
          .tooLong, path: path,
          message: "expected markup, found more than \(limit) bytes without a tag")
      }
    } catch {
      collector.breakLine()
      failure = error
    }
  }
}

/// Receives what libxml2 finds and keeps the lines.
final class HTMLTextCollector {
  private(set) var text: [UInt8] = []
  private var hidden = 0
  private var preformatted = 0
  private var atLineStart = true
  private var last: UInt8 = 0
  private var space = Space.none

  private enum Space { case none, plain, broken }

  func removeAll() { text.removeAll(keepingCapacity: true) }

  /// Ends the line, where one has begun.
  func breakLine() {
    space = .none
    if !atLineStart { lineFeed() }
  }

  private func lineFeed() {
    text.append(10)
    atLineStart = true
    space = .none
  }

  private func start(_ kind: HTMLElement) {
    switch kind {
    case .inline: return
    case .block: breakLine()
    case .preformatted:
      breakLine()
      preformatted += 1
    case .lineBreak: if hidden == 0 { lineFeed() }
    case .hidden:
      breakLine()
      hidden += 1
    case .body:
      breakLine()
      hidden = 0
    }
  }

  private func end(_ kind: HTMLElement) {
    switch kind {
    case .inline, .lineBreak: return
    case .block, .body: breakLine()
    case .preformatted:
      breakLine()
      preformatted = max(0, preformatted - 1)
    case .hidden: hidden = max(0, hidden - 1)
    }
  }

  private func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard hidden == 0 else { return }
    if preformatted > 0 { return addAsIs(bytes) }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= 0x20 {
        if byte == 10 || byte == 13 { space = .broken } else if space == .none { space = .plain }
        index += 1
        continue
      }
      var end = index + 1
      while end < bytes.count, bytes[end] > 0x20 { end += 1 }
      separate(before: byte)
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[index..<end]))
      last = bytes[end - 1]
      atLineStart = false
      index = end
    }
  }

  private func separate(before next: UInt8) {
    defer { space = .none }
    guard space != .none, !atLineStart else { return }
    if space == .broken, last >= 0x80, PageBytes.isWideLead(next) { return }
    text.append(0x20)
  }

  private func addAsIs(_ bytes: UnsafeBufferPointer<UInt8>) {
    text.append(contentsOf: bytes)
    guard let end = bytes.last else { return }
    last = end
    atLineStart = end == 10
  }

  /// The callbacks, all of which get a collector as their first argument.
  static var callbacks: xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.startElement = { user, name, _ in
      guard let name else { return }
      HTMLTextCollector.from(user)?.start(HTMLElement.kind(of: name))
    }
    sax.endElement = { user, name in
      guard let name else { return }
      HTMLTextCollector.from(user)?.end(HTMLElement.kind(of: name))
    }
    sax.characters = { user, text, count in HTMLTextCollector.add(user, text, count) }
    sax.ignorableWhitespace = { user, text, count in HTMLTextCollector.add(user, text, count) }
    // CDATA is how libxml2 hands over scripts and styles: no text.
    return sax
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> HTMLTextCollector? {
    user.map { Unmanaged<HTMLTextCollector>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func add(
    _ user: UnsafeMutableRawPointer?, _ text: UnsafePointer<xmlChar>?, _ count: Int32
  ) {
    guard let text else { return }
    from(user)?.add(UnsafeBufferPointer(start: text, count: Int(count)))
  }
}
