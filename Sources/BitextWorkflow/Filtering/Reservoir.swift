// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Draws units by chance, each as likely as any other, without knowing how many there will be.
///
/// Vitter's algorithm R with SplitMix64: the same units for the same input and seed. Memory is the
/// sample.
struct Reservoir {
  private let size: Int
  private var state: UInt64
  private var seen = 0
  private var drawn: [(number: Int, unit: TranslationUnit)] = []

  init(size: Int, seed: UInt64) {
    self.size = size
    state = TextHash.mixed(seed)
  }

  /// Takes a unit; returns the one that is left out for it, or the unit itself.
  mutating func add(_ unit: TranslationUnit) -> TranslationUnit? {
    seen += 1
    if drawn.count < size {
      drawn.append((seen, unit))
      return nil
    }
    let place = Int(next(below: UInt64(seen)))
    guard place < size else { return unit }
    let old = drawn[place].unit
    drawn[place] = (seen, unit)
    return old
  }

  /// The sample in the order of the input.
  var units: [TranslationUnit] { drawn.sorted { $0.number < $1.number }.map(\.unit) }

  private mutating func next(below bound: UInt64) -> UInt64 {
    state &+= 1
    return TextHash.mixed(state).multipliedFullWidth(by: bound).high
  }
}
