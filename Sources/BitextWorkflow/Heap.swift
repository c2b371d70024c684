// SPDX-License-Identifier: Apache-2.0

internal import CMalloc

/// The memory that was freed, but not given back to the system.
enum Heap {
  /// Gives it back. Worth its milliseconds between stages, where the last one held more than the next needs.
  static func trim() { bitext_heap_trim() }

  /// Gives it back now and then in a long stage: what threads free in turns leaves holes, which else grow
  /// with the number of records.
  struct Keeper {
    private static let interval = 4096
    private var due = interval

    /// To be told how many records are done.
    mutating func note(done: Int) {
      guard done >= due else { return }
      trim()
      due = done + Self.interval
    }
  }
}
