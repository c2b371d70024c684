// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextText

/// Puts the lines of one item together and makes documents of them.
struct ItemText {
  private(set) var bytes: [UInt8] = []
  private(set) var start = 0
  private(set) var end = 0
  private(set) var firstLine = 0
  private(set) var lineCount = 0
  private(set) var lastLineByteCount = 0
  private(set) var problem: Rejection.Code?
  private(set) var problemText = ""

  var isEmpty: Bool { bytes.isEmpty && problem == nil }

  /// Whether the last line ends a sentence.
  var endsSentence: Bool { bytes.withUnsafeBufferPointer { PageBytes.endsSentence($0) } }
  /// Whether the text is Chinese by its look.
  var isHan: Bool { bytes.withUnsafeBufferPointer { PageBytes.isHan($0) } }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    lineCount = 0
    problem = nil
    problemText = ""
  }

  /// Adds the current line of a reader; a space goes between unless wide characters meet.
  mutating func add(_ line: UnsafeBufferPointer<UInt8>, of lines: LineReader) {
    let isTooLong = lines.isTooLong
    place(
      start: isTooLong ? lines.start : lines.offset(of: line),
      byteCount: isTooLong ? lines.byteCount : line.count, number: lines.number)
    if isTooLong {
      reject(.tooLong, "expected a record within the cap, found a line of \(lines.byteCount) bytes")
      return
    }
    join(line)
  }

  /// Adds a line that was put aside.
  mutating func add(
    _ line: UnsafeBufferPointer<UInt8>, of lines: LineReader, at held: HeldLine
  ) {
    place(start: held.start, byteCount: held.byteCount, number: held.number)
    join(line)
  }

  private mutating func place(start: Int, byteCount: Int, number: Int) {
    if isEmpty {
      self.start = start
      firstLine = number
    }
    end = start + byteCount
    lineCount += 1
    lastLineByteCount = byteCount
  }

  private mutating func join(_ line: UnsafeBufferPointer<UInt8>) {
    if let last = bytes.last, let first = line.first,
      !(last >= 0x80 && PageBytes.isWideLead(first)), last > 0x20
    {
      bytes.append(0x20)
    }
    bytes.append(contentsOf: line)
  }

  private mutating func reject(_ code: Rejection.Code, _ text: String) {
    problem = problem ?? code
    problemText = problemText.isEmpty ? text : problemText
  }

  /// The document, or why there is none.
  mutating func document(
    id: String, item: Int, path: String, engine: String?, identifier: LanguageIdentifier
  ) -> Result<Document, RejectedRecord> {
    func rejected(_ code: Rejection.Code, _ message: String) -> Result<Document, RejectedRecord> {
      .failure(
        RejectedRecord(
          Rejection(path: path, line: firstLine, item: item, code: code, message: message)))
    }
    if let problem { return rejected(problem, problemText) }
    guard var text = bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) else {
      return rejected(.invalidUTF8, "expected text in UTF-8, found other bytes")
    }
    var extra: [JSONMember] = []
    switch Mojibake.inspect(bytes.span) {
    case .none: break
    case .repairable(let repaired):
      bytes = repaired
      text = String(decoding: repaired, as: UTF8.self)
      extra.append(JSONMember("repaired", .string("windows-1252")))
    case .broken(let reason): return rejected(.mojibake, "expected text, \(reason)")
    }
    return .success(
      Document(
        id: id, language: language(by: identifier), text: text, engine: engine,
        source: Provenance(
          path: path, item: item, span: TextSpan(start: start, end: end)), extra: extra))
  }

  /// The language of the text: its beginning and its end tell, where they are sure and agree.
  private func language(by identifier: LanguageIdentifier) -> Language {
    bytes.withUnsafeBufferPointer { bytes in
      guard bytes.count > Self.sample + 60 else { return identifier.identify(bytes.span).language }
      var end = Self.sample
      while bytes[end] & 0xc0 == 0x80 { end -= 1 }
      let first = identifier.identify(UnsafeBufferPointer(rebasing: bytes[..<end]).span)
      // The last sixth of a text in another language would be two items run together.
      let last = UnsafeBufferPointer(rebasing: bytes[(bytes.count - Self.sample / 2)...])
      guard first.confidence >= 0.3, PageBytes.isHan(last) == first.language.isChinese else {
        return identifier.identify(bytes.span).language
      }
      return first.language
    }
  }

  /// How many bytes of a text tell its language: some 70 Han characters, some 35 English words.
  private static let sample = 210
}
