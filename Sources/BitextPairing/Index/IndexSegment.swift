// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// One segment of an index, mapped: terms, documents, and what holds what.
///
/// - Note: Safe to share between threads.
final class IndexSegment: @unchecked Sendable {
  // Unchecked: the mapping is read-only and kept alive by `file`.
  let documentCount: Int
  let termCount: Int
  let textByteCount: Int
  /// Bytes of the segment in the file, the documents' own apart.
  let indexByteCount: Int
  let storedTextByteCount: Int
  private let file: MappedFile
  private let slots: UnsafeBufferPointer<UInt32>
  private let keys: UnsafeBufferPointer<UInt64>
  private let frequencies: UnsafeBufferPointer<UInt32>
  private let postingStarts: UnsafeBufferPointer<UInt32>
  private let postingBytes: UnsafeBufferPointer<UInt8>
  private let profileStarts: UnsafeBufferPointer<UInt32>
  private let profileBytes: UnsafeBufferPointer<UInt8>
  private let termCounts: UnsafeBufferPointer<UInt16>
  private let fingerprints: UnsafeBufferPointer<UInt64>
  private let textStarts: UnsafeBufferPointer<UInt64>
  private let texts: UnsafeBufferPointer<UInt8>
  private let copyBytes: UnsafeBufferPointer<UInt8>
  private let packing: PackedRecords?

  /// Takes a segment of a file.
  ///
  /// - Parameter isTrusted: whether the file was written by this process; checksums are left out.
  init(_ file: MappedFile, _ layout: IndexLayout.Segment, isTrusted: Bool) throws(IndexFailure) {
    self.file = file
    documentCount = layout.documentCount
    termCount = layout.termCount
    textByteCount = layout.textByteCount
    let all = file.bytes
    func bytes(_ section: IndexLayout.Section) -> UnsafeRawBufferPointer {
      let place = layout.places[section.rawValue]
      return UnsafeRawBufferPointer(rebasing: all[place.offset..<place.offset + place.byteCount])
    }
    func values<Value>(_ section: IndexLayout.Section, _ type: Value.Type) -> UnsafeBufferPointer<
      Value
    > {
      bytes(section).bindMemory(to: type)
    }
    slots = values(.slots, UInt32.self)
    keys = values(.keys, UInt64.self)
    frequencies = values(.frequencies, UInt32.self)
    postingStarts = values(.postingStarts, UInt32.self)
    postingBytes = values(.postings, UInt8.self)
    profileStarts = values(.profileStarts, UInt32.self)
    profileBytes = values(.profiles, UInt8.self)
    termCounts = values(.termCounts, UInt16.self)
    fingerprints = values(.fingerprints, UInt64.self)
    textStarts = values(.textStarts, UInt64.self)
    texts = values(.texts, UInt8.self)
    copyBytes = values(.copies, UInt8.self)
    storedTextByteCount = texts.count + bytes(.dictionary).count
    indexByteCount = layout.places.reduce(0) { $0 + $1.byteCount } - storedTextByteCount
    packing = layout.isPacked ? PackedRecords(dictionary: Array(bytes(.dictionary))) : nil
    guard !isTrusted else { return }
    // Packed documents carry checksums of their own.
    for section in IndexLayout.Section.allCases where section != .texts {
      guard Checksum64.of(bytes(section)) == layout.places[section.rawValue].checksum else {
        throw IndexLayout.damaged("\(section)", file.path)
      }
    }
    guard isSound else { throw IndexLayout.damaged("its sections", file.path) }
  }

  /// Whether every offset stays within the file: a file whose checksums are right may still have been
  /// made by another program.
  private var isSound: Bool {
    guard slots.count > termCount, slots.count & (slots.count - 1) == 0, keys.count == termCount,
      frequencies.count == termCount, postingStarts.count == termCount + 1,
      profileStarts.count == documentCount + 1, termCounts.count == documentCount,
      fingerprints.count == documentCount, textStarts.count == documentCount + 1
    else { return false }
    func ascends<Value: FixedWidthInteger>(_ starts: UnsafeBufferPointer<Value>, _ end: Int) -> Bool
    {
      var last: Value = 0
      for start in starts {
        guard start >= last else { return false }
        last = start
      }
      return last == Value(truncatingIfNeeded: end)
    }
    return ascends(postingStarts, postingBytes.count) && ascends(profileStarts, profileBytes.count)
      && ascends(textStarts, texts.count)
      && slots.allSatisfy { $0 == .max || $0 < UInt32(termCount) } && slots.contains(.max)
  }

  // MARK: Terms

  /// The number of a key; −1 where no document holds it.
  @inline(__always)
  func term(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while true {
      let term = slots[slot]
      if term == .max { return -1 }
      if keys[Int(term)] == key { return Int(term) }
      slot = (slot + 1) & mask
    }
  }

  func key(ofTerm term: Int) -> UInt64 { keys[term] }

  /// The number of documents that hold a term.
  func frequency(ofTerm term: Int) -> Int { Int(frequencies[term]) }

  /// The documents that hold a term, as differences from one to the next.
  func postings(ofTerm term: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      rebasing: postingBytes[Int(postingStarts[term])..<Int(postingStarts[term + 1])])
  }

  // MARK: Documents

  /// The terms of a document; `number` is that of this segment in its index.
  func profile(of document: Int, segment number: Int) -> KeyProfile {
    KeyProfile(
      segment: number,
      record: UnsafeBufferPointer(
        rebasing: profileBytes[Int(profileStarts[document])..<Int(profileStarts[document + 1])]),
      count: Int(termCounts[document]))
  }

  @inline(__always)
  func termCount(of document: Int) -> Int { Int(termCounts[document]) }

  /// A hash of a document's text.
  func fingerprint(of document: Int) -> UInt64 { fingerprints[document] }

  /// The document with a number.
  func document(at number: Int) throws(IndexFailure) -> Document {
    let range = Int(textStarts[number])..<Int(textStarts[number + 1])
    let stored = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: texts[range]))
    guard let packing else { return DocumentBytes.document(stored) }
    guard let record = packing.unpack(stored) else {
      throw IndexLayout.damaged("document \(number)", file.path)
    }
    return record.withUnsafeBytes { DocumentBytes.document($0) }
  }

  /// Calls a closure with each document that has copies, and the id of each copy.
  func forEachCopy(_ body: (_ document: Int, _ id: String) -> Void) {
    guard var place = copyBytes.baseAddress else { return }
    let end = place + copyBytes.count
    while place < end {
      let document = Int(VariableInteger.read(&place, end: end))
      guard place < end else { return }
      let count = min(Int(VariableInteger.read(&place, end: end)), end - place)
      if document < documentCount {
        body(
          document, String(decoding: UnsafeBufferPointer(start: place, count: count), as: UTF8.self)
        )
      }
      place += count
    }
  }
}
