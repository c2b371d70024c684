// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing

/// Learns a lexicon from the pairs that a first pass is sure of, for a second pass over the rest.
///
/// A second pass is made where there is enough to learn from and something to gain: at least
/// ``Rule/leastSure`` pairs of a probability of ``Rule/surety`` or more, and at least ``Rule/leastOpen``
/// translations, and ``Rule/openShare`` of all, that are not. It judges these again, with the union of
/// what was learnt and the lexicon of the first pass; sure pairs stay.
public struct SelfTraining: Sendable {
  /// When a second pass is made, and from what it learns.
  public struct Rule: Hashable, Sendable {
    /// The probability from which a pair is sure, 0...1.
    public var surety = 0.95
    /// The fewest sure pairs.
    public var leastSure = 300
    /// The fewest translations that are not sure.
    public var leastOpen = 10
    /// The least share of translations that are not sure, 0...1.
    public var openShare = 0.02
    /// The most pairs that are learnt from, spread evenly over all.
    public var mostPairs = 4000
    /// The least posterior of a bead that is learnt from, 0...1.
    public var leastScore = 0.8
    /// What the learnt lexicon counts against the one of the first pass, 0...1.
    public var share: Float = 0.5

    /// The default rule.
    public init() {}
  }

  /// When, and from what.
  public var rule = Rule()

  /// Makes the default.
  public init() {}

  /// Whether so many sure pairs among so many translations make a second pass worth while.
  public func isWorthwhile(sure: Int, of count: Int) -> Bool {
    let open = count - sure
    return sure >= rule.leastSure && open >= rule.leastOpen
      && Double(open) >= rule.openShare * Double(count)
  }

  /// The translations that are learnt from, spread evenly over those that are sure.
  func lessons(of isSure: [Bool]) -> [Int] {
    let sure = isSure.count { $0 }
    let step = max(1, (sure + rule.mostPairs - 1) / rule.mostPairs)
    var lessons: [Int] = []
    var number = 0
    for (translation, isSure) in isSure.enumerated() where isSure {
      if number % step == 0 { lessons.append(translation) }
      number += 1
    }
    return lessons
  }

  /// The lexicon learnt from the beads of some pairs, in front of the one that they were found with.
  ///
  /// - Parameter path: where what was learnt is kept; `nil` keeps it nowhere.
  /// - Throws: `IOFailure` where it cannot be kept.
  func lexicon(
    from pairs: [[TranslationUnit]], before lexicon: Lexicon, width: Int, keptAt path: String? = nil
  ) async throws -> Lexicon {
    var lessons = Lessons(lexicon: lexicon)
    for unit in pairs.joined() where (unit.score ?? 1) >= rule.leastScore {
      guard let (chinese, english) = LexiconTraining.texts(of: unit) else { continue }
      lessons.add(chinese: chinese, english: english)
    }
    let learnt = await lessons.learnt(width: width)
    if let path {
      let file = try OutputFile(path: path)
      try learnt.write(to: file)
      try file.finish()
    }
    return union(of: learnt.layer(name: "learnt"), before: lexicon)
  }

  /// The lexicon that an earlier run learnt and kept; `nil` where there is none, or a damaged one.
  func kept(_ path: String, before lexicon: Lexicon) -> Lexicon? {
    guard FileSystem.kind(of: path) == .file, let layer = try? LexiconLayer.load(path: path) else {
      return nil
    }
    return union(of: layer, before: lexicon)
  }

  /// A learnt layer in front of the lexicon of the first pass.
  func union(of learnt: LexiconLayer, before lexicon: Lexicon) -> Lexicon {
    var options = lexicon.options
    options.trainedShare = rule.share
    return Lexicon(layers: [learnt] + lexicon.layers, options: options)
  }

  /// The beads that are learnt from.
  struct Lessons {
    private let lexicon: Lexicon
    private let options = LexiconTraining.Options()
    private var text: TrainingText
    private var tokenizer: LexiconTokenizer
    private var tokens: (chinese: [LexiconToken], english: [LexiconToken]) = ([], [])

    init(lexicon: Lexicon) {
      self.lexicon = lexicon
      text = TrainingText(maximumTokenCount: options.maximumTokenCount)
      tokenizer = LexiconTokenizer(lexicon, fallback: options.fallback)
    }

    /// Adds a bead.
    mutating func add(chinese: String, english: String) {
      var (chinese, english) = (chinese, english)
      tokens.chinese.removeAll(keepingCapacity: true)
      tokens.english.removeAll(keepingCapacity: true)
      chinese.withUTF8 { chinese in
        english.withUTF8 { english in
          tokenizer.cut(chinese, into: &tokens.chinese)
          tokenizer.cut(english, into: &tokens.english)
          text.add(chinese: (chinese, tokens.chinese), english: (english, tokens.english))
        }
      }
    }

    /// What they teach.
    func learnt(width: Int) async -> LexiconBuilder {
      var options = options
      options.width = width
      return await LexiconTraining(options: options, lexicon: lexicon).builder(of: text)
    }
  }
}
