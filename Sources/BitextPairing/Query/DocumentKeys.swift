// SPDX-License-Identifier: Apache-2.0

public import BitextLexicon
public import BitextModel
internal import BitextText

/// The keys that a document is found by, or finds originals by, apart from any index.
///
/// - Note: Safe to share between threads.
public struct DocumentKeys: Sendable {
  /// One key and how strongly it speaks.
  public struct Key: Hashable, Sendable {
    /// A hash of a stem, name or number.
    public var key: UInt64
    /// 1 for what stands in the text; for a rendering the square root of the link's weight, 0...1.
    public var weight: Double
  }

  private let lexicon: Lexicon

  /// Makes keys by a lexicon.
  public init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// The distinct keys of a document, ascending: what stands in it, and of a Chinese document what its
  /// words are rendered by.
  ///
  /// - Complexity: O(text).
  public func keys(of document: Document) -> [Key] {
    var anchors: [Anchor] = []
    var words: [ChineseWords.Word] = []
    var text = document.text
    text.withUTF8 { bytes in
      StemmerPool.shared.lend { stemmer in
        var terms = TermScanner(stemmer: stemmer)
        terms.scan(bytes, into: &anchors)
      }
      if document.language.isChinese { HanRuns.words(of: bytes, lexicon, into: &words) }
    }
    var weights: [UInt64: Double] = [:]
    for anchor in anchors { weights[anchor.key] = 1 }
    var seen: Set<Int> = []
    for word in words where word.entry >= 0 && seen.insert(word.entry).inserted {
      lexicon.forEachLink(of: [word.entry]) { _, link in
        guard link.weight >= 0.02 else { return }
        let weight = Double(link.weight.squareRoot())
        weights[link.stem] = max(weights[link.stem] ?? 0, weight)
      }
    }
    return weights.map { Key(key: $0.key, weight: $0.value) }.sorted { $0.key < $1.key }
  }
}
