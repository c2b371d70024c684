// SPDX-License-Identifier: Apache-2.0

/// The forms that a page of abstracts comes in.
public enum PageForm: String, Hashable, Sendable, CaseIterable {
  /// Items, each with a mark line such as `translated by 谷歌翻译` behind it.
  case listing
  /// Numbered papers with title, 摘要 and the English abstract.
  case digest
  /// Documents as JSON lines, arXiv's metadata snapshot included.
  case documents

  /// The form of a file by its first bytes.
  ///
  /// A first character `{` means JSON lines; two lines that begin with a field of a digest (`摘要:`,
  /// `Title:`) or with a bracketed tag (`1、[LG]`), or two numbered ones beside links, mean a digest,
  /// unless more marks stand there; everything else is a listing.
  ///
  /// - Parameter head: the beginning of the file, some 16 KiB.
  public static func recognised(in head: UnsafeBufferPointer<UInt8>) -> PageForm {
    PageSurvey(of: head).form
  }
}

/// What the beginning of a page holds.
struct PageSurvey {
  /// Lines that are the field of a digest.
  private(set) var fields = 0
  /// Lines that begin a paper by its number.
  private(set) var numbers = 0
  /// Lines that begin a paper by the tag of its field.
  private(set) var tags = 0
  /// Lines that are a link.
  private(set) var links = 0
  /// Lines that are or end in a mark.
  private(set) var marks = 0
  private let isJSON: Bool
  private var memory = MarkMemory()

  /// How many bytes tell the form of a page.
  static let limit = 1 << 14

  /// JSON lines, a digest where its signs outnumber the marks, else a listing.
  var form: PageForm {
    if isJSON { return .documents }
    let isDigest = fields + tags >= 2 || numbers >= 2 && fields + links >= 2
    return isDigest && fields + tags + numbers > marks ? .digest : .listing
  }

  init(of head: UnsafeBufferPointer<UInt8>) {
    let text = PageBytes.trimmed(head)
    isJSON = text.first == UInt8(ascii: "{")
    guard !isJSON else { return }
    var rest = text
    while !rest.isEmpty {
      let end = PageBytes.lineEnd(rest)
      add(PageBytes.trimmed(UnsafeBufferPointer(rebasing: rest[..<end])))
      rest = UnsafeBufferPointer(rebasing: rest[min(end + 1, rest.count)...])
    }
  }

  private mutating func add(_ line: UnsafeBufferPointer<UInt8>) {
    if memory.engine(named: line) != nil || MarkRecognizer.markAtEnd(of: line) != nil {
      marks += 1
    } else if DigestLine.isField(line) {
      fields += 1
    } else if DigestLine.isLink(line) {
      links += 1
    } else if let start = DigestNumber(line) {
      if start.hasTag { tags += 1 } else { numbers += 1 }
    }
  }
}
