// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextModel
internal import Glibc

/// Options of every subcommand that talks to people.
struct TalkOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors.")
  var quiet = false

  @Flag(help: "Print the result as JSON on standard output.")
  var json = false
}

/// Options of every subcommand that reads records.
struct RecordOptions: ParsableArguments {
  @Option(help: "The cap on one record, in bytes.")
  var recordLimit = 16 << 20

  @Option(help: "Exit with code 2 when more records than this are rejected (default: no limit).")
  var maxRejected: Int?

  @Option(
    help: ArgumentHelp("Write rejected records to this file, as JSON lines.", valueName: "file"))
  var rejected: String?

  func validate() throws {
    guard recordLimit > 0 else {
      throw ValidationError("--record-limit needs a number over 0, found \(recordLimit)")
    }
  }

  /// Ends with code 2 where too much was rejected.
  func check(rejected count: Int) throws {
    guard let maxRejected, count > maxRejected else { return }
    Console.error("bitext: \(count) records rejected, --max-rejected is \(maxRejected)")
    throw ExitCode(2)
  }
}

/// The direction of translation.
struct LanguageOptions: ParsableArguments {
  @Option(help: "The language translated from, a BCP 47 tag.")
  var sourceLanguage = LanguagePair.englishChinese.source.tag

  @Option(help: "The language translated into, a BCP 47 tag.")
  var targetLanguage = LanguagePair.englishChinese.target.tag

  var pair: LanguagePair {
    LanguagePair(source: Language(sourceLanguage), target: Language(targetLanguage))
  }
}

/// A probability on the command line.
struct Probability: ExpressibleByArgument {
  let value: Double

  init(_ value: Double) { self.value = value }

  init?(argument: String) {
    guard let value = Double(argument), value >= 0, value <= 1 else { return nil }
    self.value = value
  }

  var defaultValueDescription: String { value.description }
}
