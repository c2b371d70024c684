// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextModel
internal import BitextWorkflow

/// `bitext segment`: text to sentences.
struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Cut text into sentences, one a line.",
    discussion: """
      Each line of the input is a text of its own.

      Example: bitext segment --language zh abstracts.txt
      """)

  @Argument(help: "The text: a file, or - for standard input.")
  var input = "-"

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output = "-"

  @Option(help: "The language, a BCP 47 tag (default: told line by line).")
  var language: String?

  @Flag(help: "Write one JSON object a line of input, with byte offsets.")
  var json = false

  @Flag(help: "Write a line a place instead: whether it is cut, by which rule, and why.")
  var explain = false

  @Option(help: "The cap on one line, in bytes.")
  var recordLimit = SegmentationRun().recordLimit

  func validate() throws {
    guard !(json && explain) else {
      throw ValidationError("--json and --explain exclude each other")
    }
  }

  func run() throws {
    var segmentation = SegmentationRun()
    segmentation.language = language.map { Language($0) }
    segmentation.style = explain ? .explanation : json ? .json : .text
    segmentation.recordLimit = recordLimit
    try segmentation.run(input: input, output: output)
  }
}
