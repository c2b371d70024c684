// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

extension SegmentationEvaluation {
  /// The figures for people, a line a language.
  public var summary: String {
    var text = "\(texts) texts, \(perfect) with all boundaries right\n"
    for entry in languages { text += row(entry.language.tag, entry.agreement) }
    return text + row("all", total)
  }

  private func row(_ name: String, _ agreement: Agreement) -> String {
    "\(Figures.padded(name, 8)) \(agreement.summary)  boundaries \(agreement.answered) gold "
      + "\(agreement.wanted)\n"
  }

  /// The figures as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("texts", texts)
    json.member("perfect", perfect)
    json.key("all")
    json.agreement(total)
    json.key("languages")
    json.beginObject()
    for entry in languages {
      json.key(entry.language.tag)
      json.agreement(entry.agreement)
    }
    json.endObject()
    return json.closed()
  }
}

extension PairingEvaluation {
  /// The figures for people, with the reliability of probabilities.
  public var summary: String {
    """
    \(documents) documents, \(agreement.answered) paired: \(agreement.summary)
    paired without an original \(pairedWithoutOriginal) of \(withoutOriginal), not in gold \(unknown)
    \(reliability.summary)
    """
  }

  /// The figures as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("documents", documents)
    json.key("pairs")
    json.agreement(agreement)
    json.member("without_original", withoutOriginal)
    json.member("paired_without_original", pairedWithoutOriginal)
    json.member("not_in_gold", unknown)
    json.reliability(reliability)
    return json.closed()
  }
}

extension LadderEvaluation {
  private var sortedKinds: [(kind: BeadKind, agreement: Agreement)] {
    kinds.sorted {
      ($1.value.wanted, $0.key.source, $0.key.target)
        < ($0.value.wanted, $1.key.source, $1.key.target)
    }.map { ($0.key, $0.value) }
  }

  /// The figures for people: strict, lax, by kind, and the reliability of probabilities.
  public var summary: String {
    var text = "strict   \(strict.summary)  beads \(strict.answered) gold \(strict.wanted)\n"
    text +=
      "lax      P \(Figures.fixed(laxPrecision)) R \(Figures.fixed(laxRecall)) "
      + "F1 \(Figures.fixed(laxF1))\n"
    for entry in sortedKinds {
      text +=
        "\(Figures.padded(entry.kind.description, 8)) \(entry.agreement.summary)  beads "
        + "\(entry.agreement.answered) gold \(entry.agreement.wanted)\n"
    }
    return text + reliability.summary
  }

  /// The figures as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.key("strict")
    json.agreement(strict)
    json.key("lax")
    json.beginObject()
    for (name, value) in [("precision", laxPrecision), ("recall", laxRecall), ("f1", laxF1)] {
      json.key(name)
      json.number(value, decimals: 4)
    }
    json.endObject()
    json.key("kinds")
    json.beginObject()
    for entry in sortedKinds {
      json.key(entry.kind.description)
      json.agreement(entry.agreement)
    }
    json.endObject()
    json.reliability(reliability)
    return json.closed()
  }
}

extension Agreement {
  /// `P 0.9000 R 0.8000 F1 0.8471`.
  var summary: String {
    "P \(Figures.fixed(precision)) R \(Figures.fixed(recall)) F1 \(Figures.fixed(f1))"
  }
}

extension ReliabilityTable {
  /// A line a bin that holds answers, then the expected calibration error; empty without answers.
  var summary: String {
    guard count > 0 else { return "" }
    var text = "probability from   answers  stated  right\n"
    for bin in bins where bin.count > 0 {
      text +=
        "\(Figures.padded(Figures.fixed(bin.start, 2), 18)) \(Figures.padded(String(bin.count), 8)) "
        + "\(Figures.fixed(bin.stated, 3))   \(Figures.fixed(bin.observed, 3))\n"
    }
    return text + "expected calibration error \(Figures.fixed(expectedError))\n"
  }
}

extension JSONWriter {
  fileprivate mutating func agreement(_ agreement: Agreement) {
    beginObject()
    let figures = [
      ("precision", agreement.precision), ("recall", agreement.recall), ("f1", agreement.f1),
    ]
    for (name, value) in figures {
      key(name)
      number(value, decimals: 4)
    }
    member("right", agreement.right)
    member("answered", agreement.answered)
    member("wanted", agreement.wanted)
    endObject()
  }

  fileprivate mutating func reliability(_ table: ReliabilityTable) {
    guard table.count > 0 else { return }
    key("reliability")
    beginArray()
    for bin in table.bins where bin.count > 0 {
      beginObject()
      for (name, value) in [("from", bin.start), ("stated", bin.stated), ("right", bin.observed)] {
        key(name)
        number(value, decimals: 4)
      }
      member("answers", bin.count)
      endObject()
    }
    endArray()
    key("expected_calibration_error")
    number(table.expectedError, decimals: 4)
  }

  fileprivate mutating func closed() -> String {
    endObject()
    newline()
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Numbers for people.
enum Figures {
  /// A number with so many decimals.
  static func fixed(_ value: Double, _ decimals: Int = 4) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let units = Int((value * Double(scale)).rounded())
    let rest = String(units % scale)
    return "\(units / scale)." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
