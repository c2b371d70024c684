// SPDX-License-Identifier: Apache-2.0

import BitextModel
@_spi(Benchmarks) import BitextText
import Foundation
import Testing

/// Figures on texts of the developer's own; `Docs/Guides/Text.md` says how to make the two files.
struct `Real text` {
  private static let paths = ["BITEXT_ENGLISH", "BITEXT_CHINESE"]
    .map { ProcessInfo.processInfo.environment[$0] }

  private func documents(_ path: String) throws -> [[UInt8]] {
    try Data(contentsOf: URL(filePath: path)).split(separator: 0x0A).map(Array.init)
  }

  private func milliseconds(_ work: () -> Void) -> Double {
    let time = ContinuousClock().measure(work)
    return Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3
  }

  @Test(
    .enabled(
      if: paths.allSatisfy { $0 != nil }, "BITEXT_ENGLISH and BITEXT_CHINESE name no files"))
  func `gives figures`() throws {
    let english = try documents(try #require(Self.paths[0]))
    let chinese = try documents(try #require(Self.paths[1]))
    let segmenter = SentenceSegmenter()
    for (texts, language) in [(english, Language.english), (chinese, .chinese)] {
      let size = Double(texts.reduce(0) { $0 + $1.count }) / 1e3
      var best = (ours: Double.infinity, bare: Double.infinity)
      for _ in 0..<7 {
        let ours = milliseconds {
          for text in texts { _ = segmenter.spans(in: text.span, language: language) }
        }
        let bare = milliseconds {
          for text in texts { _ = bareICUSentenceBreaks(in: text.span, language: language) }
        }
        best = (min(best.ours, ours), min(best.bare, bare))
      }
      print("\(language) \(size / best.ours) MB/s, bare ICU \(size / best.bare) MB/s")
    }
    var equal = 0
    for (source, target) in zip(english, chinese) {
      let counts = (
        segmenter.spans(in: source.span, language: .english).count,
        segmenter.spans(in: target.span, language: .chinese).count
      )
      equal += counts.0 == counts.1 ? 1 : 0
    }
    print("\(equal) of \(chinese.count) pairs with equal counts")
    #expect(english.count == chinese.count)
  }
}
