// SPDX-License-Identifier: Apache-2.0

/// The tokens of one side of a parallel text, pair by pair, as numbers of words.
public struct TrainingSide: Sendable {
  /// The words of all pairs, one behind the other.
  public internal(set) var words: [Int32] = []
  /// Where each pair's words begin; one entry more than pairs.
  public internal(set) var starts: [Int] = [0]
  /// The number of different words; all numbers are below it.
  public internal(set) var wordCount = 0

  /// Makes an empty side.
  public init() {}

  /// Makes a side of pairs' words.
  ///
  /// - Parameters:
  ///   - pairs: the words of each pair, all in `0..<wordCount`.
  ///   - wordCount: the number of different words.
  public init(_ pairs: [[Int32]], wordCount: Int) {
    for pair in pairs {
      precondition(pair.allSatisfy { $0 >= 0 && $0 < wordCount }, "a word is not below the count")
      words += pair
      starts.append(words.count)
    }
    self.wordCount = wordCount
  }

  /// The number of pairs.
  public var pairCount: Int { starts.count - 1 }
}

/// A parallel text as ``TranslationModel`` trains on it, with the words behind the numbers.
public struct TrainingText: Sendable {
  /// The Chinese side.
  public private(set) var chinese = TrainingSide()
  /// The English side.
  public private(set) var english = TrainingSide()
  /// The Chinese side's words; Latin words of that side are among them.
  public private(set) var chineseWords = WordVocabulary()
  /// The English side's words.
  public private(set) var englishWords = WordVocabulary()
  /// Pairs left out: one side empty, or too long.
  public private(set) var pairsLeftOut = 0
  /// The most tokens of a side; longer pairs are left out, for their time grows with the product.
  public let maximumTokenCount: Int

  /// Makes an empty text.
  public init(maximumTokenCount: Int = 400) { self.maximumTokenCount = maximumTokenCount }

  /// The number of tokens of both sides.
  public var tokenCount: Int { chinese.words.count + english.words.count }

  /// Adds a pair.
  ///
  /// - Parameters:
  ///   - chinese: the bytes and their tokens.
  ///   - english: the bytes and their tokens.
  public mutating func add(
    chinese: (text: UnsafeBufferPointer<UInt8>, tokens: [LexiconToken]),
    english: (text: UnsafeBufferPointer<UInt8>, tokens: [LexiconToken])
  ) {
    let counts = [chinese.tokens.count, english.tokens.count]
    guard counts.allSatisfy({ $0 > 0 && $0 <= maximumTokenCount }) else {
      pairsLeftOut += 1
      return
    }
    for token in chinese.tokens {
      self.chinese.words.append(chineseWords.number(of: token, in: chinese.text))
    }
    for token in english.tokens {
      self.english.words.append(englishWords.number(of: token, in: english.text))
    }
    self.chinese.starts.append(self.chinese.words.count)
    self.english.starts.append(self.english.words.count)
    self.chinese.wordCount = chineseWords.count
    self.english.wordCount = englishWords.count
  }

  /// The sides without the words that occur fewer than `minimum` times, and with the frequent words
  /// numbered first, so that they stand close together in memory.
  ///
  /// - Returns: the sides, and the word of this text behind each of their numbers.
  public func sides(
    minimum: Int
  ) -> (
    chinese: TrainingSide, english: TrainingSide, chineseNumbers: [Int], englishNumbers: [Int]
  ) {
    let (chineseSide, chineseNumbers) = Self.renumbered(chinese, chineseWords, minimum)
    let (englishSide, englishNumbers) = Self.renumbered(english, englishWords, minimum)
    return (chineseSide, englishSide, chineseNumbers, englishNumbers)
  }

  private static func renumbered(
    _ side: TrainingSide, _ words: WordVocabulary, _ minimum: Int
  ) -> (TrainingSide, [Int]) {
    let kept = words.counts.indices.filter { words.counts[$0] >= minimum }
      .sorted { (words.counts[$1], $0) < (words.counts[$0], $1) }
    var numbers = [Int32](repeating: -1, count: words.count)
    for (number, word) in kept.enumerated() { numbers[word] = Int32(number) }
    var result = TrainingSide()
    result.wordCount = kept.count
    result.words.reserveCapacity(side.words.count)
    for pair in 0..<side.pairCount {
      for place in side.starts[pair]..<side.starts[pair + 1] {
        let number = numbers[Int(side.words[place])]
        if number >= 0 { result.words.append(number) }
      }
      result.starts.append(result.words.count)
    }
    return (result, kept)
  }
}
