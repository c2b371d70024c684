// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextLexicon
public import BitextModel
internal import Glibc

/// Measures a lexicon by retrieval: of a sample of units, how often the translation of a Chinese
/// sentence scores best among the English sentences of the whole sample.
///
/// The score of a pair is half the sum over either side's words of ln(λ + (1 − λ)·Σ t/((n + 1)·p)), as
/// the aligner's, with *p* the word's share of its side of the sample and equal Latin words linked at
/// .8. Lengths count for nothing.
public struct RetrievalEvaluation: Sendable {
  /// What was found.
  public struct Report: Hashable, Sendable {
    /// Units in the sample.
    public var queries = 0
    /// Chinese sentences whose translation scored strictly best.
    public var chineseFirst = 0
    /// English sentences whose original scored strictly best.
    public var englishFirst = 0
  }

  /// How many units are drawn.
  public var sampleCount = 1000
  /// Where the drawing begins.
  public var seed: UInt64 = 1
  /// The share of the background in the likelihood of a word, 0..<1.
  public var background: Float = 0.8
  /// Shorter Chinese sides, in bytes, are not drawn.
  public var minimumByteCount = 30
  /// Whether equal Latin words are linked; off measures the lexicon alone.
  public var linksCopies = true
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// The lexicon.
  public let lexicon: Lexicon

  /// Makes an evaluation.
  public init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// Draws a sample from files of units and measures.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput` or `nothingUsable`; `CorpusFailure`; `IOFailure`.
  public func run(units paths: [String]) throws -> Report {
    var pairs: [(chinese: String, english: String)] = []
    for file in try InputFiles(paths).files {
      let format = try UnitFormat.resolved(path: file.path, name: nil)
      var reader = try format.reader(try ByteSource(path: file.path), languages: languages)
      while let record = try reader.next() {
        guard case .success(let unit) = record, let pair = LexiconTraining.texts(of: unit),
          pair.chinese.utf8.count >= minimumByteCount,
          unit.bead.map({ $0 == BeadKind(1, 1) }) ?? true
        else { continue }
        pairs.append(pair)
      }
    }
    guard !pairs.isEmpty else {
      throw WorkflowFailure(.nothingUsable, "\(paths[0]): expected units of Chinese and English")
    }
    return report(on: sample(of: pairs))
  }

  /// The first places of a shuffle by a fixed generator.
  private func sample(
    of pairs: [(chinese: String, english: String)]
  ) -> [(chinese: String, english: String)] {
    var order = Array(pairs.indices)
    var state = seed
    for place in 0..<min(sampleCount, order.count) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      order.swapAt(place, place + Int(state >> 33) % (order.count - place))
    }
    return order.prefix(sampleCount).map { pairs[$0] }
  }

  /// Measures on given pairs.
  public func report(on pairs: [(chinese: String, english: String)]) -> Report {
    let scores = RetrievalScores(
      pairs, lexicon: lexicon, background: background, linksCopies: linksCopies)
    var report = Report(queries: pairs.count)
    let count = pairs.count
    for own in 0..<count {
      let right = scores[own, own]
      let others = (0..<count).lazy.filter { $0 != own }
      if others.allSatisfy({ scores[own, $0] < right }) { report.chineseFirst += 1 }
      if others.allSatisfy({ scores[$0, own] < right }) { report.englishFirst += 1 }
    }
    return report
  }
}

/// The scores of all pairs of sentences of a sample.
private struct RetrievalScores {
  private let count: Int
  private var values: [Float]

  subscript(chinese: Int, english: Int) -> Float { values[chinese * count + english] }

  private struct Side {
    var sentences: [[Int]] = []
    var frequencies: [Float] = []
    var numbers: [UInt64: Int] = [:]
    var headwords: [String?] = []

    mutating func add(_ text: String, _ tokenizer: inout LexiconTokenizer) {
      var (text, tokens): (String, [LexiconToken]) = (text, [])
      let words = text.withUTF8 { bytes in
        tokenizer.cut(bytes, into: &tokens)
        return tokens.map { token in
          let word = numbers[token.key] ?? numbers.count
          if word == numbers.count {
            numbers[token.key] = word
            frequencies.append(0)
            headwords.append(
              token.isHan
                ? String(decoding: bytes[token.start..<token.end], as: UTF8.self) : nil)
          }
          frequencies[word] += 1
          return word
        }
      }
      sentences.append(words)
    }
  }

  init(
    _ pairs: [(chinese: String, english: String)], lexicon: Lexicon, background: Float,
    linksCopies: Bool
  ) {
    count = pairs.count
    values = Array(repeating: 0, count: count * count)
    var tokenizer = LexiconTokenizer(lexicon, fallback: .characters)
    var (chinese, english) = (Side(), Side())
    for pair in pairs {
      chinese.add(pair.chinese, &tokenizer)
      english.add(pair.english, &tokenizer)
    }
    // For each Chinese word its English words, t(e|z) and t(z|e).
    var links: [[(word: Int, forward: Float, backward: Float)]] = []
    var sums = [Float](repeating: 0, count: english.frequencies.count)
    let keys = Dictionary(uniqueKeysWithValues: chinese.numbers.map { ($0.value, $0.key) })
    for word in chinese.frequencies.indices {
      var row: [(word: Int, forward: Float, backward: Float)] = []
      if let headword = chinese.headwords[word] {
        for link in lexicon.links(of: headword) {
          guard let other = english.numbers[link.stem] else { continue }
          row.append((other, link.weight, 0))
          sums[other] += link.weight
        }
      } else if linksCopies, let key = keys[word], let other = english.numbers[key] {
        row.append((other, 0.8, 0.8))
      }
      links.append(row)
    }
    for word in links.indices where chinese.headwords[word] != nil {
      for index in links[word].indices {
        links[word][index].backward =
          links[word][index].forward / max(0.5, sums[links[word][index].word])
      }
    }
    fill(chinese, english, links, background)
  }

  private mutating func fill(
    _ chinese: Side, _ english: Side, _ links: [[(word: Int, forward: Float, backward: Float)]],
    _ background: Float
  ) {
    // For each English word the weights of the Chinese words.
    var reverse: [Row] = Array(repeating: [], count: english.frequencies.count)
    for (word, row) in links.enumerated() {
      for link in row { reverse[link.word].append((word, link.backward)) }
    }
    let count = self.count
    add(chinese, english, links.map { $0.map { ($0.word, $0.forward) } }, background) {
      $0 * count + $1
    }
    add(english, chinese, reverse, background) { $1 * count + $0 }
  }

  private typealias Row = [(word: Int, weight: Float)]

  /// Adds half the logarithm of the likelihood of each sentence of a side, given each of the other's.
  private mutating func add(
    _ given: Side, _ side: Side, _ links: [Row], _ background: Float,
    _ place: (_ given: Int, _ sentence: Int) -> Int
  ) {
    let total = side.frequencies.reduce(0, +)
    var weights = [Float](repeating: 0, count: side.frequencies.count)
    for (number, words) in given.sentences.enumerated() {
      for word in words {
        for link in links[word] { weights[link.word] += link.weight }
      }
      let scale = total / Float(words.count + 1)
      for (other, sentence) in side.sentences.enumerated() {
        var score: Float = 0
        for word in sentence {
          var likelihood = background
          if weights[word] > 0 {
            likelihood += (1 - background) * weights[word] * scale / side.frequencies[word]
          }
          score += logf(likelihood)
        }
        values[place(number, other)] += score / 2
      }
      for word in words {
        for link in links[word] { weights[link.word] = 0 }
      }
    }
  }
}
