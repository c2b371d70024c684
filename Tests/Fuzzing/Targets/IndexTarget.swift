// SPDX-License-Identifier: Apache-2.0

import BitextLexicon
import BitextModel

@testable import BitextIO
@testable import BitextPairing

extension FuzzTarget {
  /// Index files: the input as it is, and with the checksums put right that would keep it out.
  static let index = FuzzTarget("index", seeds: { try BinarySeeds.indexes() }) { bytes, scratch in
    var image = Array(bytes)
    for isMended in [false, true] {
      if isMended { guard mendIndex(&image) else { return } }
      let path = image.withUnsafeBytes { scratch.file($0) }
      let file = try MappedFile(path: path)
      let guarded = GuardedTail(file.bytes)
      defer { guarded.end() }
      do {
        try ask(try IndexFile(file, isTrusted: false))
      } catch let error as IndexFailure {
        try checkMessage(error.description)
      }
    }
  }

  private static let queries = [
    Document(
      id: "q", language: .simplifiedChinese,
      text: "我们提出了Lantern3x，这是一种在夜间检查桥梁的方法，编号为 3。它收敛得更快。"),
    Document(id: "r", language: .english, text: "We present Lantern1x, number 1, for bridges."),
  ]

  private static func ask(_ file: IndexFile) throws {
    for number in 0..<min(file.count, 200) {
      do {
        _ = try file.document(at: number)
      } catch let error as IndexFailure {
        try checkMessage(error.description)
      }
    }
    _ = file.statistics
    var sum: UInt64 = 0
    file.forEachFingerprint { sum &+= $1 }
    file.forEachCopy { sum &+= UInt64($0 + $1.utf8.count) }
    guard file.count > 0 else { return }
    let index = KeyIndex([file], lexicon: BinarySeeds.smallLexicon)
    for query in queries {
      let found = try index.candidates(for: query, limit: 4)
      try law(found.count <= 4, "no more candidates than asked for")
      try law(
        found.allSatisfy { (0..<index.count).contains($0.ordinal) }, "ordinals within the index")
      try law(Set(found.map(\.ordinal)).count == found.count, "no ordinal twice")
    }
  }

  /// Puts the file's marks, the directory's checksum and those of all sections right.
  static func mendIndex(_ image: inout [UInt8]) -> Bool {
    let trailer = image.count - IndexLayout.trailerBytes
    guard trailer >= IndexLayout.headBytes + 8 else { return false }
    func put(_ value: UInt64, _ place: Int) {
      withUnsafeBytes(of: value.littleEndian) {
        image.replaceSubrange(place..<place + 8, with: Array($0))
      }
    }
    func get(_ place: Int) -> UInt64 {
      image.withUnsafeBytes {
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      }
    }
    func sum(_ start: Int, _ end: Int) -> UInt64 {
      image.withUnsafeBytes { Checksum64.of(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
    }
    put(IndexLayout.magic, 0)
    put(IndexLayout.version, 8)
    put(IndexLayout.endMagic, trailer + 24)
    let start = get(trailer)
    guard start >= UInt64(IndexLayout.headBytes), start < UInt64(trailer) else { return false }
    put(UInt64(trailer) - start, trailer + 8)
    var place = Int(start) + 8
    let sections = IndexLayout.Section.allCases.count
    while place + (4 + 3 * sections) * 8 <= trailer {
      for section in 0..<sections {
        let entry = place + (4 + 3 * section) * 8
        let (offset, count) = (get(entry), get(entry + 8))
        guard offset <= start, count <= start - offset else { continue }
        put(sum(Int(offset), Int(offset + count)), entry + 16)
      }
      place += (4 + 3 * sections) * 8
    }
    put(sum(Int(start), trailer), trailer + 16)
    return true
  }
}
