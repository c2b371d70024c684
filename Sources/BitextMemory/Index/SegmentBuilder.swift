// SPDX-License-Identifier: Apache-2.0

/// Collects the sources of units and makes a segment of the index of them.
///
/// - Complexity: O(tokens) time; 4 bytes a token while it collects.
struct SegmentBuilder {
  private(set) var vocabulary = Vocabulary()
  private(set) var kinds: [UInt8] = []
  private var sequence: [UInt32] = []
  private var ends: [Int] = [0]
  private var keys: [Int64] = []
  private var folds: [UInt64] = []

  /// A segment takes no more tokens than this, so that offsets fit 32 bits.
  static let tokenLimit = 400_000_000
  private static let noFold = UInt64.max

  init() {}

  var count: Int { keys.count }
  var tokenCount: Int { sequence.count }
  /// The key added first.
  var firstKey: Int64? { keys.first }
  /// The key added last.
  var lastKey: Int64? { keys.last }

  /// Adds a unit; keys ascend.
  ///
  /// - Returns: the hash of the folded text.
  @discardableResult
  mutating func add(_ list: TokenList, key: Int64) -> UInt32? {
    var sum = TokenFold.Sum()
    list.bytes.withUnsafeBufferPointer { bytes in
      for token in list.tokens {
        let id = vocabulary.id(UnsafeBufferPointer(rebasing: bytes[token.range]), token.kind)
        if id == kinds.count { kinds.append(token.kind.rawValue) }
        sequence.append(UInt32(id))
        sum.add(vocabulary.folds[id])
      }
    }
    ends.append(sequence.count)
    keys.append(key)
    let fold = sum.result
    folds.append(fold.map { UInt64($0) } ?? Self.noFold)
    return fold
  }

  /// The bytes of the segment; at least one unit must have been added.
  func image(direction: Int) -> [UInt8] {
    let rank = ranks()
    let order = ordinals()
    var file = Image(firstKey: keys.min() ?? 0, lastKey: keys.max() ?? 0)
    let firstKey = file.firstKey
    file.words(.keys, order.map { UInt32(clamping: keys[Int($0)] &- firstKey) })
    file.words(.lengths, lengths(order))
    addSequences(order, rank.number, to: &file)
    addFolds(order, to: &file)
    addTokens(rank.order, to: &file)
    addLists(order, rank.number, to: &file)
    return file.finish(direction: direction, units: count, tokens: vocabulary.count)
  }

  /// Tokens by falling use: the commonest get the shortest numbers.
  private func ranks() -> (order: [Int], number: [UInt32]) {
    let order = (0..<vocabulary.count).sorted {
      (vocabulary.uses[$1], $0) < (vocabulary.uses[$0], $1)
    }
    var number = [UInt32](repeating: 0, count: order.count)
    for (rank, id) in order.enumerated() { number[id] = UInt32(rank) }
    return (order, number)
  }

  private func length(_ unit: Int) -> Int { ends[unit + 1] - ends[unit] }

  /// Units by length, then by key.
  private func ordinals() -> [UInt32] {
    let longest = (0..<count).reduce(0) { max($0, length($1)) }
    guard longest < 1 << 20 else {
      return (0..<count).sorted { (length($0), $0) < (length($1), $1) }.map { UInt32($0) }
    }
    var starts = [Int](repeating: 0, count: longest + 2)
    for unit in 0..<count { starts[length(unit) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var order = [UInt32](repeating: 0, count: count)
    for unit in 0..<count {
      order[starts[length(unit)]] = UInt32(unit)
      starts[length(unit)] += 1
    }
    return order
  }

  private func lengths(_ order: [UInt32]) -> [UInt32] {
    var pairs: [UInt32] = []
    var last = -1
    for (ordinal, unit) in order.enumerated() where length(Int(unit)) != last {
      last = length(Int(unit))
      pairs += [UInt32(last), UInt32(ordinal)]
    }
    return pairs + [.max, UInt32(order.count)]
  }

  private func addSequences(_ order: [UInt32], _ number: [UInt32], to file: inout Image) {
    var starts: [UInt32] = []
    starts.reserveCapacity(order.count + 1)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * sequence.count)
    for unit in order {
      starts.append(UInt32(bytes.count))
      for index in ends[Int(unit)]..<ends[Int(unit) + 1] {
        appendVarint(number[Int(sequence[index])], to: &bytes)
      }
    }
    starts.append(UInt32(bytes.count))
    file.words(.sequenceStarts, starts)
    file.bytes(.sequences, bytes)
  }

  private func addFolds(_ order: [UInt32], to file: inout Image) {
    var entries: [UInt64] = []
    entries.reserveCapacity(order.count)
    for (ordinal, unit) in order.enumerated() where folds[Int(unit)] != Self.noFold {
      entries.append(folds[Int(unit)] << 32 | UInt64(ordinal))
    }
    entries.sort()
    file.words(.foldHashes, entries.map { UInt32($0 >> 32) })
    file.words(.foldOrdinals, entries.map { UInt32(truncatingIfNeeded: $0) })
  }

  private func addTokens(_ order: [Int], to file: inout Image) {
    var starts: [UInt32] = []
    var text: [UInt8] = []
    text.reserveCapacity(vocabulary.text.count)
    var slots = 16
    while slots < 2 * order.count { slots *= 2 }
    var table = [UInt32](repeating: 0, count: slots)
    for (rank, id) in order.enumerated() {
      starts.append(UInt32(text.count))
      text.append(contentsOf: vocabulary.text[vocabulary.range(id)])
      var slot = Int(truncatingIfNeeded: vocabulary.hashes[id]) & (slots - 1)
      while table[slot] != 0 { slot = (slot + 1) & (slots - 1) }
      table[slot] = UInt32(rank + 1)
    }
    starts.append(UInt32(text.count))
    file.words(.tokenStarts, starts)
    file.bytes(.tokenTexts, text)
    file.bytes(.tokenKinds, order.map { kinds[$0] })
    file.words(.tokenTable, table)
  }

  /// Two passes: the first one measures the lists, the second one writes them.
  private func addLists(_ order: [UInt32], _ number: [UInt32], to file: inout Image) {
    let tokens = vocabulary.count
    var seen = [UInt32](repeating: 0, count: tokens)
    var starts = [UInt32](repeating: 0, count: tokens + 1)
    forEachPosting(order, number, &seen) { token, before, now in
      starts[token + 1] += UInt32(varintSize(now - before))
    }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var skips = SkipTable(starts)
    var places = starts
    var bytes = [UInt8](repeating: 0, count: Int(starts[tokens]))
    seen = [UInt32](repeating: 0, count: tokens)
    bytes.withUnsafeMutableBufferPointer { bytes in
      places.withUnsafeMutableBufferPointer { places in
        forEachPosting(order, number, &seen) { token, before, now in
          var value = now - before
          var place = Int(places[token])
          skips.note(token, place - Int(starts[token]), before: Int(before) - 1)
          while value >= 0x80 {
            bytes[place] = UInt8(truncatingIfNeeded: value) | 0x80
            place += 1
            value >>= 7
          }
          bytes[place] = UInt8(truncatingIfNeeded: value)
          places[token] = UInt32(place + 1)
        }
      }
    }
    file.words(.listStarts, starts)
    file.bytes(.lists, bytes)
    file.words(.skipStarts, skips.starts)
    file.words(.skips, skips.pairs)
  }

  /// Calls a closure with each distinct token of each unit, and what counts from 1: the ordinal that had it last,
  /// or 0, and the one that has it now.
  @inline(__always)
  private func forEachPosting(
    _ order: [UInt32], _ number: [UInt32], _ seen: inout [UInt32],
    _ body: (_ token: Int, _ before: UInt32, _ now: UInt32) -> Void
  ) {
    seen.withUnsafeMutableBufferPointer { seen in
      sequence.withUnsafeBufferPointer { sequence in
        number.withUnsafeBufferPointer { number in
          for (ordinal, unit) in order.enumerated() {
            let now = UInt32(ordinal + 1)
            for index in ends[Int(unit)]..<ends[Int(unit) + 1] {
              let token = Int(number[Int(sequence[index])])
              let before = seen[token]
              if before == now { continue }
              seen[token] = now
              body(token, before, now)
            }
          }
        }
      }
    }
  }
}

/// Places within long lists from which they can be read.
private struct SkipTable {
  private(set) var starts: [UInt32] = [0]
  private(set) var pairs: [UInt32] = []

