// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// A judgement as bytes, for the time until originals are assigned.
public enum JudgementBytes {
  /// The bytes of a judgement.
  public static func of(_ judgement: Judgement) -> [UInt8] {
    var record = RecordBytes()
    record.add(judgement.reasonWithout.rawValue)
    record.add(judgement.assessments.count)
    for assessment in judgement.assessments {
      record.add(assessment.ordinal)
      record.add(assessment.score)
      record.add(assessment.probability)
      let evidence = assessment.evidence
      record.add(evidence.placement.rawValue)
      record.add(evidence.sharedAnchors)
      record.add(evidence.missingAnchors)
      record.add(evidence.features.count)
      for feature in evidence.features {
        record.add(feature.name)
        record.add(feature.value)
      }
      record.add(evidence.runnerUp ?? .nan)
    }
    return record.bytes
  }

  /// The judgement that ``of(_:)`` made the bytes of; `nil` of other bytes.
  public static func judgement(_ bytes: UnsafeRawBufferPointer) -> Judgement? {
    var record = RecordReader(bytes)
    let reason = UnpairedReason(record.string())
    // An assessment is eight numbers at least.
    let count = record.count(ofAtLeast: 64)
    let assessments = (0..<count).map { _ in assessment(&record) }
    guard record.isAtEnd else { return nil }
    return Judgement(assessments: assessments, reasonWithout: reason)
  }

  private static func assessment(_ record: inout RecordReader) -> Assessment {
    let ordinal = record.integer()
    let score = record.number()
    let probability = record.number()
    let placement = Placement(rawValue: record.string()) ?? .external
    let shared = record.strings()
    let missing = record.strings()
    let featureCount = record.count(ofAtLeast: 16)
    let features = (0..<featureCount).map { _ in PairFeature(record.string(), record.number()) }
    let runnerUp = record.number()
    return Assessment(
      ordinal: ordinal, score: score, probability: probability,
      evidence: PairEvidence(
        placement: placement, sharedAnchors: shared, missingAnchors: missing, features: features,
        runnerUp: runnerUp.isNaN ? nil : runnerUp))
  }
}
