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
    var flags: Flags = []

    init() {}

    /// The number of the stem in the ``LinkTable``; −1 for one that it lacks.
    @inline(__always)
    var stemNumber: Int32 {
      get { stemPlace == .max ? -1 : Int32(stemPlace) }
      set { stemPlace = newValue < 0 ? .max : UInt16(newValue) }
    }

    /// How the letters are written, and what the word says of negation: two bits each.
    private var forms: UInt8 = 0

    @inline(__always)
    var shape: LatinWord.Shape {
      get { LatinWord.Shape(rawValue: forms & 3) ?? .lower }
      set { forms = forms & ~3 | newValue.rawValue }
    }
    @inline(__always)
    var negation: NegationKind {
      get { NegationKind(rawValue: forms >> 2) ?? .none }
      set { forms = forms & 3 | newValue.rawValue << 2 }
    }
  }

  /// What is so or not of a word.
  struct Flags: OptionSet {
    var rawValue: UInt8
    static let hasDigit = Flags(rawValue: 1)
    static let hasLetter = Flags(rawValue: 2)
    /// It is one of ``FunctionWords``.
    static let isFunction = Flags(rawValue: 4)
    /// It is one of ``NumberWords``.
    static let isNumber = Flags(rawValue: 8)
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
    if digits > 0 { entry.flags.insert(.hasDigit) }
    if hasLetter { entry.flags.insert(.hasLetter) }
    if FunctionWords.contains(foldedHash) { entry.flags.insert(.isFunction) }
    if NumberWords.meaning(of: foldedHash) != nil { entry.flags.insert(.isNumber) }
    if termbase != nil, hasLetter {
      entry.negation = EnglishNegations.kind(of: entry, folded, stemmer, .shared)
    }
    return entry
  }
}
