// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

extension CheckedUnit {
  /// The length of the target over the source's, in characters; `nil` for units too short to tell.
  var lengthRatio: Double? {
    guard hasBoth, source.isEnglish, target.isChinese, source.count >= 60, target.hanCount > 0
    else {
      return nil
    }
    return Double(target.count) / Double(source.count)
  }

  /// Whether a word is in the lexicon's English: no name, no symbol.
  func isOrdinaryWord(_ word: LatinWord) -> Bool {
    word.isFunction || word.stemNumber >= 0 && !links.isAcronym(word)
  }

  /// Whether the lexicon's English has a word, with or without a capital: Byzantine, Markovian.
  func isKnownWord(_ word: LatinWord) -> Bool {
    word.isFunction || word.stemNumber >= 0
  }

  /// Whether the target has a word in Latin letters, alone or inside another.
  func targetHolds(_ word: LatinWord) -> Bool {
    for other in target.words where other.folded == word.folded || other.stem == word.stem {
      return true
    }
    let letters = source.scalars[word.range].map(Self.lower)
    let bare = letters.last == 0x73 ? Array(letters.dropLast()) : letters
    for other in target.words where other.count >= bare.count {
      let text = target.scalars[other.range].map(Self.lower)
      for start in 0...(text.count - bare.count)
      where text[start..<start + bare.count].elementsEqual(bare) {
        return true
      }
    }
    return false
  }

  private static func lower(_ value: UInt32) -> UInt32 {
    value < 0x80
      ? (value &- 0x41 < 26 ? value | 0x20 : value) : UInt32(LatinFolding.plain(value).letter)
  }

  /// The words of the target in running text, of four letters and more, that the source lacks.
  func findForeignWords() -> [LatinWord] {
    let words = source.words
    return target.words.filter { word in
      guard word.zone == .plain, word.count >= 4, !word.hasDigit else { return false }
      if target.at(word.start - 1) == 0x5C { return false }
      for other in words where other.folded == word.folded || other.stem == word.stem {
        return false
      }
      return !words.contains { other in
        guard other.count >= 4 else { return false }
        return word.count <= other.count
          ? Self.isPart(target.scalars[word.range], of: source.scalars[other.range])
          : Self.isPart(source.scalars[other.range], of: target.scalars[word.range])
      }
    }
  }

  /// Hamilton of Hamiltonian, and parts of compounds written together.
  private static func isPart(_ short: ArraySlice<UInt32>, of long: ArraySlice<UInt32>) -> Bool {
    let first = lower(short[short.startIndex])
    for start in long.startIndex...(long.endIndex - short.count) where lower(long[start]) == first {
      let same = long[start..<start + short.count]
      if zip(same, short).allSatisfy({ lower($0) == lower($1) }) { return true }
    }
    return false
  }

  /// The word of the source that a word of the target is one or two letters away from.
  func nearWord(to word: LatinWord) -> LatinWord? {
    let text = target.scalars[word.range].map(Self.lower)
    let limit = text.count >= 7 ? 2 : 1
    var best: (word: LatinWord, distance: Int)?
    for other in source.words where abs(other.count - text.count) <= limit && other.zone != .link {
      let distance = Self.distance(text, source.scalars[other.range].map(Self.lower), limit)
      if distance <= limit, distance < best?.distance ?? .max { best = (other, distance) }
    }
    return best?.word
  }

  private static func distance(_ one: [UInt32], _ other: [UInt32], _ limit: Int) -> Int {
    var row = Array(0...other.count)
    for (i, a) in one.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in other.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
      if row.min() ?? 0 > limit { return limit + 1 }
    }
    return row[other.count]
  }

  /// Where in the source the like of a word stands.
  func sourceRange(of word: LatinWord) -> Range<Int>? {
    source.words.first { $0.folded == word.folded }?.range
  }

  /// Whether a word stands in brackets behind Chinese: 联邦学习（federated learning）.
  func isGloss(_ word: LatinWord) -> Bool {
    var index = word.start - 1
    while index > 0, word.start - index < 60 {
      switch target.kinds[index] {
      case .latin, .digit, .space: index -= 1
      case .mark where target.scalars[index] == 0x2D || target.scalars[index] == 0x27: index -= 1
      default:
        return target.scalars[index] == 0x28 || target.scalars[index] == 0xFF08
          || target.scalars[index] == 0x22 || target.scalars[index] == 0x201C
      }
    }
    return false
  }

  /// Whether a hyphen ties a word to a name or a symbol: GPT-based, k-means.
  func tiesToName(_ word: LatinWord) -> Bool {
    for other in target.words
    where other.end == word.start - 1 || other.start == word.end + 1 {
      if other.isNameLike || other.count < 3 || other.shape != .lower { return true }
    }
    return false
  }

  /// What is left of a coined name in the target: CROP of EarlyCroP, or the rendering of Early.
  func partOfName(_ word: LatinWord) -> Range<Int>? {
    guard word.shape == .mixed, word.count >= 5 else { return nil }
    let letters = source.scalars[word.range].map(Self.lower)
    for other in target.words
    where other.zone == .plain && other.count >= 3 && other.count < word.count {
      let text = target.scalars[other.range].map(Self.lower)
      guard letters.starts(with: text) || letters.suffix(text.count).elementsEqual(text),
        !source.words.contains(where: { $0.folded == other.folded })
      else { continue }
      return other.range
    }
    return nil
  }
}
