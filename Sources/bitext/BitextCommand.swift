// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextModel

/// `bitext`: pages of machine-translated abstracts to parallel corpora.
@main
struct BitextCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bitext",
    abstract: "Turns pages of machine-translated abstracts into parallel corpora.",
    discussion: """
      The whole job:  bitext build pages --originals arxiv.jsonl.gz -o out
      Stage by stage: read, index, pair, segment, align, convert, filter. Translations with references: \
      score; without: check and report. Each reads files or standard input (-) and writes standard output; .gz and .zst are read \
      and written by name.

      Exit codes: 0 done, 1 failed, 2 done but more records rejected than --max-rejected, 64 usage, \
      65 malformed input, 66 no such input, 70 internal, 73 output cannot be made, 74 I/O, 75 try again, \
      130 and 143 interrupted.
      """,
    version: BitextVersion.current,
    subcommands: [
      BuildCommand.self,
      ReadCommand.self,
      IndexCommand.self,
      PairCommand.self,
      SegmentCommand.self,
      AlignCommand.self,
      ConvertCommand.self,
      FilterCommand.self,
      CheckCommand.self,
      MQMCommand.self,
      ReportCommand.self,
      EvaluateCommand.self,
      ScoreCommand.self,
      MemoryCommand.self,
      LexiconCommand.self,
      WorkerCommand.self,
    ])

  static func main() async {
    Interruption.install()
    do {
      var command = try parseAsRoot(
        try ConfigFile.expanded(Array(CommandLine.arguments.dropFirst())))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      FailureReport.exit(error)
    }
  }
}
