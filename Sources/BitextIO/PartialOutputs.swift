// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization

/// The files and folders that are being written under temporary names, so that an interrupted run
/// can take them away.
public enum PartialOutputs {
  private struct State {
    var paths: [String] = []
    var isStopped = false
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

  static func remove(_ path: String) {
    state.withLock { state in state.paths.removeAll { $0 == path } }
  }

  /// Removes everything unfinished, and lets nothing new begin; called when the process is told to
  /// stop. A second caller waits for the first one to end the process.
  public static func removeAll() {
    let isSecond = state.withLock { state in
      defer { state = State(isStopped: true) }
      for path in state.paths { FileSystem.removeTree(path) }
      return state.isStopped
    }
    if isSecond { waitForEnd() }
  }

  private static func waitForEnd() -> Never {
    while true { pause() }
  }
}
