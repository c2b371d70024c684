// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// What a fault counts for, by severity and kind.
///
/// The defaults are those of Google's WMT evaluations: minor 1, major 5, minor punctuation .1,
/// non-translation 25. These have no critical faults; ours count what MQM Core gives them, 25.
///
/// - SeeAlso: Freitag et al., 2021, "Experts, Errors, and Context: A Large-Scale Study of Human
///   Evaluation for Machine Translation".
public struct MQMWeights: Hashable, Sendable {
  /// Of a neutral fault.
  public var neutral = 0.0
  /// Of a minor fault.
  public var minor = 1.0
  /// Of a minor fault of punctuation.
  public var minorPunctuation = 0.1
  /// Of a major fault.
  public var major = 5.0
  /// Of a critical fault.
  public var critical = 25.0
  /// Of a target that is no translation of the source, whatever the severity.
  public var nonTranslation = 25.0

  /// Makes the default weights.
  public init() {}

  /// The weights by name, in a fixed order.
  public var list: [(name: String, value: Double)] {
    Self.names.map { ($0.name, self[keyPath: $0.path]) }
  }

  /// Changes weights as `minor=1,major=5` says.
  ///
  /// - Throws: ``CheckFailure`` with `badWeights`: an unknown name, or no number from 0 on.
  public init(_ text: String) throws {
    self.init()
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let known = Self.names.first(where: { $0.name == sides[0] }),
        let value = Double(sides[1]), value >= 0, value.isFinite
      else {
        let names = Self.names.map(\.name).joined(separator: ", ")
        throw CheckFailure(
          .badWeights, "expected weights such as minor=1,major=5 of \(names); found \"\(part)\"")
      }
      self[keyPath: known.path] = value
    }
  }

  /// The weight of a fault.
  public func weight(of category: FaultCategory, _ severity: FaultSeverity) -> Double {
    if Self.isNonTranslation(category) { return nonTranslation }
    return switch severity {
    case .neutral: neutral
    case .minor: Self.isPunctuation(category) ? minorPunctuation : minor
    case .major: major
    case .critical: critical
    }
  }

  private static func isPunctuation(_ category: FaultCategory) -> Bool {
    category.subcategory == "Punctuation" || category.category == "Punctuation"
  }

  private static func isNonTranslation(_ category: FaultCategory) -> Bool {
    category.category == "Non-translation" || category.subcategory == "Non-translation"
  }

  nonisolated(unsafe) private static let names:
    [(name: String, path: WritableKeyPath<Self, Double>)] =
      [
        ("neutral", \.neutral), ("minor", \.minor), ("minor-punctuation", \.minorPunctuation),
        ("major", \.major), ("critical", \.critical), ("non-translation", \.nonTranslation),
      ]
}
