// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Which rules run, and how severe their faults are.
///
///     var options = CheckOptions()
///     options.skipped = ["half-width"]
///     options.severities = ["number-changed": .critical]
///     let rules = try RuleSet(options)
public struct RuleSet: Sendable {
  /// The rules that run, in the order in which they are asked.
  public let descriptions: [RuleDescription]
  let rules: [any FaultRule]

  /// All rules there are.
  public static let known: [RuleDescription] = RuleRegistry.all.map(\.about)

  /// Chooses rules.
  ///
  /// - Throws: ``CheckFailure`` with `unknownRule`, which names the rule and the nearest known one.
  public init(_ options: CheckOptions = CheckOptions()) throws {
    for id in (options.rules ?? []) + options.skipped + options.severities.map(\.rule) {
      guard !Self.known.contains(where: { $0.id == id }) else { continue }
      let near = Self.known.min { Self.distance($0.id, id) < Self.distance($1.id, id) }?.id ?? ""
      throw CheckFailure(
        .unknownRule, "expected a rule that --list-rules names, such as \(near); found \"\(id)\"")
    }
    rules = RuleRegistry.all.filter { rule in
      let id = rule.about.id
      if options.skipped.contains(id) { return false }
      return options.rules.map { $0.contains(id) } ?? rule.about.isOnByDefault
    }
    descriptions = rules.map { rule in
      var about = rule.about
      if let given = options.severities.last(where: { $0.rule == about.id }) {
        about.severity = given.severity
      }
      return about
    }
  }

  /// The edit distance of two ids.
  private static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    var row = Array(0...other.count)
    for (i, a) in one.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in other.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[other.count]
  }
}

/// What a check can be told.
public struct CheckOptions: Hashable, Sendable {
  /// A rule and the severity of its faults.
  public struct RuleSeverity: Hashable, Sendable {
    /// The rule's id.
    public var rule: String
    /// The severity.
    public var severity: FaultSeverity

    /// Makes a setting.
    public init(rule: String, severity: FaultSeverity) {
      self.rule = rule
      self.severity = severity
    }
  }

  /// The ids of the rules that run; `nil` runs all that are on by default.
  public var rules: [String]?
  /// The ids of rules that do not run.
  public var skipped: [String] = []
  /// Severities other than the rules' own; the last of a rule counts.
  public var severities: [RuleSeverity] = []

  /// Makes the default options.
  public init() {}
}
