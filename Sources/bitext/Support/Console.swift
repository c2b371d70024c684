// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Lines for people, on standard error.
enum Console {
  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line.
  static func error(_ line: String) { write(line + "\n") }

  /// Writes text as it is.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
