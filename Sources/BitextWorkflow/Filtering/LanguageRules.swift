// SPDX-License-Identifier: Apache-2.0

public import BitextModel
internal import BitextText

/// Leaves out units a side of which is in another language than the unit says.
///
/// A text too short to tell stays. Simplified and traditional Chinese differ where both the unit and the
/// text say which.
public struct LanguageRule: UnitRule {
  /// `language`.
  public let reason = "language"
  private let identifier = LanguageIdentifier()

  /// Makes the rule.
  public init() {}

  /// Whether a side is in another language.
  public func rejects(_ unit: TranslationUnit) -> Bool {
    differs(unit.source) || differs(unit.target)
  }

  private func differs(_ side: TranslationUnitVariant) -> Bool {
    let found = identifier.identify(side.text).language
    guard found != .undetermined else { return false }
    guard found != .other else { return side.language.isChinese || side.language.isEnglish }
    if found.primary != side.language.primary { return true }
    let scripts: [Language] = [.simplifiedChinese, .traditionalChinese]
    return scripts.contains(found) && scripts.contains(side.language) && found != side.language
  }
}

/// Leaves out units a side of which is mostly written in another script than its language is.
///
/// A Han character counts as 2.5 letters, as in `LanguageIdentifier`. Languages other than Chinese and
/// English stay.
public struct ScriptRule: UnitRule {
  /// `script`.
  public let reason = "script"
  /// The least share of letters in the language's own script, 0...1.
  public var minimumShare: Double

  /// Makes the rule.
  public init(minimumShare: Double) { self.minimumShare = minimumShare }

  /// Whether a side is in another script; a side without letters is not.
  public func rejects(_ unit: TranslationUnit) -> Bool {
    [unit.source, unit.target].contains { share(of: $0).map { $0 < minimumShare } ?? false }
  }

  private func share(of side: TranslationUnitVariant) -> Double? {
    guard side.language.isChinese || side.language.isEnglish else { return nil }
    let profile = ScriptProfile(of: side.text)
    let han = 2.5 * Double(profile.han)
    let total = han + Double(profile.letters - profile.han)
    guard total > 0 else { return nil }
    return (side.language.isChinese ? han : Double(profile.latin)) / total
  }
}
