// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// How an index file is laid out: a head, segments of sections, a directory of the sections, a trailer.
///
///     head      "BTXINDEX" · version (8 bytes)
///     segment   sections, each beginning at a multiple of 8
///     directory number of segments; per segment documents, terms, bytes of text, and per section its
///               offset, length and checksum
///     trailer   offset, length and checksum of the directory · "XEDNIXTB"
///
/// Integers are little-endian; those of head, directory and trailer have 8 bytes.
enum IndexLayout {
  static let magic: UInt64 = 0x5845_444e_4958_5442
  static let endMagic: UInt64 = 0x4254_5849_4e44_4558
  static let version: UInt64 = 1
  static let headBytes = 16
  static let trailerBytes = 32

  /// The sections of a segment, in the order of the directory.
  enum Section: Int, CaseIterable {
    /// The documents, one after the other; packed where there is a dictionary or `isPacked`.
    case texts
    /// Where each document begins, and the end of the last: 8 bytes each.
    case textStarts
    /// The dictionary that the documents are packed with.
    case dictionary
    /// A hash of each document's text: 8 bytes each.
    case fingerprints
    /// Ids of further records with the text of a document.
    case copies
    /// The terms of each document.
    case profiles
    /// Where each profile begins, and the end of the last: 4 bytes each.
    case profileStarts
    /// The number of terms of each document, at most 65,535: 2 bytes each.
    case termCounts
    /// The key of each term, the most frequent first: 8 bytes each.
    case keys
    /// The hash table from keys to terms: 4 bytes each.
    case slots
    /// The number of documents that hold each term: 4 bytes each.
    case frequencies
    /// The documents that hold each term, as differences.
    case postings
    /// Where each term's postings begin, and the end of the last: 4 bytes each.
    case postingStarts
  }

  /// What the directory says of a section.
  struct Place {
    var offset = 0
    var byteCount = 0
    var checksum: UInt64 = 0
  }

  /// What the directory says of a segment.
  struct Segment {
    var documentCount = 0
    var termCount = 0
    /// Bytes of the documents' texts, as they were read.
    var textByteCount = 0
    /// Whether documents are packed.
    var isPacked = false
    var places = [Place](repeating: Place(), count: Section.allCases.count)
  }

  static func bytes(of segments: [Segment]) -> [UInt8] {
    var values: [UInt64] = [UInt64(segments.count)]
    for segment in segments {
      values += [
        UInt64(segment.documentCount), UInt64(segment.termCount), UInt64(segment.textByteCount),
        segment.isPacked ? 1 : 0,
      ]
      for place in segment.places {
        values += [UInt64(place.offset), UInt64(place.byteCount), place.checksum]
      }
    }
    return values.flatMap { value in withUnsafeBytes(of: value.littleEndian) { Array($0) } }
  }

  /// The directory of a file, its head, trailer and sections' places checked.
  static func segments(
    of bytes: UnsafeRawBufferPointer, path: String
  ) throws(IndexFailure) -> (segments: [Segment], end: Int) {
    func value(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    guard bytes.count >= 8, value(0) == magic else {
      throw IndexFailure(.notAnIndex, path: path, message: "expected an index, found another file")
    }
    guard bytes.count >= headBytes + trailerBytes else { throw cutShort(bytes.count, path) }
    guard value(8) == version else {
      throw IndexFailure(
        .unsupported, path: path,
        message: "expected an index of version \(version), found "
          + "version \(value(8))")
    }
    let trailer = bytes.count - trailerBytes
    guard value(trailer + 24) == endMagic else { throw cutShort(bytes.count, path) }
    let (start, count) = (value(trailer), value(trailer + 8))
    guard start >= UInt64(headBytes), count >= 8, start <= UInt64(trailer),
      count == UInt64(trailer) - start
    else { throw damaged("its directory", path) }
    let directory = UnsafeRawBufferPointer(rebasing: bytes[Int(start)..<trailer])
    guard Checksum64.of(directory) == value(trailer + 16) else {
      throw damaged("its directory", path)
    }
    var place = Int(start)
    func next() -> UInt64 {
      defer { place += 8 }
      return place + 8 <= trailer ? value(place) : .max
    }
    let stride = 4 + 3 * Section.allCases.count
    let segmentCount = next()
    guard segmentCount <= 1 << 20, Int(count) == 8 + Int(segmentCount) * stride * 8 else {
      throw damaged("its directory", path)
    }
    var segments: [Segment] = []
    for _ in 0..<segmentCount {
      var segment = Segment()
      let (documents, terms, text) = (next(), next(), next())
      segment.isPacked = next() == 1
      guard documents < 1 << 31, terms < 1 << 31, text < 1 << 60 else {
        throw damaged("its directory", path)
      }
      (segment.documentCount, segment.termCount) = (Int(documents), Int(terms))
      segment.textByteCount = Int(text)
      for section in Section.allCases {
        let (offset, length, checksum) = (next(), next(), next())
        guard offset <= start, length <= start - offset, offset % 8 == 0 else {
          throw damaged("its directory", path)
        }
        segment.places[section.rawValue] = Place(
          offset: Int(offset), byteCount: Int(length), checksum: checksum)
      }
      segments.append(segment)
    }
    return (segments, Int(start))
  }

  static func damaged(_ part: String, _ path: String) -> IndexFailure {
    IndexFailure(
      .damaged, path: path, message: "expected another checksum of \(part): the index is damaged")
  }

  private static func cutShort(_ count: Int, _ path: String) -> IndexFailure {
    IndexFailure(
      .damaged, path: path,
      message: "expected an index with its end, found \(count) bytes: the index is cut short")
  }
}
