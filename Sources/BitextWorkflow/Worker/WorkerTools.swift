// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing
internal import BitextQuality

/// What stages share: opened once, when the first of them asks.
struct WorkerTools {
  private let options: WorkerOptions
  private var index: KeyIndex?

  init(_ options: WorkerOptions) { self.options = options }

  mutating func stage(_ name: WorkerStageName) throws -> any WorkerStage {
    switch name {
    case .read: return ReadStage(options)
    case .segment: return SegmentStage()
    case .keys: return KeysStage(lexicon: options.lexicon)
    case .pair: return try PairStage(try originals(), options)
    case .judge: return JudgeStage(try originals(), options)
    case .settle: return try SettleStage(try originals(), options)
    case .align: return AlignStage(options)
    case .lessons: return LessonStage(options)
    case .check: return try CheckStage(options)
    case .scoreStatistics: return try StatisticsStage(options)
    }
  }

  private mutating func originals() throws -> KeyIndex {
    if let index { return index }
    let files = options.indexes.filter { $0 != "none" }
    let opened = KeyIndex(
      try files.map { try IndexFile(path: $0) }, lexicon: options.lexicon,
      frequencies: try options.frequencies.map { try CollectionFrequencies(path: $0) })
    index = opened
    return opened
  }
}
