// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing

/// What a build read, kept for one that continues it: the index and the spools as files, the rest as a shard.
enum KeptIntake {
  /// The names in the work folder. The shard comes last: with it the others are there.
  static let shard = "intake"
  static let index = "intake.index"
  static let translations = "intake.translations"
  static let titles = "intake.titles"
  static let rejected = "intake.rejected"
  /// The files that belong to the shard: these, and no others of their names.
  private static let files = [index, translations, titles, rejected]

  /// The collection that an earlier run read; `nil` where there is none, or its inputs are others.
  ///
  /// - Parameters:
  ///   - files: the inputs of this run, in their order; all are hashed.
  ///   - originals: those of them that are collections.
  static func collection(
    in work: BuildWork, files: [InputFiles.File], originals: [InputFiles.File], lexicon: Lexicon
  ) throws -> Collection? {
    guard work.folder.contains(shard) else { return nil }
    guard let bytes = work.folder.shard(shard), let state = bytes.withUnsafeBytes({ State($0) }),
      Self.files.allSatisfy({ state.sums[$0] == FileSum(of: work.folder.path(of: $0)) }),
      let translations = DocumentSpool(reopening: translations, in: work.folder.path),
      let titles = DocumentSpool(reopening: titles, in: work.folder.path),
      let built = try? IndexFile(path: work.folder.path(of: index))
    else {
      try work.startOver(because: "its shards are damaged")
      return nil
    }
    guard state.inputs.map(\.path) == files.map(\.path) else {
      try work.startOver(because: "other inputs")
      return nil
    }
    for (file, known) in zip(files, state.inputs) {
      let source = file.path == "-" ? nil : try ByteSource(path: file.path, hashing: true)
      guard let source, try source.restDigest() == known.digest else {
        try work.startOver(because: "\(file.path) has changed")
        return nil
      }
    }
    let indexes = try originals.filter { Intake.isIndex($0) }.map { try IndexFile(path: $0.path) }
    let all = KeyIndex([built] + indexes, hiding: state.hidden, lexicon: lexicon)
    guard state.fits(translations: translations.count, originals: all.count) else {
      try work.startOver(because: "its shards are damaged")
      return nil
    }
    _ = work.shard(shard)
    return Collection(
      index: all,
      translations: translations, titles: titles, translationPage: state.translationPage,
      originalPage: state.originalPage, sameAs: state.sameAs, copies: state.copies,
      inputs: state.inputs, counts: state.counts)
  }

  /// Keeps a collection whose files are in the work folder.
  static func keep(_ collection: Collection, hiding hidden: Set<Int>, in work: BuildWork) throws {
    try collection.translations.keep()
    try collection.titles.keep()
    var state = State(collection, hidden: hidden)
    for name in files { state.sums[name] = FileSum(of: work.folder.path(of: name)) }
    try work.keep(state.bytes, as: shard)
  }

  /// All of a collection that is no file.
  struct State: Hashable {
    var inputs: [ManifestFile]
    var counts: BuildCounts
    var translationPage: PageRuns
    var originalPage: PageRuns
    var sameAs: [Int: [String]]
    var copies: [Int: [String]]
    var hidden: Set<Int>
    /// What the files beside it are, by name.
    var sums: [String: FileSum] = [:]
  }

  /// By what a file is known to be the same: its length and checksum.
  struct FileSum: Hashable {
    var byteCount: Int
    var checksum: UInt64

    init(byteCount: Int, checksum: UInt64) {
      self.byteCount = byteCount
      self.checksum = checksum
    }

    /// Reads a file; `nil` where there is none.
    init?(of path: String) {
      guard FileSystem.kind(of: path) == .file, let file = try? MappedFile(path: path) else {
        return nil
      }
      self.init(byteCount: file.bytes.count, checksum: Checksum64.of(file.bytes))
    }
  }
}

