// SPDX-License-Identifier: Apache-2.0

/// What a number was made with, so that someone else gets the same one.
///
///     BLEU(.init(tokenizer: .zh)).signature.description
///     // case:mixed|eff:no|tok:zh|smooth:exp|version:2.6.0
public struct Signature: Hashable, Sendable, Codable, CustomStringConvertible {
  /// One option: its name, the short form of the name, and its value.
  public struct Field: Hashable, Sendable, Codable {
    /// The name in full, such as `smooth`.
    public var key: String
    /// The name in short, such as `s`.
    public var short: String
    /// The value as it is printed.
    public var value: String
    /// Makes a field.
    public init(_ key: String, _ short: String, _ value: String) {
      self.key = key
      self.short = short
      self.value = value
    }
  }

  /// The fields in the order in which they are printed.
  public var fields: [Field]

  /// Makes a signature of fields.
  public init(_ fields: [Field]) { self.fields = fields }

  /// The value of a field, by its full name.
  public subscript(key: String) -> String? { fields.first { $0.key == key }?.value }

  /// The fields with their full names: `nrefs:1|case:mixed|…`.
  public var description: String {
    fields.map { "\($0.key):\($0.value)" }.joined(separator: "|")
  }

  /// The fields with their short names: `#:1|c:mixed|…`.
  public var shortDescription: String {
    fields.map { "\($0.short):\($0.value)" }.joined(separator: "|")
  }

  /// This signature with other fields before its own.
  public func prefixed(by first: [Field]) -> Signature { Signature(first + fields) }
}
