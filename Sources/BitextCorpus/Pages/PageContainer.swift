// SPDX-License-Identifier: Apache-2.0

/// What the text of a page stands in.
public enum PageContainer: String, Hashable, Sendable, CaseIterable {
  /// Plain text.
  case text
  /// HTML; its blocks are the lines.
  case html
  /// Common Crawl's WET: many pages a file, each behind WARC headers.
  case wet

  /// The container of a file by its name and its first bytes.
  ///
  /// - Parameters:
  ///   - path: the file; `.html`, `.htm`, `.xhtml` and `.wet` decide, others leave it to the bytes.
  ///   - head: the beginning of the text, some 4 KiB.
  public static func recognised(
    path: String, head: UnsafeBufferPointer<UInt8>
  ) -> PageContainer {
    if PageBytes.hasPrefix(PageBytes.trimmed(head), "WARC/") { return .wet }
    if path.utf8.count < 4 || path == "-" { return MarkupHead.isHTML(head) ? .html : .text }
    switch pathExtension(path) {
    case "html", "htm", "xhtml", "shtml": return .html
    case "wet": return .wet
    default: return MarkupHead.isHTML(head) ? .html : .text
    }
  }

  private static func pathExtension(_ path: String) -> String {
    var name = path.lowercased()[...]
    for suffix in [".gz", ".zst"] where name.hasSuffix(suffix) {
      name = name.dropLast(suffix.count)
    }
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return String(name[name.index(after: dot)...])
  }
}
