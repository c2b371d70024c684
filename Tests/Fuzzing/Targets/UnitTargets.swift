// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel

/// What a file of units gave.
private struct UnitYield {
  var units: [TranslationUnit] = []
  var rejectedCount = 0
  var failure: String?

  init(_ format: UnitFormat, path: String, limit: Int) throws {
    do {
      var reader = try format.open(path: path, limit: limit)
      while let record = try reader.next() {
        switch record {
        case .success(let unit): units.append(unit)
        case .failure(let rejected):
          rejectedCount += 1
          try checkMessage(rejected.rejection.message)
        }
      }
    } catch let error as CorpusFailure {
      failure = error.description
      try checkMessage(error.description)
    } catch let error as IOFailure {
      failure = error.description
      try checkMessage(error.description)
    }
  }
}

extension FuzzTarget {
  /// Units in the formats of one file.
  static var units: [FuzzTarget] {
    [
      target(.jsonl, seeds: { RecordSeeds.units }),
      target(.tmx, seeds: { MarkupSeeds.tmx }),
      target(.xliff, seeds: { MarkupSeeds.xliff }, alsoAs: [.xliff2]),
      target(.po, seeds: { TableSeeds.po }),
      target(.tsv, seeds: { TableSeeds.tsv }),
      target(.csv, seeds: { TableSeeds.csv }),
      target(.hunalign, seeds: { TableSeeds.columns }, alsoAs: [.bitextor]),
      target(.huggingface, seeds: { RecordSeeds.translations }),
      target(.tbx, seeds: { MarkupSeeds.tbx }),
    ]
  }

  private static func target(
    _ format: UnitFormat, seeds: @escaping @Sendable () -> [[UInt8]],
    alsoAs others: [UnitFormat] = []
  ) -> FuzzTarget {
    FuzzTarget(format.rawValue, seeds: seeds) { bytes, scratch in
      let path = scratch.file(bytes)
      let limit = bytes.count & 7 == 7 ? 150 : LineReader.defaultLimit
      for read in [format] + others {
        let yield = try UnitYield(read, path: path, limit: limit)
        guard !yield.units.isEmpty else { continue }
        try checkWriting(yield.units, as: .jsonl, scratch)
        // A format that numbers its records or joins lines is held to texts alone, elsewhere.
        if [.tmx, .tsv, .csv, .xliff, .xliff2, .po].contains(read) {
          try checkWriting(yield.units, as: read, scratch)
        }
      }
      if format == .tmx {
        _ = try UnitValidator(format: .tmx).run(path: path) { try checkMessage($0.message) }
      }
    }
  }

  /// Holds a format to giving back what was written, and to writing the same bytes then.
  static func checkWriting(
    _ units: [TranslationUnit], as format: UnitFormat, _ scratch: Scratch
  ) throws {
    let path = scratch.folder + "/written"
    let first = try written(units, as: format, path)
    // What a format has no place for is lost once; from then on nothing may change.
    let again = try UnitYield(format, path: path, limit: 1 << 30)
    try law(again.failure == nil, "what was written as \(format) is read: \(again.failure ?? "")")
    try law(
      again.units.count == units.count && again.rejectedCount == 0,
      "\(units.count) units as \(format), read \(again.units.count) of them")
    for (unit, back) in zip(units, again.units) where format == .jsonl {
      try law(
        back.source.text.utf8.elementsEqual(unit.source.text.utf8)
          && back.target.text.utf8.elementsEqual(unit.target.text.utf8),
        "the texts of \(unit.id) are read back from \(format)")
      var rounded = unit
      rounded.score = back.score
      try law(back == rounded, "read back from \(format) as it was written: \(rounded), \(back)")
    }
    let second = try written(again.units, as: format, path)
    let same = zip(first, second).prefix { $0 == $1 }.count
    func part(_ bytes: [UInt8]) -> String {
      String(decoding: bytes[max(0, same - 80)..<min(bytes.count, same + 40)], as: UTF8.self)
    }
    try law(
      first == second,
      "\(format) is written the same way again, not \(part(first)) and then \(part(second))")
  }

  private static func written(
    _ units: [TranslationUnit], as format: UnitFormat, _ path: String
  ) throws -> [UInt8] {
    var options = UnitWriter.Options()
    if let unit = units.first {
      options.languages = LanguagePair(source: unit.source.language, target: unit.target.language)
    }
    var writer = try UnitWriter(path: path, format: format, options: options)
    for unit in units { try writer.write(unit) }
    try writer.finish()
    return Scratch.bytes(path)
  }
}