extension KeptIntake.State {
  init(_ collection: Collection, hidden: Set<Int>) {
    self.init(
      inputs: collection.inputs, counts: collection.counts,
      translationPage: collection.translationPage, originalPage: collection.originalPage,
      sameAs: collection.sameAs, copies: collection.copies, hidden: hidden)
  }

  /// The state as bytes.
  var bytes: [UInt8] {
    var record = RecordBytes()
    record.add(inputs.map(\.path))
    record.add(inputs.map(\.digest))
    record.add(counts.values.map { Int32(clamping: $0 >> 31) })
    record.add(counts.values.map { Int32($0 & 0x7fff_ffff) })
    for runs in [translationPage, originalPage] {
      record.add(runs.count)
      record.add(runs.starts)
      record.add(runs.pages)
    }
    for ids in [sameAs, copies] {
      let numbers = ids.keys.sorted()
      record.add(numbers.map { Int32($0) })
      for number in numbers { record.add(ids[number] ?? []) }
    }
    record.add(hidden.sorted().map { Int32($0) })
    for (name, sum) in sums.sorted(by: { $0.key < $1.key }) {
      record.add(name)
      record.add(sum.byteCount)
      record.add(Int(Int64(bitPattern: sum.checksum)))
    }
    return record.bytes
  }

  /// The state that ``bytes`` holds; `nil` where it holds something else.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var reader = RecordReader(bytes)
    let paths = reader.strings()
    let digests = reader.strings()
    let high = reader.integers32()
    let low = reader.integers32()
    func runs() -> PageRuns? {
      let count = reader.integer()
      let starts = reader.integers32()
      return PageRuns(starts: starts, pages: reader.integers32(), count: count)
    }
    guard let translationPage = runs(), let originalPage = runs() else { return nil }
    func ids() -> [Int: [String]] {
      let numbers = reader.integers32()
      return Dictionary(
        numbers.map { (Int($0), reader.strings()) }, uniquingKeysWith: { first, _ in first })
    }
    let sameAs = ids()
    let copies = ids()
    let hidden = Set(reader.integers32().map { Int($0) })
    var sums: [String: KeptIntake.FileSum] = [:]
    while !reader.isAtEnd {
      let name = reader.string()
      sums[name] = KeptIntake.FileSum(
        byteCount: reader.integer(), checksum: UInt64(bitPattern: Int64(reader.integer())))
      guard reader.isWhole else { return nil }
    }
    let counts = zip(high, low).map { Int($0) << 31 | Int($1) }
    // Counts are of things that were read, one by one.
    guard counts.allSatisfy({ (0..<1 << 48).contains($0) }) else { return nil }
    self.init(
      inputs: zip(paths, digests).map { ManifestFile(path: $0, digest: $1) },
      counts: BuildCounts(values: counts), translationPage: translationPage,
      originalPage: originalPage, sameAs: sameAs, copies: copies, hidden: hidden, sums: sums)
  }

  /// Whether it is of so many translations and originals.
  func fits(translations: Int, originals: Int) -> Bool {
    translationPage.count == translations && originalPage.count == originals
      && hidden.union(sameAs.keys).allSatisfy { (0..<originals).contains($0) }
      && copies.keys.allSatisfy { (0..<translations).contains($0) }
  }
}

extension BuildCounts {
  private static var fields: [WritableKeyPath<BuildCounts, Int>] {
    [
      \.pages, \.items, \.paired, \.unpaired, \.usedAsOriginal, \.otherText, \.duplicates,
      \.rejected,
      \.furniture, \.originals, \.originalDuplicates, \.originalRejected, \.aligned, \.written,
      \.filtered, \.titles,
    ]
  }

  /// All counts in a fixed order.
  var values: [Int] { Self.fields.map { self[keyPath: $0] } }

  /// The counts in the order of ``values``.
  init(values: [Int]) {
    self.init()
    for (field, value) in zip(Self.fields, values) { self[keyPath: field] = value }
  }
}
