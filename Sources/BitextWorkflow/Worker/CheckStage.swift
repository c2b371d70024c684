// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel
internal import BitextQuality

/// Units to faults: an array of the faults of the unit, or of all units of an array.
///
/// What a rule needs more than a unit for is judged within the line: give the units of a document together.
struct CheckStage: WorkerStage {
  private let rules: RuleSet
  private let pool: CheckerPool
  private let languages: LanguagePair

  init(_ options: WorkerOptions) throws {
    rules = try RuleSet(options.rules)
    pool = CheckerPool(rules: rules, termbase: options.termbase)
    languages = options.languages
  }

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    var units: [TranslationUnit] = []
    if record.isArray {
      try record.forEachElement { units.append(try unit($0, row: units.count)) }
    } else {
      units.append(try unit(record, row: 0))
    }
    var corpus = CorpusChecker(rules: rules)
    let findings = pool.lend { checker in units.map { checker.findings(in: $0) } }
    json.beginArray()
    for found in findings {
      for fault in corpus.add(found) { json.fault(fault) }
    }
    for fault in corpus.finish() { json.fault(fault) }
    json.endArray()
  }

  private func unit(_ view: JSONView, row: Int) throws -> TranslationUnit {
    var repairs = UnitRepairs()
    do {
      return try UnitRecord.unit(view, languages: languages, row: row, repairs: &repairs)
    } catch {
      throw WorkerFault(error)
    }
  }
}
