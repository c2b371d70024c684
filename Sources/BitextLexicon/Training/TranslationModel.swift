// SPDX-License-Identifier: Apache-2.0

/// Word translation probabilities in both directions by IBM Model 1.
///
/// Expectation–maximisation over the pairs of a parallel text: t(e|z) and t(z|e), a null word on
/// either side. All probabilities start equal. Each iteration is two passes, one over the words of
/// either side; a pass consists of blocks that may run at once. The result does not depend on how
/// many do: every sum is taken in the order of the text, whatever the thread.
///
///     let model = TranslationModel(chinese: zh, english: en)
///     model.train(iterations: 5)
///     model.forEachLink { chinese, english, forward, backward in … }
///
/// - Complexity: O(Σ |z|·|e| over the pairs) an iteration, 20 bytes for each pair of words that stand
///   in one pair of texts.
/// - Note: Deterministic. Blocks of one pass may run in several threads; passes follow one another.
/// - SeeAlso: Brown et al., 1993, "The Mathematics of Statistical Machine Translation". Differs from
///   it in nothing but the bookkeeping: the denominators of a word's occurrences are worked out row
///   by row, so that no table is searched.
public final class TranslationModel: @unchecked Sendable {
  // Unchecked: blocks of a pass write to memory of their own rows and places alone.

  /// One pass over the words of a side.
  public struct Pass: Hashable, Sendable {
    /// Whether it goes over the Chinese words.
    var overChinese: Bool
    /// Whether the probabilities given the pass's words are made anew.
    var updates: Bool
    /// Whether the denominators of the pass's words are worked out.
    var divides: Bool
  }

  let chinese: ModelSide
  let english: ModelSide
  let links: LinkPattern
  /// t(e|z) and t(z|e) in the order of the pattern's Chinese rows.
  let forward: UnsafeMutableBufferPointer<Float>
  let backward: UnsafeMutableBufferPointer<Float>

  /// Makes a model of a parallel text, all probabilities equal.
  ///
  /// - Parameters:
  ///   - chinese: *n* pairs.
  ///   - english: as many pairs.
  ///   - blockCount: how many blocks a pass has; a pass has fewer where there are fewer words.
  public init(chinese: TrainingSide, english: TrainingSide, blockCount: Int = 64) {
    precondition(chinese.pairCount == english.pairCount, "both sides need as many pairs")
    links = LinkPattern(chinese: chinese, english: english)
    self.chinese = ModelSide(
      chinese, other: english, rowStarts: links.chineseStarts, blockCount: blockCount)
    self.english = ModelSide(
      english, other: chinese, rowStarts: links.englishStarts, blockCount: blockCount)
    forward = .allocate(capacity: links.count)
    backward = .allocate(capacity: links.count)
    forward.initialize(repeating: 1 / Float(max(1, english.wordCount)))
    backward.initialize(repeating: 1 / Float(max(1, chinese.wordCount)))
  }

  deinit {
    forward.deallocate()
    backward.deallocate()
  }

  /// The number of pairs of words that stand in one pair of texts.
  public var linkCount: Int { links.count }

  /// The passes of a training.
  public static func passes(iterations: Int) -> [Pass] {
    guard iterations > 0 else { return [] }
    var passes: [Pass] = []
    for iteration in 0..<iterations {
      passes.append(Pass(overChinese: false, updates: iteration > 0, divides: true))
      passes.append(Pass(overChinese: true, updates: true, divides: true))
    }
    passes.append(Pass(overChinese: false, updates: true, divides: false))
    return passes
  }

  /// How many blocks a pass has.
  public func blockCount(of pass: Pass) -> Int {
    (pass.overChinese ? chinese : english).blocks.count
  }

  /// Runs one block of a pass.
  public func run(_ pass: Pass, block: Int) {
    let own = pass.overChinese ? chinese : english
    let other = pass.overChinese ? english : chinese
    let scratch = ModelScratch(count: other.wordCount)
    for word in own.blocks[block] {
      let row =
        pass.overChinese
        ? links.chineseRow(word) : links.englishRow(word)
      let updated = pass.overChinese ? forward : backward
      let known = pass.overChinese ? backward : forward
      if pass.divides {
        row.forEach { place, column in scratch.probabilities[column] = known[place] }
      }
      own.visit(word, other: other, scratch: scratch, pass: pass)
      if pass.updates {
        var sum: Float = 0
        row.forEach { place, column in
          let count = updated[place] * scratch.sums[column]
          updated[place] = count
          sum += count
          scratch.sums[column] = 0
        }
        let scale = sum > 0 ? 1 / sum : 0
        row.forEach { place, _ in updated[place] *= scale }
      }
      if pass.divides { row.forEach { _, column in scratch.probabilities[column] = 0 } }
    }
  }

  /// Ends a pass once all its blocks have run.
  public func finish(_ pass: Pass) {
    if pass.divides { (pass.overChinese ? chinese : english).normalizeNullWord() }
  }

  /// Trains in this thread alone.
  public func train(iterations: Int) {
    for pass in Self.passes(iterations: iterations) {
      for block in 0..<blockCount(of: pass) { run(pass, block: block) }
      finish(pass)
    }
  }

  /// Calls a closure with every pair of words that stand in one pair of texts, in a fixed order.
  ///
  /// - Parameter body: receives the Chinese word, the English word, t(e|z), t(z|e).
  public func forEachLink(
    _ body: (_ chinese: Int, _ english: Int, _ forward: Float, _ backward: Float) -> Void
  ) {
    for word in 0..<chinese.wordCount {
      links.chineseRow(word).forEach { place, column in
        body(word, column, forward[place], backward[place])
      }
    }
  }
}

/// What a block works in: two numbers a word of the other side, all zero between two words.
final class ModelScratch {
  let probabilities: UnsafeMutablePointer<Float>
  let sums: UnsafeMutablePointer<Float>

  init(count: Int) {
    probabilities = .allocate(capacity: count)
    sums = .allocate(capacity: count)
    probabilities.initialize(repeating: 0, count: count)
    sums.initialize(repeating: 0, count: count)
  }

  deinit {
    probabilities.deallocate()
    sums.deallocate()
  }
}
