// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// Columns of a line for people: from 1, in characters (Unicode scalars), as libxml2 counts them.
enum TextColumn {
  /// The column of the byte at an offset.
  static func column(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var column = 1
    for byte in bytes.prefix(max(0, offset)) where byte & 0xC0 != 0x80 { column += 1 }
    return column
  }

  /// The column of the first byte that is no UTF-8; behind the last one where all is.
  static func invalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var column = 1
    while case .valid = parser.parseScalar(from: &iterator) { column += 1 }
    return column
  }

  /// The column of the field at an index of a line of fields; behind the last one where there are fewer.
  static func field(
    _ index: Int, separator: UInt8, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var (column, field) = (1, 0)
    for byte in bytes {
      if field == index { break }
      if byte == separator { field += 1 }
      if byte & 0xC0 != 0x80 { column += 1 }
    }
    return column
  }
}
