// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// What a build did.
public struct BuildReport: Hashable, Sendable {
  /// The folder that was written.
  public var folder: String
  /// What produced the corpus, in one line.
  public var signature: String
  /// What became of everything that was read.
  public var counts: BuildCounts
  /// How good it is.
  public var headline: BuildHeadline
}

extension BuildReport {
  /// The report as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("output", folder)
    json.member("signature", signature)
    json.key("counts")
    json.counts(counts)
    json.key("headline")
    json.headline(headline)
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The report for people, some lines.
  public var summary: String {
    """
    \(counts.pages) pages, \(counts.items) items
      \(counts.paired) translations paired, \(counts.unpaired) without an original
      \(counts.usedAsOriginal) used as originals, \(counts.otherText) other texts, \
    \(counts.duplicates) duplicates, \(counts.rejected) rejected
    \(counts.originals) external originals, \(counts.originalDuplicates) duplicates, \
    \(counts.originalRejected) rejected
    \(counts.written) units written (\(counts.titles) of titles), \(counts.filtered) filtered
    \(headline.lines.joined(separator: "\n"))
    \(folder)/corpus.tmx, corpus.tsv, pairs.jsonl, unpaired.jsonl, report.html, manifest.json

    """
  }
}
