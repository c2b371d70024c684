// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// Results for programs, on standard output.
enum Output {
  /// Prints a text as it is.
  static func print(_ text: String) throws {
    let output = try OutputFile(path: "-")
    try output.write(text)
    try output.finish()
  }
}
