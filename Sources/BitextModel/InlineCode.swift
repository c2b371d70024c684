// SPDX-License-Identifier: Apache-2.0

/// A mark inside a text that is not text: bold begins, a line break, a placeholder.
///
/// A variant's ``TranslationUnitVariant/text`` holds no codes; each code says before which byte of the text it
/// stands. Codes at the same offset keep their order.
public struct InlineCode: Hashable, Sendable {
  /// What a code does, in TMX's words.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// `bpt`: begins what the `end` of the same ``InlineCode/pair`` ends.
    case begin = "bpt"
    /// `ept`: ends what the `begin` of the same ``InlineCode/pair`` began.
    case end = "ept"
    /// `it`: a begin or an end whose partner stands in another unit.
    case isolated = "it"
    /// `ph`: stands alone.
    case placeholder = "ph"
    /// `hi` begins: a highlighted stretch of text.
    case highlightBegin = "hi"
    /// `hi` ends.
    case highlightEnd = "/hi"
    /// `ut`: unknown, of TMX 1.1.
    case unknown = "ut"
  }

  /// What it does.
  public var kind: Kind
  /// The byte of the text before which it stands; at most the text's length in bytes.
  public var offset: Int
  /// TMX's `i`: ties a `begin` to its `end` within one variant.
  public var pair: Int?
  /// TMX's `x`: ties a code to its counterpart in the other variant.
  public var match: Int?
  /// TMX's `type`, for example `bold`.
  public var type: String?
  /// The native code, for example `<b>`.
  public var data: String

  /// Makes a code.
  public init(
    kind: Kind, offset: Int, pair: Int? = nil, match: Int? = nil, type: String? = nil,
    data: String = ""
  ) {
    self.kind = kind
    self.offset = offset
    self.pair = pair
    self.match = match
    self.type = type
    self.data = data
  }
}
