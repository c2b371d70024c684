// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// *e* to the power of `value`.
func exponential(_ value: Double) -> Double { exp(value) }

/// The natural logarithm.
func naturalLogarithm(_ value: Double) -> Double { log(value) }

extension Double {
  /// The number with so many decimals, rounded correctly, as C and Python print it.
  func fixed(_ decimals: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 400 + max(0, decimals))
    let written = withVaList([Int32(decimals), self]) {
      vsnprintf(&buffer, buffer.count, "%.*f", $0)
    }
    return String(
      decoding: buffer.prefix(Int(written)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
