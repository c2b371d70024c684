// SPDX-License-Identifier: Apache-2.0

/// The general categories that the intl tokenizer asks for.
enum UnicodeClass {
  case number
  case punctuation
  case symbol
  case other

  static func of(_ value: UInt32) -> UnicodeClass {
    if (value &- 0x4E00) <= 0x9FFF - 0x4E00 { return .other }
    guard let scalar = Unicode.Scalar(value) else { return .other }
    switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: return .number
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return .punctuation
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: return .symbol
    default: return .other
    }
  }
}
