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
    var ranges = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
      .makeIterator()
    try await run(
      width: width, next: { ranges.next() }, work: { ($0, try work($0)) },
      consume: { try consume($0.0, $0.1) })
  }

  /// Runs `work` on what `next` gives, in several tasks at once; `consume` sees the results in
  /// order, one at a time.
  ///
  /// - Parameters:
  ///   - width: how many tasks run at once, at least 1.
  ///   - next: called from the caller's task, until it gives `nil`. What it throws is thrown once
  ///     all that came before is consumed, so that the outcome does not depend on `width`.
  ///   - work: called from any thread.
  ///   - consume: called from the caller's task.
  static func run<Input: Sendable, Output: Sendable>(
    width: Int, next: () throws -> Input?, work: @escaping @Sendable (Input) throws -> Output,
    consume: (Output) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Output).self) { group in
      var started = 0
      var ended = false
      var failure: (any Error)?
      var waiting: [Int: Output] = [:]
      var due = 0
      func start() {
        guard !ended else { return }
        do {
          guard let input = try next() else {
            ended = true
            return
          }
          let number = started
          started += 1
          group.addTask { (number, try work(input)) }
        } catch {
          ended = true
          failure = error
        }
      }
      // One batch a task in the work, one ready behind it: the consumer's pace holds them back.
      for _ in 0..<(width > 1 ? width * 2 : 1) { start() }
      while let (number, output) = try await group.next() {
        waiting[number] = output
        while let output = waiting.removeValue(forKey: due) {
          try consume(output)
          due += 1
          start()
        }
      }
      if let failure { throw failure }
    }
  }
}
