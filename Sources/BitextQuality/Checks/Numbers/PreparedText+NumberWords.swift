// SPDX-License-Identifier: Apache-2.0

/// The English words of numbers.
enum NumberWords {
  /// What multiplies digits.
  static let scales: [String: Double] = [
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9,
    "billions": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6,
  ]

  /// Units with a prefix that Chinese may write as a number.
  static let units: Set<String> = [
    "keV", "MeV", "GeV", "TeV", "kHz", "MHz", "GHz", "THz", "kB", "KB", "MB", "GB", "TB", "kW",
    "MW",
    "GW", "kV", "MV", "kPa", "MPa", "GPa", "Mpc", "kpc", "Gpc", "Gyr", "Myr", "kyr", "Mbps", "Gbps",
    "kbps", "kg", "km", "kN", "Gb", "Mb", "kb", "Mt", "Gt",
  ]

  /// A word's part in a number.
  enum Meaning {
    /// Ones and teens, and tens: they add up.
    case ones(Double)
    case tens(Double)
    /// Hundred, thousand and so on: they multiply.
    case scale(Double)
    /// What may be named as a number on the other side: ordinals, months, half, twice.
    case soft(Double)
  }

  static func meaning(of folded: UInt64) -> Meaning? { table[folded] }

  private static let table: [UInt64: Meaning] = {
    var table: [UInt64: Meaning] = [:]
    func add(_ words: [(String, Double)], _ make: (Double) -> Meaning) {
      for (word, value) in words { table[LatinWord.foldedHash(word)] = make(value) }
    }
    let ones = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
      "nineteen",
    ]
    add(ones.enumerated().map { ($1, Double($0)) }) { .ones($0) }
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    add(tens.enumerated().map { ($1, Double($0 * 10 + 20)) }) { .tens($0) }
    add([("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9)]) { .scale($0) }
    add([("trillion", 1e12)]) { .scale($0) }
    add([
      ("hundreds", 1e2), ("thousands", 1e3), ("millions", 1e6), ("billions", 1e9), ("tens", 10),
      ("dozen", 12), ("dozens", 12), ("decade", 10), ("decades", 10), ("century", 100),
      ("centuries", 100), ("half", 0.5), ("halves", 0.5), ("quarter", 4), ("quarters", 4),
      ("twice", 2), ("double", 2), ("doubles", 2), ("doubled", 2), ("doubling", 2), ("dual", 2),
      ("pair", 2), ("pairs", 2), ("both", 2), ("couple", 2), ("triple", 3), ("triples", 3),
      ("tripled", 3), ("thrice", 3), ("quadruple", 4), ("once", 1), ("ones", 1), ("single", 1),
      ("twofold", 2),
      ("threefold", 3), ("fourfold", 4), ("fivefold", 5), ("sixfold", 6), ("tenfold", 10),
      ("hundredfold", 100), ("thousandfold", 1000), ("second", 2), ("first", 1), ("third", 3),
      ("thirds", 3), ("fourth", 4), ("fourths", 4), ("fifth", 5), ("fifths", 5), ("sixth", 6),
      ("seventh", 7), ("eighth", 8), ("ninth", 9), ("tenth", 10), ("tenths", 10), ("eleventh", 11),
      ("twelfth", 12), ("thirteenth", 13), ("fourteenth", 14), ("fifteenth", 15),
      ("sixteenth", 16), ("seventeenth", 17), ("eighteenth", 18), ("nineteenth", 19),
      ("twentieth", 20), ("thirtieth", 30), ("hundredth", 100), ("january", 1), ("february", 2),
      ("march", 3), ("april", 4), ("may", 5), ("june", 6), ("july", 7), ("august", 8),
      ("september", 9), ("october", 10), ("november", 11), ("december", 12), ("jan", 1),
      ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7), ("aug", 8), ("sep", 9),
      ("sept", 9), ("oct", 10), ("nov", 11), ("dec", 12), ("ii", 2), ("iii", 3), ("iv", 4),
      ("vi", 6), ("vii", 7), ("viii", 8), ("monday", 1), ("tuesday", 2), ("wednesday", 3),
      ("thursday", 4), ("friday", 5), ("saturday", 6), ("binary", 2), ("bilateral", 2),
      ("monthly", 1), ("annual", 1), ("biennial", 2), ("quadratic", 2), ("cubic", 3),
      ("percent", 100), ("noon", 12), ("midnight", 12), ("quintuple", 5),
    ]) { .soft($0) }
    return table
  }()
}

extension LatinWord {
  /// The hash of a word in lower case, as ``folded`` holds it.
  static func foldedHash(_ word: String) -> UInt64 {
    var hash: UInt64 = 0x8422_2325_cbf2_9ce4
    for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}

extension PreparedText {
  /// Reads the number that begins with a word, if one does; returns where reading goes on.
  func readWord(_ number: inout Int) -> Int {
    let word = words[number]
    if word.hasDigit, kinds[word.start] == .latin { readEmbeddedDigits(word) }
    guard !isChinese, word.isNumber, let meaning = NumberWords.meaning(of: word.folded) else {
      return word.end
    }
    switch meaning {
    case .soft(let value):
      add(word.range, value, .soft)
      return word.end
    case .scale(let value):
      add(word.range, value, .soft)
      return word.end
    case .ones, .tens: return readNumberWords(&number)
    }
  }

