// SPDX-License-Identifier: Apache-2.0

/// A language by its BCP 47 tag, script included where it matters: `zh-Hans`, `zh-Hant`, `en`.
public struct Language: Hashable, Sendable {
  /// The tag as written, for example `zh-Hans`.
  public let tag: String

  /// Makes a language from a BCP 47 tag; the tag is not checked against a registry.
  public init(_ tag: String) { self.tag = tag }

  /// English.
  public static let english = Language("en")
  /// Chinese, script unknown.
  public static let chinese = Language("zh")
  /// Chinese in simplified characters.
  public static let simplifiedChinese = Language("zh-Hans")
  /// Chinese in traditional characters.
  public static let traditionalChinese = Language("zh-Hant")
  /// A language that is known to be neither Chinese nor English (`mul` is for mixtures).
  public static let other = Language("other")
  /// A text too short or too mixed to tell.
  public static let undetermined = Language("und")

  /// The primary subtag in lower case: `zh` for `zh-Hans`.
  public var primary: String {
    let head = tag.prefix { $0 != "-" && $0 != "_" }
    return head.lowercased()
  }

  /// Whether the primary subtag is `zh`.
  public var isChinese: Bool { hasPrimary(0x7A, 0x68) }
  /// Whether the primary subtag is `en`.
  public var isEnglish: Bool { hasPrimary(0x65, 0x6E) }

  /// Whether the primary subtag is two letters, given in lower case; makes no string.
  private func hasPrimary(_ first: UInt8, _ second: UInt8) -> Bool {
    var bytes = tag.utf8.makeIterator()
    guard let one = bytes.next(), one | 0x20 == first, let two = bytes.next(), two | 0x20 == second
    else { return false }
    guard let end = bytes.next() else { return true }
    return end == 0x2D || end == 0x5F
  }
}

extension Language: CustomStringConvertible {
  /// The tag.
  public var description: String { tag }
}

extension Language: ExpressibleByStringLiteral {
  /// Makes a language from a literal tag.
  public init(stringLiteral value: String) { self.init(value) }
}

/// A direction of translation: from ``source`` into ``target``.
public struct LanguagePair: Hashable, Sendable {
  /// The language translated from.
  public var source: Language
  /// The language translated into.
  public var target: Language

  /// Makes the direction from `source` into `target`.
  public init(source: Language, target: Language) {
    self.source = source
    self.target = target
  }

  /// English into simplified Chinese, the direction of the pages this package was made for.
  public static let englishChinese = LanguagePair(source: .english, target: .simplifiedChinese)

  /// The opposite direction.
  public var reversed: LanguagePair { LanguagePair(source: target, target: source) }
}
