// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO
internal import BitextMemory
internal import BitextModel
internal import BitextWorkflow

/// `bitext memory match`.
struct MemoryMatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Find what is like a text, the best first.",
    discussion: """
      With --text one answer; without it one for each line of a file or of standard input, or for each unit of a \
      file of units. --json prints an array an answer.

      Example: bitext memory match project.db --text "We propose a method." --json
      """)

  @OptionGroup var memory: MemoryFileArgument

  @Argument(help: "Texts to look up: a text a line, or units by name (default: standard input).")
  var input = "-"

  @Option(help: "The text to look up.")
  var text: String?

  @Option(help: "The text before it, for a score of 101.")
  var previous: String?

  @Option(help: "The text behind it, for a score of 101.")
  var next: String?

  @Option(help: "What the file holds: lines, tmx, tsv or jsonl (default: by name).")
  var inputFormat: String?

  @OptionGroup(title: "Matching") var matching: MatchOptions
  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let store = try memory.reading()
    var query = matching.query
    if let text {
      query.text = text
      query.previous = previous
      query.next = next
      let matches = try await store.matches(for: query)
      try Output.print(talk.json ? MatchText.json(matches) : MatchText.lines(matches, of: nil))
      return
    }
    var lookup = MemoryLookup()
    lookup.query = query
    lookup.inputFormat = inputFormat
    lookup.recordLimit = records.recordLimit
    lookup.rejectedPath = records.rejected
    let output = try OutputFile(path: "-")
    let counts = try await lookup.forEach(input, in: store) { unit, matches in
      try output.write(
        talk.json ? MatchText.json(matches) : MatchText.lines(matches, of: unit.source.text))
      try output.flush()
    }
    try output.finish()
    try records.check(rejected: counts.rejected)
  }
}

/// `bitext memory pretranslate`.
struct MemoryPretranslateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pretranslate",
    abstract: "Fill the targets of a file from a memory.",
    discussion: """
      Every text is written; its target is that of the best match, with the text's own numbers, or empty. The \
      property x-bitext-match holds the score.

      Example: bitext memory pretranslate project.db new.txt -o new.tmx --threshold 75
      """)

  @OptionGroup var memory: MemoryFileArgument

  @Argument(help: "The texts: a text a line, or units by name, or -.")
  var input: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write, or -.", valueName: "file"))
  var output: String

  @Option(help: "What the file holds: lines, tmx, tsv or jsonl (default: by name).")
  var inputFormat: String?

  @Option(help: "The format written: tmx, tsv or jsonl (default: by name).")
  var format: String?

  @OptionGroup(title: "Matching") var matching: MatchOptions
  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func run() async throws {
    var lookup = MemoryLookup()
    lookup.query = matching.query
    lookup.inputFormat = inputFormat
    lookup.outputFormat = format
    lookup.recordLimit = records.recordLimit
    lookup.rejectedPath = records.rejected
    let counts = try await lookup.pretranslate(
      input, with: try memory.reading(), output: output)
    if talk.json {
      try Output.print(
        "{\"read\":\(counts.read),\"translated\":\(counts.translated),\"rejected\":\(counts.rejected)}\n"
      )
    }
    if !talk.quiet {
      Console.error("bitext: \(counts.translated) of \(counts.read) texts translated")
    }
    try records.check(rejected: counts.rejected)
  }
}

/// `bitext memory leverage`.
struct MemoryLeverageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leverage",
    abstract: "Count how much of a new file a memory covers, by bands of scores.",
    discussion: "Example: bitext memory leverage project.db new.txt")

  @OptionGroup var memory: MemoryFileArgument

  @Argument(help: "The texts: a text a line, or units by name, or -.")
  var input: String

  @Option(help: "What the file holds: lines, tmx, tsv or jsonl (default: by name).")
  var inputFormat: String?

  @OptionGroup(title: "Matching") var matching: MatchOptions
  @OptionGroup var records: RecordOptions
  @OptionGroup var talk: TalkOptions

  func run() async throws {
    var lookup = MemoryLookup()
    lookup.query = matching.query
    lookup.inputFormat = inputFormat
    lookup.recordLimit = records.recordLimit
    lookup.rejectedPath = records.rejected
    let leverage = try await lookup.leverage(input, in: try memory.reading())
    try Output.print(talk.json ? LeverageText.json(leverage) : LeverageText.table(leverage))
    try records.check(rejected: leverage.rejected)
  }
}
