// SPDX-License-Identifier: Apache-2.0

#if FUZZING
  @_silgen_name("__asan_poison_memory_region")
  private func poison(_ start: UnsafeRawPointer, _ count: Int)
  @_silgen_name("__asan_unpoison_memory_region")
  private func unpoison(_ start: UnsafeRawPointer, _ count: Int)
#endif

/// What lies behind the end of a mapped file on its last page: under the address sanitizer a reader that
/// goes there is caught, as one is that leaves a block of the heap.
struct GuardedTail {
  private let start: UnsafeRawPointer?
  private let count: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    start = bytes.baseAddress.map { $0 + bytes.count }
    count = (4096 - bytes.count % 4096) % 4096
    #if FUZZING
      if let start, count > 0 { poison(start, count) }
    #endif
  }

  func end() {
    #if FUZZING
      if let start, count > 0 { unpoison(start, count) }
    #endif
  }
}
