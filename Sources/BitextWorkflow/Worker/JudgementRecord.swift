// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextPairing

extension JSONWriter {
  /// Writes a judgement; numbers keep all their digits, so that it is read back the same.
  mutating func judgement(_ judgement: BitextPairing.Judgement) {
    beginObject()
    member("reason", judgement.reasonWithout.rawValue)
    key("candidates")
    beginArray()
    for assessment in judgement.assessments {
      beginObject()
      member("ordinal", assessment.ordinal)
      key("score")
      number(assessment.score)
      key("probability")
      number(assessment.probability)
      key("shared")
      beginArray()
      for word in assessment.evidence.sharedAnchors { string(word) }
      endArray()
      key("missing")
      beginArray()
      for word in assessment.evidence.missingAnchors { string(word) }
      endArray()
      key("features")
      beginObject()
      for feature in assessment.evidence.features {
        key(feature.name)
        number(feature.value)
      }
      endObject()
      if let runnerUp = assessment.evidence.runnerUp {
        key("runner_up")
        number(runnerUp)
      }
      endObject()
    }
    endArray()
    endObject()
  }
}

extension JSONView {
  /// The judgement that was written; candidates of other shapes are left out.
  var judgement: BitextPairing.Judgement? {
    guard let reason = self["reason"]?.string, let list = self["candidates"], list.isArray else {
      return nil
    }
    var assessments: [Assessment] = []
    list.forEachElement { view in
      guard let ordinal = view["ordinal"]?.integer, let score = view["score"]?.double,
        let probability = view["probability"]?.double
      else { return }
      var evidence = PairEvidence(
        placement: .external, sharedAnchors: view.strings("shared"),
        missingAnchors: view.strings("missing"), runnerUp: view["runner_up"]?.double)
      view["features"]?.forEachMember { name, value in
        guard let number = value.double else { return }
        evidence.features.append(PairFeature(String(decoding: name, as: UTF8.self), number))
      }
      assessments.append(
        Assessment(ordinal: ordinal, score: score, probability: probability, evidence: evidence))
    }
    return BitextPairing.Judgement(assessments: assessments, reasonWithout: UnpairedReason(reason))
  }
}
