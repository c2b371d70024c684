// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// One segment of the index, mapped or in memory; read-only.
///
/// Nothing read from it is trusted: a damaged segment may miss matches, but never reads outside itself.
final class Segment: @unchecked Sendable {
  // Unchecked: the bytes never change and live as long as the object.
  private enum Owner {
    case file(MappedFile)
    case memory(Copy)
  }

  /// Bytes in memory of their own; they go also where a segment cannot be made of them.
  private final class Copy {
    let bytes: UnsafeRawBufferPointer

    init(_ image: [UInt8]) {
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: image.count, alignment: 16)
      image.withUnsafeBytes { room.copyMemory(from: $0) }
      bytes = UnsafeRawBufferPointer(room)
    }

    deinit { bytes.deallocate() }
  }

  let direction: Int
  let unitCount: Int
  let tokenCount: Int
  let firstKey: Int64
  let lastKey: Int64
  let byteCount: Int
  private let owner: Owner
  private let base: UnsafeRawPointer
  private let places: [(start: Int, count: Int)]
  private let contentChecksum: UInt64

  /// Why a segment cannot be used.
  struct Damage: Error, Sendable {
    let message: String
  }

  /// Maps a file.
  ///
  /// - Parameter verifying: whether the whole content is held to its checksum, about 5 GB/s.
  convenience init(path: String, verifying: Bool) throws {
    let file = try MappedFile(path: path)
    try self.init(.file(file), file.bytes)
    if verifying { try verify() }
  }

  /// Takes the bytes of an image.
  convenience init(image: [UInt8]) throws {
    let copy = Copy(image)
    try self.init(.memory(copy), copy.bytes)
  }

  private init(_ owner: Owner, _ bytes: UnsafeRawBufferPointer) throws {
    self.owner = owner
    guard let base = bytes.baseAddress, bytes.count >= SegmentHeader.byteCount else {
      throw Damage(message: "too short")
    }
    let fields = (0..<SegmentHeader.fieldCount).map {
      base.load(fromByteOffset: 8 * $0, as: UInt64.self)
    }
    guard fields[0] == SegmentHeader.magic else { throw Damage(message: "no segment") }
    let sum = fields.dropLast().withUnsafeBytes { SegmentHeader.checksum($0) }
    guard sum == fields[fields.count - 1] else { throw Damage(message: "header damaged") }
    var places: [(start: Int, count: Int)] = []
    for section in SegmentSection.allCases {
      let start = Int(truncatingIfNeeded: fields[7 + 2 * section.rawValue])
      let count = Int(truncatingIfNeeded: fields[8 + 2 * section.rawValue])
      guard start >= SegmentHeader.byteCount, count >= 0, start & 7 == 0,
        start <= bytes.count, count <= bytes.count - start
      else { throw Damage(message: "cut short") }
      places.append((start, count / section.stride))
    }
    self.base = base
    self.places = places
    byteCount = bytes.count
    contentChecksum = fields[1]
    direction = Int(truncatingIfNeeded: fields[2])
    unitCount = Int(truncatingIfNeeded: fields[3])
    tokenCount = Int(truncatingIfNeeded: fields[4])
    firstKey = Int64(bitPattern: fields[5])
    lastKey = Int64(bitPattern: fields[6])
    let expected: [SegmentSection: Int] = [
      .keys: unitCount, .sequenceStarts: unitCount + 1, .tokenStarts: tokenCount + 1,
      .tokenKinds: tokenCount, .listStarts: tokenCount + 1,
      .foldOrdinals: places[SegmentSection.foldHashes.rawValue].count,
    ]
    let slots = places[SegmentSection.tokenTable.rawValue].count
    guard expected.allSatisfy({ places[$0.key.rawValue].count == $0.value }), unitCount >= 0,
      slots > 0, slots & (slots - 1) == 0, places[SegmentSection.lengths.rawValue].count >= 2
    else { throw Damage(message: "sections do not fit") }
  }

  /// Holds the content to its checksum.
  func verify() throws {
    let content = UnsafeRawBufferPointer(
      start: base + SegmentHeader.byteCount, count: byteCount - SegmentHeader.byteCount)
    guard SegmentHeader.checksum(content) == contentChecksum else {
      throw Damage(message: "content damaged")
    }
  }

  @inline(__always)
  func words(_ section: SegmentSection) -> UnsafeBufferPointer<UInt32> {
    let place = places[section.rawValue]
    return UnsafeBufferPointer(
      start: (base + place.start).assumingMemoryBound(to: UInt32.self), count: place.count)
  }

  @inline(__always)
  func bytes(_ section: SegmentSection) -> UnsafeBufferPointer<UInt8> {
    let place = places[section.rawValue]
    return UnsafeBufferPointer(
      start: (base + place.start).assumingMemoryBound(to: UInt8.self), count: place.count)
  }

  /// A range of a section of bytes by a section of starts; empty where the starts make no sense.
  @inline(__always)
  func range(_ index: Int, of starts: UnsafeBufferPointer<UInt32>, within count: Int) -> Range<Int>
  {
    let start = Int(starts[index])
    let end = Int(starts[index + 1])
    return start <= end && end <= count ? start..<end : 0..<0
  }

  /// The key of an ordinal.
  func key(_ ordinal: Int) -> Int64 { firstKey &+ Int64(words(.keys)[ordinal]) }

  /// The number of a token.
  func token(_ text: ArraySlice<UInt8>) -> Int? {
    let table = words(.tokenTable)
    let starts = words(.tokenStarts)
    let texts = bytes(.tokenTexts)
    let hash = text.withUnsafeBytes { buffer in
      buffer.baseAddress.map { hash64($0, count: buffer.count) } ?? mixed(0)
    }
    var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
    for _ in 0..<table.count {
      let entry = Int(table[slot])
      guard entry > 0, entry <= tokenCount else { return nil }
      let range = range(entry - 1, of: starts, within: texts.count)
      if range.count == text.count, texts[range].elementsEqual(text) { return entry - 1 }
      slot = (slot + 1) & (table.count - 1)
    }
    return nil
  }

  /// The text of a token.
  func tokenBytes(_ token: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
    let texts = bytes(.tokenTexts)
    return texts[range(token, of: words(.tokenStarts), within: texts.count)]
  }

  /// Where to begin in a list so that no ordinal from `low` on is missed, and the ordinal before.
  func place(in list: SearchPlan.List, before low: Int) -> (index: Int, ordinal: Int) {
    let starts = words(.skipStarts)
    let start = (list.range.lowerBound, -1)
    guard list.range.count >= SegmentSection.skipBytes, list.token + 1 < starts.count else {
      return start
    }
    let skips = words(.skips)
    let range = range(list.token, of: starts, within: skips.count / 2)
    // The last skip whose ordinal is below the window.
    var first = range.lowerBound
    var last = range.upperBound
    while first < last {
      let middle = (first + last) / 2
      if Int(skips[2 * middle]) < low { first = middle + 1 } else { last = middle }
    }
    guard first > range.lowerBound else { return start }
    let index = list.range.lowerBound + Int(skips[2 * first - 1])
    guard index <= list.range.upperBound else { return start }
    return (index, Int(skips[2 * first - 2]))
  }

  /// The length of an ordinal's text, in tokens.
  func length(_ ordinal: Int) -> Int {
    let pairs = words(.lengths)
    var low = 0
    var high = pairs.count / 2
    while low < high {
      let middle = (low + high) / 2
      if Int(pairs[2 * middle + 1]) <= ordinal { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? Int(pairs[2 * low - 2]) : 0
  }

  /// The first ordinal whose length is at least `length`.
  func firstOrdinal(length: Int) -> Int {
    let pairs = words(.lengths)
    var low = 0
    var high = pairs.count / 2
    while low < high {
      let middle = (low + high) / 2
      if Int(pairs[2 * middle]) < length { low = middle + 1 } else { high = middle }
    }
    return low < pairs.count / 2 ? min(unitCount, Int(pairs[2 * low + 1])) : unitCount
  }

  /// Calls a closure with the ordinals whose folded text has a hash.
  func forEachFold(_ hash: UInt32, _ body: (Int) -> Void) {
    let hashes = words(.foldHashes)
    let ordinals = words(.foldOrdinals)
    var low = 0
    var high = hashes.count
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    while low < hashes.count, hashes[low] == hash {
      let ordinal = Int(ordinals[low])
      if ordinal < unitCount { body(ordinal) }
      low += 1
    }
  }
}
