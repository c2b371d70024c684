// SPDX-License-Identifier: Apache-2.0

import BitextKit

/// The repository's sample corpus, in memory.
struct SampleData {
  /// A bead of the gold with both sides.
  struct BeadText {
    var source: String
    var target: String
  }

  /// Listing pages, each ending with a line feed.
  let pages: [UInt8]
  /// Digest pages, each ending with a line feed.
  let digests: [UInt8]
  /// English abstracts as JSON lines.
  let originals: [UInt8]
  /// Abstracts whole.
  let english: [[UInt8]]
  let chinese: [[UInt8]]
  /// All beads of the gold ladders that have two sides.
  let beads: [BeadText]

  /// Reads `Corpora`.
  init(folder: String) throws {
    func pages(_ form: String) throws -> [UInt8] {
      var pages: [UInt8] = []
      for path in try FileSystem.files(below: folder + "/pages") where path.contains(form) {
        pages += try ByteSource(path: path).readAll()
        if pages.last != 10 { pages.append(10) }
      }
      return pages
    }
    self.pages = try pages("listing")
    digests = try pages("digest")
    originals = try ByteSource(path: folder + "/originals.jsonl").readAll()
    var (english, chinese): ([[UInt8]], [[UInt8]]) = ([], [])
    var beads: [BeadText] = []
    let lines = LineReader(try ByteSource(path: folder + "/gold/ladders.jsonl"))
    let parser = JSONParser()
    while try lines.advance() {
      let ladder = try parser.parse(lines.bytes)
      let source = Self.strings(ladder["source_segments"])
      let target = Self.strings(ladder["target_segments"])
      english.append(Array(source.joined(separator: " ").utf8))
      chinese.append(Array(target.joined().utf8))
      ladder["beads"]?.forEachElement { bead in
        let (from, to) = (
          Self.integers(bead["source"]).map { source[$0] },
          Self.integers(bead["target"]).map { target[$0] }
        )
        guard !from.isEmpty, !to.isEmpty else { return }
        beads.append(BeadText(source: from.joined(separator: " "), target: to.joined()))
      }
    }
    (self.english, self.chinese, self.beads) = (english, chinese, beads)
  }

  private static func strings(_ view: JSONView?) -> [String] {
    var found: [String] = []
    view?.forEachElement { found.append($0.string ?? "") }
    return found
  }

  private static func integers(_ view: JSONView?) -> [Int] {
    var found: [Int] = []
    view?.forEachElement { found.append($0.integer ?? 0) }
    return found
  }
}

/// Bytes in memory, over and over again, as a stream.
final class RepeatedBytes: ByteStream {
  let path: String
  private let bytes: [UInt8]
  private var left: Int
  private var place = 0

  /// - Parameters:
  ///   - bytes: what is repeated whole.
  ///   - total: how many bytes there are in all, to the next whole repetition.
  init(_ bytes: [UInt8], total: Int, path: String) {
    self.bytes = bytes
    self.path = path
    left = (total + bytes.count - 1) / bytes.count * bytes.count
  }

  /// How many bytes are not read yet.
  var remaining: Int { left }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, bytes.count - place, left)
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + count]))
    }
    place = (place + count) % bytes.count
    left -= count
    return count
  }
}
