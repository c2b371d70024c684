// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// The lines of a file of annotations, each with its place; the first that cannot be used ends the run.
struct NumberedLines {
  let path: String

  /// Why a line cannot be used.
  struct Problem: Error {
    /// Expected and found.
    var message: String
    init(_ message: String) { self.message = message }
  }

  /// Calls a closure with each line that is not empty.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` with the place where `body` throws a
  ///   ``Problem``.
  func forEach(_ body: (_ number: Int, _ line: String) throws -> Void) throws {
    guard path == "-" || FileSystem.kind(of: path) != .missing else {
      throw WorkflowFailure(.noInput, "\(path): no such file")
    }
    let lines = LineReader(try ByteSource(path: path))
    while try lines.advance() {
      guard !lines.isTooLong, var line = String(validating: lines.bytes, as: UTF8.self) else {
        throw failure(
          lines.number, Problem("expected a line of UTF-8 within 16 MiB, found another"))
      }
      // Spreadsheets put a byte order mark in front.
      if lines.number == 1, line.unicodeScalars.first == "\u{feff}" {
        line.unicodeScalars.removeFirst()
      }
      guard !line.isEmpty else { continue }
      do {
        try body(lines.number, line)
      } catch let problem as Problem {
        throw failure(lines.number, problem)
      }
    }
  }

  /// The same for lines that hold a JSON object each.
  func forEachObject(_ body: (_ number: Int, _ root: JSONView) throws -> Void) throws {
    let parser = JSONParser()
    try forEach { number, line in try Self.withObject(line, parser) { try body(number, $0) } }
  }

  /// Calls a closure with the JSON object that a line is.
  static func withObject(
    _ line: String, _ parser: JSONParser, _ body: (JSONView) throws -> Void
  ) throws {
    try Array(line.utf8).withUnsafeBufferPointer { bytes in
      guard let root = try? parser.parse(bytes), root.isObject else {
        throw Problem("expected a JSON object")
      }
      try body(root)
    }
  }

  func failure(_ line: Int, _ problem: Problem) -> WorkflowFailure {
    WorkflowFailure(.mismatch, "\(path):\(line): \(problem.message)")
  }
}
