// SPDX-License-Identifier: Apache-2.0

/// The sections of a segment of the index, in the order they stand in the file.
///
/// A segment indexes the sources of some units of one direction of translation. Its units are numbered by
/// *ordinals*, in the order of their lengths in tokens, so that every list of ordinals is in order of
/// length too and a window of lengths is a range.
enum SegmentSection: Int, CaseIterable {
  /// `UInt32` an ordinal: the unit's key less the first key.
  case keys
  /// Pairs of `UInt32`: a length that occurs, and its first ordinal; the last pair ends the list.
  case lengths
  /// `UInt32` an ordinal and one more: where its sequence begins.
  case sequenceStarts
  /// Varints: token numbers, a sequence after the other.
  case sequences
  /// `UInt32` an entry, ascending: hashes of folded texts.
  case foldHashes
  /// `UInt32` an entry: their ordinals.
  case foldOrdinals
  /// `UInt32` a token and one more: where its text begins.
  case tokenStarts
  /// The tokens' bytes.
  case tokenTexts
  /// One byte a token: its ``TokenKind``.
  case tokenKinds
  /// `UInt32` a slot, a power of two of them: a token's number and 1, or 0; by ``hash64``.
  case tokenTable
  /// `UInt32` a token and one more: where its list begins.
  case listStarts
  /// Varints: the differences of ascending ordinals, the first one from −1.
  case lists
  /// `UInt32` a token, of the commonest ones, and one more: where its skips begin.
  case skipStarts
  /// Pairs of `UInt32`, one for each ``skipBytes`` of a list: an ordinal, and where the list goes on behind it.
  case skips

  /// A skip stands for so many bytes of a list.
  static let skipBytes = 512

  /// The bytes of one element.
  var stride: Int {
    switch self {
    case .sequences, .tokenTexts, .tokenKinds, .lists: 1
    default: 4
    }
  }
}

/// The first bytes of a segment.
enum SegmentHeader {
  /// `BTXMIDX` and the version of the layout.
  static let magic: UInt64 = 0x0258_4449_4D58_5442
  /// Magic, content checksum, direction, units, tokens, first key, last key, then a start and a length for
  /// each section, then the checksum of all that; `UInt64` each.
  static let fieldCount = 7 + 2 * SegmentSection.allCases.count + 1
  static let byteCount = fieldCount * 8

  /// The checksum of bytes: four lanes of multiply and fold.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard let base = bytes.baseAddress else { return mixed(1) }
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    var index = 0
    while index + 32 <= bytes.count {
      lanes.0 = mixed(lanes.0 ^ base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      lanes.1 = mixed(lanes.1 ^ base.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
      lanes.2 = mixed(lanes.2 ^ base.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self))
      lanes.3 = mixed(lanes.3 ^ base.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self))
      index += 32
    }
    let rest = hash64(base + index, count: bytes.count - index)
    return mixed(mixed(lanes.0 ^ lanes.1 &* 3) ^ mixed(lanes.2 ^ lanes.3 &* 5) ^ rest)
  }
}

/// Appends integers of 7 bits a byte, the lowest first.
@inline(__always)
func appendVarint(_ value: UInt32, to bytes: inout [UInt8]) {
  var value = value
  while value >= 0x80 {
    bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
    value >>= 7
  }
  bytes.append(UInt8(truncatingIfNeeded: value))
}

@inline(__always)
func varintSize(_ value: UInt32) -> Int {
  value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5
}

/// Reads a varint; stops at the end of the bytes, whatever stands there.
@inline(__always)
func readVarint(_ base: UnsafePointer<UInt8>, _ index: inout Int, _ end: Int) -> UInt32 {
  var byte = base[index]
  index += 1
  if byte < 0x80 { return UInt32(byte) }
  var value = UInt32(byte & 0x7F)
  var shift: UInt32 = 7
  while index < end {
    byte = base[index]
    index += 1
    value |= UInt32(byte & 0x7F) &<< shift
    if byte < 0x80 { break }
    shift += 7
  }
  return value
}
