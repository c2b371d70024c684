// SPDX-License-Identifier: Apache-2.0

/// Bytes that come one chunk after the other: a file, its decoded text, the text of its markup.
///
/// Laws: a read gives at least one byte until the end and 0 from then on; memory is constant. A
/// stream belongs to one thread.
public protocol ByteStream: AnyObject {
  /// The file as the caller named it.
  var path: String { get }
  /// Reads up to `buffer.count` bytes; 0 at the end.
  ///
  /// - Throws: ``IOFailure`` where the bytes below cannot be read.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

extension ByteSource: ByteStream {}

/// A stream whose first bytes can be looked at before they are read.
public final class HeadStream: ByteStream {
  /// The file as the caller named it.
  public var path: String { stream.path }
  /// The first bytes: as many as were asked for, fewer only where the stream ends.
  public private(set) var head: [UInt8]

  private let stream: any ByteStream
  private var position = 0
  /// What went wrong while the head was read; thrown behind the bytes that came before it.
  private let failure: (any Error)?

  /// Reads the beginning of a stream.
  ///
  /// - Parameters:
  ///   - stream: the bytes; nobody else may read it from now on.
  ///   - count: how many bytes ``head`` holds at most.
  public init(_ stream: any ByteStream, count: Int) {
    self.stream = stream
    var failure: (any Error)?
    head = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count, failure == nil {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(room)[filled...])
        do {
          let read = try stream.read(into: rest)
          if read == 0 { break }
          filled += read
        } catch {
          failure = error
        }
      }
    }
    self.failure = failure
  }

  /// Leaves out the next bytes of the head, such as a byte-order mark.
  public func skip(_ count: Int) { position = min(head.count, position + count) }

  /// Reads up to `buffer.count` bytes; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard position < head.count else {
      if let failure { throw failure }
      return try stream.read(into: buffer)
    }
    let count = min(buffer.count, head.count - position)
    head.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}
