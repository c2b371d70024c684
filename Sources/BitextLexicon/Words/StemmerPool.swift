// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Stemmers with what they remember, each lent to one thread at a time: so that a word is not stemmed
/// anew in each document.
public final class StemmerPool: Sendable {
  /// The pool of the process.
  public static let shared = StemmerPool()

  /// A stemmer in the pool; unchecked, because only the lock's holder sees it there.
  private struct Idle: @unchecked Sendable {
    let stemmer: EnglishStemmer
  }

  private let idle = Mutex<[Idle]>([])

  /// Makes an empty pool.
  public init() {}

  /// Calls a closure with a stemmer that nobody else has meanwhile.
  public func lend<Result>(_ body: (EnglishStemmer) throws -> Result) rethrows -> Result {
    let lent = idle.withLock { $0.popLast() } ?? Idle(stemmer: EnglishStemmer())
    defer { idle.withLock { $0.append(lent) } }
    return try body(lent.stemmer)
  }
}
