// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// Writes one segment of an index: documents as they come, the rest at the end.
///
/// The terms of the documents go to a temporary file and come back as often as the postings need: each
/// time those of a stretch of terms are put in order in memory.
///
/// - Complexity: O(terms of all documents) time for each ``postingLimit`` postings; memory is 24 bytes a
///   distinct term, 30 a document, and 4 · ``postingLimit``.
struct IndexSegmentWriter {
  /// How many postings are put in order at once.
  static let postingLimit = 32 << 20
  /// Lists of terms that stand in more than this share of a segment's documents are not stored, 0...1:
  /// twice the share from which terms find no candidates.
  static let storedShare = 0.16

  private let output: OutputFile
  private let spool: SpoolFile
  private var vocabulary = KeyVocabulary()
  private var layout = IndexLayout.Segment()
  private var textStarts: [UInt64] = [0]
  private var fingerprints: [UInt64] = []
  private var copies: [UInt8] = []
  private var characterCounts: [UInt32] = []
  private var pending: [UInt32] = []
  private let isPacked: Bool

  /// Begins a segment where the output stands.
  init(_ output: OutputFile, temporaryFolder: String, packing: PackedRecords?) throws {
    self.output = output
    spool = try SpoolFile(folder: temporaryFolder)
    isPacked = packing != nil
    layout.isPacked = isPacked
    try write(packing?.dictionary ?? [], as: .dictionary)
    layout.places[IndexLayout.Section.texts.rawValue].offset = output.byteCount
  }

  var count: Int { fingerprints.count }

  /// Adds a document; its number is that of the documents added before.
  mutating func add(_ original: PreparedOriginal) throws {
    for (place, key) in original.keys.enumerated() {
      pending.append(vocabulary.count(key) << 1 | (original.isName[place] ? 1 : 0))
    }
    pending.append(.max)
    if pending.count >= 1 << 16 { try store() }
    try original.record.withUnsafeBytes { try output.write($0) }
    textStarts.append(textStarts[count] + UInt64(original.record.count))
    fingerprints.append(original.fingerprint)
    characterCounts.append(UInt32(clamping: original.characterCount))
    layout.textByteCount += original.textByteCount
  }

  /// Notes a further record with the text of a document.
  mutating func addCopy(of document: Int, id: String) {
    VariableInteger.append(UInt32(document), to: &copies)
    VariableInteger.append(UInt32(id.utf8.count), to: &copies)
    copies.append(contentsOf: id.utf8)
  }

