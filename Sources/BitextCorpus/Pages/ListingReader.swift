// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextText

/// Reads a listing: items, each with a mark line behind it.
///
/// An item is what stands between two marks. Lines of one item are joined; a blank line or a change
/// between Chinese and other text separates two items that both look whole. The last item may lack
/// its mark. A mark with nothing before it is left out. Lines of fewer than 40 characters that end no
/// sentence and that a blank line, a mark or a much longer line follows are furniture.
struct ListingReader: CorpusReader {
  private let lines: LineReader
  private let stem: String
  /// Whether marks stand on the page.
  private var isMarked: Bool
  private let identifier = LanguageIdentifier()
  private var current = ItemText()
  private var item = 0
  private var sawBlank = false
  /// Short lines that may be navigation, or the beginning of a broken item.
  private var held: [HeldLine] = []
  private var ready: [Result<PageRecord, RejectedRecord>] = []

  init(_ lines: LineReader, stem: String, isMarked: Bool) {
    self.isMarked = isMarked
    self.lines = lines
    self.stem = stem
  }

  mutating func next() throws -> Result<PageRecord, RejectedRecord>? {
    while ready.isEmpty {
      guard try lines.advance() else {
        dropHeld()
        finishItem(engine: nil)
        return ready.isEmpty ? nil : ready.removeFirst()
      }
      let line = PageBytes.trimmed(lines.bytes)
      if line.isEmpty && !lines.isTooLong {
        dropHeld()
        sawBlank = true
      } else if let engine = MarkRecognizer.engine(named: line) {
        dropHeld()
        finishItem(engine: engine)
      } else if !lines.isTooLong && mayBeFurniture(line) {
        held.append(HeldLine(line, of: lines))
      } else {
        take(line)
      }
    }
    return ready.removeFirst()
  }

  // MARK: Furniture

  private func mayBeFurniture(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    (current.isEmpty || sawBlank) && PageBytes.characterCount(line) < 40
      && !PageBytes.endsSentence(line)
  }

  private mutating func dropHeld() {
    for line in held {
      ready.append(.success(.furniture(line.rejection(path: lines.path))))
    }
    held = []
  }

  private mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
    // A paragraph broken into short lines goes on in a line of about the same length.
    let longest = held.map(\.bytes.count).max() ?? 0
    if line.count * 2 > longest * 5 { dropHeld() }
    for line in held {
      line.bytes.withUnsafeBufferPointer { current.add($0, of: lines, at: line) }
    }
    held = []
    if startsItem(line) { finishItem(engine: nil) }
    current.add(line, of: lines)
    sawBlank = false
  }

  // MARK: Items

  /// Whether a line begins another item although no mark stood before it.
  private func startsItem(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !current.isEmpty, line.count >= 60, current.bytes.count >= 60 else { return false }
    let isHan = PageBytes.hanCount(line) * 6 > line.count
    let wasHan = current.bytes.withUnsafeBufferPointer {
      PageBytes.hanCount($0) * 6 > $0.count
    }
    guard PageBytes.endsSentence(current.bytes) else { return false }
    if isHan != wasHan { return true }
    return sawBlank && line.count >= 240 && current.bytes.count >= 240
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

/// A short line put aside.
struct HeldLine {
  let bytes: [UInt8]
  let number: Int
  let start: Int
  let byteCount: Int

  init(_ line: UnsafeBufferPointer<UInt8>, of lines: LineReader) {
    bytes = Array(line)
    number = lines.number
    start = lines.start
    byteCount = lines.byteCount
  }

  func rejection(path: String) -> Rejection {
    Rejection(
      path: path, line: number, code: .furniture,
      message:
        "a line of \(PageBytes.characterCount(bytes)) characters that ends no sentence: no item")
  }
}
