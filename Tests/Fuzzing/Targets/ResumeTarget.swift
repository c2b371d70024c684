// SPDX-License-Identifier: Apache-2.0

import BitextLexicon
import BitextModel
import BitextPairing

@testable import BitextIO
@testable import BitextWorkflow

extension FuzzTarget {
  /// What a killed build left, one of whose files is the input: the first byte chooses the file, the second
  /// whether it stands there as it is or with the checksums put right that would keep it out.
  ///
  /// As it is, the build gives the same corpus as ever.
  static let resume = FuzzTarget("resume", seeds: { try await KilledBuild.seeds() }) {
    bytes, scratch in
    guard bytes.count >= 2 else { return }
    let killed = try await KilledBuild.at(scratch.folder)
    let name = KilledBuild.names[Int(bytes[0] &- 0x30) % KilledBuild.names.count]
    let isMended = bytes[1] & 1 == 1
    let content = Array(bytes[2...])
    try killed.restore()
    defer { killed.remove() }
    if isMended {
      try killed.put(content, mended: name, count: Int(bytes[1] >> 1))
    } else {
      killed.put(content, name)
    }
    do {
      let report = try await killed.build()
      try law(report.shards != nil, "a build that can be continued counts its shards")
      let made = killed.output()
      let others = made.keys.filter { made[$0] != killed.corpus[$0] }.sorted()
      if !isMended { try law(others.isEmpty, "a damaged \(name) changes \(others)") }
      try law(made.count == killed.corpus.count, "all files of a corpus are there")
    } catch let error as IOFailure {
      try checkMessage(error.description)
      try law(isMended, "a damaged \(name) stops a build: \(error)")
    } catch let error as WorkflowFailure {
      try checkMessage(error.description)
      try law(isMended, "a damaged \(name) stops a build: \(error)")
    } catch let error as IndexFailure {
      try checkMessage(error.description)
      try law(isMended, "a damaged \(name) stops a build: \(error)")
    }
  }
}

/// A small build that was killed when all its work was done but not given its name.
struct KilledBuild: Sendable {
  /// The files that it left.
  static let names = [
    "build", "intake", "intake.index", "intake.rejected", "intake.titles", "intake.translations",
    "judged-1-0-2", "judged-1-2-3", "aligned-0-2", "aligned-2-3",
  ]

  private let folder: String
  /// What it left, by name.
  private(set) var files: [String: [UInt8]] = [:]
  /// The files of the corpus that it is to give, by name.
  private(set) var corpus: [String: [UInt8]] = [:]

  private var work: String { folder + "/out.partial" }
  private var out: String { folder + "/out" }

  private actor Cache {
    static let shared = Cache()
    private var last: KilledBuild?

    func at(_ folder: String) async throws -> KilledBuild {
      if let last, last.folder == folder { return last }
      let made = try await KilledBuild(folder)
      last = made
      return made
    }
  }

  /// The one whose inputs lie in a folder.
  static func at(_ folder: String) async throws -> KilledBuild {
    try await Cache.shared.at(folder + "/resume")
  }

  private init(_ folder: String) async throws {
    self.folder = folder
    makeFolder(folder)
    write(
      Array(
        """
        \(PageSeeds.chinese)
        translated by 谷歌翻译
        \(PageSeeds.english)
        translated by 谷歌翻译
        我们发现WickNet42将桥梁检查的费用减少了3.5倍，并且在夜间收敛得更快。
        translated by 谷歌翻译

        """.utf8), folder + "/listing.txt")
    write(PageSeeds.digests[0], folder + "/digest.txt")
    write(
      Array("{\"id\":\"o\",\"text\":\"We study ferries in winter.\"}\n{\"id\":\n".utf8),
      folder + "/originals.jsonl")
    let left = Left()
    _ = try await build { [work] progress in
      if progress.stage == .writing, progress.done == progress.total { left.take(work) }
    }
    files = left.files
    corpus = output()
    remove()
    try law(
      Set(Self.names) == Set(files.keys) && corpus.count > 5,
      "a build leaves \(Self.names.sorted()), not \(files.keys.sorted())")
  }

  /// What lay in the work folder when the last shard was done.
  private final class Left: @unchecked Sendable {
    // Unchecked: the sink is called by one thread at a time, before the build returns.
    private(set) var files: [String: [UInt8]] = [:]
    func take(_ folder: String) {
      for name in (try? FileSystem.entries(of: folder)) ?? [] {
        let path = folder + "/" + name
        if FileSystem.kind(of: path) == .file { files[name] = Scratch.bytes(path) }
      }
    }
  }

