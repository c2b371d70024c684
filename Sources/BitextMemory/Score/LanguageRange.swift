// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The languages that answer for one: its own primary subtag, and every script and region that it names.
///
/// `zh` is answered by `zh-Hans` and `zh-TW`; `zh-Hans` by `zh-Hans` and `zh-CN`, whose script the region tells;
/// never by `zh-Hant`, nor by `zh`, of which nothing is known.
///
/// - SeeAlso: RFC 4647, "Matching of Language Tags", extended filtering. Differs from it in that scripts of
///   Chinese are told by the region.
struct LanguageRange {
  private let primary: String
  private let wanted: Set<String>
  private let anyVariety: Bool

  init(_ language: Language, anyVariety: Bool) {
    primary = language.primary
    wanted = Set(Self.subtags(language).dropFirst())
    self.anyVariety = anyVariety
  }

  func contains(_ language: Language) -> Bool {
    guard language.primary == primary else { return false }
    return anyVariety || wanted.isSubset(of: Self.subtags(language))
  }

  private static func subtags(_ language: Language) -> [String] {
    var parts = language.tag.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    if parts.first == "zh", !parts.contains("hans"), !parts.contains("hant") {
      if parts.contains("cn") || parts.contains("sg") { parts.append("hans") }
      if parts.contains("tw") || parts.contains("hk") || parts.contains("mo") {
        parts.append("hant")
      }
    }
    return parts
  }
}
