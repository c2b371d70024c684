// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextText

/// The lines of one paper while they are collected.
struct DigestPaper {
  enum State { case head, chinese, note, english, other }

  var chinese = ItemText()
  var english = ItemText()
  var link: String?
  private(set) var noteText: String?
  /// Whether plain lines are left out: the paper's link stood already.
  var isClosed = false
  var state = State.head
  let start: Int
  var end: Int
  private var titleLine = ""
  private var titleTarget: String?
  private var titleSource: String?

  /// Whether the paper has anything beside its title.
  var hasAbstract: Bool { !chinese.isEmpty || !english.isEmpty }

  /// Whether the English abstract has begun and stands within a statement.
  var isWithinAbstract: Bool { state == .english && !english.isEmpty && !endsStatement(english) }

  /// Whether a title in the language of a text stood already: another one is another paper's.
  func hasTitle(inLanguageOf text: UnsafeBufferPointer<UInt8>) -> Bool {
    let known = titles
    return PageBytes.isHan(text) ? known.chinese != nil : known.english != nil
  }

  init(title: UnsafeBufferPointer<UInt8>, start: Int) {
    titleLine = String(decoding: title, as: UTF8.self)
    self.start = start
    end = start + title.count
    if title.isEmpty { return }
    if PageBytes.isHan(title), title[0] >= 0xe4 { (titleTarget, titleLine) = (titleLine, "") }
  }

  // MARK: Fields

  mutating func take(
    _ field: DigestLine.Field, _ text: UnsafeBufferPointer<UInt8>, of lines: LineReader
  ) {
    isClosed = false
    let isHan = PageBytes.isHan(text)
    switch field {
    case .abstract:
      if text.isEmpty {
        state = chinese.isEmpty ? .chinese : .english
      } else if isHan {
        chinese.add(text, of: lines)
        state = .chinese
      } else {
        english.add(text, of: lines)
        state = .english
      }
    case .note:
      state = .note
      note(text)
    case .title:
      state = .head
      let title = String(decoding: text, as: UTF8.self)
      if text.isEmpty { return }
      if isHan { titleTarget = titleTarget ?? title } else { titleSource = titleSource ?? title }
    case .link: takeLink(text)
    case .other: state = .other
    }
  }

  mutating func takeLink(_ text: UnsafeBufferPointer<UInt8>) {
    if link == nil, !text.isEmpty { link = String(decoding: text, as: UTF8.self) }
    isClosed = true
  }

  private mutating func note(_ text: UnsafeBufferPointer<UInt8>) {
    guard !text.isEmpty else { return }
    let text = String(decoding: text, as: UTF8.self)
    noteText = noteText.map { $0 + " " + text } ?? text
  }

  // MARK: Plain lines

  /// Takes a line that is neither a field nor a link: a title, authors, an abstract.
  mutating func takePlain(
    _ line: UnsafeBufferPointer<UInt8>, of lines: LineReader, identifier: LanguageIdentifier
  ) {
    let isHan = PageBytes.isHan(line)
    if isHan { takeHan(line, of: lines) } else { takeLatin(line, of: lines, identifier) }
  }

  private mutating func takeHan(_ line: UnsafeBufferPointer<UInt8>, of lines: LineReader) {
    switch state {
    case .chinese: chinese.add(line, of: lines)
    case .note: note(line)
    case .english, .other: return
    case .head:
      if chinese.isEmpty, line.count >= 150, PageBytes.endsStatement(line) {
        chinese.add(line, of: lines)
        state = .chinese
      } else if titleTarget == nil, line.count <= 400 {
        titleTarget = String(decoding: line, as: UTF8.self)
      }
    }
  }

  private mutating func takeLatin(
    _ line: UnsafeBufferPointer<UInt8>, of lines: LineReader, _ identifier: LanguageIdentifier
  ) {
    // A broken Chinese abstract may go on in a line of Latin names.
    if state == .chinese, line.count < 200, !chinese.isEmpty, !endsStatement(chinese) {
      return chinese.add(line, of: lines)
    }
    if state == .english {
      // Behind a whole statement a line much shorter than the last one is no part of the abstract,
      // unless it ends one itself.
      let isOver =
        !english.isEmpty && endsStatement(english) && line.count < 60
        && line.count * 2 < english.lastLineByteCount
      if !isOver || PageBytes.endsStatement(line) { english.add(line, of: lines) }
      return
    }
    if english.isEmpty, line.count >= 200 || isProse(line, identifier) {
      english.add(line, of: lines)
      state = .english
    } else if state == .head, titleLine.isEmpty, titleSource == nil, line.count >= 15,
      line[0] != UInt8(ascii: "["), line[0] != UInt8(ascii: "(")
    {
      titleSource = String(decoding: line, as: UTF8.self)
    }
  }

  /// Whether a line behind a field is a short abstract, or the beginning of a broken one. Authors and
  /// affiliations end no sentence and have no function words.
  private func isProse(
    _ line: UnsafeBufferPointer<UInt8>, _ identifier: LanguageIdentifier
  ) -> Bool {
    guard state != .head, line.count >= 40 else { return false }
    if state == .chinese, line.count >= 60, PageBytes.endsSentence(line) { return true }
    return identifier.identify(line.span).language == .english
  }

  private func endsStatement(_ text: ItemText) -> Bool {
    text.bytes.withUnsafeBufferPointer { PageBytes.endsStatement($0) }
  }

  // MARK: Titles

  /// The two titles; they stand on two lines, or run together on one.
  var titles: (english: String?, chinese: String?) {
    let first = titleLine.isEmpty ? titleSource : titleLine
    if let titleTarget { return (first, titleTarget) }
    guard let first else { return (nil, nil) }
    let bytes = Array(first.utf8)
    guard let han = bytes.firstIndex(where: { $0 >= 0xe4 && $0 <= 0xe9 }) else {
      return (first, nil)
    }
    let split = Self.split(bytes, at: han)
    let chinese = String(decoding: bytes[split...], as: UTF8.self)
    let english = bytes[..<split].reversed().drop { $0 == 0x20 || $0 == 0x2f || $0 == 0x7c }
    guard !english.isEmpty else { return (nil, chinese) }
    return (String(decoding: english.reversed(), as: UTF8.self), chinese)
  }

  /// Where the Chinese title begins on a line of both.
  ///
  /// `…Generative ModelDATID-3D:基于…`: it begins with the name that the English one begins with, where
  /// that name stands a second time before the first Han character.
  private static func split(_ bytes: [UInt8], at han: Int) -> Int {
    let name = bytes.prefix { $0 != UInt8(ascii: ":") && $0 != 0x20 && $0 < 0x80 }
    guard name.count >= 2, han > 2 * name.count else { return han }
    var place = han - name.count
    while place >= name.count {
      if bytes[place..<place + name.count] == name[...] { return place }
      place -= 1
    }
    return han
  }
}
