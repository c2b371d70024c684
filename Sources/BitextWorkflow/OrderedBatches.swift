// SPDX-License-Identifier: Apache-2.0

/// Spreads work over the cores and takes the results in order.
enum OrderedBatches {
  /// Runs `work` on the ranges of `0..<count` in several tasks at once; `consume` sees the results
  /// in the order of the ranges, one at a time.
  ///
  /// - Parameters:
  ///   - count: the number of records.
  ///   - size: the number of records a range.
  ///   - width: how many tasks run at once, at least 1.
  ///   - work: called from any thread.
  ///   - consume: called from the caller's task.
  static func run<Output: Sendable>(
    count: Int, size: Int, width: Int, work: @escaping @Sendable (Range<Int>) throws -> Output,
    consume: (Range<Int>, Output) throws -> Void
  ) async throws {
    let ranges = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    try await withThrowingTaskGroup(of: (Int, Output).self) { group in
      var started = 0
      var waiting: [Int: Output] = [:]
      var next = 0
      func start() {
        guard started < ranges.count else { return }
        let number = started
        let range = ranges[number]
        started += 1
        group.addTask { (number, try work(range)) }
      }
      // One batch a task in the work, one ready behind it: the consumer's pace holds them back.
      for _ in 0..<(width > 1 ? width * 2 : 1) { start() }
      while let (number, output) = try await group.next() {
        waiting[number] = output
        while let output = waiting.removeValue(forKey: next) {
          try consume(ranges[next], output)
          next += 1
          start()
        }
      }
    }
  }
}
