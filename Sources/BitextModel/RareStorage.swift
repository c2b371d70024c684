// SPDX-License-Identifier: Apache-2.0

/// Room for what few values have: one word, and nothing on the heap until something is set.
struct RareStorage<Value: RareValue>: Hashable, Sendable {
  private var box: Box?

  /// Whether nothing is set.
  var isEmpty: Bool { box == nil }

  /// The value; setting the empty one frees the room.
  var value: Value {
    get { box?.value ?? Value() }
    set { box = newValue == Value() ? nil : Box(newValue) }
  }

  static func == (left: RareStorage, right: RareStorage) -> Bool {
    left.box === right.box || left.value == right.value
  }

  func hash(into hasher: inout Hasher) {
    if let box { hasher.combine(box.value) }
  }

  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }
}

/// A value that can be empty.
protocol RareValue: Hashable, Sendable {
  init()
}
