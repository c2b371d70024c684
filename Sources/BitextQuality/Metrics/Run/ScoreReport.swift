// SPDX-License-Identifier: Apache-2.0

import BitextModel

/// sacreBLEU's output.
struct ScoreReport {
  let options: ScoreOptions
  let names: [String]

  /// The scores of one system.
  func single(_ scores: [Score]) -> String {
    let lines = scores.map { score in
      options.format == .json && !options.scoreOnly
        ? score.json(width: options.width)
        : score.text(width: options.width, scoreOnly: options.scoreOnly, short: options.short)
    }
    if lines.count == 1 { return lines[0] + "\n" }
    if options.format == .json { return "[\n" + lines.joined(separator: ",\n") + "\n]\n" }
    return aligned(lines).joined(separator: "\n") + "\n"
  }

  /// Pads lines so that their first `=` stand in one column.
  private func aligned(_ lines: [String]) -> [String] {
    let lengths = lines.map { line in
      line.unicodeScalars.prefix { $0 != "=" }.count - 1
    }
    guard lines.allSatisfy({ $0.contains("=") }), let longest = lengths.max() else { return lines }
    return zip(lines, lengths).map { String(repeating: " ", count: longest - $1) + $0 }
  }

  /// The scores of several systems, a metric a column.
  func table(_ columns: [[(score: Score, result: PairedResult)]]) -> String {
    let shown = shownNames
    if options.format == .json { return json(shown, columns) }
    var hasIntervals = false
    var cells = [["System"] + shown]
    for column in columns {
      hasIntervals = hasIntervals || column.contains { $0.result.confidence != nil }
      let title = column[0].score.name + (hasIntervals ? " (μ ± 95% CI)" : "")
      cells.append([title] + column.map { cell($0.result) })
    }
    var text = TextTable(columns: cells).description + "\n"
    if let method = options.paired { text += explanation(method, shown[0]) }
    text += "-----------------\nMetric signatures\n-----------------\n"
    for column in columns {
      let score = column[0].score
      let signature =
        options.short ? score.signature.shortDescription : score.signature.description
      let gap = String(repeating: " ", count: max(0, 10 - score.name.unicodeScalars.count))
      text += " - \(score.name)\(gap) \(signature)\n"
    }
    return text
  }

  private var shownNames: [String] {
    guard options.paired != nil else { return names }
    if names == (1...names.count).map({ "System \($0)" }) {
      return ["Baseline"] + (1..<names.count).map { "System \($0)" }
    }
    return ["Baseline: \(names[0])"] + names.dropFirst()
  }

  private func cell(_ result: PairedResult) -> String {
    var text = result.score.fixed(options.width)
    if let confidence = result.confidence {
      text += " (\(confidence.mean.fixed(options.width))"
      text += " ± \(confidence.halfWidth.fixed(options.width)))"
    }
    if let probability = result.probability {
      text += "\n(p = \(probability.fixed(4)))" + (probability > 0.05 ? "" : "*")
    }
    return text
  }

  private func json(_ names: [String], _ columns: [[(score: Score, result: PairedResult)]])
    -> String
  {
    let objects = names.indices.map { row in
      var members = ["        \"system\": \(JSONText.quoted(names[row], ascii: true))"]
      for column in columns {
        let key = JSONText.quoted(column[row].score.name, ascii: true)
        members.append("        \(key): \(member(column[row].result))")
      }
      return "    {\n" + members.joined(separator: ",\n") + "\n    }"
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private func member(_ result: PairedResult) -> String {
    guard options.paired != nil else { return "\"\(result.score.fixed(options.width))\"" }
    func number(_ value: Double?) -> String { value?.description ?? "null" }
    let members = [
      "\"score\": \(number(result.score))", "\"p_value\": \(number(result.probability))",
      "\"mean\": \(number(result.confidence?.mean))",
      "\"ci\": \(number(result.confidence?.halfWidth))",
    ]
    return "{\n" + members.map { "            \($0)" }.joined(separator: ",\n") + "\n        }"
  }
}
