// SPDX-License-Identifier: Apache-2.0

/// Counts TER's edits.
///
/// Used by one thread and entered by nobody while it works, so access is not checked at run time.
final class TERCounter: SegmentCounter {
  @exclusivity(unchecked) private var normalizer: TercomNormalizer
  @exclusivity(unchecked) private var interner = TokenInterner()
  @exclusivity(unchecked) private var search = ShiftSearch()
  @exclusivity(unchecked) private var hypothesis = Scalars()
  @exclusivity(unchecked) private var reference = Scalars()
  @exclusivity(unchecked) private var fewestEdits = 0
  @exclusivity(unchecked) private var referenceWords = 0
  @exclusivity(unchecked) private var references = 0

  init(_ options: TER.Options) { normalizer = TercomNormalizer(options) }

  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    normalizer.prepare(bytes)
    hypothesis.removeAll()
    interner.reset(expecting: normalizer.text.count)
    normalizer.text.forEachWord { word, length in
      hypothesis.append(interner.intern(word, length))
    }
    fewestEdits = .max
    referenceWords = 0
    references = 0
  }

  func add(reference bytes: UnsafeBufferPointer<UInt8>) {
    normalizer.prepare(reference: bytes)
    reference.removeAll()
    normalizer.text.forEachWord { word, length in
      reference.append(interner.number(word, length))
    }
    let edits = search.edits(from: hypothesis, to: reference, distinct: Int(interner.count))
    fewestEdits = min(fewestEdits, edits)
    referenceWords += reference.count
    references += 1
  }

  func finish(into row: UnsafeMutablePointer<Double>) {
    row[0] = Double(references > 0 ? fewestEdits : hypothesis.count)
    row[1] = references > 0 ? Double(referenceWords) / Double(references) : 0
  }
}
