// SPDX-License-Identifier: Apache-2.0

import BitextKit

/// A corpus of any size out of the sample's beads: shuffled into abstracts, each with names of its own.
///
/// The same size gives the same bytes. Every abstract names a method and a figure that no other has,
/// so that its original can be found; everything else repeats.
struct SyntheticCorpus {
  /// The number of pairs.
  let count: Int
  /// Pages in the listing form, 50 items each, and the originals as JSON lines.
  let pages: [String]
  let originals: String

  /// Writes the files into a folder.
  init(pairs count: Int, beads: [SampleData.BeadText], into folder: String) throws {
    self.count = count
    var numbers = Numbers(state: 20_240_521)
    var pages: [String] = []
    let originals = try OutputFile(path: folder + "/originals.jsonl")
    var json = JSONWriter()
    var page: OutputFile?
    for number in 0..<count {
      if number % 50 == 0 {
        try page?.finish()
        let path = "\(folder)/page-\(pages.count).txt"
        pages.append(path)
        page = try OutputFile(path: path)
      }
      let abstract = Self.abstract(number, beads, &numbers)
      try page?.write(abstract.target + "\ntranslated by 谷歌翻译\n")
      json.removeAll()
      json.beginObject()
      json.member("id", "synthetic.\(number)")
      json.member("title", "On \(Self.name(number))")
      json.member("abstract", abstract.source)
      json.endObject()
      json.newline()
      try originals.write(json.bytes)
    }
    try page?.finish()
    try originals.finish()
    self.pages = pages
    self.originals = originals.path
  }

  /// The abstracts alone, as pairs of texts.
  static func abstracts(_ count: Int, beads: [SampleData.BeadText]) -> [SampleData.BeadText] {
    var numbers = Numbers(state: 7)
    return (0..<count).map { abstract($0, beads, &numbers) }
  }

  private static func abstract(
    _ number: Int, _ beads: [SampleData.BeadText], _ numbers: inout Numbers
  ) -> SampleData.BeadText {
    var sources: [String] = []
    var targets: [String] = []
    for _ in 0..<(4 + numbers.next(below: 5)) {
      let bead = beads[numbers.next(below: beads.count)]
      sources.append(bead.source)
      targets.append(bead.target)
    }
    let (name, figure) = (name(number), 100_003 + number * 17)
    sources.insert("We call the method \(name) and release \(figure) samples.", at: 1)
    targets.insert("我们将该方法称为\(name),并发布\(figure)个样本。", at: 1)
    return SampleData.BeadText(
      source: sources.joined(separator: " "), target: targets.joined())
  }

  /// A made-up name: syllables for the digits of a number.
  private static func name(_ number: Int) -> String {
    let syllables = ["ba", "ke", "di", "fo", "gu", "ra", "le", "mi", "no", "tu"]
    let digits = String(number * 7919 + 1_000_000).compactMap(\.wholeNumberValue)
    let word = digits.map { syllables[$0] }.joined()
    return word.prefix(1).uppercased() + word.dropFirst() + "Net"
  }
}

/// Numbers that are the same in every run: SplitMix64.
private struct Numbers {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: (value ^ (value >> 31)) % UInt64(bound))
  }
}
