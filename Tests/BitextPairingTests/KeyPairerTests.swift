// SPDX-License-Identifier: Apache-2.0

import BitextAlignment
import BitextIO
import BitextModel
import BitextTestSupport
import BitextText
import Testing

@testable import BitextPairing

struct `Key pairer` {
  private static let lantern =
    "We present LanternNet, a light network for the inspection of bridges at night. On 1,204 images of three bridges it reduces missed cracks from 8.1% to 5.4%. Training takes 12 hours on one GPU. The code is at https://example.org/lantern."
  /// The same words about another version and other figures.
  private static let companion =
    "We present LanternNet-2, a light network for the inspection of bridges at night. On 3,377 images of nine bridges it reduces missed cracks from 6.6% to 2.9%. Training takes 40 hours on two GPUs. The code is at https://example.org/lantern2."
  private static let others = [
    "Ferries in winter wait for passengers who are late. We study a rule that holds a boat for at most forty minutes. Two lines have tried HoldFast for 63 days.",
    "We measure the growth of 48 oaks with SapMeter and find that rain in May explains 61% of it. The data cover 1990 to 2020.",
    "A bound of $O(n \\log n)$ is proved for sorting by halves. It improves on QuarterSort by a factor of 2.",
  ]
  private static let translation =
    "我们提出了LANTERNNET，这是一种用于夜间桥梁检查的轻型网络。在三座桥的1204张图像上，它将漏检的裂缝从8.1%减少到5.4%。在一个GPU上培训需要12个小时。代码在https://example.org/lantern。"

  private func pairer(_ texts: [String]) throws -> (KeyPairer, KeyIndex) {
    // Enough other documents for weights to mean something.
    let filler = (0..<60).map {
      "Filler \($0) of Station\($0 * 7)x is at https://example.org/\($0 * 13)."
    }
    let index = KeyIndex([try IndexSamples.file(texts + filler)])
    let pairer = KeyPairer(
      index: index, segmenter: SentenceSegmenter(),
      aligner: LadderAligner(languages: .englishChinese), placement: { _, _ in .otherPage })
    return (pairer, index)
  }

  private func document(_ text: String) -> Document {
    Document(id: "t", language: .simplifiedChinese, text: text)
  }

  private func verdict(on text: String, among texts: [String]) throws -> PairVerdict {
    let (pairer, index) = try pairer(texts)
    let candidates = try index.candidates(for: document(text), limit: 8)
    return try checkPairer(pairer, document(text), from: candidates, index: index)
  }

  @Test func `finds the original and says why`() throws {
    let verdict = try verdict(on: Self.translation, among: Self.others + [Self.lantern])
    guard case .paired(let pair) = verdict else {
      Issue.record("expected a pair, found \(verdict)")
      return
    }
    #expect(pair.source.id == "o3")
    #expect(pair.id == "t")
    #expect(pair.probability > 0.9)
    #expect(pair.evidence.placement == .otherPage)
    #expect(pair.evidence.sharedAnchors.contains("LANTERNNET"))
    #expect(pair.evidence.sharedAnchors.count <= 12)
    #expect((pair.evidence[feature: "coverage"] ?? 0) > 0.9)
  }

  @Test func `prefers the original to its companion, whichever comes first`() throws {
    for texts in [[Self.companion, Self.lantern], [Self.lantern, Self.companion]] {
      let verdict = try verdict(on: Self.translation, among: Self.others + texts)
      guard case .paired(let pair) = verdict else {
        Issue.record("expected a pair, found \(verdict)")
        continue
      }
      #expect(pair.source.text == Self.lantern)
      #expect(pair.evidence.runnerUp != nil)
    }
  }

  @Test func `abstains where only the companion is there`() throws {
    let verdict = try verdict(on: Self.translation, among: Self.others + [Self.companion])
    guard case .unpaired(let reason, let best) = verdict else {
      Issue.record("expected no pair, found \(verdict)")
      return
    }
    #expect([.weakEvidence, .ambiguous].contains(reason))
    #expect((best?.probability ?? 1) < 0.5)
    #expect(best?.evidence.missingAnchors.contains("1204") == true)
  }

  @Test func `abstains where the original is not there`() throws {
    guard case .unpaired = try verdict(on: Self.translation, among: Self.others) else {
      Issue.record("expected no pair")
      return
    }
  }

  @Test func `says that a text without anchors has none`() throws {
    let verdict = try verdict(on: "我们研究冬季的渡轮。", among: Self.others)
    #expect(verdict == .unpaired(reason: .noAnchors, best: nil))
  }

  @Test func `says that nothing shares an anchor`() throws {
    let verdict = try verdict(on: "我们提出了Quokka。", among: Self.others)
    #expect(verdict == .unpaired(reason: .noCandidates, best: nil))
  }

  @Test func `does not take two copies of the original for rivals`() throws {
    let verdict = try verdict(on: Self.translation, among: [Self.lantern, Self.lantern + " "])
    guard case .paired = verdict else {
      Issue.record("expected a pair, found \(verdict)")
      return
    }
  }

  @Test func `judges a taken candidate as taken`() throws {
    let (pairer, _) = try pairer(Self.others + [Self.lantern])
    let judgement = try pairer.judgement(on: document(Self.translation))
    let verdict = try pairer.verdict(
      on: document(Self.translation), judgement.assessments.first,
      reasonWithout: judgement.reasonWithout, isTaken: true)
    guard case .unpaired(reason: .taken, let candidate?) = verdict else {
      Issue.record("expected taken, found \(verdict)")
      return
    }
    #expect(candidate.id == "o3")
  }

  @Test func `keeps a judgement as bytes, whole`() throws {
    let (pairer, _) = try pairer(Self.others + [Self.lantern, Self.companion])
    for text in [Self.translation, "我们研究冬季的渡轮。", "我们提出了Quokka。"] {
      let judgement = try pairer.judgement(on: document(text))
      let bytes = JudgementBytes.of(judgement)
      #expect(bytes.withUnsafeBytes { JudgementBytes.judgement($0) } == judgement)
    }
  }
}
