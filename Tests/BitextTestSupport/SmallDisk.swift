// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
public import Testing

/// A disk of a few hundred kilobytes in memory, mounted for one test; only root can make one.
public final class SmallDisk {
  /// Where it is mounted.
  public let path: String

  /// Whether one can be made here: the condition of `.enabled(if:)`.
  public static let isPossible: Bool = {
    guard geteuid() == 0, let disk = try? SmallDisk(kilobytes: 64) else { return false }
    return FileManager.default.fileExists(atPath: disk.path)
  }()

  /// Why not, for the test's comment.
  public static let comment: Comment = "needs root and mount, for a small tmpfs"

  /// Mounts one.
  public init(kilobytes: Int) throws {
    path = FileManager.default.temporaryDirectory
      .appending(path: "bitext-disk-\(UUID().uuidString)").path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    do {
      try Self.run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  /// Changes its size.
  public func resize(kilobytes: Int) throws {
    try Self.run("mount", ["-o", "remount,size=\(kilobytes)k", path])
  }

  /// Lets nothing be written any more.
  public func makeReadOnly() throws { try Self.run("mount", ["-o", "remount,ro", path]) }

  deinit {
    try? Self.run("umount", ["-l", path])
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a name on it.
  public func path(_ name: String) -> String { path + "/" + name }

  /// The names on it, hidden ones too, sorted.
  public var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// Why a disk cannot be made.
  public struct Failure: Error {}

  private static func run(_ name: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
  }
}
