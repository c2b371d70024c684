// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Gives originals out one to one: judgements of all translations in, a claim a line out.
///
/// The one step of a build that sees all translations: the surest gets its original first, ties go to the
/// earlier line. A line is what the stage `judge` wrote; `"kept":true` beside it keeps its first candidate
/// whatever the others want. The answers come when all lines are read; memory is some 40 bytes a line,
/// ids wait in a temporary file.
public struct AssignRun: Sendable {
  /// The least probability at which a pair is accepted, 0...1.
  public var minimumProbability = 0.5
  /// Whether one original may serve several translations.
  public var allowsMany = false
  /// Whether pairs that are sure teach a lexicon for a second pass, see ``SelfTraining``.
  public var learns = true
  /// A folder with room for temporary files.
  public var temporaryFolder = "/tmp"
  /// The cap on one line, in bytes.
  public var recordLimit = 64 << 20

  /// Makes a run with the defaults.
  public init() {}

  /// Reads judgements and writes claims: `{"id","rank","taken","sure","lesson"}`; `lesson` is true where a
  /// second pass is worth while and is to learn from this pair.
  ///
  /// - Throws: ``WorkflowFailure`` with `nothingUsable` where a line is no judgement, for then no answer
  ///   would be right; `IOFailure`.
  public func run(input: String, output: String) throws -> WorkerRun.Report {
    let lines = LineReader(try ByteSource(path: input), limit: recordLimit)
    let parser = JSONParser()
    let ids = try SpoolFile(folder: temporaryFolder)
    var choices = OneToOne.Choices()
    var kept: [Bool] = []
    while try lines.advance() {
      guard let view = try? parser.parse(lines.bytes), let id = view.recordID,
        let candidates = view["judgement"]?["candidates"]
      else {
        throw WorkflowFailure(
          .nothingUsable, "\(input):\(lines.number): expected a judgement with its \"id\"")
      }
      var list: [OneToOne.Choice] = []
      candidates.forEachElement { candidate in
        guard let ordinal = candidate["ordinal"]?.integer.flatMap({ Int32(exactly: $0) }),
          let probability = candidate["probability"]?.double
        else { return }
        list.append(OneToOne.Choice(original: ordinal, probability: Float(probability)))
      }
      kept.append(view["kept"]?.value == .bool(true) && !list.isEmpty)
      choices.append(list)
      try ids.append(Array(id.utf8))
    }
    return try write(choices, kept, ids, to: output)
  }

  private func write(
    _ choices: OneToOne.Choices, _ kept: [Bool], _ ids: SpoolFile, to output: String
  ) throws -> WorkerRun.Report {
    let claims =
      allowsMany
      ? Array(repeating: OneToOne.Claim(), count: choices.count)
      : OneToOne.claims(on: choices, minimumProbability: minimumProbability, keeping: kept)
    let training = SelfTraining()
    let isSure = OneToOne.sure(claims, choices, surety: training.rule.surety)
    let isWorthwhile =
      learns && !kept.contains(true)
      && training.isWorthwhile(sure: isSure.count { $0 }, of: choices.count)
    let lessons = Set(isWorthwhile ? training.lessons(of: isSure) : [])
    let sink = try OutputFile(path: output, hashing: true)
    var (report, json) = (WorkerRun.Report(), JSONWriter())
    for number in 0..<choices.count {
      json.removeAll()
      json.beginObject()
      json.member("id", String(decoding: try ids.record(number), as: UTF8.self))
      json.member("rank", claims[number].rank)
      json.key("taken")
      json.bool(claims[number].isTaken)
      json.key("sure")
      json.bool(isSure[number])
      json.key("lesson")
      json.bool(lessons.contains(number))
      json.endObject()
      json.newline()
      try sink.write(json.bytes)
    }
    report.read = choices.count
    report.written = choices.count
    report.digest = try sink.finish() ?? ""
    return report
  }
}
