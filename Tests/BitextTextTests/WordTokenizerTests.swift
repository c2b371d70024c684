// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextText
import Testing

struct `Word tokenizer` {
  private func words(_ text: String, _ options: WordTokenizer.Options = .init()) -> [String] {
    let bytes = Array(text.utf8)
    return WordTokenizer(options: options).tokens(in: bytes.span)
      .map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test func `finds words of the dictionary in Han text`() {
    #expect(words("我们提出BERT模型，提高了3.5%。") == ["我们", "提出", "BERT", "模型", "提高", "了", "3.5"])
  }

  @Test func `finds English words and numbers`() {
    #expect(words("We don't use GPT-3.5, e.g. 10 runs.").contains("don't"))
    #expect(words("") == [])
    #expect(words(" \n,") == [])
  }

  @Test func `gives punctuation when asked, never white space`() {
    var options = WordTokenizer.Options()
    options.includesPunctuation = true
    #expect(words("It is, 好。", options) == ["It", "is", ",", "好", "。"])
  }

  @Test func `fills a batch that covers the text`() {
    let bytes = Array("We 提出 カタカナ 12.".utf8)
    var batch = WordBatch()
    for _ in 0..<2 { WordTokenizer().fill(&batch, from: bytes.span) }
    #expect(batch.ends.last == Int32(bytes.count))
    #expect(batch.kinds.filter { $0 != .none } == [.letter, .han, .kana, .number])
    #expect(batch.span(at: 0) == TextSpan(start: 0, end: 2))
  }

  @Test func `survives ill-formed bytes`() {
    let bytes: [UInt8] = [0x61, 0xFF, 0xE6, 0x88, 0x20, 0x62]
    let tokens = WordTokenizer().tokens(in: bytes.span)
    #expect(tokens.last == TextSpan(start: 5, end: 6))
  }
}
