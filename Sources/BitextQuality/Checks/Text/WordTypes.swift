// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

/// What is known of words wherever they stand, remembered by the word as written; one thread, and constant
/// memory.
final class WordTypes {
  /// What is known of a word; 32 bytes, so that a pair of places is one line of a processor's cache.
  struct Entry {
    var exact: UInt64 = 0
    var folded: UInt64 = 0
    var stem: UInt64 = 0
    var termStart: Int32 = -1
    /// The stem's number, or its greatest value for none.
    private var stemPlace = UInt16.max
    private var flags: UInt16 = 0

    init() {}

    /// The number of the stem in the ``LinkTable``; −1 for one that it lacks.
    @inline(__always)
    var stemNumber: Int32 {
      get { stemPlace == .max ? -1 : Int32(stemPlace) }
      set { stemPlace = newValue < 0 ? .max : UInt16(newValue) }
    }

    @inline(__always)
    var hasDigit: Bool {
      get { flags & 1 != 0 }
      set { set(1, newValue) }
    }
    @inline(__always)
    var hasLetter: Bool {
      get { flags & 2 != 0 }
      set { set(2, newValue) }
    }
    @inline(__always)
    var isFunction: Bool {
      get { flags & 4 != 0 }
      set { set(4, newValue) }
    }
    @inline(__always)
    var isNumber: Bool {
      get { flags & 8 != 0 }
      set { set(8, newValue) }
    }
    @inline(__always)
    var shape: LatinWord.Shape {
      get { unsafeBitCast(UInt8(truncatingIfNeeded: flags >> 8 & 3), to: LatinWord.Shape.self) }
      set { flags = flags & ~0x300 | UInt16(newValue.rawValue) << 8 }
    }
    @inline(__always)
    var negation: NegationKind {
      get { unsafeBitCast(UInt8(truncatingIfNeeded: flags >> 12 & 3), to: NegationKind.self) }
      set { flags = flags & ~0x3000 | UInt16(newValue.rawValue) << 12 }
    }

    private mutating func set(_ bit: UInt16, _ value: Bool) {
      flags = value ? flags | bit : flags & ~bit
    }
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
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Entry>.stride, alignment: 64)
    return bytes.initializeMemory(as: Entry.self, repeating: Entry(), count: count)
  }

  /// What is known of a word that was asked for lately; `nil` where it was not.
  ///
  /// - Parameter exact: a hash of its characters, not 0.
  @inline(__always)
  func lately(_ exact: UInt64) -> Entry? {
    let entry = entries + Self.place(exact)
    return entry.pointee.exact == exact ? entry.pointee : nil
  }

  @inline(__always)
  private static func place(_ exact: UInt64) -> Int {
    Int(truncatingIfNeeded: exact ^ (exact >> 29)) & (capacity - 2)
  }

  /// What is known of a word.
  @inline(never)
  func entry(_ exact: UInt64, _ word: UnsafeBufferPointer<UInt32>) -> Entry {
    let first = Self.place(exact)
    if entries[first].exact == exact { return entries[first] }
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
    var entry = Entry()
    entry.exact = exact
    entry.folded = foldedHash
    entry.stem = stem
    entry.stemNumber = termbase == nil ? -1 : Int32(LinkTable.shared.stems.find(stem))
    entry.termStart = Int32(termbase?.start(of: stem) ?? -1)
    entry.shape = shape
    entry.hasDigit = digits > 0
    entry.hasLetter = hasLetter
    entry.isFunction = FunctionWords.contains(foldedHash)
    entry.isNumber = NumberWords.meaning(of: foldedHash) != nil
    if termbase != nil, hasLetter {
      entry.negation = EnglishNegations.kind(of: entry, folded, stemmer, .shared)
    }
    return entry
  }
}
