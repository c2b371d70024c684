// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextPairing

extension Matching {
  /// The judgement on one translation, as `JudgementBytes` gives it, and its candidates, the best first; of
  /// one that keeps what it has the candidates are left out.
  struct Judged: Hashable, Sendable {
    var choices: [OneToOne.Choice]
    var bytes: [UInt8]
  }
}

/// Judgements of consecutive translations as bytes.
enum JudgedShard {
  /// The bytes of some judgements, each as `JudgementBytes` gives it, with its choices.
  static func bytes(of judged: [Matching.Judged]) -> [UInt8] {
    var record = RecordBytes()
    record.add(judged.count)
    for one in judged {
      record.add(one.choices.count)
      for choice in one.choices {
        record.add(Int(choice.original))
        record.add(Int(choice.probability.bitPattern))
      }
      record.add(one.bytes)
    }
    return record.bytes
  }

  /// The judgements that ``bytes(of:)`` made the bytes of.
  ///
  /// - Parameters:
  ///   - count: how many there are.
  ///   - originalCount: how many originals there are to choose from.
  /// - Returns: `nil` where the bytes say something else.
  static func judged(
    _ bytes: [UInt8], count: Int, originalCount: Int
  ) -> [Matching.Judged]? {
    bytes.withUnsafeBytes { bytes in
      var reader = RecordReader(bytes)
      guard reader.integer() == count else { return nil }
      var judged: [Matching.Judged] = []
      for _ in 0..<count {
        let choiceCount = reader.count(ofAtLeast: 16)
        let choices = (0..<choiceCount).map { _ in
          OneToOne.Choice(
            original: Int32(truncatingIfNeeded: reader.integer()),
            probability: Float(bitPattern: UInt32(truncatingIfNeeded: reader.integer())))
        }
        let one = Matching.Judged(choices: choices, bytes: reader.byteArray())
        guard reader.isWhole, isSound(one, originalCount) else { return nil }
        judged.append(one)
      }
      return reader.isAtEnd ? judged : nil
    }
  }

  /// Whether the choices are those of the judgement, or none; it chooses from so many originals.
  private static func isSound(_ judged: Matching.Judged, _ originalCount: Int) -> Bool {
    guard let judgement = judged.bytes.withUnsafeBytes({ JudgementBytes.judgement($0) }) else {
      return false
    }
    return judgement.assessments.map { Int32(truncatingIfNeeded: $0.ordinal) }
      .starts(with: judged.choices.map(\.original))
      && (judged.choices.isEmpty || judged.choices.count >= min(2, judgement.assessments.count))
      && judgement.assessments.allSatisfy {
        (0..<originalCount).contains($0.ordinal) && (0...1).contains($0.probability)
          && $0.score.isFinite
      } && judged.choices.allSatisfy { (0...1).contains($0.probability) }
  }
}
