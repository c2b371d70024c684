// SPDX-License-Identifier: Apache-2.0

internal import BitextLexicon

/// What a word of English says of negation.
enum NegationKind: UInt8 {
  /// Nothing.
  case none
  /// It may be rendered by a negation: few, independent, avoid.
  case possible
  /// It is rendered by 不, 无 or 非 nearly always: irreversible, infeasible.
  case reliable
  /// It negates: not, without, lack.
  case sure
}

/// A negation of the source.
struct SourceNegation {
  /// The number of its word.
  var word: Int
  /// Its characters.
  var range: Range<Int>
  /// How much it says.
  var kind: NegationKind
}

extension CheckedUnit {
  /// The negations of the source, in their order.
  func findSourceNegations() -> [SourceNegation] {
    var found: [SourceNegation] = []
    let words = source.words
    for (index, word) in words.enumerated() where word.zone == .plain || word.zone == .math {
      // A word that stands in the target as it is: the title of a work.
      if links.isCopied[index] || word.negation != .none && isNearlyCopied(word) { continue }
      switch word.negation {
      case .sure:
        guard word.zone == .plain, word.shape == .lower || word.shape == .capitalised,
          source.at(word.end) != 0x2E || word.count > 2
        else { continue }
        // not only, no matter, not necessarily: rendered otherwise.
        let next = index + 1 < words.count ? words[index + 1].folded : 0
        let isSoft =
          EnglishNegations.softening.contains(next)
          // whether or not: 是否.
          || index > 0 && words[index - 1].folded == EnglishNegations.or
          // fail-closed.
          || source.at(word.end) == 0x2D
        found.append(
          SourceNegation(word: index, range: word.range, kind: isSoft ? .possible : .sure))
      case .possible, .reliable:
        if word.folded == EnglishNegations.rather || word.folded == EnglishNegations.instead {
          let next = index + 1 < words.count ? words[index + 1].folded : 0
          let isSure = next == EnglishNegations.than || next == EnglishNegations.of
          found.append(
            SourceNegation(word: index, range: word.range, kind: isSure ? .sure : .possible))
          continue
        }
        if word.folded == EnglishNegations.tail {
          let mark = source.at(word.start - 1)
          guard mark == 0x27 || mark == 0x2019 else { continue }
          found.append(SourceNegation(word: index, range: word.start - 2..<word.end, kind: .sure))
          continue
        }
        found.append(SourceNegation(word: index, range: word.range, kind: word.negation))
      case .none:
        // remains open, far from, fall short of, under-specified.
        if word.folded == EnglishNegations.underWord && source.at(word.end) == 0x2D
          || index > 0 && word.folded == EnglishNegations.short
            && EnglishNegations.falling.contains(words[index - 1].folded)
        {
          found.append(SourceNegation(word: index, range: word.range, kind: .possible))
        } else if index > 0, word.folded == EnglishNegations.open,
          EnglishNegations.leaving.contains(words[index - 1].folded)
        {
          found.append(SourceNegation(word: index, range: word.range, kind: .possible))
        } else if word.folded == EnglishNegations.far, index + 1 < words.count,
          words[index + 1].folded == EnglishNegations.from
        {
          found.append(SourceNegation(word: index, range: word.range, kind: .possible))
        }
      }
    }
    return found
  }

  /// Whether the target has a Latin word that begins as one of the source: nonsignaling for nonsignalling.
  private func isNearlyCopied(_ word: LatinWord) -> Bool {
    guard word.count >= 7 else { return false }
    let start = source.scalars[word.start..<word.start + 7]
    return target.words.contains { other in
      other.count >= 7 && target.scalars[other.start..<other.start + 7].elementsEqual(start)
    }
  }
}

/// Words and parts of words that negate in English.
enum EnglishNegations {
  static let rather = LatinWord.foldedHash("rather")
  static let than = LatinWord.foldedHash("than")
  static let instead = LatinWord.foldedHash("instead")
  static let of = LatinWord.foldedHash("of")
  static let or = LatinWord.foldedHash("or")
  static let open = LatinWord.foldedHash("open")
  static let far = LatinWord.foldedHash("far")
  static let from = LatinWord.foldedHash("from")
  static let short = LatinWord.foldedHash("short")
  static let underWord = LatinWord.foldedHash("under")
  static let falling = hashes(words: "fall falls fell falling stop stops stopped")
  /// Words that give way to others: neither … nor as 都不, yet unsolved as 但尚未解决.
  static let late = hashes(words: "nor yet")
  static let leaving = hashes(words: "left remain remains remained leave leaves")
  /// Words that are rendered by a word of their own beside a negation: 几乎没有, 太…无法.
  static let besideNegation = hashes(
    words:
      "hardly rarely seldom barely scarcely few little less too yet almost absent beyond outside out"
  )
  /// The t of don't.
  static let tail = LatinWord.foldedHash("t")

  static let softening = hashes(
    words: "only just merely necessarily least less matter surprisingly surprising solely simply")

  /// Words with a meaning of their own, which words without a negation render too: 缺乏, 失败.
  static let withMeaning = hashes(
    words: "unable impossible absence lack lacks lacking lacked fail fails failed failing none")

