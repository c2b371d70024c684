// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextQuality

/// Translations with references to statistics that add, an object a metric.
///
/// Numbers and lists of one length are summed place by place, lists of other lengths from their beginning;
/// the score of the sum is the score of the corpus.
struct StatisticsStage: WorkerStage {
  private let counters: SegmentStatistics

  init(_ options: WorkerOptions) throws { counters = try SegmentStatistics(options.scoring) }

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    guard let hypothesis = record["hypothesis"]?.string else {
      throw WorkerFault.missing("a string under \"hypothesis\"")
    }
    var references = record.strings("references")
    if let one = record["reference"]?.string { references.insert(one, at: 0) }
    guard !references.isEmpty else {
      throw WorkerFault.missing("a string under \"reference\" or strings under \"references\"")
    }
    json.beginObject()
    json.member("id", record.recordID ?? "")
    for metric in counters.statistics(hypothesis: hypothesis, references: references) {
      json.key(metric.name)
      json.beginObject()
      for field in metric.fields {
        json.key(field.name)
        json.beginArray()
        for value in field.values { json.integer(value) }
        json.endArray()
      }
      json.endObject()
    }
    json.endObject()
  }
}
