// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
internal import BitextModel
internal import BitextText

/// Finds the terms of a text that the index knows documents by: its anchors, with plain Latin words
/// brought to their stems. One thread at a time.
struct TermScanner {
  private var scanner = AnchorScanner()
  private let stemmer: EnglishStemmer
  private var folded: [UInt8] = []

  init(stemmer: EnglishStemmer = EnglishStemmer()) { self.stemmer = stemmer }

  /// Appends the terms of a text, in order.
  mutating func scan(_ text: UnsafeBufferPointer<UInt8>, into terms: inout [Anchor]) {
    let first = terms.count
    scanner.scan(text, into: &terms)
    for index in first..<terms.count where terms[index].kind == .word {
      let span = terms[index].span
      // A plain ASCII word; others keep the anchor's own key.
      guard text[span.range].allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else { continue }
      folded.removeAll(keepingCapacity: true)
      for byte in text[span.range] { folded.append(byte | 0x20) }
      terms[index].key = folded.withUnsafeBufferPointer { stemmer.key($0) }
    }
  }
}
