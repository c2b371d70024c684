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

  let vocabulary: AnchorVocabulary
  private let postings: [UInt32]
  private let postingStart: [Int]
  private let damping: [Float]
  private let documents: DocumentSpool
  private let options: Options

  init(
    vocabulary: AnchorVocabulary, forward: [UInt32], documentStart: [Int],
    documents: DocumentSpool, options: Options
  ) {
    self.vocabulary = vocabulary
    self.documents = documents
    self.options = options
    var start = [Int](repeating: 0, count: vocabulary.count + 1)
    for term in forward { start[Int(term) + 1] += 1 }
    for term in 0..<vocabulary.count { start[term + 1] += start[term] }
    var next = start
    var postings = [UInt32](repeating: 0, count: forward.count)
    for document in 0..<documentStart.count - 1 {
      for place in documentStart[document]..<documentStart[document + 1] {
        let term = Int(forward[place])
        postings[next[term]] = UInt32(document)
        next[term] += 1
      }
    }
    self.postings = postings
    postingStart = start
    let mean = Double(max(1, forward.count)) / Double(max(1, documentStart.count - 1))
    damping = (0..<documentStart.count - 1).map { document in
      let terms = Double(documentStart[document + 1] - documentStart[document])
      return Float(1 / (1 - options.lengthDamping + options.lengthDamping * terms / mean))
    }
  }

  /// The number of documents.
  public var count: Int { damping.count }

  /// The document behind an ordinal.
  public func document(at ordinal: Int) throws -> Document { try documents.document(at: ordinal) }

  /// The weight of an anchor: ln((N + 1)/(n + ½)), with n documents of N holding it.
  func weight(of key: UInt64) -> Double {
    let holding = vocabulary.term(key).map { postingStart[$0 + 1] - postingStart[$0] } ?? 0
    return max(0, log((Double(count) + 1) / (Double(holding) + 0.5)))
  }

  /// The best candidates, best first; ties go to the lower ordinal.
  public func candidates(for translation: Document, limit: Int) throws -> [Candidate] {
    var scanner = AnchorScanner()
    return candidates(for: AnchorSet(scanner.anchors(of: translation.text)), limit: limit)
  }

  func candidates(for anchors: AnchorSet, limit: Int) -> [Candidate] {
    let cap = max(64, Int(options.commonShare * Double(count)))
    var scores: [UInt32: Float] = [:]
    for entry in anchors.entries {
      guard let term = vocabulary.term(entry.key) else { continue }
      let list = postingStart[term]..<postingStart[term + 1]
      guard list.count <= cap else { continue }
      let weight = Float(weight(of: entry.key)) * (entry.isPart ? 0.5 : 1)
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
  private var forward: [UInt32] = []
  private var documentStart = [0]
  private var scanner = AnchorScanner()
  private var anchors: [Anchor] = []
  private var terms: [UInt32] = []
  private let documents: DocumentSpool
  private let options: AnchorIndex.Options

  /// Begins an index whose texts go to a spool.
  public init(_ documents: DocumentSpool, options: AnchorIndex.Options = AnchorIndex.Options()) {
    self.documents = documents
    self.options = options
  }

  /// Adds a document; its ordinal is the number of documents added before.
  @discardableResult
  public mutating func add(_ document: Document) throws -> Int {
    let ordinal = try documents.append(document)
    precondition(ordinal == documentStart.count - 1, "the spool must belong to this index alone")
    anchors.removeAll(keepingCapacity: true)
    var text = document.text
    text.withUTF8 { scanner.scan($0, into: &anchors) }
    terms.removeAll(keepingCapacity: true)
    for anchor in anchors { terms.append(vocabulary.insert(anchor.key)) }
    terms.sort()
    var previous: UInt32?
    for term in terms where term != previous {
      forward.append(term)
      previous = term
    }
    documentStart.append(forward.count)
    return ordinal
  }

  /// The index over everything added.
  public consuming func finish() -> AnchorIndex {
    AnchorIndex(
      vocabulary: vocabulary, forward: forward, documentStart: documentStart,
      documents: documents, options: options)
  }
}
