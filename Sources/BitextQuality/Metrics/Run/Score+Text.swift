// SPDX-License-Identifier: Apache-2.0

public import BitextModel

extension Score {
  /// The line that sacreBLEU prints.
  ///
  ///     score.text()   // BLEU|nrefs:1|…|version:2.6.0 = 80.02 88.0/81.9/77.3/73.6 (BP = …)
  ///
  /// - Parameters:
  ///   - width: Decimals.
  ///   - scoreOnly: Whether name, signature and details are left out.
  ///   - short: Whether the signature has its short names.
  public func text(width: Int = 2, scoreOnly: Bool = false, short: Bool = false) -> String {
    var number = value.fixed(width)
    if let shown = shownConfidence(width) { number += " (\(shown))" }
    if scoreOnly { return number }
    let signature = short ? signature.shortDescription : signature.description
    let start = signature.isEmpty ? name : "\(name)|\(signature)"
    return "\(start) = \(number)" + (details.isEmpty ? "" : " \(details)")
  }

  /// The JSON object that sacreBLEU prints, with its line breaks.
  ///
  /// - Parameter width: Decimals that the numbers are rounded to.
  public func json(width: Int = 2) -> String {
    var members = [
      ("name", JSONText.quoted(name)), ("score", JSONText.number(value, width)),
      ("signature", JSONText.quoted(signature.description)),
    ]
    if let confidence, let shown = shownConfidence(width) {
      members.append(("confidence_mean", JSONText.number(confidence.mean, width)))
      members.append(("confidence_var", JSONText.number(confidence.halfWidth, width)))
      members.append(("confidence", JSONText.quoted(shown)))
    }
    if !details.isEmpty { members.append(("verbose_score", JSONText.quoted(details))) }
    for field in signature.fields { members.append((field.key, JSONText.quoted(field.value))) }
    return "{\n"
      + members.map { " \(JSONText.quoted($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}"
  }

  /// `μ = 81.54 ± 3.01`; nothing for a mean of 0, as in sacreBLEU.
  private func shownConfidence(_ width: Int) -> String? {
    guard let confidence, confidence.mean > 0 else { return nil }
    return "μ = \(confidence.mean.fixed(width)) ± \(confidence.halfWidth.fixed(width))"
  }
}

/// Values as Python's `json` writes them.
enum JSONText {
  /// A string.
  ///
  /// - Parameter ascii: Whether all scalars beyond ASCII are escaped.
  static func quoted(_ text: String, ascii: Bool = false) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{8}": quoted += "\\b"
      case "\u{C}": quoted += "\\f"
      default:
        if scalar.value < 0x20 || (ascii && scalar.value >= 0x7F) {
          for unit in String(scalar).utf16 { quoted += escaped(unit) }
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// A number rounded to so many decimals, in its shortest form.
  static func number(_ value: Double, _ width: Int) -> String {
    (Double(value.fixed(width)) ?? value).description
  }
}
