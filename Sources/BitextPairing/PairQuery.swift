// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextText

/// A translation as the pairer sees it: its distinct anchors, in order of first appearance.
struct PairQuery {
  /// One distinct anchor.
  struct Entry {
    /// Its number in the index; `nil` where no document holds it.
    var term: Int?
    /// Its weight in the index, in nats.
    var weight: Double
    /// Whether it is a part of the compound before it.
    var isPart: Bool
    /// Where it stands first.
    var span: TextSpan
  }

  private(set) var entries: [Entry] = []
  /// Characters without white space.
  let characterCount: Int
  private var terms: Set<Int> = []

  init(_ document: Document, index: AnchorIndex) {
    var scanner = AnchorScanner()
    var anchors: [Anchor] = []
    var text = document.text
    characterCount = text.withUTF8 { bytes in
      scanner.scan(bytes, into: &anchors)
      return PairLength.characters(bytes)
    }
    var seen: Set<UInt64> = []
    for anchor in anchors where seen.insert(anchor.key).inserted {
      let term = index.term(of: anchor.key)
      if let term { terms.insert(term) }
      entries.append(
        Entry(
          term: term, weight: index.weight(ofTerm: term), isPart: anchor.isPart,
          span: anchor.span))
    }
  }

  /// Whether the translation holds a term.
  func contains(_ term: Int) -> Bool { terms.contains(term) }
}

/// Lengths as the pairer counts them.
enum PairLength {
  /// Characters (Unicode scalars) without ASCII white space.
  static func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte > 0x20 && byte & 0xc0 != 0x80 { count += 1 }
    return count
  }
}
