// SPDX-License-Identifier: Apache-2.0

/// The token before a stop: from the last space, opening mark or ideograph up to the stop.
struct BreakWord {
  /// The token's first byte.
  let start: Int
  /// The token's last byte plus one: the start of the run.
  let end: Int
  /// The hash of the part after the last hyphen or slash, small letters, for the word lists.
  let hash: UInt64
  /// Whether that part begins with a capital letter.
  let startsWithCapital: Bool
  let letters: Int
  let capitals: Int
  let digits: Int
  let dots: Int
  /// Signs of an address, a path or code.
  let symbols: Int

  /// Tokens longer than this are cut; no abbreviation is that long.
  private static let longest = 48

  init(before end: Int, in site: BreakSite) {
    let text = site.text
    let floor = max(site.segmentStart, end - Self.longest)
    var start = end
    while start > floor {
      let byte = text.base[start - 1]
      if byte < 0x80 {
        guard Self.belongs(byte) else { break }
        start -= 1
      } else {
        let (value, length) = text.scalar(before: start)
        guard CharacterClass.isUpper(value) || CharacterClass.isLower(value) else { break }
        start -= length
      }
    }
    self.start = start
    self.end = end
    var hash = WordHash()
    var last = start
    var letters = 0, capitals = 0, digits = 0, dots = 0, symbols = 0
    for index in start..<end {
      let byte = text.base[index]
      hash.add(byte)
      switch byte {
      case 0x41...0x5A: (letters, capitals) = (letters + 1, capitals + 1)
      case 0x61...0x7A, 0x80...: letters += 1
      case 0x30...0x39: digits += 1
      case 0x2E: dots += 1
      case 0x2D, 0x2F:
        hash = WordHash()
        last = index + 1
        if byte == 0x2F { symbols += 1 }
      case 0x27: break
      default: symbols += 1
      }
    }
    self.hash = hash.value
    startsWithCapital = last < end && CharacterClass.isUpper(UInt32(text.base[last]))
    let tail = end - start > 2 ? text.base[end - 2] : 0
    let final = UInt32(text[end - 1])
    endsInDottedLetter =
      dots > 0 && (tail == 0x2E || tail == 0x2D) && CharacterClass.isUpper(final)
    (self.letters, self.capitals, self.digits) = (letters, capitals, digits)
    (self.dots, self.symbols) = (dots, symbols)
  }

  /// Letters, digits and what stands inside a token. Brackets, quotes and commas do not belong.
  private static func belongs(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x2E, 0x2D, 0x27, 0x2F, 0x40, 0x5F, 0x3A, 0x23, 0x26, 0x3D: true
    default: false
    }
  }

  var isEmpty: Bool { start == end }
  var byteCount: Int { end - start }
  var isSingleLetter: Bool { letters == 1 && byteCount == 1 }
  /// Digits and dots only: 3, 2019, 1.2.
  var isNumber: Bool { digits > 0 && digits + dots == byteCount }
  /// Single letters with dots between them: U.S, J.K, i.i.d.
  var isDotted: Bool { dots > 0 && letters == dots + 1 && letters + dots == byteCount }
  /// A single letter after a stop or hyphen, with a stop somewhere: H.-C, 4-D.O.F.
  let endsInDottedLetter: Bool
  /// Two or more capitals and nothing else.
  var isAcronym: Bool { capitals > 1 && capitals == byteCount }
  /// A word in small letters, perhaps capitalised, without dots, digits and signs.
  var isPlain: Bool { letters > 1 && dots == 0 && digits == 0 && symbols == 0 && capitals <= 1 }
}
