// SPDX-License-Identifier: Apache-2.0

/// All rules, in the order in which they are asked and documented.
enum RuleRegistry {
  static let all: [any FaultRule] = [
    EmptyTarget(), SourceCopied(), NumberChanged(), NumberMissing(), NumberAdded(),
    ConfusableForm(), ControlCharacters(),
  ]
}
