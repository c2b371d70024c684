// SPDX-License-Identifier: Apache-2.0

public import BitextLexicon
public import BitextModel
internal import BitextText
internal import Glibc

/// An index of originals by their words, names and numbers: their keys.
///
/// A translation's words go through the lexicon, its copied anchors stand for themselves; a document
/// scores the weights of everything that it accounts for, damped by its length as BM25 damps it. Terms
/// in more than ``Options/commonShare`` of all documents find no candidates. An index is the union of
/// its files; a document's ordinal counts through all of them.
///
/// - Complexity: a query is O(postings of its rarest terms), at most ``Options/postingBudget``·√N;
///   memory is 4 bytes a distinct term, and 4 bytes a document for each thread that asks.
public final class KeyIndex: OriginalIndex, @unchecked Sendable {
  // Unchecked: the weights are written while the index is made, and never after.
  /// The knobs of the index.
  public struct Options: Hashable, Sendable, Codable {
    /// Terms in more than this share of the documents are not looked up, 0...1.
    public var commonShare = 0.08
    /// How much the length of a document damps its score, BM25's *b*, 0...1.
    public var lengthDamping = 0.4
    /// How many postings a query may go through, times the square root of the number of documents; in
    /// a small index no more than twice the documents.
    public var postingBudget = 300
    /// Makes the default options.
    public init() {}
  }

  /// The lexicon that translations go through; `nil` looks up copied anchors alone.
  public let lexicon: Lexicon?
  /// The number of documents.
  public let count: Int

  let segments: [IndexSegment]
  /// The ordinal of the first document of each segment.
  let bases: [Int]
  let scratchPool = ScratchPool()
  /// What the lexicon's headwords find here.
  let linked: LinkedTerms
  /// Documents that find no query: further records with the text of another document.
  let hidden: Set<Int>
  private let files: [IndexFile]
  /// How many documents of the whole collection hold each term, where these files are a part of it.
  private let frequencies: CollectionFrequencies?
  /// The number of documents that weights are taken by.
  let documentTotal: Int
  /// Of each segment the weight of each term.
  private let weights: [UnsafeMutableBufferPointer<Float>]
  private let unknownWeight: Double
  private let meanTerms: Double
  private let options: Options

  /// Puts index files together.
  ///
  /// - Parameters:
  ///   - files: in the order of their documents' ordinals.
  ///   - hidden: ordinals of documents that are no candidates.
  ///   - lexicon: what translations go through; `nil` looks up copied anchors alone.
  ///   - frequencies: how many documents of a larger collection hold each term, where the files are a part
  ///     of it; weights are then those of an index of the whole.
  ///   - options: the knobs.
  public init(
    _ files: [IndexFile], hiding hidden: Set<Int> = [], lexicon: Lexicon? = nil,
    frequencies: CollectionFrequencies? = nil, options: Options = Options()
  ) {
    self.files = files
    self.frequencies = frequencies
    self.hidden = hidden
    self.lexicon = lexicon
    self.options = options
    linked = LinkedTerms(entryCount: lexicon?.entryCount ?? 0)
    let segments = files.flatMap(\.segments)
    self.segments = segments
    var bases: [Int] = []
    var count = 0
    for segment in segments {
      bases.append(count)
      count += segment.documentCount
    }
    self.bases = bases
    self.count = count
    documentTotal = frequencies?.documentCount ?? count
    let all = Double(documentTotal) + 1
    unknownWeight = max(0, log(all / 0.5))
    var table = (0..<4096).map { Float(max(0, log(all / (Double($0) + 0.5)))) }
    table[0] = 0
    var total = 0
    weights = segments.indices.map { number in
      let segment = segments[number]
      let weights = UnsafeMutableBufferPointer<Float>.allocate(capacity: segment.termCount)
      for term in 0..<segment.termCount {
        var frequency = segment.frequency(ofTerm: term)
        total += frequency
        if let frequencies {
          frequency = frequencies.frequency(of: segment.key(ofTerm: term))
        } else if segments.count > 1 {
          let key = segment.key(ofTerm: term)
          for other in segments.indices where other != number {
            let found = segments[other].term(of: key)
            if found >= 0 { frequency += segments[other].frequency(ofTerm: found) }
          }
        }
        weights[term] =
          frequency < table.count
          ? table[frequency] : Float(max(0, log(all / (Double(frequency) + 0.5))))
      }
      return weights
    }
    meanTerms =
      frequencies?.meanTerms ?? Double(max(1, total)) / Double(max(1, count))
  }

