// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon
public import BitextModel
internal import BitextText

/// What speaks for and against the best candidates of a translation, side by side, for people.
public struct PairExplanation: Sendable {
  /// One candidate.
  public struct Candidate: Sendable {
    /// The document.
    public let document: Document
    /// The weight of what is accounted for, damped by length, in nats.
    public let score: Double
    /// The probability that it is the original, 0...1, before originals are assigned; `nil` for a
    /// candidate that only stands behind the two best.
    public let probability: Double?
    /// What the probability was made of.
    public let features: [PairFeature]
    /// Names and numbers of the candidate that the translation lacks, heaviest first, at most twelve.
    public let missingNames: [String]
  }

  /// One word or anchor of the translation.
  public struct Word: Sendable {
    /// The word.
    public let text: String
    /// Its weight, in nats.
    public let weight: Double
    /// Whether it is a copied anchor.
    public let isAnchor: Bool
    /// For each candidate the word that accounts for it; `nil` where none does.
    public let accountedBy: [String?]
  }

  /// The candidates, best first.
  public let candidates: [Candidate]
  /// The words, heaviest first.
  public let words: [Word]
}

extension KeyPairer {
  /// Explains the best candidates of a translation.
  ///
  /// - Parameters:
  ///   - translation: the translation.
  ///   - limit: how many candidates at most.
  ///   - wordLimit: how many words at most, the heaviest.
  /// - Throws: what the index throws when it reads a document.
  public func explanation(
    of translation: Document, limit: Int = 3, wordLimit: Int = 40
  ) throws -> PairExplanation {
    let query = PairQuery(translation, index: index)
    let measured = index.candidates(for: query, limit: options.candidateLimit)
    let judged = try judged(translation, query, measured)
    var candidates: [PairExplanation.Candidate] = []
    var accounts: [[String?]] = []
    var shown = judged
    for candidate in measured
    where !judged.contains(where: { $0.candidate.ordinal == candidate.ordinal }) {
      shown.append(CandidateJudgement(candidate, query))
    }
    for (place, judgement) in shown.prefix(limit).enumerated() {
      let document = try index.document(at: judgement.candidate.ordinal)
      let words = OriginalWords(document)
      accounts.append(query.accounts(in: judgement.candidate.profile, words))
      candidates.append(
        PairExplanation.Candidate(
          document: document, score: judgement.candidate.score,
          probability: place < judged.count ? judgement.probability : nil,
          features: judgement.features.list, missingNames: words.names(missingIn: query)))
    }
    var words: [PairExplanation.Word] = []
    var text = translation.text
    text.withUTF8 { bytes in
      for (number, unit) in query.units.enumerated() {
        words.append(
          PairExplanation.Word(
            text: String(decoding: bytes[unit.span.range], as: UTF8.self), weight: unit.weight,
            isAnchor: unit.isAnchor, accountedBy: accounts.map { $0[number] }))
      }
    }
    let heaviest = words.enumerated().sorted {
      $0.element.weight != $1.element.weight
        ? $0.element.weight > $1.element.weight : $0.offset < $1.offset
    }
    return PairExplanation(
      candidates: candidates, words: heaviest.prefix(wordLimit).map(\.element))
  }
}

/// The words of an original by their keys.
private struct OriginalWords {
  private var texts: [UInt64: String] = [:]
  private var names: [(key: UInt64, text: String)] = []

  init(_ document: Document) {
    var anchors: [Anchor] = []
    var scanner = TermScanner()
    var text = document.text
    text.withUTF8 { bytes in
      scanner.scan(bytes, into: &anchors)
      for anchor in anchors where texts[anchor.key] == nil {
        let word = String(decoding: bytes[anchor.span.range], as: UTF8.self)
        texts[anchor.key] = word
        if anchor.kind != .word && !anchor.isPart { names.append((anchor.key, word)) }
      }
    }
  }

  subscript(key: UInt64) -> String? { texts[key] }

  /// Names and numbers that no anchor of the translation copies.
  func names(missingIn query: PairQuery) -> [String] {
    let copied = Set(query.anchorGroups.map { query.groups[Int($0)].key })
    return names.filter { !copied.contains($0.key) }.prefix(12).map(\.text)
  }
}

extension PairQuery {
  /// For each unit the word of a document that accounts for it best; `nil` where none does.
  fileprivate func accounts(in profile: KeyProfile, _ words: OriginalWords) -> [String?] {
    var best = [Double](repeating: 0, count: units.count)
    var found = [String?](repeating: nil, count: units.count)
    let terms = Set(profile.terms)
    for (place, group) in groups.enumerated()
    where terms.contains(term(ofGroup: place, segment: profile.segment)) {
      var next = Int(group.first)
      while next >= 0 {
        let alternative = alternatives[next]
        if alternative.weight > best[Int(alternative.unit)] {
          best[Int(alternative.unit)] = alternative.weight
          found[Int(alternative.unit)] = words[group.key]
        }
        next = Int(alternative.next)
      }
    }
    return found
  }
}
