// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextText

/// The bytes of a stream in another encoding, as UTF-8. Bytes that cannot be decoded become U+FFFD.
final class DecodedStream: ByteStream {
  var path: String { stream.path }

  private let stream: any ByteStream
  private var transcoder: Transcoder
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var decoded: [UInt8] = []
  private var position = 0
  private var ended = false

  /// - Throws: ``CorpusFailure`` with `unknownEncoding`.
  init(_ stream: any ByteStream, encoding: String) throws {
    self.stream = stream
    do {
      transcoder = try Transcoder(encoding: encoding)
    } catch let error as TextError {
      throw CorpusFailure(.unknownEncoding, path: stream.path, message: error.message)
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while position == decoded.count {
      if ended { return 0 }
      let count = try chunk.withUnsafeMutableBytes { try stream.read(into: $0) }
      ended = count == 0
      decoded = chunk.withUnsafeBufferPointer {
        transcoder.decode(UnsafeBufferPointer(rebasing: $0[..<count]).span, isLast: ended)
      }
      position = 0
    }
    let count = min(buffer.count, decoded.count - position)
    decoded.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}
