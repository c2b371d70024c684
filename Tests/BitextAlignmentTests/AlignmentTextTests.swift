// SPDX-License-Identifier: Apache-2.0

import BitextLexicon
import BitextModel
import BitextTestSupport
import Testing

@testable import BitextAlignment

struct `Alignment text` {
  private func text(
    _ chinese: [String], _ english: [String], lexicon: Lexicon? = .shipped
  ) -> AlignmentText {
    AlignmentText(
      source: Segment.standalone(chinese), target: Segment.standalone(english), lexicon: lexicon,
      isSourceChinese: true)
  }

  /// Whether a token of the one text is linked to a token of the other.
  private func isLinked(_ chinese: String, _ english: String, lexicon: Lexicon? = .shipped) -> Bool
  {
    !text([chinese], [english], lexicon: lexicon).links.source.isEmpty
  }

  @Test(arguments: [
    ("21", "twenty-one"), ("二十一", "21"), ("二十一", "Twenty-one"), ("3万", "30,000"),
    ("三万", "thirty thousand"), ("３０，０００", "30000"), ("1.5亿", "150 million"), ("第二十一", "21st"),
    ("第三", "3rd"), ("第十二", "twelfth"), ("3月", "March"), ("十二月", "December"), ("二〇〇八", "2008"),
    ("一九八四", "nineteen eighty-four"), ("百分之二十", "20"), ("三点五", "3.5"), ("两千", "two thousand"),
    ("％", "per cent"), ("百分之7", "percent"), ("二", "2"), ("5", "five"),
  ])
  func `links numbers by what they say`(chinese: String, english: String) {
    #expect(isLinked(chinese, english))
  }

  @Test(arguments: [("二十一", "22"), ("3万", "3"), ("千万", "10000000"), ("第三", "4th"), ("3月", "April")])
  func `does not link other numbers`(chinese: String, english: String) {
    #expect(!isLinked(chinese, english))
  }

  @Test func `links numbers without a lexicon too`() {
    #expect(isLinked("二十一", "twenty-one", lexicon: nil))
    #expect(isLinked("3万", "30,000", lexicon: nil))
  }

  @Test func `leaves idioms of numerals to the lexicon`() {
    // A word of the lexicon that begins with a number and goes on behind it stays one word.
    let idiom = text(["三十六计"], ["stratagem"])
    #expect(idiom.source.values.allSatisfy { $0 != 0 } == false)
  }

  @Test func `counts every character of a number`() {
    for (chinese, count) in [
      ("二十一", 3), ("百分之二十", 5), ("３０，０００人", 7), ("12月", 3), ("3 million", 8),
    ] {
      #expect(text([chinese], []).source.length == count, "\(chinese)")
    }
  }

  @Test func `keeps the two directions of a link together`() {
    let links = text(["二十一 第三 3月"], ["third 21 March twenty-one"]).links
    #expect(links.source.count == links.target.count)
  }
}

struct `Long texts` {
  /// A text in two languages without a common word: what belongs together is as long and ends alike.
  private func plain(_ count: Int, seed: UInt64) -> (source: [String], target: [String]) {
    var random = TestRandom(seed: seed)
    var source: [String] = []
    var target: [String] = []
    for _ in 0..<count {
      let length = Int.random(in: 2...24, using: &random)
      let mark = Int.random(in: 0..<6, using: &random) == 0
      source.append(String(repeating: "wordy ", count: length) + (mark ? "?" : "."))
      target.append(String(repeating: "词语", count: length) + (mark ? "？" : "。"))
    }
    return (source, target)
  }

  private func share(
    _ aligner: LadderAligner, _ source: [String], _ target: [String], gap: Int
  ) -> Double {
    let ladder = checkAligner(
      aligner, Segment.standalone(source), with: Segment.standalone(target))
    let right = ladder.beads.count {
      $0.kind == BeadKind(1, 1)
        && $0.source.lowerBound + ($0.source.lowerBound >= gap ? 40 : 0) == $0.target.lowerBound
    }
    return Double(right) / Double(source.count)
  }

  private let aligner = LadderAligner(languages: .englishChinese)

  @Test func `are followed by lengths and marks where no word is common`() {
    var (source, target) = plain(800, seed: 4)
    source.removeSubrange(300..<340)
    #expect(share(aligner, source, target, gap: 300) > 0.95)
    target.removeAll()
    checkAligner(aligner, Segment.standalone(source), with: [])
  }

  /// Names that stand in another order on the other side: a register, or another text's.
  @Test(arguments: [1, 50, 200])
  func `end no worse for names that mislead`(block: Int) {
    var (source, target) = plain(600, seed: 9)
    let (bareSource, bareTarget) = (source, target)
    for index in source.indices {
      source[index] += " Name\(index)"
      let turned = target.count / block - 1 - index / block
      target[index] += "Name\(turned * block + index % block)"
    }
    func share(_ source: [String], _ target: [String]) -> Double {
      self.share(
        aligner, Array(source[..<250] + source[290...]), target, gap: 250)
    }
    let bare = share(bareSource, bareTarget)
    #expect(bare > 0.9)
    #expect(share(source, target) > bare - 0.02)
  }
}
