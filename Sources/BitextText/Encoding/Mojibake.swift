// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Text that was decoded by the wrong encoding before it reached us.
///
/// UTF-8 that was read as Latin-1 or Windows-1252 is put right, where nothing of it was lost: every
/// character still stands for one byte. UTF-8 that was read as GBK has lost bytes; it is only recognised.
///
///     Mojibake.inspect(Array("æ–¹æ³•".utf8).span)   // .repairable, 方法
///
/// - Note: Total and deterministic. Text without U+00C2–U+00EF and with common Han characters costs one
///   scan for a byte and a look at the first 120 bytes.
public enum Mojibake {
  /// What was found in a text.
  public enum Finding: Hashable, Sendable {
    /// Nothing of the kind.
    case none
    /// Read as Windows-1252 before; the UTF-8 that stood there.
    case repairable([UInt8])
    /// Damaged for good, and how.
    case broken(String)
  }

  /// Looks for text that was decoded by the wrong encoding.
  ///
  /// - Parameter text: UTF-8, well-formed.
  /// - Complexity: O(*n*).
  public static func inspect(_ text: Span<UInt8>) -> Finding {
    text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, !bytes.isEmpty else { return .none }
      if holdsReplacement(bytes) {
        return .broken("found U+FFFD, which stands for bytes that could not be decoded")
      }
      if memchr(base, 0xC3, bytes.count) != nil {
        let finding = Windows1252Text(bytes).finding
        if finding != .none { return finding }
      }
      return HanCommonness.isStrange(bytes)
        ? .broken("found Han characters that Chinese does not use: UTF-8 read as GBK") : .none
    }
  }

  private static func holdsReplacement(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress, bytes.count >= 3 else { return false }
    var from = 1
    while from + 1 < bytes.count, let found = memchr(base + from, 0xBF, bytes.count - 1 - from) {
      let index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if bytes[index - 1] == 0xEF, bytes[index + 1] == 0xBD { return true }
      from = index + 1
    }
    return false
  }
}

/// A text whose characters may be the bytes of UTF-8, seen through Windows-1252.
struct Windows1252Text {
  /// Sequences that are whole characters of UTF-8.
  private var sound = 0
  /// Sequences that begin one and do not end it.
  private var cut = 0
  private var repaired: [UInt8] = []

  var finding: Mojibake.Finding {
    if sound > 0, cut == 0 { return .repairable(repaired) }
    return sound >= 3 && cut > 0
      ? .broken("found UTF-8 read as Windows-1252, with characters lost") : .none
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    repaired.reserveCapacity(bytes.count)
    while index < bytes.count {
      let (byte, length) = Self.byte(bytes, at: index)
      guard let lead = byte, lead >= 0xC2, let wanted = Self.followers(of: lead) else {
        repaired.append(contentsOf: bytes[index..<index + length])
        index += length
        continue
      }
      let (tail, end) = Self.continuation(bytes, from: index + length, wanted: wanted)
      if tail.count == wanted, Self.isPlausible(lead, tail) {
        sound += 1
        repaired.append(lead)
        repaired.append(contentsOf: tail)
        index = end
      } else {
        // A single accented letter before a quote is ordinary text; a begun Han character is not.
        if lead >= 0xE2, !tail.isEmpty { cut += 1 }
        repaired.append(contentsOf: bytes[index..<index + length])
        index += length
      }
    }
  }

  /// How many bytes follow a lead that Latin punctuation, Greek, Han or wide forms begin with.
  private static func followers(of lead: UInt8) -> Int? {
    switch lead {
    case 0xC2, 0xC3, 0xCE, 0xCF: 1
    case 0xE2...0xE9, 0xEF: 2
    default: nil
    }
  }

  private static func continuation(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, wanted: Int
  ) -> (tail: [UInt8], end: Int) {
    var tail: [UInt8] = []
    var index = start
    while tail.count < wanted, index < bytes.count {
      let (byte, length) = Self.byte(bytes, at: index)
      guard let byte, byte & 0xC0 == 0x80 else { break }
      tail.append(byte)
      index += length
    }
    return (tail, index)
  }

  /// Whether the character is one that papers hold; `Ã` and `Â` before a quote are, rarely, letters.
  private static func isPlausible(_ lead: UInt8, _ tail: [UInt8]) -> Bool {
    lead != 0xEF || tail[0] >= 0xBC || tail[0] == 0xBB
  }

  /// The byte that a character stood for in Windows-1252, and the length of the character here.
  private static func byte(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (byte: UInt8?, length: Int) {
    let first = bytes[index]
    if first < 0x80 { return (first, 1) }
    if first == 0xC2 || first == 0xC3, index + 1 < bytes.count {
      return (first == 0xC2 ? bytes[index + 1] : bytes[index + 1] | 0x40, 2)
    }
    if first < 0xE0, index + 1 < bytes.count {
      return (specials[UInt32(first) << 8 | UInt32(bytes[index + 1])], 2)
    }
    if first < 0xF0, index + 2 < bytes.count {
      let key = UInt32(first) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
      return (specials[key], 3)
    }
    return (nil, min(bytes.count - index, first >= 0xF0 ? 4 : 1))
  }

  /// The characters of Windows-1252 outside Latin-1, by their UTF-8.
  private static let specials: [UInt32: UInt8] = {
    let characters: [(UInt8, Character)] = [
      (0x80, "€"), (0x82, "‚"), (0x83, "ƒ"), (0x84, "„"), (0x85, "…"), (0x86, "†"), (0x87, "‡"),
      (0x88, "ˆ"), (0x89, "‰"), (0x8A, "Š"), (0x8B, "‹"), (0x8C, "Œ"), (0x8E, "Ž"), (0x91, "‘"),
      (0x92, "’"), (0x93, "“"), (0x94, "”"), (0x95, "•"), (0x96, "–"), (0x97, "—"), (0x98, "˜"),
      (0x99, "™"), (0x9A, "š"), (0x9B, "›"), (0x9C, "œ"), (0x9E, "ž"), (0x9F, "Ÿ"),
    ]
    var table: [UInt32: UInt8] = [:]
    for (byte, character) in characters {
      table[character.utf8.reduce(0) { $0 << 8 | UInt32($1) }] = byte
    }
    return table
  }()
}

/// How common the Han characters of a text are: Chinese is mostly made of some 600.
enum HanCommonness {
  /// Whether fewer than one Han character in ten is common; texts of fewer than 20 are not judged.
  static func isStrange(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = counts(UnsafeBufferPointer(rebasing: bytes.prefix(120)))
    // Running Chinese has three common characters in four: most texts are done here.
    guard start.common * 3 < start.han else { return false }
    let all = counts(bytes)
    return all.han >= 20 && all.common * 10 < all.han
  }

  private static func counts(_ bytes: UnsafeBufferPointer<UInt8>) -> (han: Int, common: Int) {
    table.withUnsafeBufferPointer { table in
      var han = 0, common = 0
      var index = 0
      while index + 2 < bytes.count {
        let byte = bytes[index]
        guard byte >= 0xE4, byte <= 0xE9 else {
          index += 1
          continue
        }
        let value =
          Int(byte & 15) << 12 | Int(bytes[index + 1] & 63) << 6 | Int(bytes[index + 2] & 63)
        han += 1
        if value >= 0x4E00, value < 0xA000 { common += table[value - 0x4E00] ? 1 : 0 }
        index += 3
      }
      return (han, common)
    }
  }

  private static let table: [Bool] = (0x4E00..<0xA000).map {
    FrequentCharacters.contains(UInt32($0))
  }
}
