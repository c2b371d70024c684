// SPDX-License-Identifier: Apache-2.0

internal import CMalloc

/// The memory that was freed, but not given back to the system.
enum Heap {
  /// Gives it back. Worth its milliseconds between stages, where the last one held more than the next needs.
  static func trim() { bitext_heap_trim() }
}