  /// What a word says wherever it stands.
  ///
  /// - Parameter letters: the word in lower case without diacritics.
  static func kind(
    of type: WordTypes.Entry, _ letters: [UInt8], _ stemmer: EnglishStemmer, _ table: LinkTable
  ) -> NegationKind {
    if sure.contains(type.folded) { return .sure }
    if type.folded == tail || type.folded == rather { return .possible }
    if letters.count >= 5, reliable.contains(where: { letters.starts(with: $0) }) {
      return .reliable
    }
    if possible.contains(type.folded) { return .possible }
    guard letters.count >= 4, !type.flags.contains(.isFunction) else { return .none }
    let isMostlyNegated = type.stemNumber >= 0 && table.negation[Int(type.stemNumber)]
    guard letters.count >= 5, hasNegativeForm(letters) else {
      return isMostlyNegated ? .possible : .none
    }
    if doubtful.contains(where: { letters.starts(with: $0) }) { return .possible }
    if isMostlyNegated { return .reliable }
    return type.stemNumber < 0 && isKnownWithoutPrefix(letters, stemmer, table)
      ? .reliable : .possible
  }

  /// Whether a word that the lexicon lacks is a prefix and a word that it has: unextendible.
  private static func isKnownWithoutPrefix(
    _ letters: [UInt8], _ stemmer: EnglishStemmer, _ table: LinkTable
  ) -> Bool {
    for (prefix, least) in [(un, 4), (non, 4), (im, 5), (`in`, 5), (ir, 5)]
    where letters.starts(with: prefix) && letters.count - prefix.count >= least {
      return table.stems.find(stemmer.key(of: letters.dropFirst(prefix.count))) >= 0
    }
    return false
  }

  private static func hasNegativeForm(_ letters: [UInt8]) -> Bool {
    if endings.contains(where: { letters.suffix($0.count).elementsEqual($0) }) { return true }
    switch letters[0] {
    case 0x75 where letters[1] == 0x6E:  // un
      if letters.starts(with: under) {
        return letters.count >= 9 && !notUnder.contains { letters.starts(with: $0) }
      }
      return !undoing.contains(letters) && !notUn.contains { letters.starts(with: $0) }
    case 0x6E: return letters.starts(with: non)
    case 0x61, 0x64, 0x69, 0x6D: return prefixes.contains { letters.starts(with: $0) }
    default: return false
    }
  }

  private static func scalars(_ words: String) -> [[UInt8]] {
    words.split { $0 == " " || $0.isNewline }.map { Array($0.utf8) }
  }

  private static func hashes(_ words: [String]) -> Set<UInt64> {
    Set(words.map { LatinWord.foldedHash($0) })
  }

  private static func hashes(words: String) -> Set<UInt64> {
    hashes(words.split { $0 == " " || $0.isNewline }.map(String.init))
  }

  private static let un = scalars("un")[0]
  private static let non = scalars("non")[0]
  private static let im = scalars("im")[0]
  private static let `in` = scalars("in")[0]
  private static let ir = scalars("ir")[0]
  private static let under = scalars("under")[0]

  private static let sure = hashes(
    words: """
      not cannot never neither without none unable impossible no nothing nobody nowhere absence lack
      lacks lacking lacked fail fails failed failing
      """)

  /// How words begin that Chinese renders by a negation nearly always.
  private static let reliable = scalars(
    """
    infea irrev irred indist inacc incompat incompr unavoid inevit uncert unstab unknown inequal insuff nonlin
    nonequ nonint nontriv instab
    """)

  /// How words begin that are rendered without a negation as well: 明确, 缺陷, 公正, 意外.
  private static let doubtful = scalars(
    "unambig indispens dispens imperf unbias uninten undoubt nonequil infinitesim")

  private static let endings = scalars("less free")
  private static let notUnder = scalars(
    "understand understood underl undergo underta underwat underwr underpin")
  private static let notUn = scalars(
    "unit unif univ unio uniq unti unan unruh unlock uncover unrav unvei unfol unpac unlea unwin undoub unwrap"
  )
  private static let undoing = scalars("undo undoes undoing undone")
  private static let prefixes = scalars(
    """
    disab disag disal disap discon disobe disord dispen disprov disreg dissim disfav dislik disjo inacc inade
    inadm inapp incap incoh incomp incon incorr indef indep indirect indis ineff inelas ineq inexa inexp infea
    infid infin inflex infreq inhomo insens insep insig instab insuf intol intract inval invar invis invul
    imbal immat immob inact insec indec incomm immut imperf imposs impra imprec improp irr illeg illic misal misbe mism misl asym aperi atyp
    asyn anharm decoh destab impur indet
    """)

  private static let possible = hashes(
    words: """
      hardly rarely seldom barely scarcely few little failure failures absent avoid avoids avoided avoiding
      prevent prevents preventing prevented prohibit prohibits forbid forbids forbidden unless except beyond
      instead rather free non negligible ignore ignored ignoring ignores neglect neglected neglecting exclude
      excluded excludes excluding deny denies reject rejects violate violates violated violating violation
      violations vanish vanishes vanishing regardless irrespective false wrong null poor poorly scarce missing
      bypass bypassing bypasses obviate obviates obviating eliminate eliminates eliminating eliminated deficit
      deficient shortage insufficient fewer less agnostic oblivious contrary intractable prohibitive
      prohibitively elusive elude eludes odds discord pessimistic inferior cease ceases undesired preclude
      precludes precluding hinder refute disprove escape escapes forego forgo nontrivial yet nevertheless
      nonetheless independent independently contradict contradicts contradiction unlike ambiguous ambiguity
      too until nor un outside devoid heterogeneous heterogeneity suboptimal disparate erratic exclusion
      out warning warn modest defy defies ill
      """)
}