  private mutating func store() throws {
    try pending.withUnsafeBytes { _ = try spool.append(Array($0)) }
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes everything but the documents; returns what the directory says of the segment.
  consuming func finish(path: String) throws -> IndexLayout.Segment {
    if !pending.isEmpty { try store() }
    layout.documentCount = count
    layout.termCount = vocabulary.count
    layout.places[IndexLayout.Section.texts.rawValue].byteCount = Int(textStarts[count])
    try pad()
    try write(textStarts, as: .textStarts)
    try write(fingerprints, as: .fingerprints)
    try write(copies, as: .copies)
    let ranking = vocabulary.ranking()
    var numbers = [UInt32](repeating: 0, count: ranking.count)
    for (place, term) in ranking.enumerated() { numbers[Int(term)] = UInt32(place) }
    try writeProfiles(numbers, path)
    let keys = ranking.map { vocabulary.keys[Int($0)] }
    let frequencies = ranking.map { vocabulary.frequencies[Int($0)] }
    try write(keys, as: .keys)
    try write(KeySlots.table(of: keys, size: KeySlots.size(for: keys.count)), as: .slots)
    try write(frequencies, as: .frequencies)
    try writePostings(numbers, frequencies, path)
    return layout
  }

  // MARK: Profiles

  /// Calls a closure with the terms of each document: term · 2, plus 1 for a name.
  private func forEachDocument(_ body: (Int, ArraySlice<UInt32>) throws -> Void) throws {
    var document = 0
    for number in 0..<spool.count {
      let bytes = try spool.record(number)
      let entries = bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt32.self)) }
      var start = 0
      for place in entries.indices where entries[place] == .max {
        try body(document, entries[start..<place])
        document += 1
        start = place + 1
      }
    }
  }

  private mutating func writeProfiles(_ numbers: [UInt32], _ path: String) throws {
    var section = SectionStream(output)
    var starts: [UInt32] = [0]
    var counts: [UInt16] = []
    var bytes: [UInt8] = []
    var entries: [UInt32] = []
    try forEachDocument { document, terms in
      entries.removeAll(keepingCapacity: true)
      for term in terms { entries.append(numbers[Int(term >> 1)] << 1 | term & 1) }
      entries.sort()
      bytes.removeAll(keepingCapacity: true)
      KeyProfile.append(
        entries, characterCount: Int(characterCounts[document]), to: &bytes)
      try section.write(bytes)
      starts.append(try Self.offset(section.byteCount, path))
      counts.append(UInt16(clamping: entries.count))
    }
    layout.places[IndexLayout.Section.profiles.rawValue] = section.place
    try pad()
    try write(starts, as: .profileStarts)
    try write(counts, as: .termCounts)
  }

  // MARK: Postings

  private mutating func writePostings(
    _ numbers: [UInt32], _ frequencies: [UInt32], _ path: String
  ) throws {
    var section = SectionStream(output)
    var starts: [UInt32] = [0]
    // The most frequent terms stand first: they find nothing, and are not stored.
    let limit = max(64, Int(Self.storedShare * Double(count)))
    var first = frequencies.firstIndex { Int($0) <= limit } ?? frequencies.count
    starts += Array(repeating: 0, count: first)
    while first < frequencies.count {
      var last = first
      var total = 0
      while last < frequencies.count, total + Int(frequencies[last]) <= Self.postingLimit {
        total += Int(frequencies[last])
        last += 1
      }
      let lists = try inverted(numbers, frequencies, terms: first..<last, total: total)
      var bytes: [UInt8] = []
      var place = 0
      for term in first..<last {
        bytes.removeAll(keepingCapacity: true)
        var previous: UInt32 = 0
        for document in lists[place..<place + Int(frequencies[term])] {
          VariableInteger.append(document - previous, to: &bytes)
          previous = document
        }
        place += Int(frequencies[term])
        try section.write(bytes)
        starts.append(try Self.offset(section.byteCount, path))
      }
      first = last
    }
    layout.places[IndexLayout.Section.postings.rawValue] = section.place
    try pad()
    try write(starts, as: .postingStarts)
  }

  /// The documents of each of some terms, ascending, one list after the other.
  private func inverted(
    _ numbers: [UInt32], _ frequencies: [UInt32], terms: Range<Int>, total: Int
  ) throws -> [UInt32] {
    var next: [Int] = []
    next.reserveCapacity(terms.count)
    var place = 0
    for term in terms {
      next.append(place)
      place += Int(frequencies[term])
    }
    var lists = [UInt32](repeating: 0, count: total)
    try lists.withUnsafeMutableBufferPointer { lists in
      try forEachDocument { document, entries in
        for entry in entries {
          let term = Int(numbers[Int(entry >> 1)])
          guard term >= terms.lowerBound, term < terms.upperBound else { continue }
          lists[next[term - terms.lowerBound]] = UInt32(document)
          next[term - terms.lowerBound] += 1
        }
      }
    }
    return lists
  }

  private static func offset(_ count: Int, _ path: String) throws(IndexFailure) -> UInt32 {
    guard let offset = UInt32(exactly: count) else {
      throw IndexFailure(
        .tooLarge, path: path,
        message: "expected at most 4 GiB of terms in one index, found more: make several indexes")
    }
    return offset
  }

  // MARK: Sections

  private mutating func write<Value: FixedWidthInteger>(
    _ values: [Value], as section: IndexLayout.Section
  ) throws {
    var stream = SectionStream(output)
    try values.withUnsafeBytes { try stream.write($0) }
    layout.places[section.rawValue] = stream.place
    try pad()
  }

  /// Zeros up to the next multiple of 8.
  private func pad() throws {
    let rest = output.byteCount % 8
    if rest > 0 { try output.write([UInt8](repeating: 0, count: 8 - rest)) }
  }
}

/// A section while it is written.
private struct SectionStream {
  private let output: OutputFile
  private let start: Int
  private var checksum = Checksum64()

  init(_ output: OutputFile) {
    self.output = output
    start = output.byteCount
  }

  var byteCount: Int { output.byteCount - start }

  var place: IndexLayout.Place {
    IndexLayout.Place(offset: start, byteCount: byteCount, checksum: checksum.value)
  }

  mutating func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    checksum.update(bytes)
    try output.write(bytes)
  }
}
