// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Counters that four tasks count at once: one behind a lock, one behind nothing.
final class Counters: @unchecked Sendable {
  // Unchecked: the thread sanitizer is to find it.
  let locked = Mutex(0)
  var bare = 0
}

/// `Contended` counts behind the lock, `Contended bare` behind nothing.
@main
enum Contended {
  static func main() async {
    let counters = Counters()
    let isBare = CommandLine.arguments.dropFirst() == ["bare"]
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<100_000 {
            if isBare { counters.bare += 1 } else { counters.locked.withLock { $0 += 1 } }
          }
        }
      }
    }
    print(isBare ? counters.bare : counters.locked.withLock { $0 })
  }
}
