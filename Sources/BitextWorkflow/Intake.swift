// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing

/// Reads pages and collections of originals: translations go to a spool, originals to the index.
///
/// Equal texts are one original; a page's text is read before the collections, so it is the one that
/// pairs cite. Memory is the index and some 40 bytes a document.
struct Intake {
  /// Which page an original stands on; −1 for an external one.
  private(set) var originalPage: [Int32] = []
  /// Ids of further records with the text of an original.
  private(set) var sameAs: [Int: [String]] = [:]
  /// Which page a translation stands on.
  private(set) var translationPage: [Int32] = []
  private(set) var counts = BuildCounts()
  private(set) var inputs: [ManifestFile] = []
  private(set) var translations: DocumentSpool
  private(set) var titles: DocumentSpool

  private var builder: AnchorIndexBuilder
  private var seen: [UInt64: Int32] = [:]
  private let pageOptions: PageReader.Options
  private let reject: (Rejection) throws -> Void
  private let progress: ProgressSink

  init(
    spoolFolder: String, pageOptions: PageReader.Options, progress: @escaping ProgressSink,
    reject: @escaping (Rejection) throws -> Void
  ) throws {
    translations = try DocumentSpool(folder: spoolFolder)
    titles = try DocumentSpool(folder: spoolFolder)
    builder = AnchorIndexBuilder(try DocumentSpool(folder: spoolFolder), lexicon: .shipped)
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
    if let known = seen[fingerprint] {
      counts.duplicates += 1
      if document.language.isEnglish { sameAs[Int(known), default: []].append(document.id) }
      return
    }
    if document.language.isChinese {
      seen[fingerprint] = -1
      try translations.append(document)
      translationPage.append(page)
    } else {
      seen[fingerprint] = Int32(try builder.add(document))
      originalPage.append(page)
    }
  }

  // MARK: Collections

  mutating func read(originals: [InputFiles.File]) throws {
    progress(Progress(stage: .indexing, done: 0, total: nil))
    for file in originals { try read(original: file) }
  }

  private mutating func read(original file: InputFiles.File) throws {
    let source = try ByteSource(path: file.path, hashing: true)
    var options = DocumentReader.Options()
    options.keepsExtra = false
    var reader = DocumentReader(source, limit: pageOptions.recordLimit, options: options)
    do {
      while let record = try reader.next() {
        counts.originals += 1
        if counts.originals % 4096 == 0 {
          progress(Progress(stage: .indexing, done: counts.originals, total: nil))
        }
        switch record {
        case .failure(let rejected):
          counts.originalRejected += 1
          try reject(rejected.rejection)
        case .success(let document): try add(original: document)
        }
      }
    } catch let failure as IOFailure where failure.code == .truncated || failure.code == .damaged {
      counts.originals += 1
      counts.originalRejected += 1
      try reject(Rejection(path: file.path, code: .truncated, message: failure.message))
    }
    inputs.append(ManifestFile(path: file.path, digest: try source.restDigest()))
  }

  private mutating func add(original document: Document) throws {
    let fingerprint = Fingerprint.of(document.text)
    if let known = seen[fingerprint] {
      counts.originalDuplicates += 1
      if known >= 0 { sameAs[Int(known), default: []].append(document.id) }
      return
    }
    seen[fingerprint] = Int32(try builder.add(document))
    originalPage.append(-1)
  }

  /// Ends the reading: the index over all originals, and where they stand.
  consuming func finish() -> Collection {
    Collection(
      index: builder.finish(), translations: translations, titles: titles,
      translationPage: translationPage, originalPage: originalPage, sameAs: sameAs,
      inputs: inputs, counts: counts)
  }
}

/// Everything that was read, ready for pairing.
struct Collection: Sendable {
  let index: AnchorIndex
  let translations: DocumentSpool
  let titles: DocumentSpool
  let translationPage: [Int32]
  let originalPage: [Int32]
  let sameAs: [Int: [String]]
  let inputs: [ManifestFile]
  var counts: BuildCounts

  /// Where an original stands, seen from a translation.
  func placement(of original: Int, from translation: Int) -> Placement {
    guard originalPage[original] >= 0 else { return .external }
    return originalPage[original] == translationPage[translation] ? .samePage : .otherPage
  }
}
