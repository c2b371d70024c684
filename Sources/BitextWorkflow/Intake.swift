// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing

/// Reads pages and collections of originals: translations go to a spool, originals to the index.
///
/// Equal texts are one original; a page's text is read before the collections, so it is the one that
/// pairs cite. Collections are JSON lines, or indexes on disk. Memory is the index's numbering of terms
/// and some 50 bytes a document; of an index on disk a hash of each document, where several are given.
struct Intake {
  /// Which page an original stands on; −1 for an external one.
  private(set) var originalPage = PageRuns()
  /// Ids of further records with the text of an original.
  private(set) var sameAs: [Int: [String]] = [:]
  /// Which page a translation stands on.
  private(set) var translationPage = PageRuns()
  private(set) var counts = BuildCounts()
  private(set) var inputs: [ManifestFile] = []
  private(set) var translations: DocumentSpool
  private(set) var titles: DocumentSpool

  /// Ids of further items with the text of a translation.
  private(set) var copies: [Int: [String]] = [:]

  private var builder: IndexBuilder
  private var indexes: [IndexFile] = []
  private var hidden: Set<Int> = []
  private let lexicon: Lexicon
  private let width: Int
  private let pageOptions: PageReader.Options
  private let work: BuildWork?
  private let reject: (Rejection) throws -> Void
  private let progress: ProgressSink

  /// Begins.
  ///
  /// - Parameters:
  ///   - spoolFolder: a folder with room.
  ///   - work: keeps what was read for a run that continues this one; its folder is `spoolFolder`.
  init(
    spoolFolder: String, pageOptions: PageReader.Options, lexicon: Lexicon = .shipped,
    width: Int = 1, work: BuildWork? = nil, progress: @escaping ProgressSink,
    reject: @escaping (Rejection) throws -> Void
  ) throws {
    self.work = work
    translations = try DocumentSpool(
      folder: spoolFolder, keptAs: work.map { _ in KeptIntake.translations })
    titles = try DocumentSpool(folder: spoolFolder, keptAs: work.map { _ in KeptIntake.titles })
    builder = try IndexBuilder(
      temporaryIn: spoolFolder, keptAt: work?.folder.path(of: KeptIntake.index))
    self.lexicon = lexicon
    self.width = width
    self.pageOptions = pageOptions
    self.progress = progress
    self.reject = reject
  }

  // MARK: Pages

  mutating func read(pages: [InputFiles.File]) throws {
    progress(Progress(stage: .reading, done: 0, total: pages.count))
    for (number, file) in pages.enumerated() {
      counts.pages += try read(file, firstPage: counts.pages)
      progress(Progress(stage: .reading, done: number + 1, total: pages.count))
    }
  }

  /// Reads a file; returns how many pages it held.
  private mutating func read(_ file: InputFiles.File, firstPage: Int) throws -> Int {
    let source = try ByteSource(path: file.path, hashing: true)
    var reader: PageReader
    do {
      reader = try PageReader(source, stem: file.stem, options: pageOptions)
    } catch let failure as CorpusFailure {
      try rejectItem(
        Rejection(path: file.path, code: .binary, message: failure.message))
      inputs.append(ManifestFile(path: file.path, digest: try source.restDigest()))
      return 1
    }
    while let record = try reader.next() {
      switch record {
      case .failure(let rejected): try rejectItem(rejected.rejection)
      case .success(.titles(let pair)):
        try titles.append(
          Document(
            id: pair.id, language: .english, text: pair.source, title: pair.target,
            source: pair.place))
      case .success(.furniture(let rejection)):
        counts.furniture += 1
        try reject(rejection)
      case .success(.document(let document)):
        try take(document, page: Int32(firstPage + reader.page))
      }
    }
    inputs.append(ManifestFile(path: file.path, digest: try source.restDigest()))
    try source.checkUnchanged()
    return reader.page + 1
  }

  private mutating func rejectItem(_ rejection: Rejection) throws {
    counts.items += 1
    counts.rejected += 1
    try reject(rejection)
  }

  private mutating func take(_ document: Document, page: Int32) throws {
    counts.items += 1
    guard document.language.isChinese || document.language.isEnglish else {
      counts.otherText += 1
      return
    }
    let fingerprint = Fingerprint.of(document.text)
    if document.language.isChinese {
      if case .excluded(let known)? = builder.known(fingerprint) {
        counts.duplicates += 1
        copies[known, default: []].append(document.id)
        return
      }
      builder.exclude(fingerprint, as: try translations.append(document))
      translationPage.append(page)
      return
    }
    let prepared = builder.preparation.prepare([document]) { _ in fingerprint }
    switch try builder.add(prepared[0]) {
    case .added: originalPage.append(page)
    case .copy(let known):
      counts.duplicates += 1
      if let known { sameAs[known, default: []].append(document.id) }
    }
  }

