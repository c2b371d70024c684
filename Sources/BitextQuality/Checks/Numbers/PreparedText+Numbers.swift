// SPDX-License-Identifier: Apache-2.0

extension PreparedText {
  /// Finds the numbers of the text, in the order of their places.
  func findNumbers() {
    numbers.removeAll(keepingCapacity: true)
    let (kinds, scalars) = (self.kinds, self.scalars)
    var word = 0
    var index = 0
    while index < count {
      switch kinds[index] {
      case .digit: index = readDigits(from: index)
      case .han: index = hanNumeral(scalars[index]) == nil ? index + 1 : readNumerals(from: index)
      case .latin:
        while word < words.count, words[word].end <= index { word += 1 }
        if word < words.count, words[word].start <= index {
          index = readWord(&word)
        } else {
          index += 1
        }
      case .symbol:
        if let digit = Self.raisedDigit(scalars[index]) {
          add(index..<index + 1, Double(digit), .soft)
        }
        index += 1
      case .wideLatin:
        index = readWideDigits(from: index)
      default: index += 1
      }
    }
  }

  func add(_ range: Range<Int>, _ value: Double, _ form: NumberExpression.Form) {
    numbers.append(
      NumberExpression(
        start: range.lowerBound, end: range.upperBound, value: value, form: form,
        zone: zones[range.lowerBound]))
  }

  /// The value of a raised or lowered digit; `nil` for other characters.
  private static func raisedDigit(_ value: UInt32) -> Int? {
    switch value {
    case 0xB2: 2
    case 0xB3: 3
    case 0xB9: 1
    case 0x2070, 0x2074...0x2079: Int(value - 0x2070)
    case 0x2080...0x2089: Int(value - 0x2080)
    case 0xBD: nil
    default: nil
    }
  }

  private func readWideDigits(from start: Int) -> Int {
    var index = start
    var value = 0.0
    while index < count, scalars[index] >= 0xFF10, scalars[index] <= 0xFF19 {
      value = value * 10 + Double(scalars[index] - 0xFF10)
      index += 1
    }
    guard index > start else { return start + 1 }
    var number = NumberExpression(
      start: start, end: index, value: value, form: .soft, zone: zones[start])
    readScale(&number)
    numbers.append(number)
    return number.end
  }

  /// Reads a number in digits, with thousands, decimals, scale and per cent.
  private func readDigits(from start: Int) -> Int {
    let (value, end) = digits(from: start)
    // Letters before or behind the digits: a name's number, a unit, an ordinal, a decade.
    if kind(start - 1) == .latin {
      add(start..<end, value, .soft)
      return end
    }
    var number = NumberExpression(
      start: start, end: end, value: value, form: .digits, zone: zones[start])
    if kind(end) == .latin {
      readSuffix(&number)
    } else {
      readScale(&number)
    }
    readPercent(&number)
    number.mayJoinNext =
      (at(end) == 0xFF0C || at(end) == 0x2C || at(end) == 0x20)
      && digitCount(from: end + 1) == 3
    // A citation is another rule's.
    let isCited = at(start - 1) == 0x5B && at(number.end) == 0x5D
    if isCited || zones[start] == .link || zones[start] == .markup || namesNoQuantity(number) {
      number.form = .soft
    }
    number.isRaised = at(start - 1) == 0x5E || at(start - 1) == 0x5F || isRaisedGroup(before: start)
    shareScale(with: &number, unscaled: value)
    numbers.append(number)
    return number.end
  }

  /// Whether what stands behind makes a number part of a word: 20 世纪, 20 面体.
  private func namesNoQuantity(_ number: NumberExpression) -> Bool {
    at(number.end) == 0x4E16 && at(number.end + 1) == 0x7EAA
      || at(number.end) == 0x9762 && at(number.end + 1) == 0x4F53
  }

  /// Whether `^{` or `_{` stands before a place, a sign between.
  private func isRaisedGroup(before start: Int) -> Bool {
    var index = start - 1
    while at(index) == 0x2D || at(index) == 0x2B || at(index) == 0x20 || kind(index) == .digit {
      index -= 1
    }
    return at(index) == 0x7B && (at(index - 1) == 0x5E || at(index - 1) == 0x5F)
  }

  /// In `10-25 billion` and 10至25亿 the scale belongs to both numbers.
  private func shareScale(with number: inout NumberExpression, unscaled: Double) {
    guard unscaled > 0, number.value != unscaled, let last = numbers.last, last.form == .digits,
      number.start - last.end <= 4, last.second.isNaN
    else { return }
    let between = string(last.end..<number.start)
    let isRange = ["-", "–", "—", "--", " to ", "至", "到", "~", "-$", " - ", "～"].contains(between)
    if isRange { numbers[numbers.count - 1].second = last.value * (number.value / unscaled) }
  }

  private func digitCount(from start: Int) -> Int {
    var index = start
    while kind(index) == .digit { index += 1 }
    return index - start
  }

