// SPDX-License-Identifier: Apache-2.0

/// Messages for people, which quote what was found.
package enum MessageText {
  /// A message on one line: control characters and line separators, which input may hold anywhere, become
  /// question marks.
  ///
  /// - Complexity: O(bytes).
  package static func oneLine(_ message: String) -> String {
    let isPlain = message.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    guard !isPlain else { return message }
    var clean = String.UnicodeScalarView()
    for scalar in message.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029: clean.append("?")
      default: clean.append(scalar)
      }
    }
    return String(clean)
  }
}
