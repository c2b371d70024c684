// SPDX-License-Identifier: Apache-2.0

/// The lines of a lexicon: `headword<TAB>rendering; rendering`, with the table of headwords.
///
/// A line that begins with `#` names the field of the lines behind it: `# field: physics`.
struct LexiconText: @unchecked Sendable {
  // Unchecked: the bytes are read-only memory that lives as long as the process.
  let bytes: UnsafeBufferPointer<UInt8>
  let headwords: HeadwordTable
  /// Where each line's headword and renderings stand, and the next line of the same headword.
  private var lines: [Line] = []
  private var firstLine: [Int32] = []
  private var lastLine: [Int32] = []
  private(set) var fields: [String] = []

  private struct Line {
    var headword: Int32
    var start: Int32
    var end: Int32
    var next: Int32
    var field: Int32
  }

  var entryCount: Int { firstLine.count }

  /// Lines in memory that is never freed.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    var builder = HeadwordTableBuilder(capacity: bytes.count / 24)
    // Empty until the lines are read; replaced below.
    var parsed = ParsedLines()
    parsed.read(bytes, into: &builder)
    headwords = builder.table()
    lines = parsed.lines
    firstLine = parsed.first
    lastLine = parsed.last
    fields = parsed.fields
  }

  private struct ParsedLines {
    var lines: [Line] = []
    var first: [Int32] = []
    var last: [Int32] = []
    var fields: [String] = []
    private var field: Int32 = -1

    mutating func read(
      _ bytes: UnsafeBufferPointer<UInt8>, into builder: inout HeadwordTableBuilder
    ) {
      var start = 0
      while start < bytes.count {
        var end = start
        var tab = -1
        while end < bytes.count, bytes[end] != 10 {
          if bytes[end] == 9 && tab < 0 { tab = end }
          end += 1
        }
        if bytes[start] == UInt8(ascii: "#") {
          if let name = FieldLine.name(bytes[start..<end]) { enter(name) }
        } else if tab > start {
          let headword = UnsafeBufferPointer(rebasing: bytes[start..<tab])
          add(
            Line(
              headword: Int32(start), start: Int32(tab + 1), end: Int32(end), next: -1,
              field: field), to: builder.insert(headword))
        }
        start = end + 1
      }
    }

    private mutating func enter(_ name: String) {
      if let known = fields.firstIndex(of: name) {
        field = Int32(known)
      } else {
        field = Int32(fields.count)
        fields.append(name)
      }
    }

    private mutating func add(_ line: Line, to entry: Int) {
      let number = Int32(lines.count)
      lines.append(line)
      if entry == first.count {
        first.append(number)
        last.append(number)
      } else {
        lines[Int(last[entry])].next = number
        last[entry] = number
      }
    }
  }

  /// The bytes of a headword.
  func headword(of entry: Int) -> UnsafeBufferPointer<UInt8> {
    let line = lines[Int(firstLine[entry])]
    return UnsafeBufferPointer(rebasing: bytes[Int(line.headword)..<Int(line.start) - 1])
  }

  /// The fields of an entry's lines, in their order.
  func fields(of entry: Int) -> [String] {
    var found: [String] = []
    var line = firstLine[entry]
    while line >= 0 {
      let field = Int(lines[Int(line)].field)
      if field >= 0 { found.append(fields[field]) }
      line = lines[Int(line)].next
    }
    return found
  }

  /// Calls a closure with the renderings of an entry, those of earlier lines first.
  func forEachRendering(of entry: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var line = firstLine[entry]
    while line >= 0 {
      let (start, end) = (Int(lines[Int(line)].start), Int(lines[Int(line)].end))
      RenderingList.forEach(in: UnsafeBufferPointer(rebasing: bytes[start..<end]), body)
      line = lines[Int(line)].next
    }
  }
}

/// Renderings in one line: separated by semicolons, spaces around them ignored.
enum RenderingList {
  static func forEach(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var start = 0
    while start < bytes.count {
      while start < bytes.count, bytes[start] == 0x20 { start += 1 }
      var stop = start
      while stop < bytes.count, bytes[stop] != UInt8(ascii: ";") { stop += 1 }
      var end = stop
      while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 13 { end -= 1 }
      if end > start { body(UnsafeBufferPointer(rebasing: bytes[start..<end])) }
      start = stop + 1
    }
  }
}

/// A comment that names the field of the lines behind it.
enum FieldLine {
  /// The name in `# field: name`; `nil` for any other line.
  static func name(_ line: some Sequence<UInt8>) -> String? {
    let text = String(decoding: Array(line), as: UTF8.self)
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "\r" })
    guard parts.count >= 3, parts[0] == "#", parts[1] == "field:" else { return nil }
    return parts[2...].joined(separator: " ")
  }
}
