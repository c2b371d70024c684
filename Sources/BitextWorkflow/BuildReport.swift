// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

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
  /// What of an earlier run was used again, and what was kept for a later one; `nil` where nothing is kept.
  public var shards: ShardCounts?

  /// The figures of a corpus that was there already, as its manifest has them.
  struct Recorded: Hashable, Sendable {
    var counts: JSONValue
    var headline: JSONValue
  }
  var recorded: Recorded?

  /// Whether the corpus was there already, made from the same inputs in the same way: nothing was done.
  ///
  /// ``counts`` and ``headline`` are then empty; ``json`` has the manifest's.
  public var wasComplete: Bool { recorded != nil }
}

extension BuildReport {
  /// The report as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("output", folder)
    json.member("signature", signature)
    json.key("counts")
    if let recorded { json.value(recorded.counts) } else { json.counts(counts) }
    json.key("headline")
    if let recorded { json.value(recorded.headline) } else { json.headline(headline) }
    if let shards {
      json.key("shards")
      json.beginObject()
      json.member("reused", shards.reused)
      json.member("made", shards.made)
      json.endObject()
    }
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// How much of an earlier run was used again, in one line; `nil` where none was asked for.
  public var resumption: String? {
    if wasComplete { return "\(folder): complete already, nothing to do" }
    return shards.map {
      "\($0.reused) of \($0.reused + $0.made) shards reused"
        + ($0.reason.map { "; what was left is of no use: \($0)" } ?? "")
    }
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
