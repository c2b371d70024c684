// SPDX-License-Identifier: Apache-2.0

/// A packed record: numbers of 7 bits a byte, texts behind their lengths.
struct ByteRecord {
  private(set) var bytes: [UInt8] = []

  init() {}

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func unsigned(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  mutating func signed(_ value: Int64) { unsigned(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  mutating func fixed(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A number of at most four decimals takes few bytes, any other one nine.
  mutating func decimal(_ value: Double) {
    let scaled = (value * 10_000).rounded()
    if scaled >= 0, scaled < 1e9, scaled / 10_000 == value {
      unsigned(UInt64(scaled) + 1)
    } else {
      unsigned(0)
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  mutating func text(_ text: String) {
    unsigned(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func blob(_ blob: [UInt8]) {
    unsigned(UInt64(blob.count))
    bytes.append(contentsOf: blob)
  }

  /// Reads a record; what stands behind the end reads as zeros.
  struct Reader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func byte() -> UInt8 {
      guard index < bytes.count else { return 0 }
      index += 1
      return bytes[index - 1]
    }

    mutating func unsigned() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while true {
        let next = byte()
        value |= UInt64(next & 0x7F) << shift
        shift += 7
        if next < 0x80 || shift > 63 { return value }
      }
    }

    mutating func signed() -> Int64 {
      let value = unsigned()
      return Int64(bitPattern: value >> 1) ^ -Int64(value & 1)
    }

    mutating func fixed() -> UInt32 {
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(byte()) << UInt32(8 * $1) }
    }

    mutating func decimal() -> Double {
      let scaled = unsigned()
      if scaled > 0 { return Double(scaled - 1) / 10_000 }
      return Double(bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(byte()) << UInt64(8 * $1) })
    }

    mutating func text() -> String { String(decoding: blob(), as: UTF8.self) }

    mutating func blob() -> UnsafeBufferPointer<UInt8> {
      let count = Int(truncatingIfNeeded: min(unsigned(), UInt64(bytes.count - index)))
      defer { index += count }
      return UnsafeBufferPointer(rebasing: bytes[index..<index + count])
    }
  }
}
