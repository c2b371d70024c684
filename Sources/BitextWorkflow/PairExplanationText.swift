// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextPairing

/// An explanation of a verdict as lines of text.
struct PairExplanationText {
  private let answer: Matching.Answer
  private let explanation: PairExplanation

  init(_ answer: Matching.Answer, _ explanation: PairExplanation) {
    self.answer = answer
    self.explanation = explanation
  }

  /// The lines: verdict, candidates, features, words, sentences.
  var text: String {
    var lines = [verdict, ""]
    lines += candidates
    lines += [""] + table(features) + [""] + table(words)
    lines += sentences
    return lines.joined(separator: "\n") + "\n"
  }

  private var verdict: String {
    let id = answer.translation.id
    switch answer.verdict {
    case .paired(let pair):
      return "\(id): paired with \(pair.source.id), probability \(rounded(pair.probability))"
    case .unpaired(let reason, let best):
      guard let best else { return "\(id): no original, \(reason.rawValue)" }
      return "\(id): no original, \(reason.rawValue); the best candidate is \(best.id), "
        + "probability \(rounded(best.probability))"
    }
  }

  private var candidates: [String] {
    explanation.candidates.enumerated().flatMap { number, candidate in
      let title = candidate.document.title ?? beginning(of: candidate.document.text)
      var lines = ["[\(number + 1)] \(candidate.document.id)  \(title)"]
      if !candidate.missingNames.isEmpty {
        lines.append(
          "    names and numbers that the translation lacks: "
            + candidate.missingNames.joined(separator: ", "))
      }
      return lines
    }
  }

  private var heads: [String] { explanation.candidates.indices.map { "[\($0 + 1)]" } }

  private var features: [[String]] {
    var rows = [["", ""] + heads]
    rows.append(
      ["probability", ""]
        + explanation.candidates.map { $0.probability.map { rounded($0) } ?? "not judged" })
    rows.append(["score, nats", ""] + explanation.candidates.map { rounded($0.score) })
    for (place, feature) in (explanation.candidates.first?.features ?? []).enumerated() {
      rows.append(
        [feature.name, ""] + explanation.candidates.map { rounded($0.features[place].value) })
    }
    return rows
  }

  private var words: [[String]] {
    [["word", "weight"] + heads]
      + explanation.words.map { word in
        [word.isAnchor ? "=" + word.text : word.text, rounded(word.weight)]
          + word.accountedBy.map { $0 ?? "-" }
      }
  }

  private var sentences: [String] {
    guard let bitext = answer.bitext else { return [] }
    return ["", "sentences"]
      + bitext.units.map { unit in
        "  \(unit.bead?.description ?? "") \(unit.score.map { rounded($0) } ?? "")  "
          + "\(unit.source.text)\n      \(unit.target.text)"
      }
  }

  /// Columns of equal width; a Han character is two wide.
  private func table(_ rows: [[String]]) -> [String] {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], width(of: cell))
      }
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        cell + String(repeating: " ", count: widths[column] - width(of: cell))
      }
      var line = "  " + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2e80 ? 2 : 1) }
  }

  private func beginning(of text: String) -> String {
    text.unicodeScalars.count > 60
      ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…" : text
  }

  private func rounded(_ value: Double) -> String {
    let scaled = Int((value.magnitude * 1000).rounded())
    let rest = String(scaled % 1000)
    return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / 1000)."
      + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
