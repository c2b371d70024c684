// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextLexicon
internal import BitextModel

/// Learns a lexicon from what the stage `lessons` wrote, as a build does between its passes.
public struct LearnRun: Sendable {
  /// The lexicon of the first pass, whose headwords are the Chinese words.
  public var lexicon = Lexicon.shipped
  /// The cap on one line, in bytes.
  public var recordLimit = 64 << 20
  /// How many tasks run at once; 0 is one a core.
  public var width = 0

  /// Makes a run with the defaults.
  public init() {}

  /// Reads lessons, in the order of the translations, and writes a `.bitextlexicon`.
  ///
  /// - Throws: ``WorkflowFailure`` with `nothingUsable` where a line holds no lessons; `IOFailure`.
  public func run(input: String, output: String) async throws -> WorkerRun.Report {
    let lines = LineReader(try ByteSource(path: input), limit: recordLimit)
    let parser = JSONParser()
    var report = WorkerRun.Report()
    var text = SelfTraining.Lessons(lexicon: lexicon)
    while try lines.advance() {
      guard let list = try? parser.parse(lines.bytes)["lessons"], list.isArray else {
        throw WorkflowFailure(
          .nothingUsable, "\(input):\(lines.number): expected an object with \"lessons\"")
      }
      list.forEachElement { lesson in
        var sides: [String] = []
        lesson.forEachElement { if let side = $0.string { sides.append(side) } }
        if sides.count == 2 { text.add(chinese: sides[0], english: sides[1]) }
      }
      report.read += 1
    }
    let sink = try OutputFile(path: output, hashing: true)
    try await text.learnt(width: width).write(to: sink)
    report.written = report.read
    report.digest = try sink.finish() ?? ""
    return report
  }

  /// The lexicon of a second pass: what was learnt in front of the one of the first.
  ///
  /// - Parameter path: a file that ``run(input:output:)`` wrote.
  /// - Throws: `LexiconFailure`; `IOFailure`.
  public static func union(of path: String, before lexicon: Lexicon) throws -> Lexicon {
    SelfTraining().union(of: try LexiconLayer.load(path: path), before: lexicon)
  }
}
