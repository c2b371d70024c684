// SPDX-License-Identifier: Apache-2.0

/// A point in time, to the second, as TMX writes it: `20020523T091200Z`.
public struct UnitDate: Hashable, Sendable, Comparable {
  /// Seconds since 1970 in UTC; negative before.
  public var seconds: Int64

  /// Makes a date from seconds since 1970 in UTC.
  public init(seconds: Int64) { self.seconds = seconds }

  /// Reads a date of ISO 8601: `20020523T091200Z`, `2002-05-23T09:12:00+02:00`, `20020523`.
  ///
  /// Without a zone it is taken as UTC; fractions of a second are dropped; a leap second becomes the one
  /// before it.
  ///
  /// - Returns: `nil` where the text is no date, or names a day that does not exist.
  public init?(_ text: String) {
    var scan = Scan(bytes: Array(text.utf8))
    guard let year = scan.digits(4) else { return nil }
    let extended = scan.skip("-")
    guard let month = scan.digits(2), !extended || scan.skip("-"), let day = scan.digits(2),
      (1...12).contains(month), day >= 1, day <= Self.days(of: month, in: year)
    else { return nil }
    var seconds = Self.dayNumber(year, month, day) * 86_400
    if !scan.atEnd {
      guard scan.skip("T") || scan.skip("t") || scan.skip(" "), let time = Self.time(&scan) else {
        return nil
      }
      seconds += time
    }
    self.seconds = seconds
  }

  /// Earlier dates are less.
  public static func < (left: UnitDate, right: UnitDate) -> Bool { left.seconds < right.seconds }

  /// The seconds of a day, less the zone's offset.
  private static func time(_ scan: inout Scan) -> Int64? {
    guard let hour = scan.digits(2), hour < 24 else { return nil }
    let colon = scan.skip(":")
    guard let minute = scan.digits(2), minute < 60 else { return nil }
    var second = 0
    if !colon || scan.skip(":") {
      if let found = scan.digits(2) {
        guard found <= 60 else { return nil }
        second = min(found, 59)
      } else if colon {
        return nil
      }
    }
    if scan.skip(".") || scan.skip(",") { scan.skipDigits() }
    guard let offset = zone(&scan), scan.atEnd else { return nil }
    return Int64(hour * 3600 + minute * 60 + second) - offset
  }

  private static func zone(_ scan: inout Scan) -> Int64? {
    if scan.atEnd || scan.skip("Z") || scan.skip("z") { return 0 }
    let east = scan.skip("+")
    guard east || scan.skip("-"), let hours = scan.digits(2), hours < 24 else { return nil }
    _ = scan.skip(":")
    let minutes = scan.atEnd ? 0 : scan.digits(2)
    guard let minutes, minutes < 60 else { return nil }
    return Int64(hours * 3600 + minutes * 60) * (east ? 1 : -1)
  }

  private static func days(of month: Int, in year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Days since 1970-01-01, counted in years that begin in March.
  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return Int64(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear)
      - 719_468
  }

  /// Digits and signs, one after the other.
  private struct Scan {
    let bytes: [UInt8]
    var index = 0

    var atEnd: Bool { index == bytes.count }

    mutating func digits(_ count: Int) -> Int? {
      guard index + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[index..<index + count] {
        guard byte &- 0x30 < 10 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      index += count
      return value
    }

    mutating func skip(_ sign: Unicode.Scalar) -> Bool {
      guard index < bytes.count, UInt32(bytes[index]) == sign.value else { return false }
      index += 1
      return true
    }

    mutating func skipDigits() {
      while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
    }
  }
}

extension UnitDate: CustomStringConvertible {
  /// The seconds of the years 0 to 9999: four digits can write no other.
  private static let writable = Int64(-62_167_219_200)...253_402_300_799

  /// `20020523T091200Z`; a moment outside the years 0 to 9999 is written as the first or last of them.
  public var description: String { text(separators: false) }

  /// `2002-05-23T09:12:00Z`.
  public var extended: String { text(separators: true) }

  private func text(separators: Bool) -> String {
    let seconds = min(max(seconds, Self.writable.lowerBound), Self.writable.upperBound)
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let time = Int(seconds - day * 86_400)
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let date = [
      Self.padded(year, 4), Self.padded(month, 2),
      Self.padded(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2),
    ]
    let clock = [time / 3600, time / 60 % 60, time % 60].map { Self.padded($0, 2) }
    return date.joined(separator: separators ? "-" : "") + "T"
      + clock.joined(separator: separators ? ":" : "") + "Z"
  }

  private static func padded(_ value: Int, _ count: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }
}
