// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel
internal import BitextText

/// Documents to sentences: `{"id","segments":[{"text","start","end"}]}`.
struct SegmentStage: WorkerStage {
  private let records = DocumentRecord()
  private let segmenter = SentenceSegmenter()

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    let document = try record.document(by: records)
    json.beginObject()
    json.member("id", document.id)
    json.key("segments")
    json.beginArray()
    for segment in try segmenter.segments(of: document) {
      json.beginObject()
      json.member("text", segment.text)
      json.member("start", segment.span.start)
      json.member("end", segment.span.end)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }
}
