// SPDX-License-Identifier: Apache-2.0

import BitextLexicon
import BitextModel
import Testing

struct `Lexicon of layers` {
  private static func layer(_ entries: [(String, [String])]) -> LexiconLayer {
    var builder = LexiconBuilder()
    for (headword, renderings) in entries { builder.add(renderings, to: headword) }
    return builder.layer(name: "test")
  }

  private static func weight(_ word: String, of headword: String, _ lexicon: Lexicon) -> Float {
    let stem = EnglishStemmer().key(of: word.utf8)
    return lexicon.links(of: headword).first { $0.stem == stem }?.weight ?? 0
  }

  @Test func `appends renderings in the order of the layers, each once`() {
    let lexicon = Lexicon(layers: [
      Self.layer([("水", ["water", "river"])]),
      Self.layer([("水", ["liquid", "water"]), ("火", ["fire"])]),
    ])
    #expect(lexicon.renderings(of: "水") == ["water", "river", "liquid"])
    #expect(lexicon.renderings(of: "火") == ["fire"])
    #expect(lexicon.count == 2)
    // 1/2, 1/3, 1/4 over their sum, 13/12.
    #expect(abs(Self.weight("water", of: "水", lexicon) - 6 / 13) < 1e-6)
    #expect(abs(Self.weight("liquid", of: "水", lexicon) - 3 / 13) < 1e-6)
  }

  @Test func `gives a headword one number, whichever layers hold it`() throws {
    let lexicon = Lexicon(layers: [
      Self.layer([("山", ["hill"])]), Self.layer([("山水", ["landscape"]), ("山", ["mountain"])]),
    ])
    var text = "山水"
    var found: [Int] = []
    text.withUTF8 { bytes in
      lexicon.forEachHeadword(in: bytes, at: 0) {
        found.append($0); _ = $1
      }
    }
    #expect(found == [try #require(lexicon.entry(of: "山")), try #require(lexicon.entry(of: "山水"))])
    #expect(Set(found).count == 2)
  }

  @Test func `mixes trained probabilities by the share`() {
    var builder = LexiconBuilder()
    let stem = EnglishStemmer().key(of: "rate".utf8)
    builder.add(link: "速度", stem: stem, form: "rate", weight: 0.8, reverse: 0.3)
    builder.add(link: "新词", stem: stem, form: "rate", weight: 0.6, reverse: 0.1)
    var options = Lexicon.Options()
    options.trainedShare = 0.25
    let lexicon = Lexicon(
      layers: [builder.layer(name: "trained"), Self.layer([("速度", ["speed"])])],
      options: options)
    #expect(abs(Self.weight("rate", of: "速度", lexicon) - 0.2) < 1e-6)
    #expect(abs(Self.weight("speed", of: "速度", lexicon) - 0.75) < 1e-6)
    #expect(lexicon.links(of: "速度").contains { $0.stem == stem && $0.reverse == 0.3 })
    #expect(abs(Self.weight("rate", of: "新词", lexicon) - 0.6) < 1e-6)
  }

  @Test func `shares a rendering's weight among its content words`() {
    let lexicon = Lexicon(layers: [Self.layer([("在家", ["at home", "in the house"])])])
    #expect(abs(Self.weight("home", of: "在家", lexicon) - 0.6) < 1e-6)
    #expect(Self.weight("at", of: "在家", lexicon) == 0)
  }

  @Test(arguments: Lexicon.Options.RankWeight.allCases)
  func `weighs renderings to the sum 1 by every rule`(rule: Lexicon.Options.RankWeight) {
    var options = Lexicon.Options()
    options.rankWeight = rule
    let lexicon = Lexicon(layers: [Self.layer([("打", ["hit", "beat", "play"])])], options: options)
    #expect(abs(lexicon.links(of: "打").reduce(0) { $0 + $1.weight } - 1) < 1e-6)
  }
}

struct `Words` {
  @Test(arguments: [
    ("running", "runs"), ("convergence", "converge"), ("Networks", "network"), ("studies", "study"),
  ])
  func `have the key of their stem`(first: String, second: String) {
    let stemmer = EnglishStemmer()
    #expect(stemmer.key(of: first.utf8) == stemmer.key(of: second.utf8))
    #expect(stemmer.key(of: first.utf8) == stemmer.key(of: first.utf8))
    #expect(stemmer.key(of: first.utf8) != stemmer.key(of: "mountain".utf8))
  }

  private static func words(_ text: String, _ headwords: [String]) -> [String] {
    var builder = LexiconBuilder()
    for headword in headwords { builder.add(["x"], to: headword) }
    var splitter = ChineseWords(Lexicon(layers: [builder.layer(name: "test")]))
    var (text, words): (String, [ChineseWords.Word]) = (text, [])
    return text.withUTF8 { bytes in
      splitter.split(bytes, run: 0..<bytes.count, into: &words)
      return words.map { String(decoding: bytes[$0.span.range], as: UTF8.self) }
    }
  }

  @Test func `of a run are as few as can be`() {
    let headwords = ["研究", "研究生", "生命", "起源"]
    #expect(Self.words("研究生命起源", headwords) == ["研究", "生命", "起源"])
    #expect(Self.words("研究生", headwords) == ["研究生"])
    // As few either way: the longer word stands in front.
    #expect(Self.words("研究生命起源", headwords + ["命"]) == ["研究生", "命", "起源"])
  }

  @Test func `without an entry are single characters`() {
    #expect(Self.words("甲乙研究丙", ["研究"]) == ["甲", "乙", "研究", "丙"])
  }

  @Test func `of a text are joined where ICU sees one word`() {
    var builder = LexiconBuilder()
    builder.add(["is"], to: "是")
    let lexicon = Lexicon(layers: [builder.layer(name: "test")])
    func cut(_ fallback: LexiconTokenizer.Fallback) -> [String] {
      var tokenizer = LexiconTokenizer(lexicon, fallback: fallback)
      var (text, tokens): (String, [LexiconToken]) = ("BERT是葡萄 3", [])
      return text.withUTF8 { bytes in
        tokenizer.cut(bytes, into: &tokens)
        return tokens.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
      }
    }
    #expect(cut(.characters) == ["BERT", "是", "葡", "萄"])
    #expect(cut(.icu) == ["BERT", "是", "葡萄"])
  }
}
