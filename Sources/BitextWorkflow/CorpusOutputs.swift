// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// The files of a build while they are written.
struct CorpusOutputs: ~Copyable {
  /// The names of the files, in the order of the manifest.
  static let names = [
    "corpus.tmx", "corpus.tsv", "corpus.jsonl", "pairs.jsonl", "unpaired.jsonl", "titles.jsonl",
  ]

  private let files: [OutputFile]
  private var tmx: TMXWriter
  private var tsv: TSVWriter
  private var jsonl: JSONUnitWriter

  init(_ folder: OutputFolder, languages: LanguagePair) throws {
    let files = try Self.names.map { try OutputFile(path: folder.path(of: $0), hashing: true) }
    let tmx = try TMXWriter(to: files[0], languages: languages)
    let tsv = try TSVWriter(to: files[1])
    self.files = files
    self.tmx = tmx
    self.tsv = tsv
    jsonl = JSONUnitWriter(to: files[2])
  }

  mutating func write(_ unit: TranslationUnit) throws {
    try tmx.write(unit)
    try tsv.write(unit)
    try jsonl.write(unit)
  }

  func write(pairs: [UInt8], unpaired: [UInt8], titles: [UInt8]) throws {
    try files[3].write(pairs)
    try files[4].write(unpaired)
    try files[5].write(titles)
  }

  /// Closes all files.
  ///
  /// - Returns: their digests, in the order of ``names``.
  consuming func finish() throws -> [ManifestFile] {
    let files = self.files
    try tmx.finish()
    try tsv.finish()
    try jsonl.finish()
    for file in files[3...] { try file.finish() }
    return zip(Self.names, files).map { ManifestFile(path: $0, digest: $1.digest ?? "") }
  }
}
