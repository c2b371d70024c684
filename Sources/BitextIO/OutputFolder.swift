// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A folder being written: under a temporary name beside the final one until ``finish()``.
///
/// A folder that is not finished is removed with all it holds, so an interrupted run leaves nothing
/// that looks complete.
public final class OutputFolder {
  /// The folder as the caller named it.
  public let path: String
  private let temporary: String
  private let replacing: Bool
  private var finished = false

  /// Makes the temporary folder.
  ///
  /// - Parameters:
  ///   - path: the final name; its parent folders are made.
  ///   - replacing: whether an existing folder may be replaced.
  /// - Throws: ``IOFailure`` with `cannotCreate`.
  public init(path: String, replacing: Bool = false) throws {
    var trimmed = path
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = trimmed
    self.replacing = replacing
    let parent = OutputFolder.parent(of: trimmed)
    temporary = parent.folder + ".\(parent.name).partial-\(getpid())"
    if FileSystem.kind(of: trimmed) != .missing && !replacing {
      throw IOFailure(
        .cannotCreate, path: trimmed, message: "exists already; --force replaces it")
    }
    if FileSystem.kind(of: trimmed) == .file {
      throw IOFailure(.cannotCreate, path: trimmed, message: "expected a folder, found a file")
    }
    try OutputFolder.makeParents(of: trimmed)
    FileSystem.removeTree(temporary)
    var isMade = false
    PartialOutputs.make(temporary) {
      isMade = mkdir(temporary, 0o777) == 0
      return isMade
    }
    guard isMade else { throw IOFailure.system("cannot be made", path: trimmed, creating: true) }
  }

  deinit {
    guard !finished else { return }
    FileSystem.removeTree(temporary)
    PartialOutputs.remove(temporary)
  }

  /// The path of a file inside the folder while it is being written.
  public func path(of name: String) -> String { temporary + "/" + name }

  /// Removes a file that served while the folder was written.
  public func remove(_ name: String) { unlink(temporary + "/" + name) }

  /// Gives the folder its name.
  ///
  /// - Throws: ``IOFailure`` with `cannotCreate`; the temporary folder then stays until the end.
  public func finish() throws {
    let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
    if replacing && FileSystem.kind(of: path) == .folder {
      let old = temporary + ".old"
      guard rename(path, old) == 0, rename(temporary, path) == 0 else {
        throw IOFailure.system("cannot be replaced", path: path, creating: true)
      }
      FileSystem.removeTree(old)
    } else {
      guard rename(temporary, path) == 0 else {
        throw IOFailure.system("cannot be made", path: path, creating: true)
      }
    }
    finished = true
    PartialOutputs.remove(temporary)
  }

  private static func parent(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  private static func makeParents(of path: String) throws {
    var made = ""
    for part in parent(of: path).folder.split(separator: "/", omittingEmptySubsequences: false) {
      made += part + "/"
      if mkdir(made, 0o777) != 0 && errno != EEXIST && errno != EISDIR {
        throw IOFailure.system("cannot be made", path: path, creating: true)
      }
    }
  }
}
