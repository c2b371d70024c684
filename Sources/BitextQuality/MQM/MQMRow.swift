// SPDX-License-Identifier: Apache-2.0

/// One line of the ten columns that Google's MQM viewer reads: a fault that a rater marked, or the
/// word that there is none.
public struct MQMRow: Hashable, Sendable {
  /// The columns, in order.
  public static let columns = [
    "system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category",
    "severity", "metadata",
  ]
  /// Stands for category and severity of a segment without faults.
  public static let noError = "no-error"

  /// Who translated.
  public var system: String
  /// The document.
  public var document: String
  /// The segment's number or id within the document.
  public var documentSegment: String
  /// The segment's number over all documents.
  public var globalSegment: String
  /// Who judged; empty in a row that carries nothing but metadata.
  public var rater: String
  /// The source, perhaps with `<v>…</v>`.
  public var source: String
  /// The target, perhaps with `<v>…</v>`.
  public var target: String
  /// The category as its file names it.
  public var category: String
  /// The severity as its file names it.
  public var severity: String
  /// A JSON object; in old files a note.
  public var metadata: String

  /// Makes a row.
  public init(
    system: String, document: String, documentSegment: String, globalSegment: String,
    rater: String = "", source: String, target: String, category: String = "",
    severity: String = "", metadata: String = "{}"
  ) {
    self.system = system
    self.document = document
    self.documentSegment = documentSegment
    self.globalSegment = globalSegment
    self.rater = rater
    self.source = source
    self.target = target
    self.category = category
    self.severity = severity
    self.metadata = metadata
  }

  /// Reads a line; ten columns, or nine where the metadata is left out.
  ///
  /// - Returns: `nil` with another number of columns.
  public init?(line: String) {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 9 || cells.count == 10 else { return nil }
    self.init(
      system: cells[0], document: cells[1], documentSegment: cells[2], globalSegment: cells[3],
      rater: cells[4], source: cells[5], target: cells[6], category: cells[7], severity: cells[8],
      metadata: cells.count > 9 ? cells[9] : "{}")
  }

  /// Whether a line is the header that a file may begin with.
  public static func isHeader(_ line: String) -> Bool { line.hasPrefix("system\tdoc") }

  /// The header, with its line feed.
  public static var header: String { columns.joined(separator: "\t") + "\n" }

  /// The line, with its line feed; a tab or line end inside a cell becomes a space.
  public var line: String {
    [
      system, document, documentSegment, globalSegment, rater, source, target, category, severity,
      metadata,
    ].map(MarkedText.cell).joined(separator: "\t") + "\n"
  }
}

extension MarkedText {
  /// A text without what would end its cell.
  fileprivate static func cell(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else { return text }
    return String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}
