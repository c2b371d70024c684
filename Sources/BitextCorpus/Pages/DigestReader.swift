// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextText

/// Reads a digest: papers with titles, 摘要, the English abstract and a link.
///
/// A paper begins with its number, with a field's tag, or with a field of its title. It gives its titles,
/// then `STEM#N.zh` and `STEM#N.en` where it has abstracts. What stands before the first paper and
/// behind a paper's link is furniture and left out.
struct DigestReader: CorpusReader {
  private let lines: LineReader
  private let stem: String
  private let identifier = LanguageIdentifier()
  private var paper: DigestPaper?
  /// The number of the paper, from 0, for ids.
  private var number = 0
  /// The number that the last numbered paper bore on the page.
  private var lastOnPage = 0
  private var ready: [Result<PageRecord, RejectedRecord>] = []

  init(_ lines: LineReader, stem: String) {
    self.lines = lines
    self.stem = stem
  }

  mutating func next() throws -> Result<PageRecord, RejectedRecord>? {
    while ready.isEmpty {
      guard try lines.advance() else {
        finishPaper()
        return ready.isEmpty ? nil : ready.removeFirst()
      }
      take(PageBytes.trimmed(lines.bytes))
    }
    return ready.removeFirst()
  }

  private mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
    guard !line.isEmpty || lines.isTooLong else { return }
    if lines.isTooLong {
      paper?.takePlain(line, of: lines, identifier: identifier)
      return
    }
    let field = DigestLine.field(line)
    if field == nil, let start = DigestNumber(line), beginsPaper(start, line) {
      begin(UnsafeBufferPointer(rebasing: line[start.titleStart...]))
      lastOnPage = start.value ?? lastOnPage
      return
    }
    let text = field.map {
      PageBytes.trimmed(UnsafeBufferPointer(rebasing: line[$0.textStart...]))
    }
    if let text, field?.field == .title, paper?.hasTitle(inLanguageOf: text) ?? true {
      begin(UnsafeBufferPointer(rebasing: line[..<0]))
    }
    guard paper != nil else { return }
    if let field, let text {
      paper?.end = lines.start + lines.byteCount
      paper?.take(field.field, text, of: lines)
    } else if DigestLine.isLink(line) {
      paper?.end = lines.start + lines.byteCount
      paper?.takeLink(line)
    } else if paper?.isClosed == false {
      paper?.end = lines.start + lines.byteCount
      paper?.takePlain(line, of: lines, identifier: identifier)
    }
  }

  /// Whether a numbered line is a paper, and not an item of a list in an abstract.
  private func beginsPaper(_ start: DigestNumber, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !start.hasTag, let value = start.value else { return true }
    guard let paper else { return value <= 1 || line[start.titleStart] < 0x80 }
    if paper.isClosed { return value == lastOnPage + 1 || value <= 1 }
    guard value == lastOnPage + 1, !paper.isWithinAbstract else { return false }
    return line[start.titleStart] < 0x80 ? true : paper.hasAbstract && paper.state != .note
  }

  private mutating func begin(_ title: UnsafeBufferPointer<UInt8>) {
    finishPaper()
    paper = DigestPaper(title: title, start: lines.start)
  }

  private mutating func finishPaper() {
    guard let paper else { return }
    self.paper = nil
    let titles = paper.titles
    // A list of contents, a heading: neither a pair of titles nor an abstract.
    guard paper.hasAbstract || titles.english != nil else { return }
    let place = Provenance(
      path: lines.path, item: number, span: TextSpan(start: paper.start, end: paper.end))
    if let source = titles.english, let target = titles.chinese {
      ready.append(
        .success(
          .titles(
            TitlePair(id: "\(stem)#\(number)", source: source, target: target, place: place))))
    }
    append(paper.chinese, of: paper, part: "zh", title: titles.chinese)
    append(paper.english, of: paper, part: "en", title: titles.english)
    number += 1
  }

  private mutating func append(
    _ text: ItemText, of paper: DigestPaper, part: String, title: String?
  ) {
    guard !text.isEmpty else { return }
    var text = text
    let document = text.document(
      id: "\(stem)#\(number).\(part)", item: number, path: lines.path, engine: nil,
      identifier: identifier)
    ready.append(
      document.map {
        var document = $0
        document.title = title
        if let link = paper.link { document.extra.append(JSONMember("url", .string(link))) }
        if part == "zh", let note = paper.noteText {
          document.extra.append(JSONMember("summary", .string(note)))
        }
        return .document(document)
      })
  }
}
