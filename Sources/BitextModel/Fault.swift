// SPDX-License-Identifier: Apache-2.0

/// One fault of a translation, named by a rule or by a person, in the words of MQM.
///
/// The record of `bitext check --format jsonl`:
///
///     {"unit","rule","category":"Accuracy/Omission","severity":"major",
///      "source":{"start":12,"end":19},"target":{"start":4,"end":8},"message":"…"}
public struct Fault: Hashable, Sendable {
  /// The id of the unit that the fault is in.
  public var unit: String
  /// The id of the rule that found it, for example `number-changed`.
  public var rule: String
  /// What kind of fault it is.
  public var category: FaultCategory
  /// How much it matters.
  public var severity: FaultSeverity
  /// The span in the source, in characters; `nil` where nothing there stands for the fault.
  public var source: CharacterSpan?
  /// The span in the target, in characters; `nil` where nothing there stands for the fault.
  public var target: CharacterSpan?
  /// What is wrong, in English and Chinese.
  public var message: FaultMessage
  /// How far the rule is to be believed.
  public var precision: FaultPrecision

  /// Makes a fault.
  public init(
    unit: String, rule: String, category: FaultCategory, severity: FaultSeverity,
    source: CharacterSpan?, target: CharacterSpan?, message: FaultMessage, precision: FaultPrecision
  ) {
    self.unit = unit
    self.rule = rule
    self.category = category
    self.severity = severity
    self.source = source
    self.target = target
    self.message = message
    self.precision = precision
  }
}

/// A half-open range of characters (Unicode scalars) in a text.
public struct CharacterSpan: Hashable, Sendable {
  /// The offset of the first character.
  public var start: Int
  /// The offset after the last character; never less than ``start``.
  public var end: Int

  /// Makes the span `start..<end`, in Unicode scalars.
  public init(start: Int, end: Int) {
    precondition(start >= 0 && end >= start, "a span needs 0 <= start <= end")
    self.start = start
    self.end = end
  }
}

/// An MQM category with its subcategory, written `Accuracy/Omission`.
public struct FaultCategory: Hashable, Sendable {
  /// The category, for example `Accuracy`.
  public var category: String
  /// The subcategory, for example `Omission`; empty for the category as a whole.
  public var subcategory: String

  /// Makes a category.
  public init(_ category: String, _ subcategory: String = "") {
    self.category = category
    self.subcategory = subcategory
  }

  /// Both, joined by a slash.
  public var name: String { subcategory.isEmpty ? category : "\(category)/\(subcategory)" }
}

/// How much a fault matters to a reader, in MQM's steps.
public enum FaultSeverity: String, Hashable, Sendable, CaseIterable {
  /// Worth a note, not counted.
  case neutral
  /// Noticed, but the meaning is not in doubt.
  case minor
  /// The meaning is lost or changed.
  case major
  /// The text does harm or cannot be used.
  case critical
}

/// How far a rule is to be believed, from its measured precision.
public enum FaultPrecision: String, Hashable, Sendable, CaseIterable {
  /// Right in at least nine of ten.
  case high
  /// Right in at least seven of ten.
  case medium
  /// Right less often: a hint for a reader.
  case low
}

/// What is wrong, for a reader of either language.
public struct FaultMessage: Hashable, Sendable {
  /// In English.
  public var english: String
  /// In Chinese.
  public var chinese: String

  /// Makes a message.
  public init(english: String, chinese: String) {
    self.english = english
    self.chinese = chinese
  }
}
