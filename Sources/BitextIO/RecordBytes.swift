// SPDX-License-Identifier: Apache-2.0

/// A record of strings and numbers as bytes, for temporary files; each takes eight bytes, little-endian,
/// a string its length and then its bytes.
public struct RecordBytes {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty record.
  public init() {}

  /// Adds an integer.
  public mutating func add(_ value: Int) {
    withUnsafeBytes(of: Int64(value).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds a number.
  public mutating func add(_ value: Double) { add(Int(Int64(bitPattern: value.bitPattern))) }

  /// Adds a text.
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 {
      add($0.count)
      bytes.append(contentsOf: $0)
    }
  }

  /// Adds a text that may be missing.
  public mutating func add(optional text: String?) {
    if let text { add(text) } else { add(-1) }
  }

  /// Adds bytes.
  public mutating func add(_ more: [UInt8]) {
    add(more.count)
    bytes.append(contentsOf: more)
  }

  /// Adds integers.
  public mutating func add(_ values: [Int32]) {
    add(values.count)
    for value in values {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  /// Adds texts.
  public mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }
}

/// Reads what ``RecordBytes`` wrote; past the end there are zeros and empty strings.
public struct RecordReader {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  /// Whether everything asked for so far was there.
  public private(set) var isWhole = true

  /// Begins at the start of a record, which must outlive the reader.
  public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether everything asked for was there, and nothing is left.
  public var isAtEnd: Bool { isWhole && index == bytes.count }

  /// The next integer.
  public mutating func integer() -> Int {
    guard bytes.count - index >= 8 else { return missing(0) }
    defer { index += 8 }
    return Int(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: Int64.self)))
  }

  /// The next integer, as the number of things that follow; 0 where so many do not fit into what is left.
  ///
  /// - Parameter least: the fewest bytes that one of them takes, over 0.
  public mutating func count(ofAtLeast least: Int) -> Int {
    let count = integer()
    return count >= 0 && count <= (bytes.count - index) / least ? count : missing(0)
  }

  private mutating func missing<Value>(_ value: Value) -> Value {
    isWhole = false
    return value
  }

  /// The next number.
  public mutating func number() -> Double {
    Double(bitPattern: UInt64(bitPattern: Int64(integer())))
  }

  /// The next text.
  public mutating func string() -> String { optionalString() ?? "" }

  /// The next text that may be missing.
  public mutating func optionalString() -> String? {
    let count = integer()
    guard count >= 0 else { return nil }
    return String(decoding: stretch(count), as: UTF8.self)
  }

  /// The next bytes, as many as are there.
  private mutating func stretch(_ count: Int) -> Slice<UnsafeRawBufferPointer> {
    if count < 0 || count > bytes.count - index { isWhole = false }
    let end = index + min(max(0, count), bytes.count - index)
    defer { index = end }
    return bytes[index..<end]
  }

  /// The next bytes.
  public mutating func byteArray() -> [UInt8] { Array(stretch(integer())) }

  /// The next integers of 32 bits.
  public mutating func integers32() -> [Int32] {
    let count = self.count(ofAtLeast: 4)
    defer { index += 4 * count }
    return (0..<count).map {
      Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: index + 4 * $0, as: Int32.self))
    }
  }

  /// The next texts.
  public mutating func strings() -> [String] {
    let count = self.count(ofAtLeast: 8)
    return (0..<count).map { _ in string() }
  }
}