  /// - Parameter lists: where each list begins, and where the last one ends.
  init(_ lists: [UInt32]) {
    func count(_ token: Int) -> Int {
      max(0, Int(lists[token + 1] - lists[token]) - 1) / SegmentSection.skipBytes
    }
    let last = (0..<lists.count - 1).last { count($0) > 0 }
    guard let last else { return }
    for token in 0...last { starts.append(starts[token] + UInt32(count(token))) }
    pairs = [UInt32](repeating: .max, count: 2 * Int(starts[last + 1]))
  }

  /// Notes where an ordinal is written, if it is the first one behind a skip.
  @inline(__always)
  mutating func note(_ token: Int, _ offset: Int, before ordinal: Int) {
    let block = offset / SegmentSection.skipBytes
    guard block > 0, token + 1 < starts.count else { return }
    let place = 2 * (Int(starts[token]) + block - 1)
    guard place < 2 * Int(starts[token + 1]), pairs[place] == .max else { return }
    pairs[place] = UInt32(ordinal)
    pairs[place + 1] = UInt32(offset)
  }
}

extension SegmentBuilder {
  /// The file being put together.
  private struct Image {
    let firstKey: Int64
    let lastKey: Int64
    private var bytes = [UInt8](repeating: 0, count: SegmentHeader.byteCount)
    private var places: [SegmentSection: (start: Int, count: Int)] = [:]

    init(firstKey: Int64, lastKey: Int64) {
      self.firstKey = firstKey
      self.lastKey = lastKey
    }

    mutating func words(_ section: SegmentSection, _ values: [UInt32]) {
      values.withUnsafeBytes { add(section, $0) }
    }

    mutating func bytes(_ section: SegmentSection, _ values: [UInt8]) {
      values.withUnsafeBytes { add(section, $0) }
    }

    private mutating func add(_ section: SegmentSection, _ values: UnsafeRawBufferPointer) {
      places[section] = (bytes.count, values.count)
      bytes.append(contentsOf: values)
      while bytes.count & 7 != 0 { bytes.append(0) }
    }

    consuming func finish(direction: Int, units: Int, tokens: Int) -> [UInt8] {
      let content = bytes.withUnsafeBytes {
        SegmentHeader.checksum(UnsafeRawBufferPointer(rebasing: $0[SegmentHeader.byteCount...]))
      }
      var fields: [UInt64] = [
        SegmentHeader.magic, content, UInt64(direction), UInt64(units), UInt64(tokens),
        UInt64(bitPattern: firstKey), UInt64(bitPattern: lastKey),
      ]
      for section in SegmentSection.allCases {
        let place = places[section] ?? (SegmentHeader.byteCount, 0)
        fields += [UInt64(place.start), UInt64(place.count)]
      }
      fields.append(fields.withUnsafeBytes { SegmentHeader.checksum($0) })
      fields.withUnsafeBytes { bytes.replaceSubrange(0..<SegmentHeader.byteCount, with: $0) }
      return bytes
    }
  }
}
