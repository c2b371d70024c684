// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What a long run keeps beside its output, so that a later run can continue: `out.partial` beside `out`.
///
/// Files come into it whole: under a temporary name, synchronised, renamed. A shard ends with its length
/// and checksum, so that one a failing machine left behind torn is not taken for whole. One process at
/// a time has the folder.
public final class WorkFolder: Sendable {
  /// The folder.
  public let path: String
  private let lock: FolderLock

  private static let endMagic: UInt64 = 0x4452_4148_5358_5442  // "BTXSHARD"

  /// Opens the folder that belongs to an output folder, or makes it.
  ///
  /// - Throws: ``IOFailure`` with `cannotCreate`, or with `busy` where another run writes the output.
  public init(for output: String) throws {
    let place = OutputPlace(output)
    let path = place.work
    self.path = path
    try place.makeParents()
    lock = try place.claimed {
      guard mkdir(path, 0o777) == 0 || errno == EEXIST, let lock = FolderLock(path) else {
        throw IOFailure.system("cannot be made", path: path, creating: true)
      }
      return lock
    }
    PartialOutputs.keep(path)
    for name in try FileSystem.entries(of: path)
    where name == "output" || name == "output.old" || name.contains(".partial-") {
      FileSystem.removeTree(path + "/" + name)
    }
  }

  /// The path of a file inside.
  public func path(of name: String) -> String { path + "/" + name }

  /// Whether a file is there.
  public func contains(_ name: String) -> Bool { FileSystem.kind(of: path(of: name)) == .file }

  /// Removes all that was kept; an output that is being written stays.
  public func clear() throws {
    for name in try FileSystem.entries(of: path) where name != "output" {
      FileSystem.removeTree(path + "/" + name)
    }
  }

  /// Removes the folder; the run is over.
  public func remove() {
    FileSystem.removeTree(path)
    PartialOutputs.keep(nil)
  }

  /// Removes what a run left that was killed when all but this was done.
  public static func removeLeft(for output: String) {
    guard FileSystem.kind(of: OutputPlace(output).work) == .folder else { return }
    try? WorkFolder(for: output).remove()
  }

  /// Writes a shard; it is there whole or not at all.
  public func write(_ bytes: [UInt8], as name: String) throws {
    let file = try OutputFile(path: path(of: name))
    try file.write(bytes)
    let end: [UInt64] = [
      UInt64(bytes.count), bytes.withUnsafeBytes { Checksum64.of($0) }, Self.endMagic,
    ]
    for value in end { try withUnsafeBytes(of: value.littleEndian) { try file.write($0) } }
    try file.finish()
  }

  /// The bytes of a shard; `nil` where there is none, or a damaged one.
  public func shard(_ name: String) -> [UInt8]? { Self.shard(at: path(of: name)) }

  /// The bytes of a shard in the folder that belongs to an output folder; nothing is locked.
  public static func shard(_ name: String, for output: String) -> [UInt8]? {
    shard(at: OutputPlace(output).work + "/" + name)
  }

  private static func shard(at path: String) -> [UInt8]? {
    guard FileSystem.kind(of: path) == .file, let file = try? MappedFile(path: path) else {
      return nil
    }
    let count = file.bytes.count - 24
    guard count >= 0 else { return nil }
    let end = (0..<3).map {
      UInt64(
        littleEndian: file.bytes.loadUnaligned(fromByteOffset: count + 8 * $0, as: UInt64.self))
    }
    let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[..<count])
    guard end == [UInt64(count), Checksum64.of(bytes), endMagic] else { return nil }
    return Array(bytes)
  }
}
