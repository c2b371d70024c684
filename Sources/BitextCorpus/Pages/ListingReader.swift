// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextText

/// Reads a listing: items, each with a mark line behind it.
///
/// An item is what stands between two marks. Lines of one item are joined; a blank line or a change
/// between Chinese and other text separates two items that both look whole. The last item may lack
/// its mark. A mark with nothing before it is left out.
struct ListingReader: CorpusReader {
  private let lines: LineReader
  private let stem: String
  private let identifier = LanguageIdentifier()
  private var current = ItemText()
  private var item = 0
  private var sawBlank = false
  private var ready: [Result<PageRecord, RejectedRecord>] = []

  init(_ lines: LineReader, stem: String) {
    self.lines = lines
    self.stem = stem
  }

  mutating func next() throws -> Result<PageRecord, RejectedRecord>? {
    while ready.isEmpty {
      guard try lines.advance() else {
        finishItem(engine: nil)
        return ready.isEmpty ? nil : ready.removeFirst()
      }
      let line = PageBytes.trimmed(lines.bytes)
      if line.isEmpty && !lines.isTooLong {
        sawBlank = true
      } else if let engine = MarkRecognizer.engine(named: line) {
        finishItem(engine: engine)
      } else {
        if startsItem(line) { finishItem(engine: nil) }
        current.add(line, of: lines)
        sawBlank = false
      }
    }
    return ready.removeFirst()
  }

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
