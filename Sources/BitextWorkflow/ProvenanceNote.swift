// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// What is known of where the inputs of a run came from, and under which licence: `license` and
/// `CC BY 4.0`.
public struct ProvenanceNote: Hashable, Sendable {
  /// The key: letters, digits, `-`, `_` and `.`.
  public var key: String
  /// The value, any text.
  public var value: String

  /// Reads `KEY=VALUE`.
  ///
  /// - Returns: `nil` where there is no `=`, the key is empty or has other characters, or the value is
  ///   empty.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    key = String(text[..<equals])
    value = String(text[text.index(after: equals)...])
    let isKey = key.utf8.allSatisfy {
      ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2d || $0 == 0x5f || $0 == 0x2e
    }
    guard isKey, !key.isEmpty, !value.isEmpty else { return nil }
  }

  /// The property that units carry: `x-bitext-provenance-KEY`.
  public var property: UnitProperty {
    UnitProperty(type: "x-bitext-provenance-\(key)", value: value)
  }
}
