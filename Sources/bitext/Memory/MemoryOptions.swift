// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import BitextModel

extension MatchQuery.Search: ExpressibleByArgument {}
extension InsertionOptions.Conflict: ExpressibleByArgument {}
extension UnitOrigin: ExpressibleByArgument {}
extension ReviewState: ExpressibleByArgument {}
extension ConcordanceQuery.Side: ExpressibleByArgument {}
extension UnitDate: ExpressibleByArgument {
  /// Reads a date of ISO 8601.
  public init?(argument: String) { self.init(argument) }
}

/// How matches are looked for and scored.
struct MatchOptions: ParsableArguments {
  @Option(help: "The least score, 1 to 101.")
  var threshold = MatchQuery("").threshold

  @Option(help: "How many matches are wanted.")
  var limit = MatchQuery("").limit

  @Option(help: "lossless, fast (misses some) or exhaustive (compares with every unit).")
  var search = MatchQuery("").search

  @Option(help: "The language of the text (default: the memory's only direction, or en).")
  var sourceLanguage: String?

  @Option(help: "The language wanted (default: the memory's only direction, or zh-Hans).")
  var targetLanguage: String?

  @Flag(help: "Let any script and region of the languages answer.")
  var anyVariety = false

  @Option(help: "Points off where only case, width, spacing or punctuation differ.")
  var formPenalty = MatchQuery.Penalties().form

  @Option(help: "Points off where only inline codes differ.")
  var codePenalty = MatchQuery.Penalties().codes

  @Option(help: "Points off where only numbers differ.")
  var numberPenalty = MatchQuery.Penalties().numbers

  @Option(help: "Points off where an exact match has several translations.")
  var severalPenalty = MatchQuery.Penalties().severalTranslations

  @Option(help: "Points off machine translation; 40 is usual.")
  var machinePenalty = MatchQuery.Penalties().machineTranslation

  func validate() throws {
    guard (1...101).contains(threshold) else {
      throw ValidationError("--threshold needs a number from 1 to 101, found \(threshold)")
    }
    guard limit > 0 else { throw ValidationError("--limit needs a number over 0, found \(limit)") }
    for (name, value) in [
      ("form", formPenalty), ("code", codePenalty), ("number", numberPenalty),
      ("several", severalPenalty), ("machine", machinePenalty),
    ] where !(0...100).contains(value) {
      throw ValidationError("--\(name)-penalty needs a number from 0 to 100, found \(value)")
    }
    if (sourceLanguage == nil) != (targetLanguage == nil) {
      throw ValidationError("--source-language and --target-language go together")
    }
  }

  /// The query that was meant, without its text.
  var query: MatchQuery {
    var query = MatchQuery("")
    query.threshold = threshold
    query.limit = limit
    query.search = search
    query.anyVariety = anyVariety
    if let sourceLanguage, let targetLanguage {
      query.languages = LanguagePair(
        source: Language(sourceLanguage), target: Language(targetLanguage))
    }
    query.penalties.form = formPenalty
    query.penalties.codes = codePenalty
    query.penalties.numbers = numberPenalty
    query.penalties.severalTranslations = severalPenalty
    query.penalties.machineTranslation = machinePenalty
    return query
  }
}

/// Which units are meant.
struct UnitSelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A unit's number; may be repeated.", valueName: "number"))
  var unit: [Int] = []

  @Option(help: "Units translated from this language.")
  var fromLanguage: String?

  @Option(help: "Units translated into this language.")
  var toLanguage: String?

  @Option(help: "Units of this origin: engine, human, post-edited or aligned.")
  var origin: UnitOrigin?

  @Option(help: "Units in this state: unreviewed, reviewed, approved or rejected.")
  var review: ReviewState?

  @Option(help: "Units by this engine.")
  var engine: String?

  @Option(help: "Units of this document pair.")
  var pair: String?

  @Option(help: "Units that hold this text on either side.")
  var containing: String?

  @Option(help: "Units with no greater score.")
  var maxScore: Double?

  @Option(help: "Units changed or made last by this user.")
  var user: String?

  @Option(
    help: "Units changed or made last before this date, such as 2026-01-31 or 20260131T120000Z.")
  var before: UnitDate?

  @Option(help: "Units changed or made last at this date or later.")
  var since: UnitDate?

  var selection: UnitSelection {
    var selection = UnitSelection()
    if !unit.isEmpty { selection.numbers = Set(unit) }
    selection.sourceLanguage = fromLanguage.map { Language($0) }
    selection.targetLanguage = toLanguage.map { Language($0) }
    selection.origin = origin
    selection.review = review
    selection.engine = engine
    selection.pair = pair
    selection.phrase = containing
    selection.maximumScore = maxScore
    selection.user = user
    selection.before = before
    selection.since = since
    return selection
  }
}
