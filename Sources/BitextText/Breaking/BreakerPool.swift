// SPDX-License-Identifier: Apache-2.0

internal import CICUShim
import Synchronization

/// Idle break iterators over one set of compiled rules.
///
/// Rules are compiled once, at the first use; each further iterator is a clone, which shares the
/// compiled tables. An iterator serves one text at a time and returns to the pool afterwards, so a
/// document costs one lock and no allocation once the pool is warm.
final class BreakerPool: Sendable {
  /// Where the rules come from.
  enum Source: Sendable {
    /// Rules of our own, in ICU's rule language.
    case rules(String)
    /// ICU's rules for words, of a locale.
    case words(locale: String)
    /// ICU's rules for sentences, of a locale.
    case sentences(locale: String)
  }

  /// A pointer that the lock alone hands out; whoever holds it is its only user.
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private struct State {
    var master: Handle?
    var idle: [Handle] = []
  }

  private let source: Source
  private let state = Mutex(State())

  /// Iterators kept for later; more than that are closed.
  private static let capacity = 64

  init(_ source: Source) { self.source = source }

  deinit {
    state.withLock { state in
      for handle in state.idle { cicu_breaker_close(handle.pointer) }
      if let master = state.master { cicu_breaker_close(master.pointer) }
      state = State()
    }
  }

  /// Calls `body` with the ends in `text`, in batches of at most 256, and their rule status.
  ///
  /// Ends are byte offsets in ascending order, the start of the text left out.
  func forEachBatch(
    in text: UnsafeBufferPointer<UInt8>,
    _ body: (_ ends: UnsafeBufferPointer<Int32>, _ statuses: UnsafeBufferPointer<Int32>) -> Void
  ) {
    guard let base = text.baseAddress, !text.isEmpty else { return }
    precondition(
      text.count <= Int(Int32.max), "a text to be cut needs fewer than 2^31 bytes")
    let handle = take()
    defer { put(handle) }
    let code = cicu_breaker_set_text(handle.pointer, base, Int64(text.count))
    precondition(code == 0, "ICU refused a text with error \(code)")
    let capacity = 256
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * capacity) { buffer in
      // The capacity is not zero, so there is a base address.
      guard let ends = buffer.baseAddress else { return }
      let statuses = ends + capacity
      while true {
        let count = Int(cicu_breaker_next(handle.pointer, ends, statuses, Int32(capacity)))
        if count > 0 {
          body(
            UnsafeBufferPointer(start: ends, count: count),
            UnsafeBufferPointer(start: statuses, count: count))
        }
        if count < capacity { break }
      }
    }
  }

  private func take() -> Handle {
    state.withLock { state in
      if let handle = state.idle.popLast() { return handle }
      let master = state.master ?? open()
      state.master = master
      var code: Int32 = 0
      guard let clone = cicu_breaker_clone(master.pointer, &code) else {
        preconditionFailure("ICU could not copy a break iterator, error \(code)")
      }
      return Handle(pointer: clone)
    }
  }

  private func put(_ handle: Handle) {
    let kept = state.withLock { state in
      if state.idle.count < Self.capacity {
        state.idle.append(handle)
        return true
      }
      return false
    }
    if !kept { cicu_breaker_close(handle.pointer) }
  }

  private func open() -> Handle {
    var code: Int32 = 0
    let pointer =
      switch source {
      case .rules(let rules):
        Array(rules.utf8).withUnsafeBufferPointer {
          cicu_breaker_open_rules($0.baseAddress, Int32($0.count), &code)
        }
      case .words(let locale): cicu_breaker_open(Int32(CICU_WORD), locale, &code)
      case .sentences(let locale): cicu_breaker_open(Int32(CICU_SENTENCE), locale, &code)
      }
    // The rules are constants of this package and covered by its tests: this fails only where ICU's
    // data are missing or memory has run out.
    guard let pointer else { preconditionFailure("ICU could not open its rules, error \(code)") }
    return Handle(pointer: pointer)
  }
}
