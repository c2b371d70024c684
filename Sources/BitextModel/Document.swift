// SPDX-License-Identifier: Apache-2.0

/// One text, such as a paper's abstract, with where it came from.
public struct Document: Hashable, Sendable {
  /// The identifier; of page items `STEM#N`, in a digest `STEM#N.zh` and `STEM#N.en`.
  public var id: String
  /// The language of ``text``.
  public var language: Language
  /// The text, line breaks joined, otherwise as it stood on the page.
  public var text: String
  /// The title, where the record had one.
  public var title: String?
  /// The engine that a mark line names, for example `google`; `nil` where no mark stood.
  public var engine: String?
  /// Where the text stood.
  public var source: Provenance?
  /// Keys of the record that this package does not know, kept in their order.
  public var extra: [JSONMember]

  /// Makes a document.
  public init(
    id: String, language: Language, text: String, title: String? = nil, engine: String? = nil,
    source: Provenance? = nil, extra: [JSONMember] = []
  ) {
    self.id = id
    self.language = language
    self.text = text
    self.title = title
    self.engine = engine
    self.source = source
    self.extra = extra
  }
}

/// The place of a document: a file and the bytes of it.
public struct Provenance: Hashable, Sendable {
  /// The file as the caller named it; `-` for standard input.
  public var path: String
  /// The 0-based item on the page, or the 0-based record in a collection.
  public var item: Int
  /// The bytes of the item in the (decompressed) file.
  public var span: TextSpan

  /// Makes a place.
  public init(path: String, item: Int, span: TextSpan) {
    self.path = path
    self.item = item
    self.span = span
  }
}
