// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextText

/// Reads a listing: items, each with a mark behind it.
///
/// An item is what stands between two marks; a mark is a line of its own or the end of the item's last
/// line. Lines of one item are joined. Where a mark is missing, two items are told apart by a change
/// between Chinese and other text, by a blank line between long lines, and, where the page has no marks
/// at all or the lines are whole abstracts by their length, by the line break alone. A mark with nothing
/// before it is left out. What is no item is furniture, with a reason: see ``Furniture``.
struct ListingReader: CorpusReader {
  private let lines: LineReader
  private let stem: String
  private let identifier = LanguageIdentifier()
  private var marks = MarkMemory()
  /// Whether marks stand on the page.
  private var isMarked: Bool
  private var current = ItemText()
  private var item = 0
  private var sawBlank = false
  /// Lines that may be navigation, a heading, or the beginning of a broken item.
  private var held: [HeldLine] = []
  private var ready: [Result<PageRecord, RejectedRecord>] = []

  init(_ lines: LineReader, stem: String, isMarked: Bool) {
    self.lines = lines
    self.stem = stem
    self.isMarked = isMarked
  }

  mutating func next() throws -> Result<PageRecord, RejectedRecord>? {
    while ready.isEmpty {
      guard try lines.advance() else {
        settleHeld()
        finishItem(engine: nil)
        return ready.isEmpty ? nil : ready.removeFirst()
      }
      take(PageBytes.trimmed(lines.bytes))
    }
    return ready.removeFirst()
  }

  private mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
    if lines.isTooLong { return takeTooLong(line) }
    if line.isEmpty {
      settleHeld()
      sawBlank = true
    } else if let engine = marks.engine(named: line) {
      isMarked = true
      settleHeld()
      finishItem(engine: engine)
    } else if let mark = MarkRecognizer.markAtEnd(of: line) {
      isMarked = true
      takeText(UnsafeBufferPointer(rebasing: line[..<mark.textEnd]))
      finishItem(engine: mark.engine)
    } else if isBetweenItems, let reason = Furniture.reason(for: line) {
      settleHeld()
      drop(HeldLine(line, of: lines), reason)
    } else if mayBeFurniture(line) {
      held.append(HeldLine(line, of: lines))
    } else {
      takeText(line)
    }
  }

  /// A line over the cap is an item of its own, so that its neighbours are not lost with it.
  private mutating func takeTooLong(_ line: UnsafeBufferPointer<UInt8>) {
    settleHeld()
    finishItem(engine: nil)
    current.add(line, of: lines)
  }

  // MARK: Furniture

  private var isBetweenItems: Bool {
    current.isEmpty || sawBlank || current.endsSentence
  }

  /// Short lines outside an item that end no sentence are put aside: what follows them decides.
  private func mayBeFurniture(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard current.isEmpty || sawBlank || !isMarked && isBetweenItems else { return false }
    return !PageBytes.endsSentence(line) && PageBytes.isShorter(line, than: HeldLine.headingLimit)
  }

  /// Nothing more belongs to the lines put aside: short ones were furniture, longer ones are an item.
  private mutating func settleHeld() {
    guard !held.isEmpty else { return }
    if held.contains(where: { !$0.isShort }) { return addHeld() }
    dropHeld(.short)
  }

  private mutating func dropHeld(_ reason: Furniture.Reason) {
    for line in held { drop(line, line.isShort ? .short : reason) }
    held = []
  }

  private mutating func drop(_ line: HeldLine, _ reason: Furniture.Reason) {
    let named = line.bytes.withUnsafeBufferPointer { Furniture.reason(for: $0) } ?? reason
    ready.append(.success(.furniture(line.rejection(path: lines.path, reason: named))))
  }

  private mutating func addHeld() {
    for line in held {
      line.bytes.withUnsafeBufferPointer { bytes in
        if startsItem(bytes) { finishItem(engine: nil) }
        current.add(bytes, of: lines, at: line)
      }
    }
    held = []
  }

  // MARK: Items

  private mutating func takeText(_ line: UnsafeBufferPointer<UInt8>) {
    // A paragraph broken into lines goes on in a line of about the same length; a line that is much
    // longer had a heading before it.
    let longest = held.map(\.bytes.count).max() ?? 0
    if line.count * 2 > longest * 5 {
      let isShort = held.allSatisfy(\.isShort)
      if isShort || beginsSentence(line) { dropHeld(.title) }
    }
    addHeld()
    if startsItem(line) { finishItem(engine: nil) }
    current.add(line, of: lines)
    sawBlank = false
  }

  private func beginsSentence(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = line.first else { return false }
    return first >= 0x80 || first &- 0x41 < 26 || first &- 0x30 < 10
  }

  /// Whether a line begins another item although no mark stood before it.
  private func startsItem(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    if current.problem != nil { return true }
    guard !current.isEmpty, line.count >= 60, current.bytes.count >= 60 else { return false }
    guard current.endsSentence else { return false }
    let wasHan = current.isHan
    if PageBytes.isHan(line) != wasHan { return true }
    if sawBlank, !isMarked, current.bytes.count >= 240 { return true }
    let shorter = min(line.count, current.bytes.count)
    if sawBlank || !isMarked { return shorter >= 240 }
    // Two lines of the length of an abstract, each whole, are two abstracts.
    return shorter >= 700 && current.lineCount == 1 && PageBytes.endsSentence(line)
  }

  private mutating func finishItem(engine: String?) {
    sawBlank = false
    guard !current.isEmpty else { return }
    let document = current.document(
      id: "\(stem)#\(item)", item: item, path: lines.path, engine: engine, identifier: identifier)
    ready.append(document.map { .document($0) })
    item += 1
    current.removeAll()
  }
}

/// A line put aside.
struct HeldLine {
  /// Lines of fewer characters are navigation unless an item goes on behind them.
  static let shortLimit = 40
  /// Lines of fewer characters may be the heading of the item behind them.
  static let headingLimit = 160

  let bytes: [UInt8]
  let number: Int
  let start: Int
  let byteCount: Int
  let isShort: Bool

  init(_ line: UnsafeBufferPointer<UInt8>, of lines: LineReader) {
    bytes = Array(line)
    number = lines.number
    start = lines.offset(of: line)
    byteCount = line.count
    isShort = PageBytes.characterCount(line) < Self.shortLimit
  }

  func rejection(path: String, reason: Furniture.Reason) -> Rejection {
    let count = bytes.withUnsafeBufferPointer { PageBytes.characterCount($0) }
    let message =
      reason == .short
      ? "a line of \(count) characters that ends no sentence: no item"
      : "\(reason.rawValue): a line of \(count) characters: no item"
    return Rejection(path: path, line: number, code: .furniture, message: message)
  }
}
