// SPDX-License-Identifier: Apache-2.0

import BitextModel

@testable import BitextMemory

extension FuzzTarget {
  /// A segment of a memory's index: the input as it is, and with its checksums put right.
  static let memorySegment = FuzzTarget("segment", seeds: { BinarySeeds.segments }) { bytes, _ in
    var image = Array(bytes)
    for isMended in [false, true] {
      if isMended {
        guard image.count >= SegmentHeader.byteCount else { return }
        mend(&image)
      }
      do {
        let segment = try BitextMemory.Segment(image: image)
        try segment.verify()
        search(segment)
      } catch let error as BitextMemory.Segment.Damage {
        try checkMessage(error.message)
      }
    }
  }

  private static func mend(_ image: inout [UInt8]) {
    func put(_ value: UInt64, _ field: Int) {
      withUnsafeBytes(of: value) { image.replaceSubrange(8 * field..<8 * field + 8, with: $0) }
    }
    put(SegmentHeader.magic, 0)
    let content = image.withUnsafeBytes {
      SegmentHeader.checksum(UnsafeRawBufferPointer(rebasing: $0[SegmentHeader.byteCount...]))
    }
    put(content, 1)
    let last = SegmentHeader.fieldCount - 1
    let head = image.withUnsafeBytes {
      SegmentHeader.checksum(UnsafeRawBufferPointer(rebasing: $0[..<(8 * last)]))
    }
    put(head, last)
  }

  private static func search(_ segment: BitextMemory.Segment) {
    var tokenizer = MemoryTokenizer()
    var search = SegmentSearch()
    for (text, threshold) in [("the quick w3 of the fox w3, 12", 50), ("我们提出w3", 100), (",", 1)] {
      let tokens = QueryTokens(tokenizer.tokens(of: text))
      let bounds = FuzzyBounds(threshold: threshold, queryCount: max(1, tokens.count))
      search.learn(tokens)
      for mode in MatchQuery.Search.allCases {
        var found: [BitextMemory.Candidate] = []
        search.search(segment, tokens, bounds, mode, into: &found)
      }
    }
    for token in 0..<min(segment.tokenCount, 64) {
      let text = String(decoding: segment.tokenBytes(token), as: UTF8.self)
      _ = segment.token(ArraySlice(text.utf8))
    }
  }

  /// What a row of the store holds beside its texts.
  static let memoryDetail = FuzzTarget("detail", seeds: { BinarySeeds.details }) { bytes, _ in
    let empty = TranslationUnit(
      id: "", source: TranslationUnitVariant(language: .english, text: "source"),
      target: TranslationUnitVariant(language: .simplifiedChinese, text: "目标"))
    func decoded(_ bytes: UnsafeBufferPointer<UInt8>) throws -> UnitDetail {
      try UnitDetail.decode(bytes, into: empty) { $0 % 3 == 0 ? nil : "name \($0)" }
    }
    var record = ByteRecord()
    var last: [UInt8]?
    try decoded(bytes.bindMemory(to: UInt8.self)).encode(into: &record)
    // What is lost is lost once.
    for _ in 0..<2 {
      let detail = try record.bytes.withUnsafeBufferPointer { try decoded($0) }
      detail.encode(into: &record)
      if let last { try law(last == record.bytes, "a row is packed the same way again") }
      last = record.bytes
    }
  }

  /// A whole memory, some of whose bytes were changed: each four bytes of the input are a place and what
  /// stands there.
  static let memoryStore = FuzzTarget("store", seeds: { try BinarySeeds.stores() }) {
    bytes, scratch in
    let store = try await BinarySeeds.store()
    var (file, segment) = (store.file, store.segment)
    var isReadOnly = true
    for index in stride(from: 0, to: min(bytes.count, 1 << 10) - 3, by: 4) {
      let place = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
      if place < file.count {
        file[place] = bytes[index + 3]
      } else if place - file.count < segment.count {
        segment[place - file.count] = bytes[index + 3]
      } else {
        isReadOnly = false
      }
    }
    let folder = scratch.folder + "/store"
    removeTree(folder)
    defer { removeTree(folder) }
    makeFolder(folder)
    makeFolder(folder + "/m.db-index")
    let path = file.withUnsafeBytes { scratch.file("store/m.db", $0) }
    _ = segment.withUnsafeBytes { scratch.file("store/m.db-index/1.segment", $0) }
    do {
      var options = MemoryStore.Options()
      options.isReadOnly = isReadOnly
      try await ask(try MemoryStore(path: path, options: options), isReadOnly: isReadOnly)
    } catch let error as MemoryFailure {
      try checkMessage(error.description)
    }
  }

  private static func ask(_ memory: MemoryStore, isReadOnly: Bool) async throws {
    func attempt(_ body: () async throws -> Void) async throws {
      do {
        try await body()
      } catch let error as MemoryFailure {
        try checkMessage(error.description)
      }
    }
    try await attempt { _ = try await memory.statistics() }
    try await attempt {
      for match in try await memory.matches(
        for: "The quick fox w3 runs over the bridge.", threshold: 30)
      {
        try law((30...101).contains(match.score), "a match reaches the threshold")
      }
    }
    try await attempt { _ = try await memory.concordance("fox") }
    try await attempt { try await memory.forEachUnit(UnitSelection()) { _ in } }
    guard !isReadOnly else { return }
    try await attempt { _ = try await memory.insert(BinarySeeds.units(3..<6)) }
    try await attempt { try await memory.vacuum() }
  }
}
