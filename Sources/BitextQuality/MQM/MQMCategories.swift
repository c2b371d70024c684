// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// The names that Google's WMT evaluations give to categories, and those of MQM Core that we use.
public enum MQMCategories {
  /// Theirs and ours, both as `category/subcategory`.
  private static let table: [(google: String, ours: String)] = [
    ("Accuracy/Addition", "Accuracy/Addition"),
    ("Accuracy/Omission", "Accuracy/Omission"),
    ("Accuracy/Mistranslation", "Accuracy/Mistranslation"),
    ("Accuracy/Untranslated text", "Accuracy/Untranslated"),
    ("Fluency/Punctuation", "Linguistic conventions/Punctuation"),
    ("Fluency/Spelling", "Linguistic conventions/Spelling"),
    ("Fluency/Grammar", "Linguistic conventions/Grammar"),
    ("Fluency/Character encoding", "Linguistic conventions/Character encoding"),
    ("Fluency/Inconsistency", "Linguistic conventions/Textual conventions"),
    ("Fluency/Register", "Audience appropriateness/Register"),
    ("Terminology/Inappropriate for context", "Terminology/Wrong term"),
    ("Terminology/Inconsistent use", "Terminology/Inconsistent"),
    ("Style/Awkward", "Style/Awkward"),
    ("Locale convention/Address format", "Locale conventions/Address format"),
    ("Locale convention/Currency format", "Locale conventions/Currency format"),
    ("Locale convention/Date format", "Locale conventions/Date format"),
    ("Locale convention/Name format", "Locale conventions/Name format"),
    ("Locale convention/Telephone format", "Locale conventions/Telephone format"),
    ("Locale convention/Time format", "Locale conventions/Time format"),
    ("Non-translation!", "Non-translation"),
    ("Source error", "Source error"),
    ("Other", "Other"),
  ]

  /// Main categories that have another name where the subcategory is none of the table's.
  private static let mains: [(google: String, ours: String)] = [
    ("Fluency", "Linguistic conventions"), ("Locale convention", "Locale conventions"),
    ("Non-translation", "Non-translation"),
  ]

  /// Our name of a category, whatever its case, its spaces or underscores; a name that nobody knows
  /// stays as it is.
  public static func ours(_ google: String) -> FaultCategory {
    let wanted = folded(google)
    if let known = table.first(where: { folded($0.google) == wanted || folded($0.ours) == wanted })
    {
      return category(known.ours)
    }
    var own = category(google)
    if let main = mains.first(where: { folded($0.google) == folded(own.category) }) {
      own.category = main.ours
    }
    return own
  }

  /// Their name of a category; ours where they have none.
  public static func google(_ ours: FaultCategory) -> String {
    if let known = table.first(where: { $0.ours == ours.name }) { return known.google }
    let main = mains.first { $0.ours == ours.category }?.google ?? ours.category
    return ours.subcategory.isEmpty ? main : "\(main)/\(ours.subcategory)"
  }

  /// `Accuracy/Omission` as a category.
  public static func category(_ name: String) -> FaultCategory {
    let sides = name.split(separator: "/", maxSplits: 1)
    return FaultCategory(
      sides.first.map(String.init) ?? "", sides.count > 1 ? String(sides[1]) : "")
  }

  private static func folded(_ name: String) -> String {
    String(name.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 }.filter { $0 != "!" })
  }
}
