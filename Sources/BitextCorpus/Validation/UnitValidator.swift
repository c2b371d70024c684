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

  /// What was found in all.
  public struct Counts: Hashable, Sendable {
    /// Units seen, whether or not they can be used.
    public var units = 0
    /// Errors, those beyond ``UnitValidator/problemLimit`` too.
    public var errors = 0
    /// Warnings, those beyond the limit too.
    public var warnings = 0

    /// Makes counts of nothing.
    public init() {}

    mutating func add(_ severity: UnitProblem.Severity) {
      if severity == .error { errors += 1 } else { warnings += 1 }
    }
  }

  /// Goes through a file.
  ///
  /// - Parameters:
  ///   - path: the file, or `-`.
  ///   - found: is called for each problem, in the order of the file.
  /// - Throws: `IOFailure` where the file cannot be read.
  public func run(path: String, found: (UnitProblem) throws -> Void) throws -> Counts {
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
        validator.counts.errors += 1
        break
      }
      if count == 0 { break }
    }
    return validator.counts
  }

  /// Reads all records, for what the reader says of them.
  private func read(path: String, found: (UnitProblem) throws -> Void) throws -> Counts {
    var counts = Counts()
    var problems: [UnitProblem] = []
    func add(_ problem: UnitProblem) {
      counts.add(problem.severity)
      if problems.count < problemLimit { problems.append(problem) }
    }
    var repairs = UnitRepairs()
    do {
      var reader = try format.open(path: path, limit: recordLimit)
      defer { repairs = reader.repairs }
      while let record = try reader.next() {
        counts.units += 1
        if case .failure(let rejected) = record { add(Self.problem(rejected.rejection)) }
      }
    } catch let failure as CorpusFailure where failure.code == .malformed {
      add(Self.problem(failure))
    }
    counts.warnings += repairs.all.filter(\.kind.isProblem).reduce(0) { $0 + $1.count }
    problems += repairs.places.filter(\.kind.isProblem).map { place in
      UnitProblem(
        path: path, line: place.line, column: place.column, severity: .warning,
        message: "\(place.count) \(place.kind.words)")
    }
    // A reader of XML is ahead of the records that it hands out.
    let order = problems.indices.sorted {
      (problems[$0].line, problems[$0].column, $0) < (problems[$1].line, problems[$1].column, $1)
    }
    for index in order.prefix(problemLimit) { try found(problems[index]) }
    return counts
  }

  private static func problem(_ rejection: Rejection) -> UnitProblem {
    UnitProblem(
      path: rejection.path, line: rejection.line ?? 1, column: rejection.column ?? 1,
      severity: rejection.code == .missingSide ? .warning : .error, message: rejection.message)
  }

  private static func problem(_ failure: CorpusFailure) -> UnitProblem {
    UnitProblem(
      path: failure.path, line: failure.line ?? 1, column: failure.column ?? 1, severity: .error,
      message: failure.message)
  }
}
