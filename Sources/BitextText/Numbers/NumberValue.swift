// SPDX-License-Identifier: Apache-2.0

/// What a number says, whatever the script and the words it was written in: `mantissa` · 10^`exponent`.
///
/// The mantissa does not end in 0, so that equal numbers are equal values: 30,000, 3万 and *thirty
/// thousand* are 3·10⁴.
public struct NumberValue: Hashable, Sendable {
  /// The digits; of a number of more than nineteen digits their residue modulo 2⁶⁴.
  public let mantissa: UInt64
  /// The power of ten that they are multiplied by.
  public let exponent: Int

  /// Makes a value.
  public init(_ mantissa: UInt64, timesTenTo exponent: Int = 0) {
    var (mantissa, exponent) = (mantissa, exponent)
    while mantissa != 0, mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    self.mantissa = mantissa
    self.exponent = mantissa == 0 ? 0 : exponent
  }

  /// A number to compare values by, never 0.
  public var key: UInt64 {
    var hash = 0x6e75_6d62_6572_0001 ^ mantissa &* 0x9e37_79b9_7f4a_7c15
    hash ^= UInt64(truncatingIfNeeded: exponent &+ 1) &* 0xd6e8_feb8_6659_fd93
    hash ^= hash >> 29
    hash = hash &* 0xbf58_476d_1ce4_e5b9
    return (hash ^ hash >> 32) | 1
  }
}

/// A number found in a text.
public struct NumberReading: Hashable, Sendable {
  /// What it says.
  public var value: NumberValue
  /// The place after its last byte.
  public var end: Int
  /// How many characters of numerals or words it was read from; figures count as one.
  public var parts: Int
}

/// Reads numbers in figures, in Chinese characters and in English words. Nothing is copied, nothing
/// allocated.
///
/// - Note: Total: bytes of any shape are read or refused.
public enum NumberReader {}
