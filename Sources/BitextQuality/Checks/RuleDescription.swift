// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// What is known of a rule: its name, what it finds, and how far it is to be believed.
public struct RuleDescription: Hashable, Sendable {
  /// How much of a corpus a rule must see.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// One unit.
    case unit
    /// All units of a document.
    case document
    /// All units.
    case corpus
  }

  /// The id, for example `number-changed`.
  public var id: String
  /// The category that its faults have.
  public var category: FaultCategory
  /// The severity that its faults have unless the caller sets another.
  public var severity: FaultSeverity
  /// How often it is right, as measured.
  public var precision: FaultPrecision
  /// How much it must see.
  public var scope: Scope
  /// Whether it runs unless it is asked for by name.
  public var isOnByDefault: Bool
  /// What it finds, in half a sentence.
  public var summary: FaultMessage

  init(
    _ id: String, _ category: String, _ subcategory: String, _ severity: FaultSeverity,
    _ precision: FaultPrecision, scope: Scope = .unit, isOnByDefault: Bool = true,
    _ english: String, _ chinese: String
  ) {
    self.id = id
    self.category = FaultCategory(category, subcategory)
    self.severity = severity
    self.precision = precision
    self.scope = scope
    self.isOnByDefault = isOnByDefault
    summary = FaultMessage(english: english, chinese: chinese)
  }
}
