// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A lock on a folder, held until the object goes away or the process ends, however it ends.
///
/// By `flock` on the folder itself, so that nothing is left behind. Where a file system has no such
/// locks, everybody is given one.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Returns: `nil` where another holds it, or the folder is gone.
  init?(_ folder: String) {
    guard let descriptor = Self.opened(folder, locking: LOCK_EX) else { return nil }
    self.descriptor = descriptor
    // Who held it may have removed the folder in the meantime.
    var (held, named) = (stat(), stat())
    guard fstat(descriptor, &held) == 0, stat(folder, &named) == 0, held.st_ino == named.st_ino,
      held.st_dev == named.st_dev
    else { return nil }
  }

  deinit { close(descriptor) }

  /// Whether somebody holds the lock of a folder.
  static func isHeld(_ folder: String) -> Bool {
    guard FileSystem.kind(of: folder) == .folder else { return false }
    guard let descriptor = opened(folder, locking: LOCK_SH) else { return true }
    close(descriptor)
    return false
  }

  private static func opened(_ folder: String, locking operation: Int32) -> Int32? {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    if flock(descriptor, operation | LOCK_NB) != 0 && errno == EWOULDBLOCK {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Runs a closure while no other run asks who holds what in a folder: it waits a moment for them, and
  /// goes on without them where that takes long, for the folder may be locked by others for good.
  static func alone<Result>(in folder: String, _ body: () throws -> Result) rethrows -> Result {
    var descriptor: Int32?
    for _ in 0..<50 {
      descriptor = opened(folder, locking: LOCK_EX)
      if descriptor != nil { break }
      usleep(10_000)
    }
    defer { if let descriptor { close(descriptor) } }
    return try body()
  }
}
