// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextModel

@testable import BitextLexicon

extension FuzzTarget {
  /// Dictionaries and tables of other programs, and this package's own text form.
  static let cedict = FuzzTarget("cedict", seeds: { TableSeeds.dictionaries }) { bytes, scratch in
    let path = scratch.file(bytes)
    let limit = bytes.count & 7 == 7 ? 60 : LineReader.defaultLimit
    for format in [nil, LexiconReader.Format.cedict, .tsv, .table] {
      var rejected = 0
      var reader = LexiconReader(limit: limit) { rejection in
        rejected += 1
        try checkMessage(rejection.message)
      }
      do {
        try reader.read(ByteSource(path: path), format: format)
      } catch let error as LexiconFailure {
        try checkMessage(error.description)
        continue
      }
      try law(reader.counts.rejected == rejected, "rejected rows are counted")
      guard reader.builder.count > 0 else { continue }
      try checkLayer(reader.builder.layer(name: "fuzzed"))
    }
  }

  /// Lexicon files: the input as it is, and with the checksums put right that would keep it out.
  static let lexicon = FuzzTarget("lexicon", seeds: { BinarySeeds.lexicons }) { bytes, _ in
    var image = Array(bytes)
    for isMended in [false, true] {
      if isMended {
        guard image.count >= LexiconImage.headerByteCount else { return }
        mend(&image)
      }
      let memory = ImageMemory(image)
      do {
        let read = try LexiconImage(memory.bytes, owner: memory, path: "fuzzed")
        try checkLayer(
          LexiconLayer(name: "fuzzed", content: .image(read)), isOurs: false)
      } catch let error as LexiconFailure {
        try checkMessage(error.description)
      }
    }
  }

  private static func mend(_ image: inout [UInt8]) {
    var head = LexiconImage.magic
    for value in [LexiconImage.version, LexiconImage.byteOrder] {
      withUnsafeBytes(of: value.littleEndian) { head += Array($0) }
    }
    let sum = image.withUnsafeBytes {
      Checksum64.of(UnsafeRawBufferPointer(rebasing: $0[32...]))
    }
    for value in [UInt64(image.count), sum] {
      withUnsafeBytes(of: value.littleEndian) { head += Array($0) }
    }
    image.replaceSubrange(0..<32, with: head)
  }

  /// Asks a layer for everything that it holds.
  private static func checkLayer(_ layer: LexiconLayer, isOurs: Bool = true) throws {
    for entry in 0..<layer.count {
      let headword = layer.headword(at: entry)
      if isOurs {
        try law(layer.entry(of: headword) == entry, "headword \(headword) is found")
      }
      _ = layer.renderings(at: entry)
      _ = layer.fields(at: entry)
      for link in layer.probabilities(at: entry) where isOurs {
        try law((0...1).contains(link.weight), "a probability is 0...1, not \(link.weight)")
      }
      _ = layer.occurrences(at: entry)
    }
    let lexicon = Lexicon(layers: [layer, small])
    _ = lexicon.count
    var text = "我们提出一种新的方法，收敛得更快。" + (layer.count > 0 ? layer.headword(at: 0) : "")
    text.withUTF8 { bytes in
      for start in bytes.indices where bytes[start] & 0xc0 != 0x80 {
        lexicon.forEachHeadword(in: bytes, at: start) { entry, _ in
          lexicon.forEachLink(of: [entry]) { _, _ in }
        }
      }
    }
    for entry in 0..<min(layer.count, 64) {
      var total: Float = 0
      lexicon.forEachLink(of: [entry]) { _, link in total += link.weight }
      if isOurs { try law(total < 1.01, "the weights of a headword sum to 1 at most: \(total)") }
    }
  }

  /// A second layer of a few entries, which a lexicon of several has.
  private static let small: LexiconLayer = {
    var builder = LexiconBuilder()
    builder.add(["we"], to: "我们")
    builder.add(["convergence", "converge"], to: "收敛")
    return builder.layer(name: "small")
  }()
}
