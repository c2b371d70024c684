// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO

/// Results for programs, on standard output.
enum Output {
  /// Refuses two options that would write over one another.
  static func expectDistinct(_ files: [(option: String, path: String?)]) throws {
    for (place, file) in files.enumerated() {
      guard let path = file.path, path != "/dev/null" else { continue }
      if let other = files[..<place].first(where: { $0.path == path }) {
        throw ValidationError(
          "expected \(other.option) and \(file.option) to be two files, found \(path) twice")
      }
    }
  }

  /// Prints a text as it is.
  static func print(_ text: String) throws {
    let output = try OutputFile(path: "-")
    try output.write(text)
    try output.finish()
  }
}
