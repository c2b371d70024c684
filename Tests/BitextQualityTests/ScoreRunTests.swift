// SPDX-License-Identifier: Apache-2.0

import BitextQuality
import Testing

/// Bad input and odd options: one clear line each.
struct `Score run` {
  func failure(
    _ options: ScoreOptions, _ hypotheses: [[[UInt8]]], _ references: [[[UInt8]]]
  ) -> ScoreFailure? {
    do {
      var run = try ScoreRun(
        options,
        hypotheses: .files(
          hypotheses.enumerated().map { LineSource(name: "hyp\($0.offset)", lines: $0.element) }),
        references: references.enumerated().map {
          LineSource(name: "ref\($0.offset)", lines: $0.element)
        })
      try run.run { _ in }
      return nil
    } catch {
      return error as? ScoreFailure
    }
  }

  func lines(_ text: String...) -> [[UInt8]] { text.map { Array($0.utf8) } }

  @Test func `says both counts of different numbers of lines`() {
    let found = failure(ScoreOptions(), [lines("a", "b", "c")], [lines("a", "b")])
    #expect(found?.code == .lineCounts)
    #expect(found?.message == "different numbers of lines: hyp0 has 3, ref0 has 2")
  }

  @Test func `says where a line is no UTF-8`() {
    for bad: [UInt8] in [
      [0x61, 0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xBD],
      [0x80],
    ] {
      let found = failure(ScoreOptions(), [lines("a", "b")], [lines("a") + [bad]])
      #expect(found?.code == .encoding)
      #expect(found?.message.hasPrefix("ref0:2: invalid UTF-8 at byte") == true)
    }
  }

  @Test func `names the tokenizers for an unknown one`() {
    var options = ScoreOptions()
    options.tokenizer = "jieba"
    let found = failure(options, [lines("a")], [lines("a")])
    #expect(found?.code == .unknownTokenizer)
    #expect(
      found?.message
        == "unknown tokenizer 'jieba': expected one of none, 13a, intl, char, zh")
    options.tokenizer = "spm"
    #expect(
      failure(options, [lines("a")], [lines("a")])?.message.contains("needs a model") == true)
  }

  @Test func `says which segment lacks a reference`() {
    var options = ScoreOptions()
    options.referencesPerLine = 2
    let found = failure(options, [lines("a", "b")], [lines("a\tx", "b")])
    #expect(found?.code == .missingReference)
    #expect(found?.message == "ref0:2: expected 2 references, found 1")
  }

  @Test func `refuses what has no meaning`() {
    var sentences = ScoreOptions()
    sentences.sentenceLevel = true
    sentences.metrics = [.bleu, .ter]
    #expect(failure(sentences, [lines("a")], [lines("a")])?.code == .usage)
    sentences.metrics = [.ter]
    sentences.confidence = true
    #expect(failure(sentences, [lines("a")], [lines("a")])?.code == .usage)
    sentences.confidence = false
    #expect(failure(sentences, [lines("a"), lines("b")], [lines("a")])?.code == .usage)
    var options = ScoreOptions()
    options.paired = .bootstrap()
    #expect(failure(options, [lines("a")], [lines("a")])?.code == .usage)
    options.paired = .bootstrap(samples: 0)
    #expect(failure(options, [lines("a"), lines("b")], [lines("a")])?.code == .usage)
    options = ScoreOptions()
    options.confidence = true
    #expect(failure(options, [lines("a"), lines("b")], [lines("a")])?.code == .usage)
    options = ScoreOptions()
    options.smoothMethod = "more"
    #expect(failure(options, [lines("a")], [lines("a")])?.code == .usage)
    options = ScoreOptions()
    options.languagePair = "zh"
    #expect(failure(options, [lines("a")], [lines("a")])?.code == .usage)
    options = ScoreOptions()
    options.width = -1
    #expect(failure(options, [lines("a")], [lines("a")])?.code == .usage)
    #expect(failure(ScoreOptions(), [lines("a")], [])?.code == .usage)
    #expect(failure(ScoreOptions(), [lines()], [lines()])?.code == .empty)
  }

  @Test func `counts empty lines as segments`() throws {
    #expect(failure(ScoreOptions(), [lines("", "a", "")], [lines("", "a", "b")]) == nil)
    #expect(failure(ScoreOptions(), [lines("", "")], [lines("", "")]) == nil)
  }

  @Test func `warns of Chinese that is not cut`() throws {
    func warnings(_ change: (inout ScoreOptions) -> Void) throws -> [ScoreWarning.Code] {
      var options = ScoreOptions()
      options.metrics = [.bleu, .ter]
      change(&options)
      var run = try ScoreRun(
        options, hypotheses: .files([LineSource(name: "h", lines: lines("我们用BERT做实验。"))]),
        references: [LineSource(name: "r", lines: lines("我们使用BERT做实验。"))])
      try run.run { _ in }
      return run.warnings.map(\.code)
    }
    #expect(try warnings { _ in } == [.tokenizer, .wordsOfTER])
    #expect(try warnings { $0.languagePair = "en-zh" } == [.wordsOfTER])
    #expect(
      try warnings {
        $0.tokenizer = "char"
        $0.ter.asianSupport = true
      } == [.idleAsianSupport])
    #expect(
      try warnings {
        $0.tokenizer = "zh"
        $0.ter.asianSupport = true
        $0.ter.normalized = true
      } == [])
  }

  @Test func `gives the same in blocks of any size`() throws {
    let hypotheses = (0..<700).map { "第\($0)句 has \($0 % 7) words。" }
    let references = (0..<700).map { "第\($0 / 2)句 had \($0 % 5) words。" }
    func text(_ size: Int) throws -> String {
      var options = ScoreOptions()
      options.metrics = [.bleu, .chrf, .ter]
      options.width = 12
      options.confidence = true
      options.confidenceSamples = 10
      var run = try ScoreRun(
        options, hypotheses: .files([LineSource(name: "h", strings: hypotheses)]),
        references: [LineSource(name: "r", strings: references)])
      let evaluator = run.evaluator
      while let block = try run.nextBlock(segments: size) {
        _ = run.absorb(evaluator.result(of: block))
      }
      return run.report()
    }
    let whole = try text(1000)
    for size in [1, 3, 256, 700] { #expect(try text(size) == whole) }
  }
}
