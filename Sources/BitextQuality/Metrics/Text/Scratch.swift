// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A growing buffer of plain values that keeps its memory from one segment to the next.
///
/// It grows with `realloc`, so that a large one is moved by the kernel and never stands twice in
/// memory. Positions are checked in debug builds.
struct Scratch<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int

  init(capacity: Int = 256) {
    self.capacity = max(capacity, 1)
    base = Scratch.allocate(nil, self.capacity)
  }

  deinit { free(base) }

  private static func allocate(
    _ old: UnsafeMutablePointer<Element>?, _ capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let raw = realloc(old, capacity * MemoryLayout<Element>.stride) else {
      preconditionFailure("There is no memory for \(capacity) elements of a metric's buffer.")
    }
    return raw.assumingMemoryBound(to: Element.self)
  }

  /// Makes room for `total` elements.
  @inline(__always)
  mutating func reserve(_ total: Int) {
    if total > capacity { grow(to: total) }
  }

  @inline(never)
  private mutating func grow(to total: Int) {
    capacity = max(total, capacity * 2)
    base = Scratch.allocate(base, capacity)
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = element
    count += 1
  }

  /// Says how many elements are in use; those not written before hold anything.
  @inline(__always)
  mutating func resize(_ total: Int) {
    reserve(total)
    count = total
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Makes all of the first `total` elements equal.
  @inline(__always)
  mutating func fill(_ total: Int, with element: Element) {
    resize(total)
    base.update(repeating: element, count: total)
  }

  /// Takes over the elements of another buffer.
  mutating func copy(_ other: borrowing Scratch<Element>) {
    resize(other.count)
    base.update(from: other.base, count: other.count)
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "index \(index) is outside 0..<\(count)")
      return base[index]
    }
    set {
      assert(index >= 0 && index < count, "index \(index) is outside 0..<\(count)")
      base[index] = newValue
    }
  }
}
