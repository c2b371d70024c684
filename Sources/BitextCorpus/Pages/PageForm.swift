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
  /// A first character `{` means JSON lines; a line that begins with a field name of a digest
  /// (`摘要:`, `简介:`) or with a number and a bracketed field (`1、[LG]`) means a digest, unless mark
  /// lines stand there too; everything else is a listing.
  ///
  /// - Parameter head: the beginning of the file, some 64 KiB.
  public static func recognised(in head: UnsafeBufferPointer<UInt8>) -> PageForm {
    PageSurvey(of: head).form
  }
}

/// What the beginning of a page holds.
struct PageSurvey {
  /// Lines that begin a paper of a digest, or one of its fields.
  private(set) var fields = 0
  /// Lines that are or end in a mark.
  private(set) var marks = 0
  private let isJSON: Bool

  var form: PageForm {
    if isJSON { return .documents }
    return fields >= 2 && fields > marks ? .digest : .listing
  }

  init(of head: UnsafeBufferPointer<UInt8>) {
    let text = PageBytes.trimmed(head)
    isJSON = text.first == UInt8(ascii: "{")
    guard !isJSON else { return }
    for line in text.split(separator: 10) {
      let line = PageBytes.trimmed(UnsafeBufferPointer(rebasing: line))
      if DigestLine.isField(line) || DigestLine.paperStart(line) != nil { fields += 1 }
      if MarkRecognizer.engine(named: line) != nil { marks += 1 }
    }
  }
}
