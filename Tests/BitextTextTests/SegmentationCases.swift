// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextText
import Foundation
import Testing

/// One block of a `.case` file.
struct SegmentationCase: Sendable, CustomTestStringConvertible {
  var file: String
  var line: Int
  var text: String
  var expected: [String]

  var testDescription: String { "\(file):\(line) \(text.prefix(50))" }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/segmentation")

  /// The blocks of a file; `\n` in a text line stands for a line break.
  static func all(in file: String) throws -> [SegmentationCase] {
    let content = try String(contentsOf: folder.appending(path: file + ".case"), encoding: .utf8)
    var result: [SegmentationCase] = []
    var current = SegmentationCase(file: file, line: 0, text: "", expected: [])
    for (index, line) in content.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      if line == "---" {
        result.append(current)
        current = SegmentationCase(file: file, line: 0, text: "", expected: [])
      } else if line.hasPrefix("| ") {
        current.expected.append(String(line.dropFirst(2)))
      } else if !line.hasPrefix("# "), !line.isEmpty {
        current.text = String(line.replacing("\\n", with: "\n"))
        current.line = index + 1
      }
    }
    result.append(current)
    return result.filter { !$0.text.isEmpty }
  }
}

struct `Segmentation cases` {
  @Test(arguments: try SegmentationCase.all(in: "english"))
  func `in English`(sample: SegmentationCase) throws { try check(sample) }

  @Test(arguments: try SegmentationCase.all(in: "chinese"))
  func `in Chinese`(sample: SegmentationCase) throws { try check(sample) }

  @Test(arguments: try SegmentationCase.all(in: "lines"))
  func `across line breaks`(sample: SegmentationCase) throws { try check(sample) }

  @Test(arguments: try SegmentationCase.all(in: "known-limits"))
  func `known to be wrong`(sample: SegmentationCase) throws {
    withKnownIssue { try check(sample) }
  }

  @Test func `are many`() throws {
    #expect(try SegmentationCase.all(in: "english").count >= 150)
    #expect(try SegmentationCase.all(in: "chinese").count >= 150)
  }

  private func check(_ sample: SegmentationCase) throws {
    let language: Language =
      sample.file == "chinese" || sample.text.unicodeScalars.contains { $0.value >= 0x4E00 }
      ? .chinese : .english
    let document = Document(id: "case", language: language, text: sample.text)
    let found = try SentenceSegmenter().segments(of: document)
      .map { $0.text.replacing("\n", with: " ") }
    #expect(found == sample.expected)
  }
}
