// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextText
import Testing

struct `Anchor keys` {
  private func anchors(_ text: String) -> [Anchor] {
    var scanner = AnchorScanner()
    return scanner.anchors(of: text)
  }

  /// The keys of the anchors that are no parts.
  private func wholes(_ text: String) -> [UInt64] {
    anchors(text).filter { !$0.isPart }.map(\.key)
  }

  @Test(arguments: [
    ("LoRA", "LORA"), ("Nash", "NASH"), ("ＬｏＲＡ", "lora"), ("Erdős", "ERDOS"), ("naïve", "naive"),
    ("Łódź", "lodz"), ("LLMs", "LLM"), ("networks", "network"),
    ("D-SGD", "d-sgd"), ("COVID-19", "Covid-19"), ("D-SGD", "DSGD"), ("GPT-3.5", "gpt-3.5"),
    ("3D", "3d"), ("Mr.Mesh", "mr.mesh"),
  ])
  func `do not see case, width, diacritics, plurals or hyphens`(one: String, other: String) {
    #expect(!wholes(one).isEmpty)
    #expect(wholes(one) == wholes(other))
  }

  @Test(arguments: [
    ("51,414", "51414"), ("1,234,567", "1234567"), ("70 billion", "700亿"), ("1.2 million", "120万"),
    ("3 thousand", "3千"), ("5 trillion", "5万亿"), ("0.50", "0.5"), ("１２", "12"), ("007", "7"),
    ("2.0", "2"), ("12 millions", "12 million"), ("1 million", "100万"), ("1億", "1亿"),
  ])
  func `of numbers do not see how they are written`(one: String, other: String) {
    #expect(anchors(one).map(\.kind) == [.number])
    #expect(wholes(one) == wholes(other))
  }

  /// A known limit of the scanner: wide digits behind a point.
  @Test(arguments: [("１２.５", "12.5")])
  func `ought not to see these differences either`(one: String, other: String) {
    withKnownIssue("BitextText: anchor keys") { #expect(wholes(one) == wholes(other)) }
  }

  @Test(arguments: [
    ("1 million", "10万"), ("3.5", "35"), ("bus", "bu"), ("class", "clas"), ("this", "thi"),
    ("5", "5 million"), ("1,23", "123"), ("is", "i"), ("GPT-3", "GPT-4"), ("1.10", "1.01"),
  ])
  func `differ where the text does`(one: String, other: String) {
    #expect(wholes(one) != wholes(other))
  }

  @Test func `of a number and of a word never meet`() {
    #expect(Set(wholes("10 11 12")).isDisjoint(with: wholes("a10 b11 c12")))
  }

  @Test func `of a compound come with those of its parts`() {
    let found = anchors("the D-SGD method")
    #expect(found.map(\.isPart) == [false, false, true, false])
    #expect(found[2].key == wholes("SGD").first)
  }

  @Test func `stand where the text holds them`() {
    let text = "在LanternNet上，误差为８.5%。"
    let bytes = Array(text.utf8)
    let found = anchors(text)
    #expect(
      found.map { String(decoding: bytes[$0.span.range], as: UTF8.self) } == ["LanternNet", "８.5"])
    #expect(found.map(\.kind) == [.name, .number])
  }

  @Test(arguments: [
    ("\\emph{echo}", "\\ emph {echo}"), ("{\\em echo}", "{\\ em echo}"),
    ("\\url{https://example.org}", "\\ url {https://example.org}"), ("\\textbf{echo}", "echo"),
    ("$\\mathcal{L}_2$", "$\\ mathcal {l} _2 $"), ("14.2\\%", "14.2 \\%"), ("$g_n$", "$ G_N $"),
  ])
  func `see through LaTeX that was mangled`(one: String, other: String) {
    #expect(wholes(one) == wholes(other))
  }

  @Test func `keep the names of commands that are words of the text`() {
    #expect(wholes("\\epsilon") == wholes("epsilon"))
    #expect(wholes("\\PM x1") != wholes("PM x1"))
  }

  @Test func `are the same for a text and its copy in Chinese`() {
    let english = Set(
      wholes("On 1,204 images LanternNet cuts errors from 8.1% to 5.4% (NASH, 2019)."))
    let chinese = wholes("在1204张图像上,LanternNet将误差从8.1%降至5.4%(Nash,2019)。")
    #expect(chinese.count == 6)
    #expect(chinese.allSatisfy { english.contains($0) })
  }

  @Test func `of any bytes at all are found without harm`() {
    var random = TestRandomBytes()
    var scanner = AnchorScanner()
    var found: [Anchor] = []
    for _ in 0..<3000 {
      let bytes = random.bytes()
      found.removeAll()
      bytes.withUnsafeBufferPointer { scanner.scan($0, into: &found) }
      #expect(found.allSatisfy { $0.span.end <= bytes.count && !$0.span.isEmpty })
    }
  }
}
