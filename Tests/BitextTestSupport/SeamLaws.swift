// SPDX-License-Identifier: Apache-2.0

public import BitextModel
public import Testing

/// Holds a segmenter to the laws of `Segmenter` on one document.
public func checkSegmenter(
  _ segmenter: some Segmenter, on document: Document,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let segments = try segmenter.segments(of: document)
  let bytes = Array(document.text.utf8)
  var position = 0
  for segment in segments {
    #expect(segment.span.start >= position, "spans are in order", sourceLocation: sourceLocation)
    #expect(segment.span.end <= bytes.count, sourceLocation: sourceLocation)
    guard segment.span.start >= position, segment.span.end <= bytes.count else { return }
    #expect(
      isWhiteSpace(bytes[position..<segment.span.start]), "only white space lies between segments",
      sourceLocation: sourceLocation)
    #expect(
      Array(segment.text.utf8) == Array(bytes[segment.span.range]),
      "a text is the bytes of its span",
      sourceLocation: sourceLocation)
    #expect(!segment.span.isEmpty, sourceLocation: sourceLocation)
    position = segment.span.end
  }
  #expect(isWhiteSpace(bytes[position...]), sourceLocation: sourceLocation)
  #expect(try segmenter.segments(of: document) == segments, sourceLocation: sourceLocation)
}

private func isWhiteSpace(_ bytes: ArraySlice<UInt8>) -> Bool {
  String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
    $0.properties.isWhitespace || $0 == "\u{feff}" || $0 == "\u{200b}"
  }
}

/// Holds an aligner to the laws of `SentenceAligner` on one text.
///
/// - Returns: the ladder.
@discardableResult
public func checkAligner(
  _ aligner: some SentenceAligner, _ source: [Segment], with target: [Segment],
  sourceLocation: SourceLocation = #_sourceLocation
) -> Ladder {
  let ladder = aligner.align(source, with: target)
  #expect(
    ladder.covers(sources: source.count, targets: target.count), "a ladder covers both sides whole",
    sourceLocation: sourceLocation)
  for bead in ladder.beads {
    #expect(bead.cost >= 0 && bead.cost.isFinite, sourceLocation: sourceLocation)
    if let probability = bead.probability {
      #expect((0...1).contains(probability), sourceLocation: sourceLocation)
    }
  }
  #expect(
    aligner.align(source, with: target) == ladder, "the same ladder every time",
    sourceLocation: sourceLocation)
  return ladder
}

/// Holds an index to the laws of `OriginalIndex` on one query.
///
/// - Returns: the candidates.
@discardableResult
public func checkOriginalIndex(
  _ index: some OriginalIndex, _ query: Document, limit: Int,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> [Candidate] {
  let candidates = try index.candidates(for: query, limit: limit)
  #expect(candidates.count <= limit, sourceLocation: sourceLocation)
  #expect(
    Set(candidates.map(\.ordinal)).count == candidates.count, "no ordinal twice",
    sourceLocation: sourceLocation)
  #expect(
    candidates.allSatisfy { (0..<index.count).contains($0.ordinal) }, sourceLocation: sourceLocation
  )
  #expect(
    zip(candidates, candidates.dropFirst()).allSatisfy { $0.score >= $1.score }, "best first",
    sourceLocation: sourceLocation)
  #expect(
    try index.candidates(for: query, limit: limit) == candidates, "the same answer every time",
    sourceLocation: sourceLocation)
  let fewer = try index.candidates(for: query, limit: limit / 2)
  #expect(
    fewer == Array(candidates.prefix(limit / 2)), "a lower limit only cuts the list",
    sourceLocation: sourceLocation)
  return candidates
}

/// Holds a pairer to the laws of `DocumentPairer` on one translation.
///
/// - Returns: the verdict on all candidates.
@discardableResult
public func checkPairer(
  _ pairer: some DocumentPairer, _ translation: Document, from candidates: [Candidate],
  index: some OriginalIndex, sourceLocation: SourceLocation = #_sourceLocation
) throws -> PairVerdict {
  let verdict = try pairer.verdict(on: translation, from: candidates)
  #expect(
    try pairer.verdict(on: translation, from: candidates) == verdict, "the same answer every time",
    sourceLocation: sourceLocation)
  if case .paired(let pair) = verdict {
    let ids = try candidates.map { try index.document(at: $0.ordinal).id }
    #expect(ids.contains(pair.source.id), "names a candidate", sourceLocation: sourceLocation)
    #expect(pair.target == translation, sourceLocation: sourceLocation)
    #expect((0...1).contains(pair.probability), sourceLocation: sourceLocation)
  }
  guard case .unpaired = try pairer.verdict(on: translation, from: []) else {
    Issue.record("no candidate, no pair", sourceLocation: sourceLocation)
    return verdict
  }
  return verdict
}

/// Reads every record of a reader.
///
/// - Returns: the records and the rejections, each in their order.
public func readAll<Record>(
  _ reader: consuming some CorpusReader<Record>
) throws -> (records: [Record], rejections: [Rejection]) {
  var reader = reader
  var records: [Record] = []
  var rejections: [Rejection] = []
  while let next = try reader.next() {
    switch next {
    case .success(let record): records.append(record)
    case .failure(let rejected): rejections.append(rejected.rejection)
    }
  }
  if try reader.next() != nil { Issue.record("a reader stays at its end") }
  return (records, rejections)
}

/// Holds a writer and a reader to the law that what is written is read back equal.
///
/// - Parameters:
///   - units: what is written.
///   - write: writes all units and finishes.
///   - read: reads all units back.
public func checkWriterReaderRoundTrip(
  _ units: [TranslationUnit], write: ([TranslationUnit]) throws -> Void,
  read: () throws -> [TranslationUnit], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try write(units)
  let found = try read()
  #expect(found.count == units.count, sourceLocation: sourceLocation)
  for (expected, unit) in zip(units, found) {
    #expect(unit == expected, sourceLocation: sourceLocation)
    // Strings are equal where their canonical forms are; what is read back must be the same bytes.
    #expect(Array(unit.id.utf8) == Array(expected.id.utf8), sourceLocation: sourceLocation)
    for (side, wanted) in [(unit.source, expected.source), (unit.target, expected.target)] {
      #expect(Array(side.text.utf8) == Array(wanted.text.utf8), sourceLocation: sourceLocation)
    }
  }
}
