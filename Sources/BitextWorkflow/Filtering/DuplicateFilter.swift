// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import BitextText

/// How alike two units must be for the second one to be left out.
public enum DuplicateLevel: String, Hashable, Sendable, CaseIterable {
  /// None is left out.
  case none
  /// Both texts are the same, byte for byte.
  case exact
  /// Both texts are the same but for case, width, white space, punctuation and the digits of numbers.
  case normalized
  /// As `normalized`, or the estimated similarity of both texts' shingles reaches the threshold.
  case near
}

/// Remembers units and tells those that came before.
///
/// **Near** is stated so: the normalised texts of both sides (as for `normalized`, but with digits) are
/// cut into shingles of four characters, each side for itself; a MinHash of 32 values by one permutation
/// (empty bins take the next one's) estimates the Jaccard similarity of the two sets. Only units that
/// share one of eight bands of four values with an earlier one, the first with that band, are compared.
///
/// Memory is 8 bytes a unit kept, 16 for `normalized`, some 350 for `near`. Two different units with
/// the same 64-bit hash would be taken for one: once in 10⁷ runs over a million units.
struct DuplicateFilter {
  private let level: DuplicateLevel
  private let similarity: Double
  private var exact: Set<UInt64> = []
  private var normalized: Set<UInt64> = []
  private var bands: [UInt64: Int32] = [:]
  private var signatures: [UInt32] = []

  init(level: DuplicateLevel, similarity: Double) {
    self.level = level
    self.similarity = similarity
  }

  /// Why a unit is left out; `nil` keeps it and remembers it.
  mutating func reason(for unit: TranslationUnit) -> String? {
    if level == .none { return nil }
    let key = TextHash.of(unit.source.text.utf8, TextHash.of(unit.target.text.utf8))
    guard exact.insert(key).inserted else { return "duplicate" }
    if level == .exact { return nil }
    let source = NormalText(unit.source.text)
    let target = NormalText(unit.target.text)
    let folded = TextHash.of(source.withoutDigits, TextHash.of(target.withoutDigits))
    let isEmpty = source.characters.isEmpty && target.characters.isEmpty
    guard isEmpty || normalized.insert(folded).inserted else { return "near-duplicate" }
    if level == .normalized || isEmpty { return nil }
    return isNear(MinHash(source.characters, target.characters)) ? "near-duplicate" : nil
  }

  private mutating func isNear(_ hash: MinHash) -> Bool {
    let keys = hash.bandKeys
    for key in keys {
      guard let other = bands[key] else { continue }
      let start = Int(other) * MinHash.size
      if hash.similarity(to: signatures[start..<start + MinHash.size]) >= similarity { return true }
    }
    let number = Int32(signatures.count / MinHash.size)
    signatures += hash.values
    for key in keys where bands[key] == nil { bands[key] = number }
    return false
  }
}

/// A text without what does not tell texts apart.
struct NormalText {
  /// Letters, ideographs and digits in NFKC, Latin letters in lower case.
  let characters: [UInt32]

  /// The bytes of the text without its digits.
  var withoutDigits: [UInt8] {
    characters.filter { !(0x30...0x39).contains($0) }
      .flatMap { value in withUnsafeBytes(of: value.littleEndian) { Array($0) } }
  }

  init(_ text: String) {
    characters = Normalizer.nfkc(text).unicodeScalars.compactMap { scalar in
      let value = scalar.value
      if value < 0x80 {
        if value &- 0x41 < 26 { return value | 0x20 }
        return value &- 0x61 < 26 || value &- 0x30 < 10 ? value : nil
      }
      let properties = scalar.properties
      guard properties.isAlphabetic || properties.numericType != nil else { return nil }
      return properties.lowercaseMapping.unicodeScalars.first?.value ?? value
    }
  }
}

/// A sketch of the shingles of a unit.
struct MinHash {
  static let size = 32
  private(set) var values = [UInt32](repeating: .max, count: Self.size)

  init(_ source: [UInt32], _ target: [UInt32]) {
    add(source, side: 1)
    add(target, side: 2)
    // Empty bins take the next bin that has a value, so that short texts compare too.
    let filled = values
    for index in values.indices where values[index] == .max {
      let next = (1..<Self.size).first { filled[(index + $0) % Self.size] != .max }
      if let next { values[index] = filled[(index + next) % Self.size] &+ UInt32(next) }
    }
  }

  private mutating func add(_ characters: [UInt32], side: UInt64) {
    guard !characters.isEmpty else { return }
    for start in 0..<max(1, characters.count - 3) {
      var hash = side
      for character in characters[start..<min(start + 4, characters.count)] {
        hash = TextHash.mixed(hash ^ UInt64(character))
      }
      let bin = Int(hash >> 59)
      values[bin] = min(values[bin], UInt32(truncatingIfNeeded: hash))
    }
  }

  /// One key for each eighth of the sketch.
  var bandKeys: [UInt64] {
    (0..<8).map { band in
      values[band * 4..<band * 4 + 4].reduce(UInt64(band)) { TextHash.mixed($0 ^ UInt64($1)) }
    }
  }

  /// The share of equal values: an estimate of the Jaccard similarity, off by .07 or so.
  func similarity(to other: ArraySlice<UInt32>) -> Double {
    Double(zip(values, other).count { $0 == $1 }) / Double(Self.size)
  }
}

/// A hash that is the same in every run.
enum TextHash {
  /// FNV-1a over the bytes, mixed; `seed` chains texts.
  static func of(_ bytes: some Sequence<UInt8>, _ seed: UInt64 = 0) -> UInt64 {
    var hash = 0xcbf2_9ce4_8422_2325 ^ mixed(seed)
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return mixed(hash)
  }

  /// SplitMix64's finaliser.
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