  /// The same documents, asked through another lexicon.
  ///
  /// - Complexity: O(terms).
  public func seen(through lexicon: Lexicon?) -> KeyIndex {
    KeyIndex(
      files, hiding: hidden, lexicon: lexicon, frequencies: frequencies, options: options)
  }

  deinit { for list in weights { list.deallocate() } }

  // MARK: Documents

  /// The segment of a document, and its number there.
  @inline(__always)
  func place(of ordinal: Int) -> (segment: Int, document: Int) {
    var segment = segments.count - 1
    while bases[segment] > ordinal { segment -= 1 }
    return (segment, ordinal - bases[segment])
  }

  /// The document behind an ordinal.
  public func document(at ordinal: Int) throws -> Document {
    let place = place(of: ordinal)
    return try segments[place.segment].document(at: place.document)
  }

  /// The terms of a document.
  func profile(of ordinal: Int) -> KeyProfile {
    let place = place(of: ordinal)
    return segments[place.segment].profile(of: place.document, segment: place.segment)
  }

  /// The terms that both documents hold over the terms that either holds, 0...1: Jaccard's similarity.
  func similarity(_ left: KeyProfile, _ right: KeyProfile) -> Double {
    func values(_ profile: KeyProfile) -> [UInt64] {
      if left.segment == right.segment { return profile.terms.map { UInt64($0) } }
      let segment = segments[profile.segment]
      return profile.terms.map { $0 < segment.termCount ? segment.key(ofTerm: $0) : 0 }.sorted()
    }
    return jaccardSimilarity(values(left), values(right))
  }

  func damping(terms: Int) -> Double {
    1 / (1 - options.lengthDamping + options.lengthDamping * Double(terms) / meanTerms)
  }

  // MARK: Terms

  /// The weight of a term that so many documents hold: ln((N + 1)/(n + ½)).
  func weight(ofFrequency frequency: Int) -> Double {
    guard frequency > 0 else { return unknownWeight }
    return Double(Float(max(0, log((Double(documentTotal) + 1) / (Double(frequency) + 0.5)))))
  }

  /// The weights of a segment's terms.
  func weights(ofSegment segment: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(weights[segment])
  }

  /// The number of a key in each segment, −1 where it has none, and how many documents hold it.
  func find(_ key: UInt64, terms: inout [Int32]) -> Int {
    var frequency = 0
    for segment in segments {
      let term = segment.term(of: key)
      terms.append(Int32(term))
      if term >= 0 { frequency += segment.frequency(ofTerm: term) }
    }
    return frequencies?.frequency(of: key) ?? frequency
  }

  /// Terms with more postings than this find no candidates.
  var commonLimit: Int { max(64, Int(options.commonShare * Double(documentTotal))) }

  /// How many postings a query may go through.
  var postingBudget: Int {
    min(
      options.postingBudget * Int(Double(documentTotal).squareRoot() + 1),
      max(4096, 2 * documentTotal))
  }

  /// The best candidates, best first; ties go to the lower ordinal.
  public func candidates(for translation: Document, limit: Int) throws -> [Candidate] {
    candidates(for: PairQuery(translation, index: self), limit: limit).map {
      Candidate(ordinal: $0.ordinal, score: $0.score)
    }
  }
}
