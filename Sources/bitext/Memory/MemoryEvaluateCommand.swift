// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO
internal import BitextMemory
internal import BitextWorkflow

/// `bitext memory evaluate`: what a search costs and finds.
struct MemoryEvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure what matching costs, and what it finds of all that there is.",
    discussion: """
      Asks the memory each text, lossless and fast. The first ones are compared with every unit as well.

      Example: bitext memory evaluate project.db queries.txt --exhaustive 100
      """)

  @OptionGroup var memory: MemoryFileArgument

  @Argument(help: "The texts: a text a line, or units by name.")
  var input: String

  @Option(help: ArgumentHelp("Compare so many queries with every unit.", valueName: "n"))
  var exhaustive = 0

  @OptionGroup(title: "Matching") var matching: MatchOptions

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func run() async throws {
    var evaluation = MemoryEvaluation()
    evaluation.query = matching.query
    evaluation.exhaustiveCount = exhaustive
    let result = try await evaluation.run(input, in: try memory.reading())
    try Output.print(json ? Self.json(result) : Self.lines(result))
  }

  private static func json(_ result: MemoryEvaluation.Result) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("queries", result.queries)
    json.member("exhaustive", result.exhaustive)
    for (name, figures) in [("lossless", result.lossless), ("fast", result.fast)] {
      json.key(name)
      json.beginObject()
      for (key, value) in [
        ("p50_ms", figures.percentile(0.5)), ("p99_ms", figures.percentile(0.99)),
        ("mean_ms", figures.mean),
      ] {
        json.key(key)
        json.number(value, decimals: 3)
      }
      json.member("answered", figures.answered)
      json.member("judged", figures.judged)
      json.member("best_found", figures.bestFound)
      json.member("matches", figures.expected)
      json.member("matches_found", figures.found)
      json.endObject()
    }
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func lines(_ result: MemoryEvaluation.Result) -> String {
    var text = "\(result.queries) queries, CPU ms\n"
    for (name, figures) in [("lossless", result.lossless), ("fast    ", result.fast)] {
      text += "  \(name)  p50 \(rounded(figures.percentile(0.5)))"
      text += "  p99 \(rounded(figures.percentile(0.99)))  mean \(rounded(figures.mean))"
      text += "  answered \(figures.answered)"
      if result.exhaustive > 0 {
        text += "  best found \(figures.bestFound) of \(figures.judged)"
        text += "  matches found \(figures.found) of \(figures.expected)"
      }
      text += "\n"
    }
    return text
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
