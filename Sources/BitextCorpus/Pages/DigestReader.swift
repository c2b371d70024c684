// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextText

/// Reads a digest: numbered papers with titles, 摘要, the English abstract and a link.
///
/// A paper gives its titles, then `STEM#N.zh` and `STEM#N.en` where it has abstracts. What stands
/// before the first paper and behind a paper's link is furniture and left out.
struct DigestReader: CorpusReader {
  private let lines: LineReader
  private let stem: String
  private let identifier = LanguageIdentifier()
  private var paper: DigestPaper?
  private var number = 0
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
    if !lines.isTooLong, let title = DigestLine.paperStart(line) {
      finishPaper()
      paper = DigestPaper(
        title: UnsafeBufferPointer(rebasing: line[title...]), start: lines.start)
      return
    }
    guard paper != nil, paper?.isClosed == false else { return }
    paper?.end = lines.start + lines.byteCount
    if let field = DigestLine.field(line) {
      let text = PageBytes.trimmed(UnsafeBufferPointer(rebasing: line[field.textStart...]))
      if field.isAbstract {
        paper?.chinese.add(text, of: lines)
        paper?.state = .chinese
      } else {
        paper?.state = .note
        paper?.note(text)
      }
    } else if DigestLine.isLink(line) {
      paper?.link = String(decoding: line, as: UTF8.self)
      paper?.isClosed = true
    } else {
      paper?.takePlain(line, of: lines)
    }
  }

  private mutating func finishPaper() {
    guard let paper else { return }
    self.paper = nil
    let place = Provenance(
      path: lines.path, item: number, span: TextSpan(start: paper.start, end: paper.end))
    let titles = paper.titles
    if let source = titles.english, let target = titles.chinese {
      ready.append(
        .success(
          .titles(
            TitlePair(id: "\(stem)#\(number)", source: source, target: target, place: place))))
    }
    for (part, text, title) in [
      ("zh", paper.chinese, titles.chinese), ("en", paper.english, titles.english),
    ] where !text.isEmpty {
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
    number += 1
  }
}

/// The lines of one paper while they are collected.
struct DigestPaper {
  enum State { case head, chinese, note, english }

  var chinese = ItemText()
  var english = ItemText()
  var link: String?
  var noteText: String?
  var isClosed = false
  var state = State.head
  let start: Int
  var end: Int
  private var titleLine: String
  private var titleTarget: String?

  init(title: UnsafeBufferPointer<UInt8>, start: Int) {
    titleLine = String(decoding: title, as: UTF8.self)
    self.start = start
    end = start + title.count
  }

  mutating func note(_ text: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: text, as: UTF8.self)
    noteText = noteText.map { $0 + " " + text } ?? text
  }

  /// Takes a line that is neither a field nor a link: a title, authors, an abstract.
  mutating func takePlain(_ line: UnsafeBufferPointer<UInt8>, of lines: LineReader) {
    let han = PageBytes.hanCount(line)
    let isHan = han * 6 > line.count
    // Authors and affiliations stand before 摘要 and end no sentence.
    let isShortAbstract =
      state == .chinese && line.count >= 60 && PageBytes.endsSentence(line)
    let isText = line.count >= 200 || isShortAbstract || (state == .english && line.count >= 20)
    if !isHan && isText {
      english.add(line, of: lines)
      state = .english
    } else if isHan && state == .head && titleTarget == nil && line.count <= 400 {
      titleTarget = String(decoding: line, as: UTF8.self)
    } else if isHan && state == .chinese {
      chinese.add(line, of: lines)
    } else if isHan && state == .note {
      note(line)
    }
  }

  /// The two titles; they stand on two lines, or run together on one.
  var titles: (english: String?, chinese: String?) {
    if let titleTarget { return (titleLine, titleTarget) }
    let bytes = Array(titleLine.utf8)
    guard let han = bytes.firstIndex(where: { $0 >= 0xe4 && $0 <= 0xe9 }) else {
      return (titleLine, nil)
    }
    // `…Generative ModelDATID-3D:基于…`: the Chinese title begins with the name that the English one
    // begins with, where that name stands a second time before the first Han character.
    var split = han
    let name = bytes.prefix { $0 != UInt8(ascii: ":") && $0 != 0x20 && $0 < 0x80 }
    if name.count >= 2, han > 2 * name.count {
      var place = han - name.count
      while place >= name.count {
        if bytes[place..<place + name.count] == name[...] {
          split = place
          break
        }
        place -= 1
      }
    }
    let english = String(decoding: bytes[..<split], as: UTF8.self)
    let chinese = String(decoding: bytes[split...], as: UTF8.self)
    guard !english.isEmpty else { return (nil, chinese) }
    return (trimmed(english), chinese)
  }

  private func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
