// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The lines of a byte source, as bytes, without their line ends.
///
/// A line ends at LF or CRLF; the last one may lack it. A line longer than the cap is skipped whole
/// and reported as ``isTooLong``; memory never exceeds the cap. A reader belongs to one thread.
public final class LineReader {
  /// The default cap on one line (one record): 16 MiB.
  public static let defaultLimit = 16 << 20

  /// The file as the caller named it.
  public var path: String { source.path }
  /// The 1-based number of the current line.
  public private(set) var number = 0
  /// The offset of the current line's first byte in the decompressed file.
  public private(set) var start = 0
  /// Whether the current line was longer than the cap; ``bytes`` then holds its beginning.
  public private(set) var isTooLong = false
  /// The length of the current line in bytes, a carriage return included, also when it is too long.
  public private(set) var byteCount = 0

  /// Where a record of the file ends: no line that begins at this offset or behind it is read,
  /// until the fence is moved. `nil` reads to the end of the file.
  public var fence: Int?
  /// The offset of the first byte that no line was made of yet.
  public var position: Int { consumed + next }

  private let source: any ByteStream
  private let limit: Int
  private var buffer: UnsafeMutableRawBufferPointer
  private var lineStart = 0
  private var lineEnd = 0
  private var next = 0
  private var filled = 0
  private var consumed = 0
  private var ended = false
  /// What went wrong while reading ahead: told when the bytes before it are used up.
  private var pending: IOFailure?

  /// Reads lines of a source.
  ///
  /// - Parameters:
  ///   - source: the bytes.
  ///   - limit: the cap on one line, in bytes.
  public init(_ source: any ByteStream, limit: Int = LineReader.defaultLimit) {
    precondition(limit > 0, "a line needs a cap of at least one byte")
    self.source = source
    self.limit = limit
    buffer = .allocate(byteCount: 1 << 18, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The bytes of the current line; valid until the next ``advance()``.
  public var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(rebasing: buffer[lineStart..<lineEnd]).bindMemory(to: UInt8.self)
  }

  /// The offset in the decompressed file of a part of ``bytes``, such as the line without its spaces.
  public func offset(of part: UnsafeBufferPointer<UInt8>) -> Int {
    guard let first = part.baseAddress, let base = bytes.baseAddress, first >= base else {
      return start
    }
    return start + (first - base)
  }

  /// The bytes read ahead from the current position: what a recogniser of formats may look at.
  ///
  /// - Parameter count: how many bytes are wanted, at most 64 KiB.
  /// - Returns: up to `count` bytes, fewer only where the file ends or is damaged; valid until
  ///   ``advance()``, which throws for the damage once the lines before it are read.
  public func peek(_ count: Int) throws -> UnsafeBufferPointer<UInt8> {
    let wanted = min(count, 1 << 16)
    while filled - next < wanted && !ended && pending == nil {
      do {
        try refill()
      } catch let failure as IOFailure
        where [.truncated, .damaged, .tooLong].contains(failure.code)
      {
        pending = failure
      }
    }
    let end = max(next, min(filled, next + wanted, (fence ?? .max) - consumed))
    return UnsafeRawBufferPointer(rebasing: buffer[next..<end]).bindMemory(to: UInt8.self)
  }

  /// Moves to the next line.
  ///
  /// - Returns: `false` at the end, or at the ``fence``.
  /// - Throws: ``IOFailure`` from the source.
  public func advance() throws -> Bool {
    if let fence, consumed + next >= fence { return false }
    var searched = next
    while true {
      if let end = lineFeed(from: searched) {
        finishLine(to: end, next: end + 1)
        return true
      }
      if ended {
        guard filled > next else { return false }
        finishLine(to: filled, next: filled)
        return true
      }
      // One byte more may be the carriage return, which does not count.
      if filled - next > limit + 1 {
        try skipLongLine()
        return true
      }
      searched = filled
      let before = next
      try refill()
      searched -= before - next
    }
  }

  private func lineFeed(from position: Int) -> Int? {
    guard position < filled, let base = buffer.baseAddress else { return nil }
    guard let found = memchr(base + position, 10, filled - position) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private func finishLine(to end: Int, next after: Int) {
    number += 1
    start = consumed + next
    lineStart = next
    byteCount = end - next
    lineEnd = end
    if lineEnd > lineStart && buffer[lineEnd - 1] == 13 { lineEnd -= 1 }
    isTooLong = lineEnd - lineStart > limit
    if isTooLong { lineEnd = lineStart + min(limit, 256) }
    next = after
  }

  /// Drops the rest of a line whose beginning fills more than the cap; keeps 256 bytes of it.
  private func skipLongLine() throws {
    number += 1
    start = consumed + next
    isTooLong = true
    let kept = min(256, filled - next)
    let head = Array(UnsafeRawBufferPointer(rebasing: buffer[next..<next + kept]))
    var dropped = 0
    while true {
      let from = next
      if let end = lineFeed(from: from) {
        dropped += end - from
        next = end + 1
        break
      }
      dropped += filled - from
      next = filled
      if ended { break }
      try refill()
    }
    byteCount = dropped
    // The kept beginning is put in front of what follows, where the skipped bytes stood.
    let room = next
    if room >= kept {
      lineStart = room - kept
    } else {
      makeRoom(kept - room)
      lineStart = 0
    }
    lineEnd = lineStart + kept
    for (offset, byte) in head.enumerated() { buffer[lineStart + offset] = byte }
  }

  private func makeRoom(_ count: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: buffer.count + count, alignment: 16)
    if let target = larger.baseAddress, let base = buffer.baseAddress {
      (target + count).copyMemory(from: base, byteCount: filled)
    }
    buffer.deallocate()
    buffer = larger
    next += count
    filled += count
    consumed -= count
  }

  /// Moves what is unread to the front and reads more behind it.
  private func refill() throws {
    if let pending { throw pending }
    if next > 0, let base = buffer.baseAddress {
      base.copyMemory(from: base + next, byteCount: filled - next)
      consumed += next
      filled -= next
      next = 0
    }
    if filled == buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: buffer.count * 2, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
      buffer.deallocate()
      buffer = larger
    }
    let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
    if count == 0 { ended = true }
    filled += count
  }
}
