// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextCorpus
internal import BitextIO
internal import BitextLexicon
internal import BitextMemory
internal import BitextPairing
internal import BitextQuality
internal import BitextWorkflow
internal import Glibc

/// Turns errors into one line and an exit code.
enum FailureReport {
  /// Ends the process.
  static func exit(_ error: any Error) -> Never {
    if let (message, code) = known(error) {
      PartialOutputs.removeAll()
      Console.error("bitext: \(message)")
      Glibc.exit(code)
    }
    BitextCommand.exit(withError: error)
  }

  private static func known(_ error: any Error) -> (message: String, code: Int32)? {
    switch error {
    case let failure as ConfigFile.Failure: return (failure.message, failure.exitCode)
    case let failure as IOFailure:
      let code: Int32 =
        switch failure.code {
        case .notFound: 66
        case .truncated, .damaged, .tooLong: 65
        case .cannotCreate: 73
        case .busy, .changed: 75
        default: 74
        }
      return (failure.description, code)
    case let failure as CorpusFailure:
      return (failure.description, failure.code == .unknownFormat ? 64 : 65)
    case let failure as WorkflowFailure:
      let code: Int32 = failure.code == .noInput ? 66 : 65
      return (failure.description, code)
    case let failure as MemoryFailure:
      let code: Int32 =
        switch failure.code {
        case .notFound, .noUnit: 66
        case .notAMemory, .newerVersion, .damaged: 65
        case .noDirection: 64
        case .readOnly: 73
        case .busy: 75
        default: 74
        }
      return (failure.description, code)
    case let failure as LexiconFailure:
      return (failure.description, 65)
    case let failure as IndexFailure:
      return (failure.description, 65)
    case let failure as ScoreFailure:
      let isUsage = failure.code == .usage || failure.code == .unknownTokenizer
      return (failure.description, isUsage ? 64 : 65)
    case let failure as CheckFailure:
      let isUsage = failure.code == .unknownRule || failure.code == .badWeights
      return (failure.description, isUsage ? 64 : 65)
    default:
      return nil
    }
  }
}
