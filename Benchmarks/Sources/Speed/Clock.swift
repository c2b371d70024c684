// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The CPU time of this process, user and system, all its threads together.
enum Clock {
  /// Seconds since the process began.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The CPU seconds of one call.
  static func cost(of work: () throws -> Void) rethrows -> Double {
    let start = seconds
    try work()
    return seconds - start
  }

  /// The least CPU seconds of several calls: noise only ever adds.
  static func best(of repetitions: Int, _ work: () throws -> Void) rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<repetitions { least = min(least, try cost(of: work)) }
    return least
  }

  /// The least CPU seconds of two pieces of work that take turns, so that both see the same noise.
  static func best(
    of repetitions: Int, _ first: () -> Void, _ second: () -> Void
  ) -> (first: Double, second: Double) {
    var least = (first: Double.infinity, second: Double.infinity)
    for _ in 0..<repetitions {
      least.first = min(least.first, cost(of: first))
      least.second = min(least.second, cost(of: second))
    }
    return least
  }
}

/// What the kernel says of this process's memory, in MB.
enum PeakMemory {
  /// The largest resident size that it ever had. From Linux's `VmHWM`: what getrusage tells of a process
  /// includes the size that its parent had when it was started.
  static var megabytes: Double { value(of: "VmHWM:") }

  /// What is resident now and stands in no file.
  static var anonymousMegabytes: Double { value(of: "RssAnon:") }

  private static func value(of name: String) -> Double {
    guard let file = fopen("/proc/self/status", "r") else { return .nan }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix(name) { return (Double(text.filter(\.isNumber)) ?? .nan) / 1024 }
    }
    return .nan
  }
}
