// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// The text of a file as lines, whatever its encoding and its markup.
struct PageSource {
  let container: PageContainer
  let encoding: PageEncoding
  let lines: LineReader

  /// Opens a page: looks at its first bytes and puts the decoders in front of it that it needs.
  ///
  /// - Throws: `IOFailure`; ``CorpusFailure`` with `unknownFormat` where the file is no text,
  ///   `unknownEncoding` where the caller names one that nobody knows.
  init(_ source: any ByteStream, options: PageReader.Options) throws {
    let raw = HeadStream(source, count: 1 << 16)
    let forced = options.encoding
    encoding = raw.head.withUnsafeBufferPointer {
      PageEncoding.decided(for: $0, forced: forced) { head in
        PageContainer.recognised(path: source.path, head: head) == .html
          ? MarkupHead.declaredEncoding(head) : nil
      }
    }
    var stream: any ByteStream = raw
    var head = raw
    if !encoding.isUTF8 {
      raw.skip(encoding.markLength)
      head = HeadStream(
        try DecodedStream(raw, encoding: encoding.name), count: MarkupHead.limit)
      stream = head
    }
    let container = head.head.withUnsafeBufferPointer { head in
      options.container.flatMap(PageContainer.init(rawValue:))
        ?? .recognised(
          path: source.path, head: UnsafeBufferPointer(rebasing: head.prefix(MarkupHead.limit)))
    }
    guard !head.head.withUnsafeBufferPointer(PageBytes.hasNull) else {
      throw CorpusFailure(
        .unknownFormat, path: source.path, message: "expected a text, found a binary file")
    }
    if container == .html {
      // libxml2 must never see ill-formed UTF-8: it would take the rest for Latin-1.
      if encoding.isUTF8 {
        raw.skip(encoding.markLength)
        stream = try DecodedStream(raw, encoding: "UTF-8")
      }
      stream = HTMLTextStream(stream, limit: options.recordLimit)
    }
    self.container = container
    lines = LineReader(stream, limit: options.recordLimit)
  }

  /// What is said of each document of a page whose bytes are not the text itself.
  var annotations: [JSONMember] {
    encoding.isUTF8 ? [] : [JSONMember("encoding", .string(encoding.name))]
  }
}