  /// The digits inside a name: the 2 of `CO2`.
  private func readEmbeddedDigits(_ word: LatinWord) {
    var index = word.start
    while index < word.end {
      guard kinds[index] == .digit else {
        index += 1
        continue
      }
      let start = index
      var value = 0.0
      while index < word.end, kinds[index] == .digit {
        value = value * 10 + Double(scalars[index] - 0x30)
        index += 1
      }
      add(start..<index, value, .soft)
    }
  }

  /// Reads `twenty-one`, `two hundred and five`, `three million`.
  private func readNumberWords(_ number: inout Int) -> Int {
    let first = number
    var total = 0.0
    var section = 0.0
    var last: Double = 0
    var stop = number
    while stop < words.count, stop == first || isNear(stop) {
      guard let meaning = NumberWords.meaning(of: words[stop].folded) else { break }
      if case .ones(let value) = meaning {
        // "two three": two numbers.
        if stop > first, last < 20 || value >= 10 { break }
        section += value
        last = value == 0 ? 1 : value
      } else if case .tens(let value) = meaning {
        if stop > first, last < 100 { break }
        section += value
        last = value
      } else if case .scale(let value) = meaning {
        if value == 100 {
          section *= 100
        } else {
          total += section * value
          section = 0
        }
        last = value
      } else {
        break
      }
      stop += 1
      if last >= 100, stop < words.count, words[stop].folded == Self.and, stop + 1 < words.count,
        case .ones? = NumberWords.meaning(of: words[stop + 1].folded)
      {
        stop += 1
      }
    }
    while stop > first + 1, words[stop - 1].folded == Self.and { stop -= 1 }
    let end = words[stop - 1].end
    let value = total + section
    add(words[first].start..<end, value, value < 2 ? .soft : .numeral)
    if stop < words.count, words[stop].start - end == 1,
      [Self.decade, Self.decades].contains(words[stop].folded)
    {
      numbers[numbers.count - 1].second = value * 10
    }
    readPercentWord(stop)
    number = stop - 1
    return end
  }

  private static let decade = LatinWord.foldedHash("decade")
  private static let decades = LatinWord.foldedHash("decades")
  private static let and = LatinWord.foldedHash("and")

  private func readPercentWord(_ next: Int) {
    guard next < words.count, words[next].folded == LatinWord.foldedHash("percent") else { return }
    numbers[numbers.count - 1].isPercent = true
  }

  /// Whether a word follows the one before it behind one space or hyphen.
  private func isNear(_ number: Int) -> Bool { words[number].start - words[number - 1].end == 1 }
}
