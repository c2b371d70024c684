// SPDX-License-Identifier: Apache-2.0

import BitextModel
import Testing

struct `A ladder` {
  private func bead(_ source: Range<Int>, _ target: Range<Int>) -> Bead {
    Bead(source: source, target: target, cost: 1)
  }

  @Test func `covers texts whose beads follow one another`() {
    let ladder = Ladder([bead(0..<1, 0..<2), bead(1..<3, 2..<3), bead(3..<3, 3..<4)])
    #expect(ladder.covers(sources: 3, targets: 4))
    #expect(!ladder.covers(sources: 4, targets: 4))
    #expect(!ladder.covers(sources: 3, targets: 5))
  }

  @Test func `without beads covers two empty texts only`() {
    #expect(Ladder().covers(sources: 0, targets: 0))
    #expect(!Ladder().covers(sources: 1, targets: 0))
  }

  @Test func `covers nothing across a gap`() {
    #expect(!Ladder([bead(0..<1, 0..<1), bead(2..<3, 1..<2)]).covers(sources: 3, targets: 2))
  }

  @Test func `covers nothing where beads overlap`() {
    #expect(!Ladder([bead(0..<2, 0..<1), bead(1..<2, 1..<2)]).covers(sources: 2, targets: 2))
  }

  @Test func `covers nothing with a bead of two empty sides`() {
    #expect(!Ladder([bead(0..<1, 0..<1), bead(1..<1, 1..<1)]).covers(sources: 1, targets: 1))
  }

  @Test func `turned round twice is itself`() {
    let ladder = Ladder([bead(0..<1, 0..<2), bead(1..<1, 2..<3)])
    #expect(ladder.reversed.covers(sources: 3, targets: 1))
    #expect(ladder.reversed.reversed == ladder)
  }

  @Test func `costs what its beads cost`() {
    #expect(Ladder([bead(0..<1, 0..<1), bead(1..<2, 1..<2)]).cost == 2)
  }
}

struct `A bead` {
  @Test func `says its kind as the field writes it`() {
    let bead = Bead(source: 2..<4, target: 1..<2, cost: 0)
    #expect(bead.kind == BeadKind(2, 1))
    #expect(bead.kind.description == "2-1")
    #expect(bead.kind.reversed.description == "1-2")
  }

  @Test func `without one side is a null bead`() {
    #expect(BeadKind(0, 1).isNull)
    #expect(BeadKind(1, 0).isNull)
    #expect(!BeadKind(1, 1).isNull)
  }
}
