// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

/// What is known of words wherever they stand, remembered by the word as written; one thread, and constant
/// memory.
final class WordTypes {
  /// What is known of a word.
  struct Entry {
    var exact: UInt64
    var folded: UInt64
    var stem: UInt64
    var stemNumber: Int32
    var termStart: Int32
    var shape: LatinWord.Shape
    var hasDigit: Bool
    var hasLetter: Bool
    var isFunction: Bool
    var isNumber: Bool
    var negation: NegationKind
  }

  let stemmer = EnglishStemmer()
  private let termbase: Termbase?
  private var folded: [UInt8] = []
  /// The words met lately, two to a pair of places, the one that was asked for later first.
  private let entries: UnsafeMutablePointer<Entry>
  private static let capacity = 1 << 15

  /// - Parameter termbase: the terms whose beginnings are looked up; `nil` where a termbase is being made.
  init(_ termbase: Termbase?) {
    self.termbase = termbase
    entries = Self.blank(Self.capacity)
  }

  deinit { entries.deallocate() }

  private static func blank(_ count: Int) -> UnsafeMutablePointer<Entry> {
    let memory = UnsafeMutablePointer<Entry>.allocate(capacity: count)
    memory.initialize(
      repeating: Entry(
        exact: 0, folded: 0, stem: 0, stemNumber: -1, termStart: -1, shape: .lower, hasDigit: false,
        hasLetter: false, isFunction: false, isNumber: false, negation: .none), count: count)
    return memory
  }

  /// What is known of a word.
  ///
  /// - Parameter exact: a hash of its characters, not 0.
  @inline(__always)
  func entry(_ exact: UInt64, _ word: UnsafeBufferPointer<UInt32>) -> Entry {
    let first = Int(truncatingIfNeeded: exact ^ (exact >> 29)) & (Self.capacity - 2)
    return entries[first].exact == exact ? entries[first] : second(exact, word, first)
  }

  @inline(never)
  private func second(_ exact: UInt64, _ word: UnsafeBufferPointer<UInt32>, _ first: Int) -> Entry {
    let entry = entries[first + 1].exact == exact ? entries[first + 1] : made(exact, word)
    entries[first + 1] = entries[first]
    entries[first] = entry
    return entry
  }

  private func made(_ exact: UInt64, _ word: UnsafeBufferPointer<UInt32>) -> Entry {
    var (capitals, smalls, digits) = (0, 0, 0)
    folded.removeAll(keepingCapacity: true)
    for value in word {
      if value < 0x80 {
        if value <= 0x39 {
          digits += 1
          folded.append(UInt8(value))
        } else if value < 0x61 {
          capitals += 1
          folded.append(UInt8(value | 0x20))
        } else {
          smalls += 1
          folded.append(UInt8(value))
        }
      } else {
        let plain = LatinFolding.plain(value)
        if plain.isCapital { capitals += 1 } else { smalls += 1 }
        folded.append(plain.letter)
      }
    }
    let first = word[0]
    let startsLarge = first &- 0x41 < 26 || first >= 0xC0 && LatinFolding.plain(first).isCapital
    let shape: LatinWord.Shape =
      if capitals == 0 { .lower } else if startsLarge, capitals == 1 {
        smalls > 0 ? .capitalised : .capitals
      } else if smalls == 0 || smalls == 1 && capitals > 1 && folded.last == 0x73 {
        .capitals
      } else {
        .mixed
      }
    var foldedHash: UInt64 = 0x8422_2325_cbf2_9ce4
    let isPlural = shape == .capitals && smalls == 1
    for byte in isPlural ? folded.dropLast() : folded[...] {
      foldedHash = (foldedHash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    let hasLetter = capitals + smalls > 0
    let stem = hasLetter ? folded.withUnsafeBufferPointer { stemmer.key($0) } : 0
    var entry = Entry(
      exact: exact, folded: foldedHash, stem: stem,
      stemNumber: termbase == nil ? -1 : Int32(LinkTable.shared.stems.find(stem)),
      termStart: Int32(termbase?.start(of: stem) ?? -1), shape: shape, hasDigit: digits > 0,
      hasLetter: hasLetter, isFunction: FunctionWords.contains(foldedHash),
      isNumber: NumberWords.meaning(of: foldedHash) != nil, negation: .none)
    if termbase != nil, hasLetter {
      entry.negation = EnglishNegations.kind(of: entry, folded, stemmer, .shared)
    }
    return entry
  }
}
