// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel
internal import BitextText
internal import Glibc

/// An index of originals by their anchors, in memory; the texts lie in a temporary file.
///
/// A query is scored as BM25 scores it with one occurrence a term: the sum of the shared anchors'
/// weights, damped by the length of the document. Anchors in more than
/// ``Options/commonShare`` of all documents find no candidates.
///
/// - Complexity: a query is O(postings of its anchors); memory is 8 bytes an anchor and document.
public final class AnchorIndex: OriginalIndex, Sendable {
  /// The knobs of the index.
  public struct Options: Hashable, Sendable, Codable {
    /// Anchors in more than this share of the documents are not looked up, 0...1.
    public var commonShare = 0.08
    /// How much the length of a document damps its score, BM25's *b*, 0...1.
    public var lengthDamping = 0.4
    /// Makes the default options.
    public init() {}
  }

  private let vocabulary: AnchorVocabulary
  private let profiles: AnchorProfiles
  private let postings: [UInt32]
  private let postingStart: [Int]
  private let damping: [Float]
  private let documents: DocumentSpool
  private let options: Options

  init(
    vocabulary: AnchorVocabulary, profiles: AnchorProfiles, documents: DocumentSpool,
    options: Options
  ) {
    self.vocabulary = vocabulary
    self.profiles = profiles
    self.documents = documents
    self.options = options
    (postings, postingStart) = profiles.inverted(terms: vocabulary.count)
    let mean = Double(max(1, postings.count)) / Double(max(1, profiles.count))
    damping = (0..<profiles.count).map { document in
      let terms = Double(profiles[document].count)
      return Float(1 / (1 - options.lengthDamping + options.lengthDamping * terms / mean))
    }
  }

  /// The number of documents.
  public var count: Int { profiles.count }

  /// The document behind an ordinal.
  public func document(at ordinal: Int) throws -> Document { try documents.document(at: ordinal) }

  /// The anchors of a document.
  func profile(of ordinal: Int) -> AnchorProfile { profiles[ordinal] }

  /// The weight of a term: ln((N + 1)/(n + ½)), with n documents of N holding it.
  func weight(ofTerm term: Int?) -> Double {
    let holding = term.map { postingStart[$0 + 1] - postingStart[$0] } ?? 0
    return max(0, log((Double(count) + 1) / (Double(holding) + 0.5)))
  }

  /// The number of an anchor; `nil` where no document holds it.
  func term(of key: UInt64) -> Int? { vocabulary.term(key) }

  /// The best candidates, best first; ties go to the lower ordinal.
  public func candidates(for translation: Document, limit: Int) throws -> [Candidate] {
    candidates(for: PairQuery(translation, index: self), limit: limit)
  }

  func candidates(for query: PairQuery, limit: Int) -> [Candidate] {
    let cap = max(64, Int(options.commonShare * Double(count)))
    var scores: [UInt32: Float] = [:]
    for entry in query.entries {
      guard let term = entry.term else { continue }
      let list = postingStart[term]..<postingStart[term + 1]
      guard list.count <= cap else { continue }
      let weight = Float(entry.weight) * (entry.isPart ? 0.5 : 1)
      for place in list { scores[postings[place], default: 0] += weight }
    }
    var best = TopCandidates(limit: limit)
    for (document, score) in scores {
      best.offer(Int(document), Double(score * damping[Int(document)]))
    }
    return best.sorted
  }
}

/// Collects anchors of documents for an ``AnchorIndex``.
public struct AnchorIndexBuilder {
  private var vocabulary = AnchorVocabulary()
  private var profiles = AnchorProfiles()
  private var scanner = AnchorScanner()
  private var anchors: [Anchor] = []
  private var entries: [UInt32] = []
  private let documents: DocumentSpool
  private let options: AnchorIndex.Options

  /// Begins an index whose texts go to a spool; the spool must be empty and belong to it alone.
  public init(_ documents: DocumentSpool, options: AnchorIndex.Options = AnchorIndex.Options()) {
    self.documents = documents
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
      vocabulary: vocabulary, profiles: profiles, documents: documents, options: options)
  }
}
