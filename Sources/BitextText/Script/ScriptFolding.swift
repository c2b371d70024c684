// SPDX-License-Identifier: Apache-2.0

/// Traditional and simplified Chinese characters, one at a time.
///
///     ScriptFolding.simplified("們")   // "们"
///
/// - Note: A character has one simplified form, so folding is a map; the other way is not. Words are
///   not looked at: 乾 becomes 干 even in 乾隆.
/// - SeeAlso: ICU's transliterator Traditional-Simplified, which this map equals on single characters.
public enum ScriptFolding {
  /// The simplified form of a character; the character itself where it has none.
  public static func simplified(_ character: Unicode.Scalar) -> Unicode.Scalar {
    let value = character.value
    guard value >= Table.first, value <= Table.last else { return character }
    let found = Table.shared.simplified[Int(value - Table.first)]
    return found == 0 ? character : Unicode.Scalar(found) ?? character
  }

  /// A text with each character in its simplified form.
  public static func simplified(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(simplified(scalar)) }
    return String(result)
  }

  /// Whether a character belongs to traditional Chinese only; false for those that both scripts use.
  public static func isTraditional(_ character: Unicode.Scalar) -> Bool {
    let value = character.value
    guard value >= Table.first, value <= Table.last else { return false }
    return Table.shared.membership[Int(value - Table.first)] == Membership.traditional.rawValue
  }

  /// The script that a character belongs to.
  enum Membership: UInt8 {
    case either, traditional, simplified
  }

  /// Arrays over U+3400–9FFF, filled once a process (about 0.1 ms).
  struct Table: Sendable {
    static let first: UInt32 = 0x3400
    static let last: UInt32 = 0x9FFF
    static let shared = Table()

    private(set) var simplified: [UInt16]
    private(set) var membership: [UInt8]

    private init() {
      let size = Int(Self.last - Self.first) + 1
      simplified = Array(repeating: 0, count: size)
      membership = Array(repeating: Membership.either.rawValue, count: size)
      add(ScriptFoldingTable.distinct, marksTraditional: true, marksSimplified: true)
      add(ScriptFoldingTable.traditionalOnly, marksTraditional: true, marksSimplified: false)
      add(ScriptFoldingTable.simplifiedOnly, marksTraditional: false, marksSimplified: true)
      add(ScriptFoldingTable.ambiguous, marksTraditional: false, marksSimplified: false)
    }

    private mutating func add(_ pairs: String, marksTraditional: Bool, marksSimplified: Bool) {
      var traditional: UInt32?
      for scalar in pairs.unicodeScalars where scalar.value >= Self.first {
        guard let from = traditional else {
          traditional = scalar.value
          continue
        }
        simplified[Int(from - Self.first)] = UInt16(truncatingIfNeeded: scalar.value)
        if marksTraditional {
          membership[Int(from - Self.first)] = Membership.traditional.rawValue
        }
        if marksSimplified {
          membership[Int(scalar.value - Self.first)] = Membership.simplified.rawValue
        }
        traditional = nil
      }
    }
  }
}
