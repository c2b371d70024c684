// SPDX-License-Identifier: Apache-2.0

/// Counts the n-grams that a hypothesis shares with references, each as often as both have it.
///
/// An n-gram is its first n − 1 tokens, named by their place in the table of the order before, and
/// one token more. So no two n-grams are ever taken for one another, whatever their number or
/// order; and an n-gram without a partner is not looked at again for higher orders.
struct NgramMatcher: ~Copyable {
  struct Slot: BitwiseCopyable {
    var key: UInt64
    /// How often the hypothesis has it.
    var count: UInt32
    /// How often a reference has it, at most.
    var seen: UInt32
  }

  /// Where an n-gram starts, and the place of its first n − 1 tokens in the table.
  struct Place: BitwiseCopyable {
    var start: UInt32
    var prefix: UInt32
  }

  private static let empty = Slot(key: .max, count: 0, seen: 0)

  private var slots = Scratch<Slot>()
  private var hypothesis = Scratch<Place>()
  private var references = Scratch<Place>()
  private var ends = Scratch<Int>()
  private var current = Scratch<UInt32>()
  private var shift: UInt64 = 0

  /// Counts the shared n-grams of all orders.
  ///
  /// - Parameters:
  ///   - tokens: The hypothesis.
  ///   - others: The references, one after the other.
  ///   - limits: The end of each reference in `others`.
  ///   - matches: Receives a count an order; it must hold `maxOrder`.
  mutating func match(
    _ tokens: borrowing Scalars, with others: borrowing Scalars,
    ends limits: borrowing Scratch<Int>,
    maxOrder: Int, matches: UnsafeMutablePointer<UInt32>
  ) {
    matches.update(repeating: 0, count: maxOrder)
    start(tokens.count, others.count, limits)
    for order in 1...max(maxOrder, 1) where order <= maxOrder {
      enter(tokens, order)
      guard hypothesis.count > 0 else { return }
      let found =
        limits.count == 1
        ? matchOne(others, order) : matchMany(others, limits, order)
      matches[order - 1] = found
      guard found > 0, order < maxOrder else { return }
      keepShared()
    }
  }

  private mutating func start(_ own: Int, _ other: Int, _ limits: borrowing Scratch<Int>) {
    hypothesis.resize(own)
    for index in 0..<own { hypothesis.base[index] = Place(start: UInt32(index), prefix: 0) }
    references.resize(other)
    for index in 0..<other { references.base[index] = Place(start: UInt32(index), prefix: 0) }
    ends.copy(limits)
  }

  /// Enters the hypothesis' n-grams into an empty table.
  private mutating func enter(_ tokens: borrowing Scalars, _ order: Int) {
    var total = hypothesis.count
    let limit = tokens.count - order
    while total > 0, Int(hypothesis.base[total - 1].start) > limit { total -= 1 }
    hypothesis.resize(total)
    let bits = max(4, Int.bitWidth - total.leadingZeroBitCount + 2)
    shift = UInt64(64 - bits)
    slots.fill(1 << bits, with: Self.empty)
    let table = slots.base
    let mask = slots.count - 1
    let places = hypothesis.base
    let input = tokens.base + (order - 1)
    for index in 0..<total {
      let place = places[index]
      let key = UInt64(place.prefix) << 32 | UInt64(input[Int(place.start)])
      var at = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
      while table[at].key != key, table[at].key != .max { at = (at + 1) & mask }
      table[at].key = key
      table[at].count += 1
      places[index].prefix = UInt32(truncatingIfNeeded: at)
    }
  }

  /// The place of a key in the table, or `nil`.
  @inline(__always)
  private func find(_ key: UInt64) -> Int? {
    let table = slots.base
    let mask = slots.count - 1
    var at = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while table[at].key != key {
      if table[at].key == .max { return nil }
      at = (at + 1) & mask
    }
    return at
  }

  /// Looks up the n-grams of a single reference.
  private mutating func matchOne(_ others: borrowing Scalars, _ order: Int) -> UInt32 {
    var matches: UInt32 = 0
    var kept = 0
    let places = references.base
    let input = others.base + (order - 1)
    let limit = others.count - order
    for index in 0..<references.count {
      let place = places[index]
      guard Int(place.start) <= limit else { break }
      let key = UInt64(place.prefix) << 32 | UInt64(input[Int(place.start)])
      guard let at = find(key) else { continue }
      let seen = slots.base[at].seen
      matches &+= seen < slots.base[at].count ? 1 : 0
      slots.base[at].seen = seen &+ 1
      places[kept] = Place(start: place.start, prefix: UInt32(truncatingIfNeeded: at))
      kept += 1
    }
    references.resize(kept)
    return matches
  }

  /// Looks up the n-grams of several references; the one that has an n-gram most often counts.
  private mutating func matchMany(
    _ others: borrowing Scalars, _ limits: borrowing Scratch<Int>, _ order: Int
  ) -> UInt32 {
    var matches: UInt32 = 0
    var kept = 0
    var index = 0
    for reference in 0..<limits.count {
      current.fill(slots.count, with: 0)
      let limit = limits[reference] - order
      while index < ends[reference] {
        let place = references.base[index]
        index += 1
        guard Int(place.start) <= limit else { continue }
        let next = others.base[Int(place.start) + order - 1]
        guard let at = find(UInt64(place.prefix) << 32 | UInt64(next)) else { continue }
        current.base[at] += 1
        if current.base[at] > slots.base[at].seen {
          slots.base[at].seen += 1
          matches += slots.base[at].seen <= slots.base[at].count ? 1 : 0
        }
        references.base[kept] = Place(start: place.start, prefix: UInt32(truncatingIfNeeded: at))
        kept += 1
      }
      ends[reference] = kept
    }
    references.resize(kept)
    return matches
  }

  /// Drops the hypothesis' n-grams that no reference has.
  private mutating func keepShared() {
    var kept = 0
    for index in 0..<hypothesis.count {
      let place = hypothesis.base[index]
      hypothesis.base[kept] = place
      kept += slots.base[Int(place.prefix)].seen > 0 ? 1 : 0
    }
    hypothesis.resize(kept)
  }
}
