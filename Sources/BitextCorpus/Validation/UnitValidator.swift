// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Finds the problems of a file of units.
///
/// TMX is held to its DTD and to what the DTD cannot say: codes that pair up, dates, languages. Of other formats every
/// record that cannot be used is a problem, and so is what ends the reading.
public struct UnitValidator: Sendable {
  /// The format.
  public var format: UnitFormat
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// How many problems are handed out at most; the rest is only counted.
  public var problemLimit = 10_000

  /// Makes a validator for a format.
  public init(format: UnitFormat) { self.format = format }

  /// Goes through a file.
  ///
  /// - Parameters:
  ///   - path: the file, or `-`.
  ///   - found: is called for each problem, in the order of the file.
  /// - Returns: how many units were seen, whether or not they can be used.
  /// - Throws: `IOFailure` where the file cannot be read.
  public func run(path: String, found: (UnitProblem) throws -> Void) throws -> Int {
    guard format == .tmx else { return try read(path: path, found: found) }
    let source = try ByteSource(path: path)
    let validator = TMXValidator(path: path, problemLimit: problemLimit)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      validator.push.feed(chunk[..<count], isLast: count == 0)
      for problem in validator.takeProblems() { try found(problem) }
      if let failure = validator.push.failure {
        try found(Self.problem(failure))
        break
      }
      if count == 0 { break }
    }
    return validator.unitCount
  }

  /// Reads all records, for what the reader says of them.
  private func read(path: String, found: (UnitProblem) throws -> Void) throws -> Int {
    var count = 0
    do {
      var reader = try format.open(path: path, limit: recordLimit)
      while let record = try reader.next() {
        count += 1
        guard case .failure(let rejected) = record else { continue }
        let rejection = rejected.rejection
        try found(
          UnitProblem(
            path: rejection.path, line: rejection.line ?? 1, column: nil,
            severity: rejection.code == .missingSide ? .warning : .error,
            message: rejection.message))
      }
      for repair in reader.repairs.all {
        try found(
          UnitProblem(
            path: path, line: 1, column: nil, severity: .warning,
            message: "\(repair.count) \(repair.words)"))
      }
    } catch let failure as CorpusFailure where failure.code == .malformed {
      try found(Self.problem(failure))
    }
    return count
  }

  private static func problem(_ failure: CorpusFailure) -> UnitProblem {
    UnitProblem(
      path: failure.path, line: failure.line ?? 1, column: failure.column, severity: .error,
      message: failure.message)
  }
}
