// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

extension JSONWriter {
  /// Writes a document as a record: `id`, `language`, `text`, then what else is known.
  public mutating func document(_ document: Document) {
    beginObject()
    member("id", document.id)
    member("language", document.language.tag)
    member("text", document.text)
    if let title = document.title { member("title", title) }
    if let engine = document.engine { member("engine", engine) }
    if let source = document.source {
      key("source")
      beginObject()
      member("path", source.path)
      member("item", source.item)
      member("start", source.span.start)
      member("end", source.span.end)
      endObject()
    }
    members(document.extra)
    endObject()
  }

  /// Writes the titles of a paper.
  public mutating func titles(_ titles: TitlePair) {
    beginObject()
    member("id", titles.id)
    member("source", titles.source)
    member("target", titles.target)
    member("path", titles.place.path)
    member("item", titles.place.item)
    endObject()
  }

  /// Writes a rejection: `file`, `line`, `item`, `code`, `message`.
  public mutating func rejection(_ rejection: Rejection) {
    beginObject()
    member("file", rejection.path)
    if let line = rejection.line { member("line", line) }
    if let column = rejection.column { member("column", column) }
    if let item = rejection.item { member("item", item) }
    member("code", rejection.code.rawValue)
    member("message", rejection.message)
    endObject()
  }

  /// Writes a pair as a record of `pairs.jsonl`.
  public mutating func pair(_ pair: DocumentPair) {
    beginObject()
    member("id", pair.id)
    key("source")
    document(pair.source)
    key("target")
    document(pair.target)
    key("score")
    number(pair.score, decimals: 4)
    key("probability")
    number(pair.probability, decimals: 4)
    key("evidence")
    evidence(pair.evidence)
    endObject()
  }

  /// Writes evidence.
  public mutating func evidence(_ evidence: PairEvidence) {
    beginObject()
    member("placement", evidence.placement.rawValue)
    strings("shared_anchors", evidence.sharedAnchors)
    strings("missing_anchors", evidence.missingAnchors)
    for feature in evidence.features {
      key(feature.name)
      number(feature.value, decimals: 4)
    }
    if let runnerUp = evidence.runnerUp {
      key("runner_up")
      number(runnerUp, decimals: 4)
    }
    if !evidence.sameAs.isEmpty { strings("same_as", evidence.sameAs) }
    if !evidence.copies.isEmpty { strings("copies", evidence.copies) }
    endObject()
  }

  /// Writes a document that stayed unpaired, with the reason and the best candidate.
  public mutating func unpaired(
    _ target: Document, reason: UnpairedReason, best: RejectedCandidate?
  ) {
    beginObject()
    member("id", target.id)
    member("reason", reason.rawValue)
    key("target")
    document(target)
    if let best {
      key("best")
      beginObject()
      member("id", best.id)
      key("score")
      number(best.score, decimals: 4)
      key("probability")
      number(best.probability, decimals: 4)
      key("evidence")
      evidence(best.evidence)
      endObject()
    }
    endObject()
  }

  private mutating func strings(_ name: String, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}
