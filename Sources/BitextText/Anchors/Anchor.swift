// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Something in a text that a translation usually copies: a Latin word, a name, a number.
public struct Anchor: Hashable, Sendable {
  /// What an anchor is.
  public enum Kind: UInt8, Hashable, Sendable {
    /// A Latin word in lower case, or with nothing but its first letter large.
    case word
    /// A Latin word with capitals or digits inside: `NRI`, `LoRA`, `COVID-19`, `3D`.
    case name
    /// A number, multiplied by the word for million, 亿 and the like that follows it.
    case number
  }

  /// The hash of the folded form: no case, no width, no diacritics, no hyphens, no plural s.
  public var key: UInt64
  /// What it is.
  public var kind: Kind
  /// Where it stands.
  public var span: TextSpan
  /// Whether it is a part of a compound that is an anchor too (`sgd` of `D-SGD`).
  public var isPart: Bool
}
