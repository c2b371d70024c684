// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The search for one text's ladder: in the whole table, or in a band along a rough path.
struct TextSearch {
  let text: AlignmentText
  let options: LadderAligner.Options
  let hasLexicon: Bool

  /// How often the band is widened, and how many cells it may have then: texts that share no order end
  /// with the best ladder of the last band.
  private static let roundLimit = 5
  private static let cellLimit = 8_000_000

  /// The best ladder of one band.
  private struct Found {
    var band: SearchBand
    /// Its tables, until they are needed no longer.
    var search: LadderSearch?
    var ladder: Ladder
    /// −ln of the ladder's probability, in nats.
    var cost: Double
    /// The source rungs at which it touches the band's edge.
    var touched: [Int]
  }

  /// A band along a path, not yet wide enough perhaps.
  private struct Course {
    var rungs: [Int]
    var halfWidths: [Int]
  }

  /// The ladder of a text whose table is small enough.
  func whole() -> Ladder {
    finished(found(in: SearchBand(sources: text.source.count, targets: text.target.count)))
  }

  /// The ladder of a long text.
  ///
  /// The path is the one that rare linked tokens mark. Where they are few or contradict one another, so
  /// that they may mislead, it is compared with the path by lengths, and the one along which the
  /// cheaper ladder is found is kept.
  func banded() -> Ladder {
    let marked = CoarsePath(text)
    if marked.isClear { return ladder(along: course(marked)) }
    let lengths = course(CoarsePath(rungs: lengthPath(), reach: options.bandWidth))
    guard marked.markCount > 0 else { return ladder(along: lengths) }
    let byMarks = found(along: course(marked)).cost
    let byLengths = found(along: lengths)
    return byMarks < byLengths.cost
      ? ladder(along: course(marked)) : ladder(along: lengths, first: byLengths)
  }

  private func lengthPath() -> [Int] {
    let penalty = hasLexicon ? options.nullPenalty : options.bareNullPenalty
    return LengthPath(
      text, priors: options.priors, nullPenalty: penalty, variance: options.lengthVariance
    ).rungs
  }

  private func course(_ path: CoarsePath) -> Course {
    let narrow = options.bandWidth / 5
    let half = path.reach.map { min(text.target.count, options.bandWidth, narrow + $0 / 4) }
    return Course(rungs: path.rungs, halfWidths: half)
  }

  private func found(along course: Course) -> Found {
    found(
      in: SearchBand(
        along: course.rungs, halfWidths: course.halfWidths, targets: text.target.count))
  }

  /// The ladder along a path: where it touches the band's edge, the band is made wider and searched
  /// again, until it stays clear of the edge.
  ///
  /// - Parameter first: what was found in the first band, if that is known.
  private func ladder(along first: Course, first known: consuming Found? = nil) -> Ladder {
    var course = first
    var found = known ?? self.found(along: course)
    var round = 1
    while !found.touched.isEmpty, round < Self.roundLimit, found.band.cellCount < Self.cellLimit {
      widen(&course, around: found)
      // The tables of one band go before those of the next are made.
      found.search = nil
      found = self.found(along: course)
      round += 1
    }
    return finished(found)
  }

  private func widen(_ course: inout Course, around found: Found) {
    for rung in found.touched {
      let width = min(text.target.count, found.band.ranges[rung].count - 1)
      for near in max(0, rung - 40)...min(course.halfWidths.count - 1, rung + 40) {
        course.halfWidths[near] = max(course.halfWidths[near], width)
      }
    }
    for bead in found.ladder.beads {
      course.rungs[bead.source.upperBound] = bead.target.upperBound
    }
  }

  /// The best ladder of a band, without posteriors.
  private func found(in band: SearchBand) -> Found {
    let cost = BeadCost(text, band: band, options: options, hasLexicon: hasLexicon)
    var search = LadderSearch(cost)
    if text.source.count + text.target.count >= 40 { learn(&search) }
    let (ladder, total) = search.ladder()
    return Found(
      band: band, search: search, ladder: ladder, cost: total,
      touched: search.rungsAtEdge(ladder))
  }

  /// Estimates from the text, twice, how often each kind of bead occurs and which boundaries go
  /// together.
  private func learn(_ search: inout LadderSearch) {
    let penalty = hasLexicon ? options.nullPenalty : options.bareNullPenalty
    var priors = options.priors
    for _ in 0..<2 where options.estimatesPriors || options.boundaryWeight > 0 {
      let sums = search.sums()
      if options.estimatesPriors {
        priors = search.estimatePriors(
          priors, sums, strength: options.priorStrength, nullPenalty: penalty)
      }
      if options.boundaryWeight > 0 {
        search.learnBoundaries(
          sums, strength: options.boundaryStrength, weight: options.boundaryWeight)
      }
    }
  }

  private func finished(_ found: Found) -> Ladder {
    guard options.posteriors, let search = found.search else { return found.ladder }
    return search.posteriors(of: found.ladder)
  }
}
