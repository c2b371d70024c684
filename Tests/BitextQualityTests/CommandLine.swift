// SPDX-License-Identifier: Apache-2.0

import BitextQuality
import Testing

/// A command line of sacreBLEU, as far as the recorded ones go.
struct CommandLine {
  var options = ScoreOptions()
  var references: [String] = []
  var hypotheses: [String] = []

  init(_ line: String) throws {
    var words = line.split(separator: " ").map(String.init)[...]
    var list = "references"
    while let word = words.popFirst() {
      if let option = Self.switches[word] {
        option(&options)
      } else if let option = Self.values[word] {
        try option(&options, words.popFirst() ?? "")
      } else if word == "-i" || word == "-m" {
        list = word
        if word == "-m" { options.metrics = [] }
      } else if list == "-m" {
        options.metrics.append(try #require(ScoreOptions.Metric(rawValue: word)))
      } else if list == "-i" {
        hypotheses.append(word)
      } else {
        references.append(word)
      }
    }
  }

  private static var switches: [String: (inout ScoreOptions) -> Void] {
    [
      "-lc": { $0.lowercase = true }, "-b": { $0.scoreOnly = true }, "-sh": { $0.short = true },
      "-sl": { $0.sentenceLevel = true }, "--confidence": { $0.confidence = true },
      "--paired-bs": { $0.paired = .bootstrap() },
      "--paired-ar": { $0.paired = .approximateRandomisation() },
      "--chrf-whitespace": { $0.chrF.whitespace = true },
      "--chrf-lowercase": { $0.chrF.lowercase = true },
      "--chrf-eps-smoothing": { $0.chrF.epsilonSmoothing = true },
      "--ter-normalized": { $0.ter.normalized = true },
      "--ter-no-punct": { $0.ter.noPunctuation = true },
      "--ter-asian-support": { $0.ter.asianSupport = true },
      "--ter-case-sensitive": { $0.ter.caseSensitive = true },
    ]
  }

  private static func whole(_ text: String) throws -> Int { try #require(Int(text)) }

  private static var values: [String: (inout ScoreOptions, String) throws -> Void] {
    [
      "-tok": { $0.tokenizer = $1 }, "-l": { $0.languagePair = $1 },
      "-s": { $0.smoothMethod = $1 }, "-sv": { $0.smoothValue = Double($1) },
      "-w": { $0.width = try whole($1) },
      "-nr": { $0.referencesPerLine = try whole($1) },
      "-f": { $0.format = ScoreOptions.Format(rawValue: $1) ?? .json },
      "--confidence-n": { $0.confidenceSamples = try whole($1) },
      "--paired-bs-n": { $0.paired = .bootstrap(samples: try whole($1)) },
      "--paired-ar-n": { $0.paired = .approximateRandomisation(trials: try whole($1)) },
      "--chrf-word-order": { $0.chrF.wordOrder = try whole($1) },
      "--chrf-char-order": { $0.chrF.characterOrder = try whole($1) },
      "--chrf-beta": { $0.chrF.beta = try whole($1) },
    ]
  }
}
