// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization

/// A file of records: appended once, then read back by number from any thread.
///
/// A temporary one has no name, so that nothing is left behind however the process ends. One that is
/// kept gets its name when it is complete, and can be opened again. Where records end stands on disk
/// too: memory is constant.
public final class SpoolFile: Sendable {
  private struct State {
    var buffer: [UInt8] = []
    /// The ends of the records that are not stored yet.
    var ends: [UInt64] = []
    var storedBytes = 0
    var storedCount = 0
    var checksum = Checksum64()
    /// The temporary name of a spool that is to be kept, until it is.
    var temporary: String?
    var isKept = false
  }

  private static let endMagic: UInt64 = 0x4c4f_4f50_5358_5442  // "BTXSPOOL"

  private let descriptor: Int32
  /// The file that tells where records end, and the offset of the first of these numbers in it.
  private let ends: Int32
  private let endsOffset: Int
  private let folder: String
  private let name: String?
  private let state: Mutex<State>

  /// Makes an empty spool in a folder on the disk that has the room.
  ///
  /// - Parameters:
  ///   - folder: where it is made.
  ///   - name: what the file is called once it is kept; `nil` makes a temporary one.
  /// - Throws: ``IOFailure`` with `cannotCreate`.
  public init(folder: String, keptAs name: String? = nil) throws {
    self.folder = folder
    self.name = name
    endsOffset = 0
    let (descriptor, path) = try Self.file(in: folder, stem: name.map { "\($0).partial" })
    self.descriptor = descriptor
    state = Mutex(State(temporary: path))
    do {
      ends = try Self.file(in: folder, stem: nil).descriptor
    } catch {
      close(descriptor)
      if let path { unlink(path) }
      throw error
    }
  }

  /// Opens a spool that was kept.
  ///
  /// - Returns: `nil` where there is none, or a damaged one.
  /// - Complexity: O(bytes): all of it is checked.
  public init?(reopening name: String, in folder: String) {
    self.folder = folder
    self.name = nil
    let path = "\(folder)/\(name)"
    guard FileSystem.kind(of: path) == .file, let file = try? MappedFile(path: path),
      file.bytes.count >= 32
    else { return nil }
    let trailer = (0..<4).map {
      UInt64(
        littleEndian: file.bytes.loadUnaligned(
          fromByteOffset: file.bytes.count - 32 + 8 * $0, as: UInt64.self))
    }
    let (count, bytes) = (Int(truncatingIfNeeded: trailer[0]), Int(truncatingIfNeeded: trailer[1]))
    guard trailer[3] == Self.endMagic, count >= 0, bytes >= 0, count < file.bytes.count,
      bytes + 8 * count == file.bytes.count - 32,
      Checksum64.of(UnsafeRawBufferPointer(rebasing: file.bytes[..<(file.bytes.count - 32)]))
        == trailer[2]
    else { return nil }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    ends = dup(descriptor)
    endsOffset = bytes
    state = Mutex(State(storedBytes: bytes, storedCount: count, isKept: true))
  }

  /// An open file; without a stem it has no name.
  private static func file(
    in folder: String, stem: String?
  ) throws -> (descriptor: Int32, path: String?) {
    var template = Array("\(folder)/\(stem ?? ".spool")-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw IOFailure.system("no temporary file can be made", path: folder, creating: true)
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    guard stem == nil else {
      return (
        descriptor,
        String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      )
    }
    unlink(template)
    return (descriptor, nil)
  }

  deinit {
    close(descriptor)
    close(ends)
    if let temporary = state.withLock({ $0.temporary }) { unlink(temporary) }
  }

  /// Gives a spool that is to be kept its name, with all that was appended; nothing can be appended after.
  public func keep() throws {
    try state.withLock { state in
      guard let name, let temporary = state.temporary else { return }
      try store(&state)
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      for start in stride(from: 0, to: 8 * state.storedCount, by: chunk.count) {
        let count = min(chunk.count, 8 * state.storedCount - start)
        try chunk.withUnsafeMutableBytes { room in
          let room = UnsafeMutableRawBufferPointer(rebasing: room[..<count])
          try read(room, from: ends, at: start)
          state.checksum.update(UnsafeRawBufferPointer(room))
          try write(UnsafeRawBufferPointer(room), to: descriptor)
        }
      }
      let trailer = [
        UInt64(state.storedCount), UInt64(state.storedBytes), state.checksum.value, Self.endMagic,
      ]
      try trailer.map(\.littleEndian).withUnsafeBytes { try write($0, to: descriptor) }
      guard fsync(descriptor) == 0, rename(temporary, "\(folder)/\(name)") == 0 else {
        throw IOFailure.system("a temporary file cannot be written", path: folder)
      }
      state.temporary = nil
      state.isKept = true
    }
  }

  /// The number of records.
  public var count: Int { state.withLock { $0.storedCount + $0.ends.count } }

  /// Appends a record.
  ///
  /// - Returns: its number.
  @discardableResult
  public func append(_ record: [UInt8]) throws -> Int {
    try state.withLock { state in
      precondition(!state.isKept, "a spool that was kept takes no records")
      state.buffer.append(contentsOf: record)
      state.ends.append(UInt64(state.storedBytes + state.buffer.count).littleEndian)
      let number = state.storedCount + state.ends.count - 1
      if state.buffer.count >= 1 << 18 || state.ends.count >= 1 << 13 { try store(&state) }
      return number
    }
  }

  /// Reads a record.
  public func record(_ number: Int) throws -> [UInt8] {
    let storedBytes = try state.withLock { state in
      precondition(number >= 0 && number < state.storedCount + state.ends.count, "no such record")
      if number >= state.storedCount { try store(&state) }
      return UInt64(state.storedBytes)
    }
    var place: [UInt64] = [0, 0]
    try place.withUnsafeMutableBytes { place in
      let first = number == 0 ? UnsafeMutableRawBufferPointer(rebasing: place[8...]) : place
      try read(first, from: ends, at: endsOffset + 8 * max(0, number - 1))
    }
    let (first, last) = (UInt64(littleEndian: place[0]), UInt64(littleEndian: place[1]))
    guard first <= last, last <= storedBytes else {
      throw IOFailure(.damaged, path: folder, message: "a temporary file was changed")
    }
    let (start, end) = (Int(first), Int(last))
    return try [UInt8](unsafeUninitializedCapacity: end - start) { bytes, count in
      try read(
        UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(bytes)[..<(end - start)]), from: descriptor,
        at: start)
      count = end - start
    }
  }

  private func read(
    _ bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int
  ) throws {
    var done = 0
    while done < bytes.count {
      let count = pread(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw IOFailure.system("a temporary record cannot be read", path: folder)
      }
      done += count
    }
  }

  private func store(_ state: inout State) throws {
    try state.buffer.withUnsafeBytes {
      if name != nil { state.checksum.update($0) }
      try write($0, to: descriptor)
    }
    try state.ends.withUnsafeBytes { try write($0, to: ends) }
    state.storedBytes += state.buffer.count
    state.storedCount += state.ends.count
    state.buffer.removeAll(keepingCapacity: true)
    state.ends.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw IOFailure.system("a temporary file cannot be written", path: folder)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}
