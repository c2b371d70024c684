// SPDX-License-Identifier: Apache-2.0

/// A Chinese numeral: a digit, or a power of ten.
enum HanNumeral {
  case digit(Double)
  case unit(Double)
  case group(Double)
}

extension PreparedText {
  /// What a Han character counts as a numeral.
  @inline(__always)
  func hanNumeral(_ value: UInt32) -> HanNumeral? {
    // Most characters of a text are none of them.
    switch value {
    case 0x4E00: .digit(1)  // 一
    case 0x4E8C, 0x4E24, 0x53CC, 0x4FE9, 0x5169: .digit(2)  // 二两双俩兩
    case 0x4E09: .digit(3)  // 三
    case 0x56DB: .digit(4)  // 四
    case 0x4E94: .digit(5)  // 五
    case 0x516D: .digit(6)  // 六
    case 0x4E03: .digit(7)  // 七
    case 0x516B: .digit(8)  // 八
    case 0x4E5D: .digit(9)  // 九
    case 0x96F6, 0x3007: .digit(0)  // 零〇
    case 0x5341: .unit(10)  // 十
    case 0x767E: .unit(100)  // 百
    case 0x5343: .unit(1000)  // 千
    case 0x4E07, 0x842C: .group(1e4)  // 万
    case 0x4EBF, 0x5104: .group(1e8)  // 亿
    case 0x534A: .digit(0.5)  // 半
    default: nil
    }
  }

  /// Reads a run of Chinese numerals.
  func readNumerals(from start: Int) -> Int {
    var index = start
    var total = 0.0
    var section = 0.0
    var digit: Double?
    var digitsOnly = 0.0
    var onlyDigits = true
    while index < count, kinds[index] == .han, let numeral = hanNumeral(scalars[index]) {
      switch numeral {
      case .digit(let value):
        if value == 0.5 {
          if index > start { return finish(start..<index, total + section + (digit ?? 0)) }
          add(start..<start + 1, 0.5, .soft)
          return start + 1
        }
        digitsOnly = digitsOnly * 10 + value
        digit = value
      case .unit(let value):
        onlyDigits = false
        section += (digit ?? 1) * value
        digit = nil
      case .group(let value):
        onlyDigits = false
        let own = section + (digit ?? 0)
        total = own == 0 && total > 0 ? total * value : total + (own == 0 ? 1 : own) * value
        section = 0
        digit = nil
      }
      index += 1
    }
    // A decimal: 三点五.
    let value = onlyDigits && index - start > 1 ? digitsOnly : total + section + (digit ?? 0)
    if at(index) == 0x70B9, case .digit(let tenth)? = hanNumeral(at(index + 1)), tenth >= 1 {
      add(start..<index + 2, value + tenth / 10, .soft)
      return index + 2
    }
    return finish(start..<index, value, digitsApart: onlyDigits)
  }

  private func finish(_ range: Range<Int>, _ value: Double, digitsApart: Bool = false) -> Int {
    add(range, value, numeralForm(range, digitsApart))
    // 三两 and 一二 are two numbers, side by side.
    if digitsApart, range.count > 1 {
      for index in range {
        if case .digit(let digit)? = hanNumeral(scalars[index]) {
          add(index..<index + 1, digit, .soft)
        }
      }
    }
    // 一百二 and 百分之五: the parts may be what the other side names.
    if at(range.upperBound) == 0x5206, at(range.upperBound + 1) == 0x4E4B, value >= 2 {
      numbers[numbers.count - 1].form = .soft
    }
    return range.upperBound
  }

  /// Whether a run of numerals is a number that the other side must name too: 十二, 二十一, 三百万.
  private func numeralForm(_ range: Range<Int>, _ digitsApart: Bool) -> NumberExpression.Form {
    guard range.count >= 2, !digitsApart, !isApproximate(before: range.lowerBound),
      !isPartOfWord(behind: range.upperBound)
    else { return .soft }
    var units = 0
    var digits = 0
    for index in range {
      switch hanNumeral(scalars[index]) {
      case .digit: digits += 1
      default: units += 1
      }
    }
    // 千万, 百万, 万亿 and 一百 also stand where the other side has no number.
    return digits >= 1 && units >= 1 && range.count >= 2 && at(range.lowerBound) != 0x4E00
      ? .numeral : .soft
  }

  /// Whether 几, 数, 上 or 成 makes a numeral a rough one.
  private func isApproximate(before index: Int) -> Bool {
    [0x51E0, 0x6570, 0x4E0A, 0x6210, 0x597D, 0x7B2C].contains(at(index - 1))
  }

  /// Whether 多 or 余 makes a numeral a rough one, or a word goes on: 十六进制, 二十面体, 十二烷.
  private func isPartOfWord(behind index: Int) -> Bool {
    // 多余来几面边进元维重极酸烷碳角
    [
      0x591A, 0x4F59, 0x6765, 0x51E0, 0x9762, 0x8FB9, 0x8FDB, 0x5143, 0x7EF4, 0x91CD, 0x6781,
      0x9178, 0x70F7, 0x78B3, 0x89D2, 0x4E16,
    ].contains(at(index))
  }

  /// The factor of 万, 亿, 千万 and so on behind digits; whether it may be the prefix of a unit.
  func hanScale(from start: Int) -> (factor: Double, end: Int, isPrefix: Bool) {
    var index = start
    var factor = 1.0
    while index < count {
      switch scalars[index] {
      case 0x5341: factor *= 10
      case 0x767E: factor *= 100
      case 0x5343: factor *= 1e3
      case 0x4E07, 0x842C: factor *= 1e4
      case 0x4EBF, 0x5104: factor *= 1e8
      case 0x5146: factor *= 1e6  // 兆
      default:
        // 千克, 千米, 千兆赫, 百帕: the prefix of a unit.
        let isUnit = factor > 1 && Self.unitCharacters.contains(scalars[index])
        return (factor, index, isUnit)
      }
      index += 1
    }
    return (factor, index, false)
  }

  /// 克米瓦赫伏卡字帕焦安电比吨欧巴牛位
  private static let unitCharacters: Set<UInt32> = [
    0x514B, 0x7C73, 0x74E6, 0x8D6B, 0x4F0F, 0x5361, 0x5B57, 0x5E15, 0x7126, 0x5B89, 0x7535, 0x6BD4,
    0x5428, 0x6B27, 0x5DF4, 0x725B, 0x4F4D,
  ]
}
