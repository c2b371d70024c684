// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextLexicon
public import BitextModel
internal import BitextText
internal import Glibc

/// An index of originals by their words and anchors, in memory; the texts lie in a temporary file.
///
/// A translation's words go through the lexicon; a document scores the weights of everything that it
/// accounts for, damped by its length as BM25 damps it. Terms in more than ``Options/commonShare`` of
/// all documents find no candidates.
///
/// - Complexity: a query is O(postings of its rarest terms), at most ``Options/postingBudget``·√N;
///   memory is 8 bytes a term and document.
public final class AnchorIndex: OriginalIndex, Sendable {
  /// The knobs of the index.
  public struct Options: Hashable, Sendable, Codable {
    /// Terms in more than this share of the documents are not looked up, 0...1.
    public var commonShare = 0.08
    /// How much the length of a document damps its score, BM25's *b*, 0...1.
    public var lengthDamping = 0.4
    /// How many postings a query may go through, times the square root of the number of documents.
    public var postingBudget = 300
    /// Makes the default options.
    public init() {}
  }

  /// The lexicon that translations go through; `nil` looks up copied anchors alone.
  public let lexicon: Lexicon?

  let scratchPool = ScratchPool()
  private let vocabulary: AnchorVocabulary
  private let profiles: AnchorProfiles
  private let postings: [UInt32]
  private let postingStart: [Int]
  /// The weight of each term.
  let weights: [Float]
  private let unknownWeight: Double
  private let meanTerms: Double
  private let documents: DocumentSpool
  private let options: Options

  init(
    vocabulary: AnchorVocabulary, profiles: AnchorProfiles, documents: DocumentSpool,
    lexicon: Lexicon?, options: Options
  ) {
    self.vocabulary = vocabulary
    self.profiles = profiles
    self.documents = documents
    self.lexicon = lexicon
    self.options = options
    (postings, postingStart) = profiles.inverted(terms: vocabulary.count)
    let all = Double(profiles.count) + 1
    let starts = postingStart
    weights = (0..<vocabulary.count).map { term in
      Float(max(0, log(all / (Double(starts[term + 1] - starts[term]) + 0.5))))
    }
    unknownWeight = max(0, log(all / 0.5))
    meanTerms = Double(max(1, postings.count)) / Double(max(1, profiles.count))
  }

  /// The number of documents.
  public var count: Int { profiles.count }

  /// The document behind an ordinal.
  public func document(at ordinal: Int) throws -> Document { try documents.document(at: ordinal) }

  /// The terms of a document.
  func profile(of ordinal: Int) -> AnchorProfile { profiles[ordinal] }

  /// The weight of a term: ln((N + 1)/(n + ½)), with n documents of N holding it.
  func weight(ofTerm term: Int?) -> Double { term.map { Double(weights[$0]) } ?? unknownWeight }

  /// The share of the documents that hold a term, 0...1.
  func share(ofTerm term: Int) -> Double {
    Double(postings(ofTerm: term).count) / Double(max(1, count))
  }

  /// The number of an anchor or stem; `nil` where no document holds it.
  func term(of key: UInt64) -> Int? { vocabulary.term(key) }

  /// Where a term's postings stand.
  func postings(ofTerm term: Int) -> Range<Int> { postingStart[term]..<postingStart[term + 1] }

  /// Terms with more postings than this find no candidates.
  var commonLimit: Int { max(64, Int(options.commonShare * Double(count))) }

  /// How many postings a query may go through.
  var postingBudget: Int { options.postingBudget * Int(Double(count).squareRoot() + 1) }

  func damping(of document: Int) -> Double { damping(terms: profiles[document].count) }

  func damping(terms: Int) -> Double {
    1 / (1 - options.lengthDamping + options.lengthDamping * Double(terms) / meanTerms)
  }

  func add(_ list: Range<Int>, _ weight: Float, to scratch: inout CandidateScratch) {
    for place in list {
      let document = postings[place]
      if scratch.scores[Int(document)] == 0 { scratch.touched.append(document) }
      scratch.scores[Int(document)] += weight
    }
  }

  /// The best candidates, best first; ties go to the lower ordinal.
  public func candidates(for translation: Document, limit: Int) throws -> [Candidate] {
    candidates(for: PairQuery(translation, index: self), limit: limit)
  }
}

/// Collects anchors of documents for an ``AnchorIndex``.
public struct AnchorIndexBuilder {
  private var vocabulary = AnchorVocabulary()
  private var profiles = AnchorProfiles()
  private var scanner = TermScanner()
  private var anchors: [Anchor] = []
  private var entries: [UInt32] = []
  private let documents: DocumentSpool
  private let lexicon: Lexicon?
  private let options: AnchorIndex.Options

  /// Begins an index whose texts go to a spool; the spool must be empty and belong to it alone.
  ///
  /// - Parameters:
  ///   - documents: where the texts go.
  ///   - lexicon: what translations go through; `nil` looks up copied anchors alone.
  ///   - options: the knobs of the index.
  public init(
    _ documents: DocumentSpool, lexicon: Lexicon? = nil,
    options: AnchorIndex.Options = AnchorIndex.Options()
  ) {
    self.documents = documents
    self.lexicon = lexicon
    self.options = options
  }

  /// Adds a document; its ordinal is the number of documents added before.
  @discardableResult
  public mutating func add(_ document: Document) throws -> Int {
    let ordinal = try documents.append(document)
    precondition(ordinal == profiles.count, "the spool must belong to this index alone")
    anchors.removeAll(keepingCapacity: true)
    var text = document.text
    let characters = text.withUTF8 { bytes in
      scanner.scan(bytes, into: &anchors)
      return PairLength.characters(bytes)
    }
    entries.removeAll(keepingCapacity: true)
    for anchor in anchors {
      let isName = anchor.kind != .word && !anchor.isPart
      entries.append(vocabulary.insert(anchor.key) << 1 | (isName ? 1 : 0))
    }
    profiles.append(&entries, characterCount: characters)
    return ordinal
  }

  /// The index over everything added.
  public consuming func finish() -> AnchorIndex {
    AnchorIndex(
      vocabulary: vocabulary, profiles: profiles, documents: documents, lexicon: lexicon,
      options: options)
  }
}
