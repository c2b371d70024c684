// SPDX-License-Identifier: Apache-2.0

/// What a report shows one by one: it has a name, a weight and a place.
protocol Weighted {
  /// What it is called.
  var id: String { get }
  /// How bad it is; more is worse.
  var weight: Double { get }
  /// Where it stood among all.
  var ordinal: Int { get }
}

/// The worst of many: at most twice `limit` are held while they come, `limit` are left at the end.
///
/// Who weighs the same stays in the order of arrival.
struct WorstKept<Element: Weighted> {
  private(set) var elements: [Element] = []
  /// How many came in all.
  private(set) var total = 0
  private let limit: Int
  private var places: [String: Int] = [:]

  init(limit: Int) { self.limit = max(0, limit) }

  /// Takes another; its id must not be held already, or the later one answers to it.
  mutating func append(_ element: Element) {
    total += 1
    guard limit > 0 else { return }
    if elements.count >= 2 * limit { prune() }
    places[element.id] = elements.count
    elements.append(element)
  }

  /// Changes the element of an id where it is held.
  ///
  /// - Returns: whether it is.
  mutating func update(_ id: String, _ body: (inout Element) -> Void) -> Bool {
    guard let place = places[id] else { return false }
    body(&elements[place])
    return true
  }

  /// The worst, worst first.
  mutating func sorted() -> [Element] {
    prune()
    return elements
  }

  private mutating func prune() {
    elements.sort { ($1.weight, $0.ordinal) < ($0.weight, $1.ordinal) }
    if elements.count > limit { elements.removeSubrange(limit...) }
    places.removeAll(keepingCapacity: true)
    for (place, element) in elements.enumerated() { places[element.id] = place }
  }
}
