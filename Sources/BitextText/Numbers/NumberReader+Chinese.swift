// SPDX-License-Identifier: Apache-2.0

extension NumberReader {
  /// What a character of a Chinese numeral is.
  private enum Numeral {
    case digit(UInt64)
    case unit(UInt64)
  }

  /// The Han character at a place as a scalar; 0 where another stands.
  @inline(__always)
  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32 {
    guard index + 2 < text.count, text[index] & 0xf0 == 0xe0 else { return 0 }
    return UInt32(text[index] & 0x0f) << 12 | UInt32(text[index + 1] & 0x3f) << 6
      | UInt32(text[index + 2] & 0x3f)
  }

  private static func numeral(_ scalar: UInt32) -> Numeral? {
    switch scalar {
    case 0x3007, 0x96f6: .digit(0)  // 〇 零
    case 0x4e00: .digit(1)  // 一
    case 0x4e8c, 0x4e24, 0x5169: .digit(2)  // 二 两 兩
    case 0x4e09: .digit(3)  // 三
    case 0x56db: .digit(4)  // 四
    case 0x4e94: .digit(5)  // 五
    case 0x516d: .digit(6)  // 六
    case 0x4e03: .digit(7)  // 七
    case 0x516b: .digit(8)  // 八
    case 0x4e5d: .digit(9)  // 九
    case 0x5341: .unit(10)  // 十
    case 0x767e: .unit(100)  // 百
    case 0x5343: .unit(1000)  // 千
    case 0x4e07, 0x842c: .unit(10_000)  // 万 萬
    case 0x4ebf, 0x5104: .unit(100_000_000)  // 亿 億
    default: nil
    }
  }

  /// Whether the Han character that begins at a place is a numeral.
  public static func isNumeral(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    // Their second bytes are few: most characters go no further.
    guard index + 2 < text.count, text[index] >= 0xe3, text[index] <= 0xe9 else { return false }
    return numeral(scalar(text, at: index)) != nil
  }

  /// Reads the run of Chinese numerals that begins at a place: 二十一, 三万五, 一九九八, 三点一四.
  ///
  /// A run that is no number is refused whole: 三四十 (thirty or forty), 千万, 一一. Digits without units
  /// are a number from three on, or where 〇 is among them.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - start: where a character begins.
  /// - Returns: the reading, `nil` where the run is none; the place after the run either way.
  public static func chinese(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (reading: NumberReading?, end: Int) {
    var sum = ChineseSum()
    var index = start
    while let numeral = numeral(scalar(text, at: index)) {
      switch numeral {
      case .digit(let digit): sum.add(digit: digit, isPair: isPair(text, at: index))
      case .unit(let unit): sum.add(unit: unit)
      }
      index += 3
    }
    let parts = (index - start) / 3
    guard parts > 0, let whole = sum.value else { return (nil, index) }
    if let decimal = decimals(text, at: index, whole: whole) {
      return (decimal, decimal.end)
    }
    return (NumberReading(value: NumberValue(whole), end: index, parts: parts), index)
  }

  /// Whether 两 or 兩 stands at a place, which no row of digits holds.
  private static func isPair(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let scalar = scalar(text, at: index)
    return scalar == 0x4e24 || scalar == 0x5169
  }

  /// The number of which the digits behind 点 are the fraction; not 三点十分 and not 一点一点.
  private static func decimals(
    _ text: UnsafeBufferPointer<UInt8>, at point: Int, whole: UInt64
  ) -> NumberReading? {
    guard isPoint(scalar(text, at: point)) else { return nil }
    var index = point + 3
    var mantissa = whole
    var places = 0
    while case .digit(let digit)? = numeral(scalar(text, at: index)), !isPair(text, at: index) {
      mantissa = mantissa &* 10 &+ digit
      places += 1
      index += 3
    }
    guard places > 0 else { return nil }
    let next = scalar(text, at: index)
    // 点 again, 分, 半, 钟, 刻: a time of day or "bit by bit".
    if isPoint(next) || [0x5206, 0x534a, 0x949f, 0x523b].contains(next) { return nil }
    var exponent = -places
    if case .unit(let unit)? = numeral(next) {
      guard unit >= 10_000 else { return nil }
      exponent += unit == 10_000 ? 4 : 8
      index += 3
    }
    return NumberReading(
      value: NumberValue(mantissa, timesTenTo: exponent), end: index, parts: (index - point) / 3 + 1
    )
  }

  /// 点 or 點.
  private static func isPoint(_ scalar: UInt32) -> Bool { scalar == 0x70b9 || scalar == 0x9ede }
}

/// A run of Chinese numerals, added up character by character.
private struct ChineseSum {
  /// What 亿 has multiplied, what 万 has, and what neither has.
  private var total: UInt64 = 0
  private var tenThousands: UInt64 = 0
  private var section: UInt64 = 0
  private var pending: UInt64?
  /// The unit added last; 0 where a zero stood behind it.
  private var lastUnit: UInt64 = 0
  /// The least unit of the section so far.
  private var least: UInt64 = 10_000
  private var digits = 0
  private var row: UInt64 = 0
  private var hasZero = false
  private var hasPair = false
  private var hasUnit = false
  private var isBroken = false

  mutating func add(digit: UInt64, isPair: Bool) {
    row = row &* 10 &+ digit
    digits += 1
    hasPair = hasPair || isPair
    if digit == 0 {
      hasZero = true
      lastUnit = 0
      if hasUnit && pending != nil { isBroken = true }
      if hasUnit { return }
    }
    // A second digit in a row: no number with units any more.
    if pending != nil && hasUnit { isBroken = true }
    pending = digit
  }

  mutating func add(unit: UInt64) {
    if digits > 1 && !hasUnit { isBroken = true }
    hasUnit = true
    if unit < 10_000 {
      guard unit < least else {
        isBroken = true
        return
      }
      // 十 may stand without a digit; 百, 千 may not.
      if pending == nil && unit > 10 { isBroken = true }
      section += (pending ?? 1) &* unit
      least = unit
    } else {
      let sum = section + (pending ?? 0)
      if sum == 0 && (tenThousands == 0 || unit == 10_000) { isBroken = true }
      if unit == 10_000 {
        tenThousands = tenThousands &+ sum &* unit
      } else {
        total = total &+ (tenThousands &+ sum) &* unit
        tenThousands = 0
      }
      section = 0
      least = 10_000
    }
    pending = nil
    lastUnit = unit
  }

  /// The number; `nil` where the run is none.
  var value: UInt64? {
    guard !isBroken else { return nil }
    guard hasUnit else {
      if digits == 1 { return row }
      return digits > 2 || (hasZero && row > 9) ? (hasPair ? nil : row) : nil
    }
    // 三百五 is 350, 一万五 is 15,000.
    let rest = (pending ?? 0) &* (lastUnit > 10 ? lastUnit / 10 : 1)
    return total &+ tenThousands &+ section &+ rest
  }
}
