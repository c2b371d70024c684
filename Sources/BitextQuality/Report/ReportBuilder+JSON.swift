// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// The data of the page; Docs/Guides/Report.md describes it.
extension ReportBuilder {
  /// The data as one JSON object.
  mutating func data() -> [UInt8] {
    finish()
    let shown = units.sorted()
    let shownDocuments = documents.sorted()
    var json = JSONWriter()
    json.beginObject()
    json.member("tool", "bitext \(BitextVersion.current)")
    json.member("title", options.title)
    json.key("languages")
    json.strings([languages?.source.tag ?? "und", languages?.target.tag ?? "und"])
    json.member("samples", options.samples)
    json.key("weights")
    json.beginObject()
    for weight in options.weights.list {
      json.key(weight.name)
      json.number(weight.value)
    }
    json.endObject()
    writeRules(to: &json)
    json.key("systems")
    json.beginArray()
    for index in systems.indices { writeSystem(index, to: &json) }
    json.endArray()
    writeDocuments(shownDocuments, to: &json)
    writeComparison(to: &json)
    writeMetrics(to: &json)
    writeUnits(shown, to: &json)
    json.endObject()
    return json.bytes
  }

  private func writeRules(to json: inout JSONWriter) {
    json.key("rules")
    json.beginArray()
    for rule in rules {
      json.strings([
        rule.id, rule.category.name, rule.severity.rawValue, rule.precision.rawValue,
        rule.summary.english, rule.summary.chinese,
      ])
    }
    json.endArray()
  }

  private func writeDocuments(_ shown: [ReportDocument], to json: inout JSONWriter) {
    json.key("documents")
    json.beginObject()
    json.member("total", documents.total)
    json.key("rows")
    json.beginArray()
    for document in shown {
      json.beginArray()
      json.string(document.id)
      json.integer(document.units)
      json.integer(document.words)
      for system in systems.indices {
        json.integer(document.faults[system])
        json.number(document.weights[system], decimals: 2)
      }
      json.endArray()
    }
    json.endArray()
    json.endObject()
  }

  private func writeMetrics(to json: inout JSONWriter) {
    json.key("metrics")
    json.beginArray()
    for metric in metrics {
      json.beginObject()
      json.member("name", metric.name)
      json.member("signature", metric.signature)
      json.key("higher")
      json.bool(metric.isHigherBetter)
      json.key("results")
      json.beginArray()
      for result in metric.results {
        json.beginArray()
        json.number(result.score, decimals: 2)
        json.optional(result.probability, decimals: 4)
        json.optional(result.confidence?.mean, decimals: 2)
        json.optional(result.confidence?.halfWidth, decimals: 2)
        json.endArray()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
  }

  private func writeComparison(to json: inout JSONWriter) {
    json.key("comparison")
    guard let comparison else { return json.null() }
    json.beginObject()
    json.member("units", comparison.units)
    json.member("incomplete", incompleteRows)
    json.member("different_sources", differentSources)
    json.key("systems")
    json.beginArray()
    for result in comparison.results(samples: options.samples, seed: options.seed) {
      json.beginObject()
      json.key("all")
      json.row(result.all)
      for (name, rows) in [("lengths", result.lengths), ("categories", result.categories)] {
        json.key(name)
        json.beginArray()
        for row in rows { json.row(row) }
        json.endArray()
      }
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  // MARK: Units

  private func writeUnits(_ shown: [ReportUnit], to json: inout JSONWriter) {
    var messages = MessageTable()
    json.key("units")
    json.beginObject()
    json.member("total", rows)
    json.member("checked", units.total)
    json.key("rows")
    json.beginArray()
    for unit in shown {
      json.beginArray()
      json.integer(unit.ordinal)
      json.string(unit.id)
      if let document = unit.document { json.string(document) } else { json.null() }
      json.text(unit.source, of: unit.sourceCount)
      json.integer(unit.words)
      for (system, part) in unit.parts.enumerated() {
        if let part { write(part, system, &messages, to: &json) } else { json.null() }
      }
      json.endArray()
    }
    json.endArray()
    json.endObject()
    json.key("messages")
    json.beginArray()
    for message in messages.list { json.strings([message.english, message.chinese]) }
    json.endArray()
  }

  private func write(
    _ part: ReportUnit.Part, _ system: Int, _ messages: inout MessageTable,
    to json: inout JSONWriter
  ) {
    json.beginArray()
    json.text(part.target, of: part.targetCount)
    if let bead = part.bead { json.string(bead.description) } else { json.null() }
    json.integer(part.score ?? -1)
    json.integer(part.ratio ?? -1)
    json.number(part.weight, decimals: 2)
    if part.isChecked {
      json.beginArray()
      for fault in part.faults {
        json.beginArray()
        json.integer(messages.place(of: fault.message))
        json.integer(tallies[system].place(of: fault.rule) ?? -1)
        json.integer(FaultSeverity.allCases.firstIndex(of: fault.severity) ?? 0)
        for span in [fault.source, fault.target] {
          json.integer(span?.start ?? -1)
          json.integer(span?.end ?? -1)
        }
        json.endArray()
      }
      json.endArray()
    } else {
      json.null()
    }
    json.endArray()
  }
}

/// Messages, each once.
private struct MessageTable {
  private(set) var list: [FaultMessage] = []
  private var places: [FaultMessage: Int] = [:]

  mutating func place(of message: FaultMessage) -> Int {
    if let known = places[message] { return known }
    places[message] = list.count
    list.append(message)
    return list.count - 1
  }
}

extension JSONWriter {
  /// Writes an array of strings.
  mutating func strings(_ texts: [String]) {
    beginArray()
    for text in texts { string(text) }
    endArray()
  }

  /// Writes a text, or `[text, characters]` where it was cut.
  mutating func text(_ text: String, of count: Int) {
    if text.scalarCount == count { return string(text) }
    beginArray()
    string(text)
    integer(count)
    endArray()
  }

  /// Writes a number, or `null`.
  mutating func optional(_ value: Double?, decimals: Int) {
    if let value { number(value, decimals: decimals) } else { null() }
  }

  /// `[label, words, faults, faults, rate, rate, low, high, p]`.
  fileprivate mutating func row(_ row: ReportComparison.Row) {
    beginArray()
    string(row.label)
    integer(Int(row.words))
    integer(row.faults.0)
    integer(row.faults.1)
    number(row.rates.0, decimals: 3)
    number(row.rates.1, decimals: 3)
    optional(row.interval?.lowerBound, decimals: 3)
    optional(row.interval?.upperBound, decimals: 3)
    optional(row.probability, decimals: 4)
    endArray()
  }
}
