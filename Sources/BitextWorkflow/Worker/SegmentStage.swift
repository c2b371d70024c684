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
    json.segments(try segmenter.segments(of: document))
    json.endObject()
  }
}

extension JSONWriter {
  /// Writes an array of `{"text","start","end"}`, offsets in bytes.
  mutating func segments(_ segments: [Segment]) {
    beginArray()
    for segment in segments {
      beginObject()
      member("text", segment.text)
      member("start", segment.span.start)
      member("end", segment.span.end)
      endObject()
    }
    endArray()
  }
}
