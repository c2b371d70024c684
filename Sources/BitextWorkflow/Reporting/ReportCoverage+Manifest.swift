// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextQuality

extension ReportCoverage {
  /// What the manifest of a folder that `bitext build` wrote says; `nil` where it says nothing.
  static func ofBuild(at folder: String) -> ReportCoverage? {
    let path = folder + "/manifest.json"
    guard FileSystem.kind(of: folder) == .folder, FileSystem.kind(of: path) == .file,
      let bytes = try? ByteSource(path: path).readAll()
    else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let headline = try? JSONParser().parse(bytes)["headline"] else { return nil }
      guard let sentences = headline["source_sentences"]?.integer,
        let covered = headline["covered_sentences"]?.integer,
        let words = headline["source_words"]?.integer,
        let omitted = headline["omitted_words"]?.integer
      else { return nil }
      return ReportCoverage(
        sourceSentences: sentences, coveredSentences: covered, sourceWords: words,
        omittedWords: omitted)
    }
  }
}
