// SPDX-License-Identifier: Apache-2.0

internal import CICUShim

/// Turns bytes of a named encoding into UTF-8, chunk by chunk.
///
///     var transcoder = try Transcoder(encoding: "GB18030")
///     let text = transcoder.decode([0xC4, 0xE3], isLast: true)   // 你
///
/// State is kept between chunks, so a character may be cut by a chunk's end.
///
/// - Note: Deterministic; one transcoder serves one stream.
public struct Transcoder: ~Copyable {
  private let converter: OpaquePointer
  /// How many ill-formed sequences became U+FFFD so far.
  public private(set) var invalidCount = 0

  /// Opens a converter by any name that ICU knows: `UTF-8`, `UTF-16LE`, `GB18030`, `Big5`…
  ///
  /// - Throws: ``TextError/Code/unknownEncoding``.
  public init(encoding: String) throws {
    var code: Int32 = 0
    guard let opened = cicu_converter_open(encoding, &code) else {
      throw TextError(
        code: .unknownEncoding, message: "expected the name of an encoding, found \(encoding)")
    }
    converter = opened
  }

  deinit { cicu_converter_close(converter) }

  /// The UTF-8 of a chunk, as far as it can be told without the next one.
  public mutating func decode(_ chunk: Span<UInt8>, isLast: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(chunk.count + chunk.count / 2)
    var invalid: Int64 = 0
    chunk.withUnsafeBufferPointer { buffer in
      var offset = 0
      var more: Int32 = 1
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8192) { room in
        while more == 1 {
          var consumed: Int64 = 0
          let empty: UInt8 = 0
          let written = withUnsafePointer(to: empty) { nothing in
            cicu_converter_decode(
              converter, buffer.baseAddress.map { $0 + offset } ?? nothing,
              Int64(buffer.count - offset), &consumed, room.baseAddress, Int64(room.count),
              isLast ? 1 : 0, &more, &invalid)
          }
          // Ill-formed input is replaced, so that ICU fails only without memory.
          precondition(written >= 0, "ICU could not convert a text, error \(-written)")
          result.append(contentsOf: room[..<Int(written)])
          offset += Int(consumed)
        }
      }
    }
    invalidCount += Int(invalid)
    return result
  }

  /// The UTF-8 of a chunk, as far as it can be told without the next one.
  public mutating func decode(_ chunk: [UInt8], isLast: Bool) -> [UInt8] {
    decode(chunk.span, isLast: isLast)
  }
}
