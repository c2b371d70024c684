// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextQuality
import Testing

/// Makes metrics from sacreBLEU's names of options.
enum MetricMaking {
  static func bleu(_ options: Record) throws -> BLEU {
    var made = BLEU.Options()
    made.tokenizer = try #require(BLEUTokenizer(rawValue: try options.string("tokenize")))
    made.lowercase = options.flag("lowercase")
    made.effectiveOrder = options.flag("effective_order")
    let value = options.optionalNumber("smooth_value")
    switch options.values["smooth_method"] as? String {
    case "none"?: made.smoothing = .none
    case "floor"?: made.smoothing = .floor(value ?? 0.1)
    case "add-k"?: made.smoothing = .addK(value ?? 1)
    default: made.smoothing = .exponential
    }
    if let order = options.optionalNumber("max_ngram_order") { made.maxOrder = Int(order) }
    return BLEU(made)
  }

  static func chrF(_ options: Record) -> ChrF {
    var made = ChrF.Options()
    if let order = options.optionalNumber("char_order") { made.characterOrder = Int(order) }
    if let order = options.optionalNumber("word_order") { made.wordOrder = Int(order) }
    if let beta = options.optionalNumber("beta") { made.beta = Int(beta) }
    made.lowercase = options.flag("lowercase")
    made.whitespace = options.flag("whitespace")
    made.epsilonSmoothing = options.flag("eps_smoothing")
    return ChrF(made)
  }

  static func ter(_ options: Record) -> TER {
    var made = TER.Options()
    made.normalized = options.flag("normalized")
    made.noPunctuation = options.flag("no_punct")
    made.asianSupport = options.flag("asian_support")
    made.caseSensitive = options.flag("case_sensitive")
    return TER(made)
  }

  /// A metric of TER from four digits: normalized, no_punct, asian, case_sensitive.
  static func ter(digits: String) -> TER {
    let on = digits.map { $0 == "1" }
    var made = TER.Options()
    made.normalized = on[0]
    made.noPunctuation = on[1]
    made.asianSupport = on[2]
    made.caseSensitive = on[3]
    return TER(made)
  }
}

/// Whether two numbers are equal as far as it counts.
func isNear(_ one: Double, _ other: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(one - other) <= tolerance * max(1, abs(other))
}
