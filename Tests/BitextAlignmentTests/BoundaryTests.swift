// SPDX-License-Identifier: Apache-2.0

import BitextModel
import Testing

@testable import BitextAlignment

struct `Boundaries between segments` {
  private func classes(_ segments: [String]) -> [UInt8] {
    var scanner = BoundaryScanner()
    for segment in segments {
      var text = segment
      text.withUTF8 { scanner.add($0) }
    }
    scanner.end()
    return scanner.classes
  }

  private static let inside: UInt8 = 3
  private static let closed: UInt8 = 6
  private static let opens: UInt8 = 9
  private static let both: UInt8 = 12

  @Test func `tell where speech begins, goes on and ends`() {
    let expected = [0, Self.opens + 2, Self.inside + 1, Self.closed, Self.both - 12, 0]
    #expect(classes(["他说：", "“好吗？", "走吧。”", "他走了。", "天黑了。"]) == expected)
    #expect(classes(["He said:", "\"Well?", "Let's go.\"", "He left.", "Night."]) == expected)
    #expect(classes(["He said:", "'Well?", "Let's go.'", "He left.", "Night."]) == expected)
    #expect(classes(["He said:", "‘Well?", "Let’s go.’", "He left.", "Night."]) == expected)
    #expect(classes(["「好。」", "「走。」"]) == [0, Self.both, 0])
  }

  @Test func `are one more than segments, and none within an empty side`() {
    #expect(classes([]) == [0])
    #expect(classes(["a"]) == [0, 0])
    #expect(classes(["", "", ""]).count == 4)
    #expect(classes(["don't", "the boys' hats", "rock 'n' roll"]).allSatisfy { $0 == 0 })
  }

  @Test func `learn what goes together`() {
    let n = BoundaryScanner.classCount
    var counts = BoundaryModel.Counts()
    (counts.source[0], counts.source[3], counts.target[0], counts.target[3]) = (60, 40, 60, 40)
    counts.pairs[0] = 50
    counts.pairs[3 * n + 3] = 10
    let model = BoundaryModel(counts, strength: 20, weight: 1)
    #expect(model.gains[0] > 0.2)
    #expect(model.gains[3] < -0.5 && model.gains[3 * n] < -0.5)
    #expect(model.gains[3 * n + 3] > model.gains[3])
  }

  @Test func `say nothing where all are alike, or none was counted`() {
    var counts = BoundaryModel.Counts()
    (counts.source[0], counts.target[0], counts.pairs[0]) = (60, 70, 50)
    for model in [
      BoundaryModel(counts, strength: 20, weight: 1),
      BoundaryModel(BoundaryModel.Counts(), strength: 20, weight: 1), BoundaryModel(),
    ] {
      #expect(model.gains.allSatisfy { abs($0) < 1e-5 })
    }
  }
}
