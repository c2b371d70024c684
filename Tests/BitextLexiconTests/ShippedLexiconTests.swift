// SPDX-License-Identifier: Apache-2.0

import BitextLexicon
import BitextTestSupport
import Foundation
import Testing

/// The form of Corpora/lexicon: one line an entry, a headword, a tab, one to seven renderings.
struct `Shipped lexicon` {
  static let files = [
    "academic", "biology", "chemistry", "computing", "engineering", "everyday", "function",
    "geography", "learning", "literary", "mathematics", "medicine", "names", "physics",
    "scripture", "society",
  ]

  @Test func `has a file for every field that is compiled in`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: TestFiles.corpora + "/lexicon")
    #expect(names.filter { $0.hasSuffix(".tsv") }.sorted() == Self.files.map { $0 + ".tsv" })
  }

  @Test(arguments: files)
  func `is well formed`(field: String) throws {
    let text = try TestFiles.text(TestFiles.corpora + "/lexicon/\(field).tsv")
    #expect(text.hasSuffix("\n") && !text.contains("\r") && !text.contains("\n\n"))
    var headwords: Set<String> = []
    for (number, line) in text.split(separator: "\n").enumerated() {
      if number == 0 {
        #expect(line == "# field: \(field)")
        continue
      }
      let cells = line.components(separatedBy: "\t")
      try #require(cells.count == 2, "\(field).tsv:\(number + 1)")
      #expect(headwords.insert(cells[0]).inserted, "\(field).tsv: \(cells[0]) stands twice")
      let isHan = cells[0].unicodeScalars.contains { (0x3400...0x9fff).contains($0.value) }
      #expect(isHan, "\(field).tsv: \(cells[0]) has no Han character")
      let renderings = cells[1].components(separatedBy: "; ")
      let isSound =
        (1...7).contains(renderings.count) && Set(renderings).count == renderings.count
        && renderings.allSatisfy { $0.trimmingCharacters(in: .whitespaces) == $0 && !$0.isEmpty }
      #expect(isSound, "\(field).tsv: \(cells[0])")
    }
  }

  @Test func `knows common words`() {
    let lexicon = Lexicon.shipped
    #expect(lexicon.count > 25_000)
    #expect(lexicon.renderings(of: "收敛").contains("convergence"))
    #expect(lexicon.renderings(of: "母亲").first == "mother")
    #expect(lexicon.entry(of: "耶和华你们的神") == nil)
  }
}
