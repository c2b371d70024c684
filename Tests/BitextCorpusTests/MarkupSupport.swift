// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Glibc

/// The mark-up of sites that list abstracts, around the lines of a page.
enum Markup: String, CaseIterable {
  case divisions, table, breaks, list, preformatted

  func page(_ text: String, charset: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="zh"><head><meta charset="\(charset)"><title>arXiv 每日论文</title>
    <style>p > a { color: red }</style>
    <script>if (1 < 2) document.write("<p>no text</p>");</script></head>
    <body><nav><ul><li><a href="/">首页</a></li></ul></nav>
    \(body(text.split(separator: "\n").map(String.init)))
    <script src="x.js"></script></body></html>
    """
  }

  private func body(_ lines: [String]) -> String {
    let lines = lines.map(escaped)
    switch self {
    case .divisions:
      return lines.map { "<div class=\"item\">\n  <p>\($0)</p>\n</div>" }.joined(separator: "\n")
    case .table:
      return "<table>"
        + lines.map { "<tr><td>\n <span>\($0)</span></td></tr>\n" }.joined() + "</table>"
    case .breaks: return "<article>" + lines.joined(separator: "<br/>\n") + "</article>"
    case .list:
      return "<ul>" + lines.map { "<li>\(emphasised($0))" }.joined() + "</ul>"
    case .preformatted: return "<pre>" + lines.joined(separator: "\n") + "</pre>"
    }
  }

  private func escaped(_ line: String) -> String {
    var result = ""
    for (number, scalar) in line.unicodeScalars.enumerated() {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += self == .table ? "&quot;" : "\""
      default:
        if self == .list, !scalar.isASCII, number % 7 == 0 {
          result += "&#x\(String(scalar.value, radix: 16));"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// Emphasis in the middle of a line must not break it.
  private func emphasised(_ line: String) -> String {
    guard !line.contains("&"), line.count > 4 else { return line }
    let middle = line.index(line.startIndex, offsetBy: line.count / 2)
    return line[..<middle] + "<b>" + line[middle...] + "</b>"
  }
}

/// Text in other encodings, by the C library, which is not what the package decodes by.
enum Encoded {
  static func bytes(_ text: String, _ encoding: String) throws -> [UInt8] {
    struct Failed: Error {}
    guard let converter = iconv_open(encoding, "UTF-8"), Int(bitPattern: converter) != -1 else {
      throw Failed()
    }
    defer { iconv_close(converter) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    let capacity = output.count
    let rest = try input.withUnsafeMutableBufferPointer { input in
      try output.withUnsafeMutableBufferPointer { output in
        var from = input.baseAddress, to = output.baseAddress
        var fromCount = input.count, toCount = output.count
        guard iconv(converter, &from, &fromCount, &to, &toCount) != Int.max, fromCount == 0 else {
          throw Failed()
        }
        return toCount
      }
    }
    return output[..<(capacity - rest)].map { UInt8(bitPattern: $0) }
  }
}

/// The sample pages of the package.
enum SamplePages {
  static let names: [String] = {
    let listings = (1...12).map { (number: Int) -> String in
      number < 10 ? "listing-0\(number)" : "listing-\(number)"
    }
    return listings + ["digest-01", "digest-02", "digest-03", "digest-04"]
  }()

  static func text(_ name: String) throws -> String {
    try TestFiles.text(TestFiles.corpora + "/pages/\(name).txt")
  }
}

extension PageResult {
  /// What must not depend on mark-up and encoding.
  var essence: [String] {
    var lines: [String] = []
    for document in documents {
      let fields: [String] = [
        document.id, document.language.tag, document.engine ?? "", document.title ?? "",
        document.text,
      ]
      lines.append(fields.joined(separator: "\u{1f}"))
    }
    for pair in titles { lines.append("\(pair.id)\u{1f}\(pair.source)\u{1f}\(pair.target)") }
    return lines
  }
}
