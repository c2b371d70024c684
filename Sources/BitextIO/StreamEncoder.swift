// SPDX-License-Identifier: Apache-2.0

internal import CZlib
internal import CZstd

/// Compresses a stream piece by piece.
protocol StreamEncoder: AnyObject {
  func encode(_ input: [UInt8], ending: Bool, into output: inout [UInt8])
}

/// gzip by zlib, level 6, without name and time.
final class GzipEncoder: StreamEncoder {
  private var stream = z_stream()

  init(path: String) throws {
    guard bitext_deflate_init(&stream, 6) == Z_OK else {
      throw IOFailure(.failed, path: path, message: "zlib cannot be started")
    }
  }

  deinit { deflateEnd(&stream) }

  func encode(_ input: [UInt8], ending: Bool, into output: inout [UInt8]) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    input.withUnsafeBufferPointer { bytes in
      stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
      stream.avail_in = UInt32(bytes.count)
      repeat {
        let made = chunk.withUnsafeMutableBufferPointer { room in
          stream.next_out = room.baseAddress
          stream.avail_out = UInt32(room.count)
          deflate(&stream, ending ? Z_FINISH : Z_NO_FLUSH)
          return room.count - Int(stream.avail_out)
        }
        output.append(contentsOf: chunk[..<made])
      } while stream.avail_out == 0
    }
  }
}

/// Zstandard, level 3.
final class ZstdEncoder: StreamEncoder {
  private let stream: OpaquePointer

  init(path: String) throws {
    guard let stream = ZSTD_createCCtx() else {
      throw IOFailure(.failed, path: path, message: "zstd cannot be started")
    }
    self.stream = stream
  }

  deinit { ZSTD_freeCCtx(stream) }

  func encode(_ input: [UInt8], ending: Bool, into output: inout [UInt8]) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    input.withUnsafeBytes { bytes in
      var source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
      var left = 1
      while source.pos < source.size || (ending && left > 0) {
        let made = chunk.withUnsafeMutableBytes { room in
          var sink = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
          left = ZSTD_compressStream2(stream, &sink, &source, ending ? ZSTD_e_end : ZSTD_e_continue)
          return sink.pos
        }
        output.append(contentsOf: chunk[..<made])
        if ZSTD_isError(left) != 0 { fatalError("zstd fails only when memory is out") }
      }
    }
  }
}
