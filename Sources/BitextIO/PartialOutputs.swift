// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization

/// The files and folders that are being written under temporary names, so that an interrupted run
/// can take them away.
public enum PartialOutputs {
  private struct State {
    var paths: [String] = []
    var isStopped = false
    var kept: String?
  }

  private static let state = Mutex(State())

  /// Makes a file or folder and remembers it; never returns once ``removeAll()`` was called, for the
  /// process is about to end.
  ///
  /// - Parameter create: makes what stands at the path, and says whether that went well.
  static func make(_ path: String, _ create: () -> Bool) {
    let isStopped = state.withLock { state in
      if !state.isStopped && create() { state.paths.append(path) }
      return state.isStopped
    }
    if isStopped { waitForEnd() }
  }

  /// Remembers the folder in which the run keeps what a later one continues from.
  static func keep(_ path: String?) { state.withLock { $0.kept = path } }

  /// The folder in which the run keeps what a later one continues from; `nil` where nothing is kept.
  public static var kept: String? { state.withLock { $0.kept } }

  /// A name for a file that is to be called otherwise when it is complete.
  public static func temporaryName(for path: String) -> String { "\(path).partial-\(getpid())" }

  /// Remembers a file or folder that somebody else makes, to be removed where the process ends before it
  /// is settled.
  public static func watch(_ path: String) { make(path) { true } }

  /// Forgets a file or folder: it has its place, or is gone.
  public static func settle(_ path: String) { remove(path) }

  static func remove(_ path: String) {
    state.withLock { state in state.paths.removeAll { $0 == path } }
  }

  /// Removes everything unfinished, and lets nothing new begin; called when the process is told to
  /// stop. A second caller waits for the first one to end the process.
  public static func removeAll() {
    let isSecond = state.withLock { state in
      defer { state = State(isStopped: true, kept: state.kept) }
      for path in state.paths { FileSystem.removeTree(path) }
      return state.isStopped
    }
    if isSecond { waitForEnd() }
  }

  private static func waitForEnd() -> Never {
    while true { pause() }
  }
}
