// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The bytes of a file, mapped into memory and read-only; pages are read when they are touched.
///
/// - Note: Safe to share between threads. The bytes stay valid as long as the object lives. A file
///   that another process shortens meanwhile ends this process with SIGBUS, as every mapping does:
///   replace such files by renaming.
public final class MappedFile: @unchecked Sendable {
  // Unchecked: the mapping is read-only and lives as long as the object.
  /// The file as the caller named it.
  public let path: String
  /// The bytes.
  public let bytes: UnsafeRawBufferPointer

  /// Maps a file.
  ///
  /// - Throws: ``IOFailure`` with `notFound` or `failed`.
  public init(path: String) throws {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw IOFailure.system("cannot be opened", path: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw IOFailure.system("cannot be opened", path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw IOFailure(.failed, path: path, message: "expected a regular file, found something else")
    }
    let count = Int(status.st_size)
    guard count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else {
      throw IOFailure.system("cannot be mapped", path: path)
    }
    bytes = UnsafeRawBufferPointer(start: address, count: count)
  }

  deinit {
    if let base = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
    }
  }
}
