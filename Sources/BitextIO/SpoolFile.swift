// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization

/// A temporary file of records: appended once, then read back by number from any thread.
///
/// The file has no name, so that nothing is left behind however the process ends. Memory is 8
/// bytes a record.
public final class SpoolFile: Sendable {
  private struct State {
    var offsets: [Int] = [0]
    var buffer: [UInt8] = []
    var stored = 0
  }

  private let descriptor: Int32
  private let folder: String
  private let state = Mutex(State())

  /// Makes an empty spool in a folder on the disk that has the room.
  ///
  /// - Throws: ``IOFailure`` with `cannotCreate`.
  public init(folder: String) throws {
    self.folder = folder
    var template = Array("\(folder)/.spool-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw IOFailure.system("no temporary file can be made", path: folder, creating: true)
    }
    unlink(template)
  }

  deinit { close(descriptor) }

  /// The number of records.
  public var count: Int { state.withLock { $0.offsets.count - 1 } }

  /// Appends a record.
  ///
  /// - Returns: its number.
  @discardableResult
  public func append(_ record: [UInt8]) throws -> Int {
    try state.withLock { state in
      state.buffer.append(contentsOf: record)
      state.offsets.append(state.stored + state.buffer.count)
      if state.buffer.count >= 1 << 18 { try store(&state) }
      return state.offsets.count - 2
    }
  }

  /// Reads a record.
  public func record(_ number: Int) throws -> [UInt8] {
    let place = try state.withLock { state in
      if state.offsets[number + 1] > state.stored { try store(&state) }
      return state.offsets[number]..<state.offsets[number + 1]
    }
    var bytes = [UInt8](repeating: 0, count: place.count)
    var done = 0
    while done < place.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(
          descriptor, $0.baseAddress.map { $0 + done }, place.count - done,
          off_t(place.lowerBound + done))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw IOFailure.system("a temporary record cannot be read", path: folder)
      }
      done += count
    }
    return bytes
  }

  private func store(_ state: inout State) throws {
    try state.buffer.withUnsafeBytes { all in
      var rest = all
      while !rest.isEmpty {
        let count = write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else {
          throw IOFailure.system("a temporary file cannot be written", path: folder)
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
    state.stored += state.buffer.count
    state.buffer.removeAll(keepingCapacity: true)
  }
}
