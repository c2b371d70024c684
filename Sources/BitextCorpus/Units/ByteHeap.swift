// SPDX-License-Identifier: Apache-2.0

/// Bytes that come and go all the time: room that is kept, without the checks of an array.
///
/// The owner calls ``free()`` once.
struct ByteHeap {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1024
    base = .allocate(capacity: capacity)
  }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// The bytes as text; what is no UTF-8 becomes U+FFFD.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  @inline(__always)
  mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
    guard let start = more.baseAddress else { return }
    if count + more.count > capacity { grow(to: count + more.count) }
    (base + count).update(from: start, count: more.count)
    count += more.count
  }

  /// Forgets the bytes; much room is given back.
  mutating func clear() {
    count = 0
    guard capacity > 1 << 20 else { return }
    base.deallocate()
    capacity = 1024
    base = .allocate(capacity: capacity)
  }

  private mutating func grow(to wanted: Int) {
    let larger = max(wanted, capacity * 2)
    let made = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    made.update(from: base, count: count)
    base.deallocate()
    (base, capacity) = (made, larger)
  }

  func free() { base.deallocate() }
}

extension String {
  /// Whether the text is made of these bytes.
  @inline(__always)
  func isBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var text = self
    return text.withUTF8 { own in
      guard own.count == bytes.count else { return false }
      for index in 0..<own.count where own[index] != bytes[index] { return false }
      return true
    }
  }
}
