// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// A lexicon in its binary form, wherever its bytes stand: in a mapped file or in memory.
///
/// The form is described in Docs/Formats/Lexicon.md. All numbers are little-endian.
struct LexiconImage: @unchecked Sendable {
  // Unchecked: the bytes are read-only memory that `owner` keeps.
  static let magic = Array("BTXLEXIC".utf8)
  static let version: UInt32 = 1
  static let byteOrder: UInt32 = 0x0102_0304
  static let headerByteCount = 64

  /// One headword: where its bytes, renderings and links stand.
  struct Row {
    var headwordStart: UInt32
    var renderingStart: UInt32
    var textEnd: UInt32
    var linkStart: UInt32
    var occurrences: UInt32
    var field: UInt32
  }

  /// One English word: the key of its stem, and a form of it.
  struct Stem {
    var key: UInt64
    var textStart: UInt32
    var textEnd: UInt32
  }

  /// One link: t(e|z) and t(z|e).
  struct Link {
    var stem: UInt32
    var weight: Float
    var reverse: Float
  }

  /// One field's name.
  struct Field {
    var start: UInt32
    var end: UInt32
  }

  /// The counts of the header, and where the sections stand.
  struct Layout {
    var headwords: Int
    var slots: Int
    var stems: Int
    var links: Int
    var fields: Int
    var textBytes: Int

    var slotStart: Int { LexiconImage.headerByteCount }
    var rowStart: Int { slotStart + slots * MemoryLayout<HeadwordTable.Slot>.stride }
    var stemStart: Int { rowStart + (headwords + 1) * MemoryLayout<Row>.stride }
    var linkStart: Int { stemStart + stems * MemoryLayout<Stem>.stride }
    var fieldStart: Int { linkStart + links * MemoryLayout<Link>.stride }
    var textStart: Int { fieldStart + fields * MemoryLayout<Field>.stride }
    var byteCount: Int { textStart + textBytes }
  }

  let layout: Layout
  /// The whole image.
  let bytes: UnsafeRawBufferPointer
  let headwords: HeadwordTable
  private let rows: UnsafeBufferPointer<Row>
  private let stems: UnsafeBufferPointer<Stem>
  private let links: UnsafeBufferPointer<Link>
  private let fields: UnsafeBufferPointer<Field>
  private let text: UnsafeBufferPointer<UInt8>
  private let owner: AnyObject

  /// Looks at bytes that `owner` keeps alive, once they were found whole.
  ///
  /// - Throws: ``LexiconFailure`` with `truncated`, `damaged` or `unsupported`.
  init(_ bytes: UnsafeRawBufferPointer, owner: AnyObject, path: String) throws {
    layout = try Self.checkedLayout(bytes, path: path)
    self.owner = owner
    self.bytes = bytes
    // A table without a free slot would be searched without end.
    guard Self.hasSoundSlots(bytes, layout) else { throw Self.unsound(path) }
    headwords = HeadwordTable(Self.section(bytes, layout.slotStart, layout.slots), owner: owner)
    rows = Self.section(bytes, layout.rowStart, layout.headwords + 1)
    stems = Self.section(bytes, layout.stemStart, layout.stems)
    links = Self.section(bytes, layout.linkStart, layout.links)
    fields = Self.section(bytes, layout.fieldStart, layout.fields)
    text = Self.section(bytes, layout.textStart, layout.textBytes)
    guard hasSoundReferences else { throw Self.unsound(path) }
  }

  private static func section<Element>(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int
  ) -> UnsafeBufferPointer<Element> {
    let end = start + count * MemoryLayout<Element>.stride
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end]).bindMemory(to: Element.self)
  }

  var entryCount: Int { layout.headwords }

  func headword(of entry: Int) -> UnsafeBufferPointer<UInt8> {
    slice(rows[entry].headwordStart, rows[entry].renderingStart)
  }

  func forEachRendering(of entry: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    RenderingList.forEach(in: slice(rows[entry].renderingStart, rows[entry].textEnd), body)
  }

  func fields(of entry: Int) -> [String] {
    let number = Int(rows[entry].field)
    guard number < fields.count else { return [] }
    return [String(decoding: slice(fields[number].start, fields[number].end), as: UTF8.self)]
  }

  /// How often the headword stood in the texts that the probabilities were trained on.
  func occurrences(of entry: Int) -> Int { Int(rows[entry].occurrences) }

  func links(of entry: Int) -> Slice<UnsafeBufferPointer<Link>> {
    links[Int(rows[entry].linkStart)..<Int(rows[entry + 1].linkStart)]
  }

  func key(ofStem stem: UInt32) -> UInt64 { stems[Int(stem)].key }

  func form(ofStem stem: UInt32) -> String {
    let stem = stems[Int(stem)]
    return String(decoding: slice(stem.textStart, stem.textEnd), as: UTF8.self)
  }

  private func slice(_ start: UInt32, _ end: UInt32) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[Int(start)..<Int(end)])
  }
}

