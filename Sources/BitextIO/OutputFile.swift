// SPDX-License-Identifier: Apache-2.0

internal import CZlib
internal import CZstd
internal import Glibc

/// A file being written: under a temporary name until ``finish()``, compressed where its name ends
/// in `.gz` or `.zst`; `-` is standard output.
///
/// A file that is not finished is removed. The bytes of a compressed file depend on its content
/// alone (no time, no name). A file belongs to one thread.
public final class OutputFile {
  /// The file as the caller named it.
  public let path: String
  /// The number of bytes written, before compression.
  public private(set) var byteCount = 0
  /// The SHA-256 of the file in hexadecimal, once it is finished and where it was asked for.
  public private(set) var digest: String?

  /// The temporary name; `nil` where none is needed, or no longer.
  private var temporary: String?
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var encoder: (any StreamEncoder)?
  private let hash: SHA256?
  private let isDurable: Bool

  /// Opens a file for writing.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard output.
  ///   - hashing: whether ``finish()`` returns the SHA-256 of the bytes written to disk.
  ///   - isDurable: whether ``finish()`` waits until the disk has the bytes; off for files that do not
  ///     outlive the run.
  /// - Throws: ``IOFailure`` with `cannotCreate`.
  public init(path: String, hashing: Bool = false, isDurable: Bool = true) throws {
    self.path = path
    self.isDurable = isDurable
    hash = hashing ? SHA256() : nil
    if path == "-" {
      temporary = nil
      descriptor = dup(STDOUT_FILENO)
      guard descriptor >= 0 else {
        throw IOFailure.system("cannot be written", path: path, creating: true)
      }
    } else {
      var status = stat()
      let exists = stat(path, &status) == 0
      if exists && status.st_mode & S_IFMT == S_IFDIR {
        throw IOFailure(.cannotCreate, path: path, message: "expected a file, found a folder")
      }
      if exists && status.st_mode & S_IFMT != S_IFREG {
        temporary = nil
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
      } else {
        let name = "\(path).partial-\(getpid())"
        temporary = name
        var opened: Int32 = -1
        PartialOutputs.make(name) {
          opened = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
          return opened >= 0
        }
        descriptor = opened
      }
      guard descriptor >= 0 else {
        throw IOFailure.system("cannot be written", path: path, creating: true)
      }
    }
    if path.hasSuffix(".gz") { encoder = try GzipEncoder(path: path) }
    if path.hasSuffix(".zst") { encoder = try ZstdEncoder(path: path) }
    buffer.reserveCapacity(1 << 17)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let temporary {
      unlink(temporary)
      PartialOutputs.remove(temporary)
    }
  }

  /// Writes bytes.
  public func write(_ bytes: [UInt8]) throws {
    byteCount += bytes.count
    if bytes.count >= 1 << 16, encoder == nil {
      try flush()
      return try store(bytes)
    }
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    byteCount += bytes.count
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes a text as UTF-8.
  public func write(_ text: String) throws {
    let before = buffer.count
    buffer.append(contentsOf: text.utf8)
    byteCount += buffer.count - before
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Hands everything written so far to the system.
  public func flush() throws {
    guard !buffer.isEmpty else { return }
    if let encoder {
      var packed: [UInt8] = []
      encoder.encode(buffer, ending: false, into: &packed)
      try store(packed)
    } else {
      try store(buffer)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left, gives the file its name, and closes it. Nothing can be written after.
  ///
  /// - Returns: the SHA-256 of the file in hexadecimal, where it was asked for.
  @discardableResult
  public func finish() throws -> String? {
    try flush()
    if let encoder {
      var packed: [UInt8] = []
      encoder.encode([], ending: true, into: &packed)
      try store(packed)
    }
    if let temporary {
      guard !isDurable || fsync(descriptor) == 0 else {
        throw IOFailure.system("cannot be written", path: path)
      }
      guard rename(temporary, path) == 0 else {
        throw IOFailure.system("cannot be written", path: path, creating: true)
      }
      PartialOutputs.remove(temporary)
      // Another file may be written under this name before this object goes away.
      self.temporary = nil
    }
    close(descriptor)
    descriptor = -1
    digest = hash?.finish()
    return digest
  }

  private func store(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { all in
      hash?.update(all)
      var rest = all
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw IOFailure.system("cannot be written", path: path) }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