  /// Runs or continues the build.
  func build(progress: @escaping ProgressSink = { _ in }) async throws -> BuildReport {
    var options = CorpusBuild.Options()
    options.resumes = true
    options.width = 1
    options.shardSize = 2
    options.checkedDocuments = 0
    options.writesReport = false
    return try await CorpusBuild(lexicon: BinarySeeds.smallLexicon, options: options).run(
      pages: [folder + "/listing.txt", folder + "/digest.txt"],
      originals: [folder + "/originals.jsonl"], into: out, progress: progress)
  }

  /// The files of the corpus that was built.
  func output() -> [String: [UInt8]] {
    let names = (try? FileSystem.entries(of: out)) ?? []
    return Dictionary(uniqueKeysWithValues: names.map { ($0, Scratch.bytes(out + "/" + $0)) })
  }

  /// Puts everything back that the killed build left.
  func restore() throws {
    remove()
    makeFolder(work)
    for (name, bytes) in files { put(bytes, name) }
  }

  /// Removes what was left and what was built.
  func remove() {
    removeTree(work)
    removeTree(out)
  }

  /// Puts bytes into a file of the work folder.
  func put(_ bytes: [UInt8], _ name: String) { write(bytes, work + "/" + name) }

  /// Puts content into a file of the work folder, with what vouches for it.
  ///
  /// - Parameter count: how many records a spool is to have.
  func put(_ content: [UInt8], mended name: String, count: Int) throws {
    switch name {
    case "intake.rejected": put(content, name)
    case "intake.index":
      var image = content
      if FuzzTarget.mendIndex(&image) { put(image, name) }
    case "intake.titles", "intake.translations":
      let byteCount = max(0, content.count - 8 * count)
      let sum = content.withUnsafeBytes { Checksum64.of($0) }
      let magic = Self.numbers((files[name] ?? []).suffix(8))
      let trailer = Self.bytes([UInt64(count), UInt64(byteCount), sum] + magic)
      put(content + trailer, name)
    case "intake":
      guard var state = content.withUnsafeBytes({ KeptIntake.State($0) }), let known else { break }
      // Of this build's inputs: seeds are of one in another folder.
      (state.inputs, state.sums) = (known.inputs, known.sums)
      return put(state.bytes + Self.trailer(state.bytes, like: files[name] ?? []), name)
    default: return put(content + Self.trailer(content, like: files[name] ?? []), name)
    }
    // The intake's shard knows the files beside it.
    guard var state = known else { throw LawBroken(description: "the kept intake is read") }
    state.sums[name] = KeptIntake.FileSum(of: work + "/" + name)
    put(state.bytes + Self.trailer(state.bytes, like: files["intake"] ?? []), "intake")
  }

  /// The intake that was kept.
  private var known: KeptIntake.State? {
    Array((files["intake"] ?? []).dropLast(24)).withUnsafeBytes { KeptIntake.State($0) }
  }

  /// All files as they were left: each as it is, with a byte changed, and without what vouches for it.
  static func seeds() async throws -> [[UInt8]] {
    let scratch = Scratch()
    let killed = try await KilledBuild(scratch.folder)
    return names.enumerated().flatMap { number, name in
      let file = killed.files[name] ?? []
      let place = 0x30 + UInt8(number)
      var (content, count) = (file, UInt8(0))
      switch name {
      case "intake.rejected", "intake.index": break
      case "intake.titles", "intake.translations":
        content = file.dropLast(32)
        count = file.suffix(32).first ?? 0
      default: content = file.dropLast(24)
      }
      var changed = file
      changed[max(0, file.count - 33)] ^= 1
      return [[place, 0] + file, [place, 0] + changed, [place, count << 1 | 1] + content]
    }
  }

  /// What a shard ends with: its length and checksum, and the mark that all have.
  private static func trailer(_ content: [UInt8], like shard: [UInt8]) -> [UInt8] {
    let sum = content.withUnsafeBytes { Checksum64.of($0) }
    return bytes([UInt64(content.count), sum] + numbers(shard.suffix(8)))
  }

  private static func bytes(_ numbers: [UInt64]) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
  }

  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
    [bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }]
  }

  private func write(_ bytes: [UInt8], _ path: String) {
    bytes.withUnsafeBytes { Scratch.write($0, to: path) }
  }
}
