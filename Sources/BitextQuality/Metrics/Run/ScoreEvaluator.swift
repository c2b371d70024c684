// SPDX-License-Identifier: Apache-2.0

/// Scores blocks of segments; holds nothing that changes.
public struct ScoreEvaluator: Sendable {
  let metrics: [AnyMetric]
  let keepsRows: Bool
  private let wish: PartWish

  init(_ options: ScoreOptions) throws(ScoreFailure) {
    var made: [AnyMetric] = []
    for name in Self.order(options) { made.append(try AnyMetric(name, options)) }
    metrics = made
    keepsRows = options.confidence || options.paired != nil
    var wish = PartWish(rows: keepsRows)
    if options.sentenceLevel {
      let (width, scoreOnly, short) = (options.width, options.scoreOnly, options.short)
      wish.sentences = { $0.text(width: width, scoreOnly: scoreOnly, short: short) }
    }
    self.wish = wish
  }

  /// The metrics once each: by name, or as named for a paired test, as in sacreBLEU.
  private static func order(_ options: ScoreOptions) -> [ScoreOptions.Metric] {
    var order: [ScoreOptions.Metric] = []
    for name in options.metrics where !order.contains(name) { order.append(name) }
    return options.paired != nil ? order : order.sorted { $0.rawValue < $1.rawValue }
  }

  /// Scores a block.
  public func result(of block: ScoreBlock) -> ScoreBlockResult {
    let parts = metrics.map { metric in block.batches.map { metric.part(of: $0, wish) } }
    let script = block.number < 4 ? ScriptCount(block.batches[0]) : ScriptCount()
    return ScoreBlockResult(parts: parts, script: script)
  }

  func warnings(_ script: ScriptCount) -> [ScoreWarning] {
    var warnings: [ScoreWarning] = []
    for metric in metrics {
      switch metric {
      case .bleu(let bleu) where script.isMostlyHan:
        if [.zh, .char].contains(bleu.options.tokenizer) { continue }
        warnings.append(
          ScoreWarning(
            .tokenizer,
            "the text is mostly Chinese, but BLEU's tokenizer is "
              + "'\(bleu.options.tokenizer.rawValue)': use -tok zh or -l en-zh"))
      case .ter(let ter):
        let separates = ter.options.normalized && ter.options.asianSupport
        if ter.options.asianSupport, !ter.options.normalized, !ter.options.noPunctuation {
          warnings.append(
            ScoreWarning(
              .idleAsianSupport,
              "TER's Asian support does nothing unless it is normalized or without punctuation"))
        } else if script.isMostlyHan, !separates {
          warnings.append(
            ScoreWarning(
              .wordsOfTER,
              "the text is mostly Chinese, but TER counts what stands between spaces as one word: "
                + "use --ter-normalized --ter-asian-support"))
        }
      default: break
      }
    }
    return warnings
  }
}

/// The sums of one block.
public struct ScoreBlockResult: Sendable {
  /// A metric a place, and in it a system a place.
  var parts: [[ScorePart]]
  var script: ScriptCount
}

/// How much of a text is Chinese, by the first bytes of its characters.
struct ScriptCount: Sendable {
  private var han = 0
  private var letters = 0

  init() {}

  init(_ batch: SegmentBatch) {
    var (han, letters) = (0, 0)
    batch.forEachSegment { hypothesis, _ in
      for byte in hypothesis {
        if byte >= 0xE4, byte <= 0xE9 { han += 1 }
        if byte >= 0xC3, byte != 0xE3, byte != 0xEF { letters += 1 }
        if (byte | 0x20) &- 0x61 < 26, byte < 0x80 { letters += 1 }
      }
    }
    (self.han, self.letters) = (han, letters)
  }

  var isMostlyHan: Bool { han * 2 > letters && han > 0 }

  static func + (left: ScriptCount, right: ScriptCount) -> ScriptCount {
    var sum = left
    sum.han += right.han
    sum.letters += right.letters
    return sum
  }
}
