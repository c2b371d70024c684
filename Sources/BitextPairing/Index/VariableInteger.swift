// SPDX-License-Identifier: Apache-2.0

/// Integers of seven bits a byte, the low ones first; the last byte has its high bit clear.
enum VariableInteger {
  @inline(__always)
  static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  /// Reads one at a place before the end, and moves the place behind it.
  @inline(__always)
  static func read(_ place: inout UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) -> UInt32 {
    var byte = place.pointee
    place += 1
    var value = UInt32(byte & 0x7f)
    var shift: UInt32 = 7
    while byte >= 0x80, place < end {
      byte = place.pointee
      place += 1
      value |= UInt32(byte & 0x7f) &<< shift
      shift += 7
    }
    return value
  }
}