  // MARK: Collections

  mutating func read(originals: [InputFiles.File]) async throws {
    progress(Progress(stage: .indexing, done: 0, total: nil))
    for file in originals {
      if Self.isIndex(file) {
        indexes.append(try IndexFile(path: file.path))
        let source = try ByteSource(path: file.path, hashing: true)
        inputs.append(ManifestFile(path: file.path, digest: try source.restDigest()))
      } else {
        try await read(original: file)
      }
    }
  }

  static func isIndex(_ file: InputFiles.File) -> Bool {
    file.path.hasSuffix(".bitextindex") || IndexFile.isIndex(path: file.path)
  }

  private mutating func read(original file: InputFiles.File) async throws {
    let reading = OriginalReading(
      recordLimit: pageOptions.recordLimit, width: width, preparation: builder.preparation)
    let digest = try await reading.read(file.path) { outcomes in
      for outcome in outcomes {
        counts.originals += 1
        switch outcome {
        case .failure(let rejected):
          counts.originalRejected += 1
          try reject(rejected.rejection)
        case .success(let original): try add(original)
        }
      }
      progress(Progress(stage: .indexing, done: counts.originals, total: nil))
    }
    inputs.append(ManifestFile(path: file.path, digest: digest))
  }

  private mutating func add(_ original: PreparedOriginal) throws {
    switch try builder.add(original) {
    case .added: originalPage.append(-1)
    case .copy(let known):
      counts.originalDuplicates += 1
      if let known { sameAs[known, default: []].append(original.id) }
    }
  }

  /// Counts the documents of an index; those whose text is known already find no translation.
  ///
  /// - Parameters:
  ///   - texts: what is known from pages and collections.
  ///   - others: the ordinals of the documents of earlier indexes, by hash; gains those of this one where it
  ///     is not the last.
  private mutating func take(
    _ index: IndexFile, base: Int, isLast: Bool, _ texts: IndexBuilder.KnownTexts,
    _ others: inout [UInt64: Int32]
  ) throws {
    var known: [(document: Int, of: Int32)] = []
    index.forEachFingerprint { document, fingerprint in
      counts.originals += 1
      if let other = others[fingerprint] {
        known.append((document, other))
        return
      }
      switch texts[fingerprint] {
      case .original(let original): known.append((document, Int32(original)))
      case .excluded, .earlier: known.append((document, -1))
      case nil: if !isLast { others[fingerprint] = Int32(base + document) }
      }
    }
    counts.originalDuplicates += known.count
    for (document, original) in known {
      hidden.insert(base + document)
      guard original >= 0 else { continue }
      sameAs[Int(original), default: []].append(try index.document(at: document).id)
    }
    index.forEachCopy { document, id in
      counts.originals += 1
      counts.originalDuplicates += 1
      sameAs[base + document, default: []].append(id)
    }
    originalPage.append(-1, count: index.count)
  }

  /// Ends the reading: the index over all originals, and where they stand.
  consuming func finish() throws -> Collection {
    let texts = indexes.isEmpty ? nil : builder.knownTexts
    let built = try builder.finish()
    var base = built.count
    var others: [UInt64: Int32] = [:]
    for (number, index) in indexes.enumerated() {
      guard let texts else { break }
      try take(index, base: base, isLast: number == indexes.count - 1, texts, &others)
      base += index.count
    }
    let collection = Collection(
      index: KeyIndex([built] + indexes, hiding: hidden, lexicon: lexicon),
      translations: translations, titles: titles, translationPage: translationPage,
      originalPage: originalPage, sameAs: sameAs, copies: copies, inputs: inputs, counts: counts)
    if let work { try KeptIntake.keep(collection, hiding: hidden, in: work) }
    return collection
  }
}

/// Everything that was read, ready for pairing.
struct Collection: Sendable {
  var index: KeyIndex
  let translations: DocumentSpool
  let titles: DocumentSpool
  let translationPage: PageRuns
  let originalPage: PageRuns
  let sameAs: [Int: [String]]
  let copies: [Int: [String]]
  let inputs: [ManifestFile]
  var counts: BuildCounts

  /// Where an original stands, seen from a translation.
  func placement(of original: Int, from translation: Int) -> Placement {
    guard originalPage[original] >= 0 else { return .external }
    return originalPage[original] == translationPage[translation] ? .samePage : .otherPage
  }
}