  /// The value of the digits at a place, `1,234.5` read whole.
  private func digits(from start: Int) -> (value: Double, end: Int) {
    var index = start
    var value = 0.0
    var scale = 0.0
    while index < count {
      if kinds[index] == .digit {
        let digit = Double(scalars[index] - 0x30)
        if scale > 0 {
          value += digit / scale
          scale *= 10
        } else {
          value = value * 10 + digit
        }
        index += 1
      } else if scalars[index] == 0x2E, scale == 0, kind(index + 1) == .digit {
        // 1.2.3 is a version: read as 1.2 and 3.
        scale = 10
        index += 1
      } else if scale == 0, isChinese, scalars[index] == 0x2E, kind(index + 1) == .space,
        kind(index + 2) == .digit
      {
        // Machine translation puts a space behind the point; a Chinese sentence ends otherwise.
        scale = 10
        index += 2
      } else if scale == 0, index - start <= 15, let next = thousands(at: index) {
        index = next
      } else {
        break
      }
    }
    if scale > 0 { value = (value * scale).rounded() / scale }
    return (value, index)
  }

  /// The first digit behind a separator of thousands at a place.
  private func thousands(at index: Int) -> Int? {
    switch scalars[index] {
    case 0x2C, 0x2009, 0x202F:
      return digitCount(from: index + 1) == 3 ? index + 1 : nil
    case 0x7B:  // TeX's {,}
      guard at(index + 1) == 0x2C || at(index + 1) == 0xFF0C, at(index + 2) == 0x7D else {
        return nil
      }
      return digitCount(from: index + 3) == 3 ? index + 3 : nil
    case 0x5C:  // TeX's thin space
      return at(index + 1) == 0x2C && digitCount(from: index + 2) == 3 ? index + 2 : nil
    default: return nil
    }
  }

  /// Reads the letters that stand directly behind digits: 1st, 90s, 10k, 70B, 3D, 20nm.
  private func readSuffix(_ number: inout NumberExpression) {
    var end = number.end
    while kind(end) == .latin { end += 1 }
    let suffix = string(number.end..<end)
    switch suffix {
    case "st", "nd", "rd", "th": number.end = end
    case "s":
      // The 1990s are 20世纪90年代, the 90s also 1990年代.
      number.end = end
      number.second = number.value.truncatingRemainder(dividingBy: 100)
    case "k", "K": number.second = number.value * 1e3
    case "M": number.second = number.value * 1e6
    case "B", "G": number.second = number.value * 1e9
    case "T": number.second = number.value * 1e12
    case "D", "d", "G-": number.form = .soft
    default: applyUnit(suffix, to: &number)
    }
  }

  /// Reads what multiplies a number: million, 万, or the prefix of a unit.
  private func readScale(_ number: inout NumberExpression) {
    let end = number.end
    if kind(end) == .han || kind(end) == .space && kind(end + 1) == .han {
      let scaled = hanScale(from: kind(end) == .han ? end : end + 1)
      if scaled.factor != 1 {
        number.second = scaled.isPrefix ? number.value : .nan
        number.value *= scaled.factor
        number.end = scaled.end
      }
      return
    }
    var index = end
    if at(index) == 0x5C { index += 1 }
    if kind(index) == .space || at(index) == 0x2D || at(index) == 0x7E || at(index) == 0x2C {
      index += 1
    }
    guard index > end, kind(index) == .latin else { return }
    var stop = index
    while kind(stop) == .latin { stop += 1 }
    let word = string(index..<stop)
    if let factor = NumberWords.scales[word.lowercased()] {
      number.value *= factor
      number.end = stop
    } else if word.hasPrefix("decade") {
      number.second = number.value * 10
    } else {
      applyUnit(word, to: &number)
    }
  }

  /// A unit with a prefix may be written out with the prefix as a number: 5 GeV, 50亿电子伏.
  private func applyUnit(_ unit: String, to number: inout NumberExpression) {
    guard unit.utf8.count <= 4, let first = unit.utf8.first, NumberWords.units.contains(unit) else {
      return
    }
    switch first {
    case UInt8(ascii: "k"): number.second = number.value * 1e3
    case UInt8(ascii: "M"): number.second = number.value * 1e6
    case UInt8(ascii: "G"): number.second = number.value * 1e9
    case UInt8(ascii: "T"): number.second = number.value * 1e12
    default: break
    }
  }

  private func readPercent(_ number: inout NumberExpression) {
    var index = number.end
    if kind(index) == .space { index += 1 }
    if at(index) == 0x5C { index += 1 }
    if kind(index) == .space { index += 1 }
    if at(index) == 0x25 || at(index) == 0xFF05 {
      number.isPercent = true
      number.end = index + 1
    } else if at(index) == 0x70 || at(index) == 0x50,
      string(index..<min(index + 8, count)).lowercased().hasPrefix("per")
    {
      let next = string(index..<min(index + 8, count)).lowercased()
      if next.hasPrefix("percent") || next.hasPrefix("per cent") {
        number.isPercent = true
        number.end = index + (next.hasPrefix("percent") ? 7 : 8)
      }
    }
    if number.isPercent, number.second.isNaN { number.second = number.value / 100 }
  }
}
