// SPDX-License-Identifier: Apache-2.0

internal import CZlib
internal import CZstd

/// One step of decompression: how much was taken, how much was made, whether a frame ended.
struct DecodeStep {
  var consumed: Int
  var produced: Int
  var finished: Bool
}

/// Decompresses a stream piece by piece. Several frames may follow one another.
protocol StreamDecoder: AnyObject {
  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    inputEnded: Bool, path: String
  ) throws -> DecodeStep
}

/// gzip by zlib.
final class GzipDecoder: StreamDecoder {
  private var stream = z_stream()
  private var atFrameEnd = false

  init(path: String) throws {
    guard bitext_inflate_init(&stream) == Z_OK else {
      throw IOFailure(.failed, path: path, message: "zlib cannot be started")
    }
  }

  deinit { inflateEnd(&stream) }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    inputEnded: Bool, path: String
  ) throws -> DecodeStep {
    if input.isEmpty { return DecodeStep(consumed: 0, produced: 0, finished: atFrameEnd) }
    if atFrameEnd {
      inflateReset(&stream)
      atFrameEnd = false
    }
    stream.next_in = UnsafeMutablePointer(
      mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.avail_in = UInt32(input.count)
    stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
    stream.avail_out = UInt32(clamping: output.count)
    let room = Int(stream.avail_out)
    let code = inflate(&stream, Z_NO_FLUSH)
    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
      throw IOFailure(
        .damaged, path: path, message: "expected gzip data, found damage (zlib code \(code))")
    }
    atFrameEnd = code == Z_STREAM_END
    return DecodeStep(
      consumed: input.count - Int(stream.avail_in), produced: room - Int(stream.avail_out),
      finished: atFrameEnd)
  }
}

/// Zstandard.
final class ZstdDecoder: StreamDecoder {
  private let stream: OpaquePointer
  private var atFrameEnd = false

  init(path: String) throws {
    guard let stream = ZSTD_createDStream() else {
      throw IOFailure(.failed, path: path, message: "zstd cannot be started")
    }
    self.stream = stream
  }

  deinit { ZSTD_freeDStream(stream) }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
    inputEnded: Bool, path: String
  ) throws -> DecodeStep {
    if input.isEmpty && atFrameEnd {
      return DecodeStep(consumed: 0, produced: 0, finished: true)
    }
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var sink = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let code = ZSTD_decompressStream(stream, &sink, &source)
    guard ZSTD_isError(code) == 0 else {
      let reason = String(cString: ZSTD_getErrorName(code))
      throw IOFailure(
        .damaged, path: path, message: "expected zstd data, found damage (\(reason.lowercased()))")
    }
    atFrameEnd = code == 0
    return DecodeStep(consumed: source.pos, produced: sink.pos, finished: atFrameEnd)
  }
}
