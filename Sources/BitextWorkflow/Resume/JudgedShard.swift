// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

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

  /// The judgements that ``bytes(of:)`` made the bytes of; `nil` where they are not so many.
  static func judged(_ bytes: [UInt8], count: Int) -> [Matching.Judged]? {
    bytes.withUnsafeBytes { bytes in
      var reader = RecordReader(bytes)
      guard reader.integer() == count else { return nil }
      return (0..<count).map { _ in
        let choices = (0..<min(2, max(0, reader.integer()))).map { _ in
          OneToOne.Choice(
            original: Int32(truncatingIfNeeded: reader.integer()),
            probability: Float(bitPattern: UInt32(truncatingIfNeeded: reader.integer())))
        }
        return Matching.Judged(choices: choices, bytes: reader.byteArray())
      }
    }
  }
}
