// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// Reads files of units one after the other; records that cannot be read are counted.
struct AnnotatedUnits {
  var inputFormat: String?
  var languages = LanguagePair.englishChinese
  var recordLimit = 16 << 20
  /// Where rejected records go; `nil` only counts them.
  var rejectedPath: String?

  /// Calls a closure with each unit of a file.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput` or `mismatch`; `CorpusFailure`; `IOFailure`.
  func forEach(
    _ path: String, _ rejections: RejectionFile, _ body: (TranslationUnit) throws -> Void
  ) throws {
    var stream = try CheckedFiles(
      [try CheckedFiles.path(of: path)], inputFormat: inputFormat, limit: recordLimit,
      languages: languages, rejections: rejections)
    while let units = try stream.batch(1) { for unit in units { try body(unit) } }
  }

  /// The name of a file without its folder and its endings.
  static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.dropFirst().firstIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
