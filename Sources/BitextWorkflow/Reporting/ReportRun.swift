// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
public import BitextQuality

/// Makes a page of the faults of units, over all cores; of several files a comparison.
///
///     let run = ReportRun(rules: try RuleSet())
///     let summary = try await run.run(inputs: ["google.tmx", "other.tmx"], output: "report.html")
public struct ReportRun: Sendable {
  /// What units of several files are joined by.
  public enum Join: String, Hashable, Sendable, CaseIterable {
    /// Their ids.
    case id
    /// The texts translated from.
    case source
  }

  /// The rules.
  public var rules: RuleSet
  /// The terms that are known.
  public var termbase = Termbase.shipped
  /// What the page shows; its title is made of the names of the files unless set.
  public var options = ReportOptions()
  /// What stands at the head of the page.
  public var title: String?
  /// What the files are called, in their order; those that are left out are called as the files are.
  public var names: [String] = []
  /// What units of several files are joined by.
  public var join = Join.id
  /// A file of units with the same ids, whose targets are references; BLEU and chrF are then shown.
  public var reference: String?
  /// The format read; by name unless set.
  public var inputFormat: String?
  /// The languages of formats that do not name them.
  public var languages = LanguagePair.englishChinese
  /// How many tasks run at once; 0 is one a core.
  public var width = 0
  /// The cap on one record, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected records go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  private static let batchSize = 256

  /// Makes a run.
  public init(rules: RuleSet) { self.rules = rules }

  /// Reads units and writes the page.
  ///
  /// - Parameters:
  ///   - inputs: units as TMX, TSV or JSON lines, a file an engine; files, `-`, or folders that
  ///     `bitext build` wrote. With several the units are joined.
  ///   - output: a file or `-`.
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` where the units are in one language only,
  ///   or files have none in common; `CorpusFailure`; `ScoreFailure`; `IOFailure`.
  public func run(inputs: [String], output: String) async throws -> ReportSummary {
    let paths = try inputs.map { try CheckedFiles.path(of: $0) }
    if let twice = Self.readTwice(paths + [reference].compactMap(\.self)) {
      throw WorkflowFailure(.mismatch, "\(twice): standard input cannot be read twice")
    }
    let file = try OutputFile(path: output)
    let rejections = try RejectionFile(path: rejectedPath)
    let names = Self.names(of: inputs, given: self.names)
    var options = options
    options.title = title ?? "Translation quality: " + names.joined(separator: ", ")
    var systems = names.map { ReportSystem(name: $0) }
    for (index, input) in inputs.enumerated() { systems[index].coverage = .ofBuild(at: input) }
    var builder = ReportBuilder(systems: systems, rules: rules, options: options)
    let rows = try await collect(paths, names, rejections, into: &builder)
    for index in paths.indices {
      builder.systems[index].rejected = rows.rejected[index]
      builder.systems[index].repeated = rows.repeated[index]
    }
    if let reference {
      builder.metrics = try await ScoringRun.metrics(
        of: paths, against: reference, languages: languages, width: width, limit: recordLimit)
    }
    builder.finish()
    var summary = ReportSummary(builder, rejected: rejections.count)
    let page = builder.page()
    summary.bytes = page.count
    try file.write(page)
    try file.finish()
    _ = try rejections.finish()
    return summary
  }

  private func collect(
    _ paths: [String], _ names: [String], _ rejections: RejectionFile,
    into builder: inout ReportBuilder
  ) async throws -> ReportRows {
    var rows = try ReportRows(
      paths, names: names, join: join, inputFormat: inputFormat, limit: recordLimit,
      languages: languages, rejections: rejections)
    let pool = CheckerPool(rules: rules, termbase: termbase)
    try await OrderedBatches.run(
      width: width > 0 ? width : Cores.count,
      next: { try rows.batch(Self.batchSize) },
      work: { batch in
        pool.lend { checker in
          batch.map { row in
            row.map { unit in
              unit.map { ReportCell(unit: $0, findings: checker.findings(in: $0)) }
            }
          }
        }
      },
      consume: { batch in for row in batch { builder.add(row) } })
    return rows
  }

  private static func readTwice(_ paths: [String]) -> String? {
    paths.count { $0 == "-" } > 1 ? "-" : nil
  }

  /// Names of files, all different.
  static func names(of inputs: [String], given: [String]) -> [String] {
    var names: [String] = []
    for (index, input) in inputs.enumerated() {
      var name = index < given.count ? given[index] : FileSystem.stem(of: input)
      if name.isEmpty { name = "units" }
      let first = name
      var number = 1
      while names.contains(name) {
        number += 1
        name = "\(first) (\(number))"
      }
      names.append(name)
    }
    return names
  }
}
