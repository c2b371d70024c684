// SPDX-License-Identifier: Apache-2.0

import BitextTestSupport
import Testing

/// The fuzzer's targets without the fuzzer: their seeds, what was found once, and seeds changed at random.
struct `Fuzzed code` {
  /// How many changed seeds a target is given; the same ones every time.
  private static let changedCount = 120

  @Test(arguments: FuzzTarget.all.map(\.name))
  func `keeps its laws on seeds and on seeds changed at random`(name: String) async throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let seeds = try await target.seeds()
    try #require(!seeds.isEmpty)
    let scratch = Scratch()
    for seed in seeds { try await run(target, seed, scratch) }
    var random = TestRandom(seed: 10)
    for _ in 0..<Self.changedCount {
      try await run(target, changed(seeds, &random), scratch)
    }
  }

  private func run(_ target: FuzzTarget, _ input: [UInt8], _ scratch: Scratch) async throws {
    // A copy of its own, so that a step over its end is one over the end of a block.
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: input.count, alignment: 1)
    defer { bytes.deallocate() }
    bytes.copyBytes(from: input)
    do {
      switch target.body {
      case .plain(let body): try body(UnsafeRawBufferPointer(bytes), scratch)
      case .asynchronous(let body): try await body(UnsafeRawBufferPointer(bytes), scratch)
      }
    } catch {
      Issue.record("\(target.name): \(error); input: \(String(decoding: input, as: UTF8.self))")
    }
  }

  /// A seed with a few changes: bytes set, stretches left out, repeated, or taken from another seed.
  private func changed(_ seeds: [[UInt8]], _ random: inout TestRandom) -> [UInt8] {
    var bytes = seeds[Int.random(in: 0..<seeds.count, using: &random)]
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...20, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0 where place < bytes.count:
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3:
        let other = seeds[Int.random(in: 0..<seeds.count, using: &random)]
        let start = Int.random(in: 0...other.count, using: &random)
        bytes.insert(contentsOf: other[start..<min(other.count, start + 20)], at: place)
      default:
        let piece = NastyText.pieces[Int.random(in: 0..<NastyText.pieces.count, using: &random)]
        bytes.insert(contentsOf: piece.utf8, at: place)
      }
    }
    return bytes
  }
}
