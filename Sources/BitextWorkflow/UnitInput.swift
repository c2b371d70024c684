// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// Opens files of units for the runs that read them.
enum UnitInput {
  /// The format of an input, in one clear line where nothing tells.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`; `CorpusFailure` with `unknownFormat`.
  static func format(of path: String, name: String?) throws -> UnitFormat {
    switch FileSystem.kind(of: path) {
    case .folder:
      throw CorpusFailure(
        .unknownFormat, path: path,
        message: "expected a file of units, found a folder: name a file in it, with "
          + "--input-format where its name does not end in a format's")
    case .missing:
      if let name, UnitFormat(rawValue: name) == .moses { return .moses }
      throw WorkflowFailure(.noInput, "\(path): no such file")
    case .file:
      return try UnitFormat.resolved(path: path, name: name, option: "--input-format")
    }
  }

  /// Opens an input.
  static func open(
    _ path: String, format name: String?, limit: Int, languages: LanguagePair
  ) throws -> any UnitReader {
    try format(of: path, name: name).open(path: path, limit: limit, languages: languages)
  }
}
