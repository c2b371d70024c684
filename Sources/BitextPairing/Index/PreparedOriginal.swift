// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextLexicon
public import BitextModel
internal import BitextText

/// A document as an index takes it: its keys found, its record made. Documents are prepared on many
/// threads and added on one.
public struct PreparedOriginal: Sendable {
  /// A hash of the text, by which equal texts are told.
  public let fingerprint: UInt64
  /// The id.
  public let id: String
  /// The distinct keys, ascending.
  let keys: [UInt64]
  /// Of each key, whether the document holds it as a name or number.
  let isName: [Bool]
  let characterCount: Int
  let textByteCount: Int
  let record: [UInt8]
}

/// Prepares documents for an index, on any thread.
public struct OriginalPreparation: Sendable {
  /// What records are packed by; `nil` stores them as they are.
  let packing: PackedRecords?

  /// Prepares some documents.
  ///
  /// - Parameter fingerprint: gives a hash of a text, by which equal texts are told.
  public func prepare(
    _ documents: [Document], fingerprint: (String) -> UInt64
  ) -> [PreparedOriginal] {
    StemmerPool.shared.lend { stemmer in
      var preparation = OnePreparation(scanner: TermScanner(stemmer: stemmer), packing: packing)
      return documents.map { preparation.prepare($0, fingerprint: fingerprint($0.text)) }
    }
  }
}

/// Prepares documents on one thread.
private struct OnePreparation {
  var scanner: TermScanner
  var anchors: [Anchor] = []
  let packing: PackedRecords?

  mutating func prepare(_ document: Document, fingerprint: UInt64) -> PreparedOriginal {
    anchors.removeAll(keepingCapacity: true)
    var text = document.text
    let (characters, bytes) = text.withUTF8 { bytes in
      scanner.scan(bytes, into: &anchors)
      return (PairLength.characters(bytes), bytes.count)
    }
    anchors.sort { $0.key < $1.key }
    var keys: [UInt64] = []
    var isName: [Bool] = []
    keys.reserveCapacity(anchors.count)
    isName.reserveCapacity(anchors.count)
    for anchor in anchors {
      let names = anchor.kind != .word && !anchor.isPart
      if keys.last == anchor.key {
        if names { isName[isName.count - 1] = true }
      } else {
        keys.append(anchor.key)
        isName.append(names)
      }
    }
    let record = DocumentBytes.of(document)
    return PreparedOriginal(
      fingerprint: fingerprint, id: document.id, keys: keys, isName: isName,
      characterCount: characters, textByteCount: bytes, record: packing?.pack(record) ?? record)
  }
}
