// SPDX-License-Identifier: Apache-2.0

public import BitextLexicon
public import BitextModel
public import BitextQuality

/// The stages of a worker.
public enum WorkerStageName: String, Hashable, Sendable, CaseIterable {
  /// Pages, or records of documents, to documents.
  case read
  /// Documents to sentences.
  case segment
  /// Documents to the keys that originals are found by.
  case keys
  /// Documents to pairs, each translation alone.
  case pair
  /// Documents to judgements: what is known before originals are given out.
  case judge
  /// Judgements, with who got what, to pairs.
  case settle
  /// Pairs to units.
  case align
  /// Pairs to the texts of sure beads, which a lexicon is learnt from.
  case lessons
  /// Units to faults.
  case check
  /// Translations with references to statistics that add.
  case scoreStatistics = "score-statistics"
}

/// What a worker is told; each stage looks at what concerns it.
public struct WorkerOptions: Sendable {
  /// The direction of translation.
  public var languages = LanguagePair.englishChinese
  /// The lexicon that translations go through.
  public var lexicon = Lexicon.shipped
  /// Indexes of originals, in the order of their documents; `none` is an empty one.
  public var indexes: [String] = []
  /// How many documents of a larger collection hold each key, where the indexes are a part of it.
  public var frequencies: String?
  /// What is known of originals that stand on pages or in several records, as JSON lines.
  public var places: String?
  /// The least probability at which a pair is accepted, 0...1.
  public var minimumProbability = 0.5
  /// Units with a lower posterior are left out, 0...1.
  public var minimumScore = 0.0
  /// Whether units come with what a build counts of them.
  public var counts = false
  /// Where the inputs came from, and their licence: stands on each unit.
  public var provenance: [ProvenanceNote] = []
  /// The form of the pages: `listing`, `digest`, `documents`; `nil` recognises each.
  public var inputForm: String?
  /// What pages stand in: `text`, `html`, `wet`; `nil` recognises each.
  public var container: String?
  /// The encoding of the pages, by a name that ICU knows; `nil` recognises each.
  public var encoding: String?
  /// Whether unknown keys of a document's record are left out, as a collection's are.
  public var dropsExtra = false
  /// Documents are numbered by XXH64 of their id modulo this, a power of two; 0 does not.
  public var shards = 0
  /// Which rules look for faults.
  public var rules = CheckOptions()
  /// The terms that are known.
  public var termbase = Termbase.shipped
  /// The metrics, and how texts are cut for them.
  public var scoring = ScoreOptions()
  /// The cap on one line, in bytes.
  public var recordLimit = 64 << 20
  /// How many tasks run at once.
  public var width = 1

  /// Makes the default options.
  public init() {}
}
