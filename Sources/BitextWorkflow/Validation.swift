// SPDX-License-Identifier: Apache-2.0

public import BitextCorpus
internal import BitextIO

/// Lists the problems of a file of units.
public struct Validation: Sendable {
  /// What was found.
  public struct Report: Sendable {
    /// The file.
    public var path: String
    /// The problems, in the order of the file; at most 10,000.
    public var problems: [UnitProblem] = []
    /// Units, errors and warnings in all.
    public var counts = UnitValidator.Counts()

    /// How many problems are errors.
    public var errors: Int { counts.errors }

    /// The problems for people, a line each.
    public var lines: String { problems.map { "\($0)\n" }.joined() }

    /// Everything as one JSON object and a line feed.
    public var json: String {
      var json = JSONWriter()
      json.beginObject()
      json.member("path", path)
      json.member("units", counts.units)
      json.member("errors", counts.errors)
      json.member("warnings", counts.warnings)
      json.key("problems")
      json.beginArray()
      for problem in problems {
        json.beginObject()
        json.member("line", problem.line)
        json.member("column", problem.column)
        json.member("severity", problem.severity.rawValue)
        json.member("message", problem.message)
        json.endObject()
      }
      json.endArray()
      json.endObject()
      json.newline()
      return String(decoding: json.bytes, as: UTF8.self)
    }

    /// The counts in one line.
    public var summary: String {
      "\(counts.units) units, \(counts.errors) errors, \(counts.warnings) warnings"
        + (problems.count < counts.errors + counts.warnings ? ", not all listed" : "")
    }
  }

  /// The format; by name unless set.
  public var inputFormat: String?
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20

  /// Makes a validation with the defaults.
  public init() {}

  /// Goes through a file.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`; `CorpusFailure` with `unknownFormat`; `IOFailure`.
  public func run(input: String) throws -> Report {
    var validator = UnitValidator(format: try UnitInput.format(of: input, name: inputFormat))
    validator.recordLimit = recordLimit
    var report = Report(path: input)
    report.counts = try validator.run(path: input) { report.problems.append($0) }
    return report
  }
}
