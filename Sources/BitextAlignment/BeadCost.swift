// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import Glibc

/// The cost of beads, in nats, from tables that are filled once.
struct BeadCost {
  let text: AlignmentText
  let band: SearchBand
  let kinds: [BeadKind]
  /// −ln P of each kind; null beads with their penalty.
  var priorCosts: [Float]
  let lengthWeight: Float
  let gainWeight: Float
  let sourceGains: GainTable
  let targetGains: GainTable
  /// What lengths are multiplied by, so that both sides count in the longer side's characters.
  private let sourceStretch: Float
  private let targetStretch: Float
  private let inverseVariance: Float

  init(_ text: AlignmentText, band: SearchBand, options: LadderAligner.Options, hasLexicon: Bool) {
    self.text = text
    self.band = band
    kinds = options.priors.kinds
    priorCosts = Self.costs(
      of: options.priors, nullPenalty: hasLexicon ? options.nullPenalty : options.bareNullPenalty)
    lengthWeight = Float(options.lengthWeight)
    gainWeight = Float(options.gainWeight * 0.5)
    let source = Float(text.source.length)
    let target = Float(text.target.length)
    let own = source > 0 && target > 0 ? target / source : 1
    let ratio = options.lengthRatio.map { Float($0) } ?? own
    sourceStretch = max(1, ratio)
    targetStretch = max(1, 1 / ratio)
    inverseVariance = 1 / Float(hasLexicon ? options.lexicalVariance : options.lengthVariance)
    let background = Float(hasLexicon ? options.background : options.bareBackground)
    sourceGains = GainTable(
      own: text.source, other: text.target, links: text.links.source,
      linkStarts: text.links.sourceStarts, rows: band.sourceRows,
      background: background)
    targetGains = GainTable(
      own: text.target, other: text.source, links: text.links.target,
      linkStarts: text.links.targetStarts, rows: band.targetRows,
      background: background)
  }

  static func costs(of priors: BeadPriors, nullPenalty: Double) -> [Float] {
    zip(priors.kinds, priors.values).map { kind, value in
      Float(-log(value) + (kind.isNull ? nullPenalty : 0))
    }
  }

  /// Fills in e^(−cost) of the beads of one kind that end at a source rung, priors apart.
  ///
  /// The length cost is −ln erfc(|δ|/√2), Gale and Church's two-sided probability. Both lengths are
  /// counted in characters of the side that has more of them, so that both directions cost the same.
  func fill(
    _ row: Int, _ size: BeadKind, _ ends: ClosedRange<Int>,
    into weights: UnsafeMutableBufferPointer<Float>, at base: Int
  ) {
    let first = row - size.source
    let lengths = text.source.lengths
    let from = Float(lengths[row] - lengths[first]) * sourceStretch
    let sourceBases = (first..<row).map { sourceGains.base($0) + size.target - 1 }
    text.target.lengths.withUnsafeBufferPointer { targetLengths in
      TailCost.table.withUnsafeBufferPointer { tail in
        sourceGains.values.withUnsafeBufferPointer { sourceGain in
          targetGains.values.withUnsafeBufferPointer { targetGain in
            guard let table = tail.baseAddress else { return }
            for end in ends {
              let to = Float(targetLengths[end] - targetLengths[end - size.target]) * targetStretch
              let mean = max(1, (from + to) * 0.5)
              var price =
                lengthWeight
                * TailCost.of(abs(to - from) * (inverseVariance / mean).squareRoot(), table)
              var gain: Float = 0
              for place in sourceBases { gain += sourceGain[place + end * 4] }
              for segment in end - size.target..<end {
                gain += targetGain[targetGains.base(segment) + row * 4 + size.source - 1]
              }
              price -= gainWeight * gain
              weights[base + end] = expf(min(80, -price))
            }
          }
        }
      }
    }
  }
}

/// −ln erfc(|δ|/√2), the two-sided tail of the normal distribution, from a table.
enum TailCost {
  private static let stepsPerUnit: Float = 64
  private static let limit: Float = 7

  /// The values at 0, 1/64, 2/64 … 7 and one step beyond.
  static let table: [Float] = (0...Int(limit * stepsPerUnit) + 1).map {
    Float(-log(erfc(Double($0) / Double(stepsPerUnit) / 2.0.squareRoot())))
  }

  /// The cost of a deviation of so many standard deviations; linear between the table's values,
  /// which is right to 10⁻⁴. Beyond 7 the tail is e^(−δ²/2)·√(2/π)/δ to two per cent.
  @inline(__always)
  static func of(_ delta: Float, _ table: UnsafePointer<Float>) -> Float {
    guard delta < limit else { return delta * delta / 2 + logf(delta * 1.2533141) }
    let place = delta * stepsPerUnit
    let step = Int(place)
    let rest = place - Float(step)
    return table[step] * (1 - rest) + table[step + 1] * rest
  }
}