// MARK: - Checks

extension LexiconImage {
  private static func checkedLayout(
    _ bytes: UnsafeRawBufferPointer, path: String
  ) throws -> Layout {
    guard bytes.count >= headerByteCount else {
      throw LexiconFailure(
        .truncated, path: path,
        message: "expected a header of \(headerByteCount) bytes, found \(bytes.count)")
    }
    guard bytes.prefix(magic.count).elementsEqual(magic) else {
      throw LexiconFailure(
        .unknownFormat, path: path, message: "expected a bitext lexicon, found something else")
    }
    func word(_ offset: Int) -> UInt32 { bytes.load(fromByteOffset: offset, as: UInt32.self) }
    func long(_ offset: Int) -> UInt64 { bytes.load(fromByteOffset: offset, as: UInt64.self) }
    guard word(12) == byteOrder else {
      throw LexiconFailure(
        .unsupported, path: path, message: "expected little-endian numbers, found others")
    }
    guard word(8) == version else {
      throw LexiconFailure(
        .unsupported, path: path,
        message: "expected a lexicon of version \(version), found version \(word(8))")
    }
    let stated = long(16)
    guard stated == UInt64(bytes.count) else {
      let code: LexiconFailure.Code = stated > UInt64(bytes.count) ? .truncated : .damaged
      throw LexiconFailure(
        code, path: path, message: "expected \(stated) bytes, found \(bytes.count)")
    }
    guard Checksum64.of(UnsafeRawBufferPointer(rebasing: bytes[32...])) == long(24) else {
      throw LexiconFailure(
        .damaged, path: path, message: "expected another checksum: the file is damaged")
    }
    let layout = Layout(
      headwords: Int(word(32)), slots: Int(word(36)), stems: Int(word(40)), links: Int(word(44)),
      fields: Int(word(56)), textBytes: Int(truncatingIfNeeded: long(48) & 0xffff_ffff))
    guard layout.byteCount == bytes.count, layout.slots > 0,
      layout.slots & (layout.slots - 1) == 0
    else {
      throw LexiconFailure(
        .damaged, path: path, message: "expected sections that fill the file, found others")
    }
    return layout
  }

  /// Whether every offset of the file stays within it: a file whose checksum is right may still have
  /// been made by another program.
  private var hasSoundReferences: Bool {
    let textCount = UInt32(layout.textBytes)
    for entry in 0..<layout.headwords {
      let row = rows[entry]
      guard row.headwordStart < row.renderingStart, row.renderingStart <= row.textEnd,
        row.textEnd <= textCount, row.linkStart <= rows[entry + 1].linkStart
      else { return false }
    }
    guard rows[layout.headwords].linkStart == UInt32(layout.links) else { return false }
    let stemCount = UInt32(layout.stems)
    return links.allSatisfy({ $0.stem < stemCount && $0.weight.isFinite && $0.reverse.isFinite })
      && stems.allSatisfy({ $0.textStart <= $0.textEnd && $0.textEnd <= textCount })
      && fields.allSatisfy({ $0.start <= $0.end && $0.end <= textCount })
  }

  private static func unsound(_ path: String) -> LexiconFailure {
    LexiconFailure(
      .damaged, path: path, message: "expected references within the file, found others")
  }

  /// Whether the slots name entries of the file, and one of them is free.
  private static func hasSoundSlots(_ bytes: UnsafeRawBufferPointer, _ layout: Layout) -> Bool {
    let slots: UnsafeBufferPointer<HeadwordTable.Slot> = section(
      bytes, layout.slotStart, layout.slots)
    let last = Int32(layout.headwords)
    return slots.allSatisfy { $0.entry >= -2 && $0.entry < last }
      && slots.contains { $0.entry == -2 }
  }
}
