// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel

extension FuzzTarget {
  /// Formats of several files: an input is the files, a byte 0x1e between them.
  static var severalFiles: [FuzzTarget] {
    [
      FuzzTarget("xces", seeds: { MarkupSeeds.xces }) { bytes, scratch in
        try readFiles(.xces, ["links.xces", "en.xml", "zh.xml"], bytes, scratch)
      },
      FuzzTarget("ladder", seeds: { TableSeeds.ladders }) { bytes, scratch in
        try readFiles(.ladder, ["c.ladder", "c.en", "c.zh-Hans"], bytes, scratch)
        try readFiles(.moses, ["c.ladder", "c.en", "c.zh-Hans"], bytes, scratch)
      },
    ]
  }

  private static func readFiles(
    _ format: UnitFormat, _ names: [String], _ bytes: UnsafeRawBufferPointer, _ scratch: Scratch
  ) throws {
    var parts = bytes.split(
      separator: 0x1e, maxSplits: names.count - 1, omittingEmptySubsequences: false)
    while parts.count < names.count { parts.append(bytes[0..<0]) }
    for (name, part) in zip(names, parts) {
      _ = scratch.file(name, UnsafeRawBufferPointer(rebasing: part))
    }
    let path = scratch.folder + "/" + (format == .moses ? "c.moses" : names[0])
    var units: [TranslationUnit] = []
    do {
      var reader = try format.open(path: path)
      while let record = try reader.next() {
        switch record {
        case .success(let unit): units.append(unit)
        case .failure(let rejected): try checkMessage(rejected.rejection.message)
        }
      }
    } catch let error as CorpusFailure {
      try checkMessage(error.description)
    } catch let error as IOFailure {
      try checkMessage(error.description)
    }
    if !units.isEmpty { try checkWriting(units, as: .jsonl, scratch) }
  }

  /// Compressed files: a first byte that is odd means Zstandard, else gzip.
  static let compressed = FuzzTarget("compressed", seeds: { try TableSeeds.compressed() }) {
    bytes, scratch in
    guard let first = bytes.first else { return }
    let name = first & 1 == 1 ? "c.zst" : "c.gz"
    let path = scratch.file(name, UnsafeRawBufferPointer(rebasing: bytes[1...]))
    do {
      let lines = LineReader(try ByteSource(path: path, hashing: true), limit: 1 << 16)
      var total = 0
      while try lines.advance() {
        try law(lines.start >= total, "lines are in order")
        total = lines.start + lines.byteCount
        if total > 64 << 20 { break }
      }
    } catch let error as IOFailure {
      try checkMessage(error.description)
      try law(
        error.code == .truncated || error.code == .damaged, "damage has its code: \(error.code)")
    }
  }
}
