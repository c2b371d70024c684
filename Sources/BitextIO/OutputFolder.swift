// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A folder being written: under a temporary name beside the final one until ``finish()``.
///
/// A folder that is not finished is removed with all it holds, so an interrupted run leaves nothing
/// that looks complete. While one run writes a folder, another that would is refused.
public final class OutputFolder {
  /// The folder as the caller named it.
  public let path: String
  private let temporary: String
  private let replacing: Bool
  private let lock: FolderLock?
  private var finished = false

  /// Makes the temporary folder.
  ///
  /// - Parameters:
  ///   - path: the final name; its parent folders are made.
  ///   - replacing: whether an existing folder may be replaced.
  ///   - work: where the run keeps what a later one continues from; `nil` keeps nothing.
  /// - Throws: ``IOFailure`` with `cannotCreate`, or with `busy` where another run writes the folder.
  public init(path: String, replacing: Bool = false, work: WorkFolder? = nil) throws {
    let place = OutputPlace(path)
    self.path = place.path
    self.replacing = replacing
    try place.check(replacing: replacing)
    if let work {
      temporary = work.path(of: "output")
      lock = nil
      FileSystem.removeTree(temporary)
      try Self.make(temporary, for: place)
      return
    }
    let temporary = place.parent + ".\(place.name).partial-\(getpid())"
    self.temporary = temporary
    try place.makeParents()
    lock = try place.claimed {
      FileSystem.removeTree(temporary)
      try Self.make(temporary, for: place)
      return FolderLock(temporary)
    }
  }

  /// Refuses what stands at a path already.
  ///
  /// - Throws: ``IOFailure`` with `cannotCreate`.
  public static func check(path: String, replacing: Bool) throws {
    try OutputPlace(path).check(replacing: replacing)
  }

  private static func make(_ temporary: String, for place: OutputPlace) throws {
    var isMade = false
    PartialOutputs.make(temporary) {
      isMade = mkdir(temporary, 0o777) == 0
      return isMade
    }
    guard isMade else {
      throw IOFailure.system("cannot be made", path: place.path, creating: true)
    }
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
}

/// Where a folder is to stand, and what stands around it.
struct OutputPlace {
  /// The path without slashes at its end.
  let path: String
  /// The folder that it stands in, with a slash at its end; empty for the working folder.
  let parent: String
  let name: String

  init(_ path: String) {
    var trimmed = path
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = trimmed
    let slash = trimmed.lastIndex(of: "/")
    parent = slash.map { String(trimmed[...$0]) } ?? ""
    name = slash.map { String(trimmed[trimmed.index(after: $0)...]) } ?? trimmed
  }

  /// Refuses what stands there already.
  func check(replacing: Bool) throws {
    if FileSystem.kind(of: path) != .missing && !replacing {
      throw IOFailure(.cannotCreate, path: path, message: "exists already; --force replaces it")
    }
    if FileSystem.kind(of: path) == .file {
      throw IOFailure(.cannotCreate, path: path, message: "expected a folder, found a file")
    }
  }

  func makeParents() throws {
    var made = ""
    for part in parent.split(separator: "/", omittingEmptySubsequences: false) {
      made += part + "/"
      if mkdir(made, 0o777) != 0 && errno != EEXIST && errno != EISDIR {
        throw IOFailure.system("cannot be made", path: path, creating: true)
      }
    }
  }

  /// The folder in which a run keeps what a later one continues from.
  var work: String { path + ".partial" }

  /// Lets one run alone begin.
  ///
  /// - Parameter make: makes and locks the run's own folder.
  /// - Throws: ``IOFailure`` with `busy` where another run is under way.
  func claimed<Result>(_ make: () throws -> Result) throws -> Result {
    let folder = parent.isEmpty ? "." : parent
    return try FolderLock.alone(in: folder) {
      let names = (try? FileSystem.entries(of: folder)) ?? []
      for other in names where other == name + ".partial" || other.hasPrefix(".\(name).partial-") {
        guard FolderLock.isHeld(parent + other) else { continue }
        throw IOFailure(
          .busy, path: path,
          message:
            "another run is writing this folder (\(parent)\(other)); try again when it has ended"
        )
      }
      return try make()
    }
  }
}
