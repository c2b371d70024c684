// SPDX-License-Identifier: Apache-2.0

/// A mark inside a text that is not text: bold begins, a line break, a placeholder.
///
/// A variant's ``TranslationUnitVariant/text`` holds no codes; each code says before which byte of the
/// text it stands. Codes stand in the order of their offsets; at one offset their order counts.
public struct InlineCode: Hashable, Sendable {
  /// What a code does; the raw values are those of JSON records.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// TMX's `bpt`: begins what the `end` of the same ``InlineCode/pair`` ends.
    case begin
    /// TMX's `ept`: ends what the `begin` of the same ``InlineCode/pair`` began.
    case end
    /// TMX's `it` with `pos="begin"`: a begin whose end stands in another unit.
    case isolatedBegin = "isolated-begin"
    /// TMX's `it` with `pos="end"`: an end whose begin stands in another unit.
    case isolatedEnd = "isolated-end"
    /// TMX's `ph`: stands alone.
    case placeholder
    /// TMX's `hi` begins: a highlighted stretch of text. Always closed by a ``highlightEnd``.
    case highlightBegin = "highlight-begin"
    /// TMX's `hi` ends: the innermost that is open.
    case highlightEnd = "highlight-end"
    /// TMX's `ut`: a code of which nothing is known.
    case unknown
  }

  /// What it does.
  public var kind: Kind
  /// The byte of the text before which it stands; at most the text's length in bytes.
  public var offset: Int
  /// Ties a `begin` to its `end` within one variant: TMX's `i`, XLIFF's `rid`. Usually a number.
  public var pair: String?
  /// Ties a code to its counterpart in the other variants: TMX's `x`, XLIFF's `id`. Usually a number; an `end`
  /// has none, its `begin` has.
  public var match: String?
  /// What the code is, for example `bold`: TMX's `type`, XLIFF's `ctype`.
  public var type: String?
  /// What a placeholder belongs to, TMX's `assoc`: `p` the text before it, `f` what follows, `b` both.
  public var association: String?
  /// The native code, for example `<b>`; without the texts of ``subflows``.
  public var data: String
  /// Texts inside the code that are to be translated, such as the title of an image.
  public var subflows: [Subflow]

  /// Makes a code.
  public init(
    kind: Kind, offset: Int, pair: String? = nil, match: String? = nil, type: String? = nil,
    association: String? = nil, data: String = "", subflows: [Subflow] = []
  ) {
    self.kind = kind
    self.offset = offset
    self.pair = pair
    self.match = match
    self.type = type
    self.association = association
    self.data = data
    self.subflows = subflows
  }

  /// A text inside a code, TMX's `sub`: the footnote of a footnote mark, the title of an image.
  public struct Subflow: Hashable, Sendable {
    /// The byte of the code's ``InlineCode/data`` before which it stands.
    public var offset: Int
    /// The text, without its own codes.
    public var text: String
    /// The codes inside the text.
    public var codes: [InlineCode]
    /// What the text is: TMX's `type`.
    public var type: String?
    /// What kind of data it came from: TMX's `datatype`.
    public var dataType: String?

    /// Makes a subflow.
    public init(
      offset: Int, text: String, codes: [InlineCode] = [], type: String? = nil,
      dataType: String? = nil
    ) {
      self.offset = offset
      self.text = text
      self.codes = codes
      self.type = type
      self.dataType = dataType
    }
  }
}
