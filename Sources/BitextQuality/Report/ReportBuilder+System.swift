// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

extension ReportBuilder {
  /// Writes what the page shows of one system.
  func writeSystem(_ index: Int, to json: inout JSONWriter) {
    let tally = tallies[index]
    let score = score(system: index)
    json.beginObject()
    json.member("name", systems[index].name)
    json.member("rejected", systems[index].rejected)
    json.member("repeated", systems[index].repeated)
    json.member("units", tally.units)
    json.member("checked", tally.checked)
    json.member("words", tally.words)
    json.member("documents", score.documents)
    json.member("faults", tally.faults)
    json.member("faulty", tally.faultyUnits)
    json.member("omission", tally.omissionUnits)
    json.key("coverage")
    if let coverage = systems[index].coverage {
      json.beginArray()
      json.integer(coverage.coveredSentences)
      json.integer(coverage.sourceSentences)
      json.integer(coverage.omittedWords)
      json.integer(coverage.sourceWords)
      json.endArray()
    } else {
      json.null()
    }
    json.key("mqm")
    json.mqm(score)
    writeCounts(tally, to: &json)
    json.histogram("ratio", tally.ratios, tally.ratios.display())
    json.histogram("score", tally.scores, tally.scores.bins(width: 5, count: 20))
    writeTerms(tally, to: &json)
    json.endObject()
  }

  private func writeCounts(_ tally: SystemTally, to json: inout JSONWriter) {
    json.key("severities")
    json.beginArray()
    for count in tally.severities { json.integer(count) }
    json.endArray()
    json.key("rules")
    json.beginArray()
    for rule in tally.rules {
      json.beginArray()
      json.integer(rule.faults)
      json.integer(rule.units)
      json.number(rule.weight, decimals: 2)
      json.endArray()
    }
    json.endArray()
    json.key("beads")
    json.beginArray()
    for bead in tally.beadCounts {
      json.beginArray()
      json.string(bead.kind.description)
      json.integer(bead.count)
      json.endArray()
    }
    json.endArray()
  }

  private func writeTerms(_ tally: SystemTally, to json: inout JSONWriter) {
    let terms = tally.terms.inconsistent
    json.key("terms")
    json.beginObject()
    json.member("total", terms.count)
    json.key("rows")
    json.beginArray()
    for (term, renderings) in terms.prefix(options.shownTerms) {
      json.beginArray()
      json.string(term)
      json.beginArray()
      for rendering in renderings {
        json.beginArray()
        json.string(rendering.text)
        json.integer(rendering.count)
        json.string(rendering.unit)
        json.endArray()
      }
      json.endArray()
      json.endArray()
    }
    json.endArray()
    json.endObject()
  }
}

extension JSONWriter {
  /// Writes a histogram: the width of a bin in hundredths, the counts from 0 on, what lies beyond, and
  /// the quantiles 5, 50 and 95 of 100.
  fileprivate mutating func histogram(
    _ name: String, _ histogram: ReportHistogram,
    _ shown: (width: Int, counts: [Int], beyond: Int)
  ) {
    key(name)
    beginObject()
    member("total", histogram.total)
    member("width", shown.width)
    key("counts")
    beginArray()
    for count in shown.counts { integer(count) }
    endArray()
    member("beyond", shown.beyond)
    key("quantiles")
    beginArray()
    for share in [0.05, 0.5, 0.95] { optional(histogram.quantile(share), decimals: 3) }
    endArray()
    endObject()
  }
}
