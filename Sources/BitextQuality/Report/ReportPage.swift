// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import CReportPage

extension ReportBuilder {
  /// The report as one HTML file that loads nothing from elsewhere.
  ///
  /// - Returns: UTF-8; the same for the same rows.
  /// - Complexity: O(what is shown).
  public consuming func page() -> [UInt8] {
    var builder = self
    let data = builder.data()
    var count = 0
    let template = UnsafeBufferPointer(start: bitext_report_page(&count), count: count)
    var page: [UInt8] = []
    page.reserveCapacity(template.count + data.count + data.count / 16)
    var start = 0
    while let mark = ReportMark.next(in: template, from: start) {
      page.append(
        contentsOf: UnsafeBufferPointer(rebasing: template[start..<mark.range.lowerBound]))
      switch mark.name {
      case "title": HTMLText.append(builder.options.title, to: &page)
      case "summary": HTMLText.append(builder.summary, to: &page)
      case "data": HTMLText.append(json: data, to: &page)
      default: preconditionFailure("the page names \(mark.name), which is no part of a report")
      }
      start = mark.range.upperBound
    }
    page.append(contentsOf: UnsafeBufferPointer(rebasing: template[start...]))
    return page
  }

  /// What stands on the page where scripts do not run.
  private var summary: String {
    zip(systems, tallies).map { system, tally in
      let rate = tally.tally.score(samples: 0).all.perThousand
      return "\(system.name): \(tally.units) units, \(tally.words) source words, \(tally.faults) "
        + "faults in \(tally.faultyUnits) units, \((rate * 100).rounded() / 100) weighted faults "
        + "per 1,000 source words."
    }.joined(separator: " ")
  }
}

/// A place of the page's template that is filled in: `{{name}}`.
enum ReportMark {
  static func next(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (name: String, range: Range<Int>)? {
    let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    var index = start
    while index + 4 < bytes.count {
      if bytes[index] == open, bytes[index + 1] == open {
        var end = index + 2
        while end < bytes.count, bytes[end] | 0x20 >= 0x61, bytes[end] | 0x20 <= 0x7a { end += 1 }
        if end > index + 2, end + 1 < bytes.count, bytes[end] == close, bytes[end + 1] == close {
          return (String(decoding: bytes[(index + 2)..<end], as: UTF8.self), index..<(end + 2))
        }
      }
      index += 1
    }
    return nil
  }
}

/// Puts text into HTML.
enum HTMLText {
  /// Appends text as the content of an element.
  static func append(_ text: String, to page: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): page.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): page.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "&"): page.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "\""): page.append(contentsOf: "&quot;".utf8)
      default: page.append(byte)
      }
    }
  }

  /// Appends JSON as the content of a `script` element.
  ///
  /// `<` stands in strings only and is escaped there, so that neither `</script>` nor `<!--` can end or
  /// change the element; U+2028 and U+2029 are escaped for readers that take JSON for JavaScript.
  static func append(json: [UInt8], to page: inout [UInt8]) {
    json.withUnsafeBufferPointer { json in
      var clean = 0
      func flush(_ index: Int, _ escape: String, _ width: Int) {
        page.append(contentsOf: UnsafeBufferPointer(rebasing: json[clean..<index]))
        page.append(contentsOf: escape.utf8)
        clean = index + width
      }
      for index in json.indices {
        let byte = json[index]
        if byte == UInt8(ascii: "<") {
          flush(index, "\\u003c", 1)
        } else if byte == 0xE2, index + 2 < json.count, json[index + 1] == 0x80,
          json[index + 2] & 0xFE == 0xA8
        {
          flush(index, json[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
        }
      }
      page.append(contentsOf: UnsafeBufferPointer(rebasing: json[clean...]))
    }
  }
}
