// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization

/// The files and folders that are being written under temporary names, so that an interrupted run
/// can take them away.
public enum PartialOutputs {
  private static let paths = Mutex<[String]>([])

  static func add(_ path: String) { paths.withLock { $0.append(path) } }

  static func remove(_ path: String) {
    paths.withLock { list in list.removeAll { $0 == path } }
  }

  /// Removes everything unfinished; called when the process is told to stop.
  public static func removeAll() {
    let list = paths.withLock { list in
      defer { list = [] }
      return list
    }
    for path in list { FileSystem.removeTree(path) }
  }
}
