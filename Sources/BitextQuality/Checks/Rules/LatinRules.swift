// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A name or acronym in other letters than the source's: NASH-MTL for Nash-MTL.
struct NameCase: FaultRule {
  let about = RuleDescription(
    "name-case", "Accuracy", "Mistranslation", .minor, .high,
    "a name or acronym with other capitals than in the source", "名称或缩写的大小写与原文不符")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.target.isChinese else { return }
    let (source, target) = (unit.source, unit.target)
    for word in target.words where word.count >= 3 && word.zone == .plain && !word.hasDigit {
      guard let other = NameCase.original(of: word, source, unit), word.shape != .lower else {
        continue
      }
      let (was, now) = (source.string(other.range), target.string(word.range))
      report.add(
        source: other.range, target: word.range, "\(was) became \(now)", "原文“\(was)”写成“\(now)”")
    }
  }

  /// The source's form of a word, where no form there is written alike and the difference matters.
  static func original(
    of word: LatinWord, _ source: PreparedText, _ unit: CheckedUnit
  ) -> LatinWord? {
    var found: LatinWord?
    for other in source.words where other.folded == word.folded {
      if other.exact == word.exact || other.count != word.count { return nil }
      // Capitals of a title or of a sentence's first word say nothing.
      guard other.shape != .lower, other.zone != .command else { return nil }
      if found == nil || other.isNameLike { found = other }
    }
    guard let found else { return nil }
    switch (found.shape, word.shape) {
    case (.mixed, _): return found
    case (.capitals, .capitalised), (.capitals, .mixed), (.capitals, .lower):
      return found.count >= 3 && !unit.isOrdinaryWord(word) || found.count >= 4 ? found : nil
    case (.capitalised, .capitals): return word.count >= 4 ? found : nil
    case (.capitalised, .mixed): return found
    case (.capitalised, .lower):
      return !found.startsSentence && word.count >= 4 && !unit.isKnownWord(word) ? found : nil
    default: return nil
    }
  }
}

/// A name in lower case: polyak for Polyak.
struct NameLowercased: FaultRule {
  let about = RuleDescription(
    "name-lowercased", "Linguistic conventions", "Spelling", .minor, .high,
    "a name without its capital", "专名首字母未大写")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.target.isChinese else { return }
    for word in unit.target.words
    where word.count >= 3 && word.zone == .plain && !word.hasDigit && word.shape == .lower {
      guard let other = NameCase.original(of: word, unit.source, unit) else { continue }
      let (was, now) = (unit.source.string(other.range), unit.target.string(word.range))
      report.add(
        source: other.range, target: word.range, "\(was) became \(now)", "原文“\(was)”写成“\(now)”")
    }
  }
}

/// An acronym or a name with inner capitals that the target lacks.
struct NameMissing: FaultRule {
  let about = RuleDescription(
    "name-missing", "Accuracy", "Omission", .minor, .medium,
    "an acronym or a coined name of the source does not stand in the target", "漏译缩写或名称")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.target.isChinese, unit.source.isEnglish else { return }
    let source = unit.source
    var seen: Set<UInt64> = []
    for (index, word) in source.words.enumerated()
    where word.zone == .plain && word.count >= 3
      && (word.shape == .capitals || word.shape == .mixed)
      && !word.hasDigit && !Self.isRoman(source, word)
    {
      guard seen.insert(word.folded).inserted else { continue }
      guard !unit.targetHolds(word), unit.links.sourcePlace[index] < 0,
        unit.links.sourceCover[index] != .weak
      else { continue }
      if Self.isShouted(source, index) || Self.isUnit(source, word) { continue }
      let name = source.string(word.range)
      if AcronymRenderings.stand(for: name, in: unit.target) { continue }
      if let part = unit.partOfName(word) {
        let found = unit.target.string(part)
        report.add(
          source: word.range, target: part, "\(name) became \(found)", "名称“\(name)”被改为“\(found)”")
        continue
      }
      report.add(source: word.range, "\(name) is missing in the target", "译文缺少“\(name)”")
    }
  }

  private static func isRoman(_ text: PreparedText, _ word: LatinWord) -> Bool {
    word.range.allSatisfy { [0x49, 0x56, 0x58].contains(text.scalars[$0]) }
  }

  /// Whether a number stands before a word: GeV and kHz are written out.
  private static func isUnit(_ text: PreparedText, _ word: LatinWord) -> Bool {
    let before = text.kind(word.start - 1)
    return before == .digit || before != .latin && text.kind(word.start - 2) == .digit
  }

  /// Whether the words around are in capitals too: a heading, not an acronym.
  private static func isShouted(_ text: PreparedText, _ index: Int) -> Bool {
    let near = max(0, index - 2)..<min(text.words.count, index + 3)
    return near.count { text.words[$0].shape == .capitals && text.words[$0].count > 3 } >= 3
  }
}

/// A name that was rendered as the ordinary word it is made of: FLAIR as 天赋.
struct NameTranslated: FaultRule {
  let about = RuleDescription(
    "name-translated", "Accuracy", "Mistranslation", .major, .medium,
    "a coined name rendered as an ordinary word", "把名称当作普通词翻译")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.target.isChinese, unit.source.isEnglish else { return }
    let (source, target) = (unit.source, unit.target)
    for (index, word) in source.words.enumerated()
    where word.zone == .plain && word.count >= 4 && !word.hasDigit
      && (word.shape == .capitals || word.shape == .mixed)
    {
      let place = Int(unit.links.sourcePlace[index])
      guard place >= 0, !unit.links.isAcronym(word) else { continue }
      let kept = target.words.count { $0.folded == word.folded }
      let wanted = source.words.count { $0.folded == word.folded }
      let asWord = source.words.contains {
        $0.stem == word.stem && ($0.shape == .lower || $0.shape == .capitalised)
      }
      guard kept < wanted, !asWord,
        let found = unit.links.words.first(where: { $0.start == place }), found.end - place >= 2
      else { continue }
      let (name, rendering) = (source.string(word.range), target.string(found.start..<found.end))
      report.add(
        source: word.range, target: found.start..<found.end,
        "the name \(name) was translated as \(rendering)", "名称“\(name)”被译成普通词“\(rendering)”")
    }
  }
}

/// A Latin word that the source lacks, close to one that it has: F-Diverence.
struct LatinMisspelt: FaultRule {
  let about = RuleDescription(
    "latin-misspelt", "Accuracy", "Mistranslation", .major, .high,
    "a Latin word of the target is a misspelt word of the source", "拉丁字母词拼写有误")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.target.isChinese else { return }
    for word in unit.foreignWords {
      guard let near = unit.nearWord(to: word) else { continue }
      let (now, was) = (unit.target.string(word.range), unit.source.string(near.range))
      report.add(
        source: near.range, target: word.range, "\(now) is \(was) misspelt", "“\(now)”疑为“\(was)”之误")
    }
  }
}

/// A Latin word that the source lacks altogether.
struct LatinAdded: FaultRule {
  let about = RuleDescription(
    "latin-added", "Accuracy", "Mistranslation", .major, .medium,
    "a Latin word that the source lacks", "译文出现原文没有的拉丁字母词")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.hasBoth, unit.target.isChinese, unit.source.isEnglish else { return }
    for word in unit.foreignWords where unit.nearWord(to: word) == nil {
      let found = unit.target.string(word.range)
      report.add(target: word.range, "\(found) does not stand in the source", "原文没有“\(found)”")
    }
  }
}

/// Ordinary English words that stand in the target as in the source.
struct Untranslated: FaultRule {
  let about = RuleDescription(
    "untranslated", "Accuracy", "Untranslated", .minor, .high,
    "ordinary words left in the source's language", "普通词未译")

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    let target = unit.target
    guard unit.hasBoth, target.isChinese, unit.source.isEnglish, target.hanCount > 0 else { return }
    var index = 0
    while index < target.words.count {
      guard isLeft(target.words[index], unit) else {
        index += 1
        continue
      }
      var last = index
      while last + 1 < target.words.count,
        target.words[last + 1].start - target.words[last].end == 1,
        isLeft(target.words[last + 1], unit)
          || last + 2 < target.words.count
            && target.words[last + 1].shape == .lower && isLeft(target.words[last + 2], unit)
      {
        last += 1
      }
      let range = target.words[index].start..<target.words[last].end
      let found = target.string(range)
      report.add(
        source: unit.sourceRange(of: target.words[index]), target: range,
        severity: last > index + 1 ? .major : nil, "\(found) was not translated", "“\(found)”未翻译")
      index = last + 1
    }
  }

  /// Whether a word is ordinary English that should have been translated.
  private func isLeft(_ word: LatinWord, _ unit: CheckedUnit) -> Bool {
    guard word.zone == .plain, word.shape == .lower || word.shape == .capitalised, word.count >= 4,
      !word.hasDigit, unit.isKnownWord(word), !Self.customary.contains(word.folded)
    else { return false }
    let target = unit.target
    // Parts of identifiers, and glosses in brackets behind a Chinese word.
    if [0x5F, 0x2F, 0x2E, 0x40, 0x5C, 0x3D, 0x23, 0x26].contains(target.at(word.start - 1)) {
      return false
    }
    if [0x5F, 0x2F, 0x40, 0x3D, 0x28].contains(target.at(word.end)) { return false }
    if target.at(word.end) == 0x2E, target.kind(word.end + 1) == .latin { return false }
    if unit.isGloss(word) { return false }
    if word.joinsBefore || word.joinsAfter || target.at(word.start - 1) == 0x2D
      || target.at(word.end) == 0x2D
    {
      // $k$-body and spin-$1/2$: the other part is a symbol.
      if [0x24, 0x7D, 0x29].contains(target.at(word.start - 2)) { return false }
      if [0x24, 0x5C, 0x28].contains(target.at(word.end + 1)) { return false }
      if target.kind(word.end + 1) == .digit { return false }
    }
    guard let other = unit.source.words.first(where: { $0.folded == word.folded }) else {
      return false
    }
    // A name keeps its capital; Nodes for the source's nodes is no name.
    if word.shape == .capitalised, other.shape != .lower || word.joinsBefore || word.joinsAfter {
      return false
    }
    if other.shape == .capitals || other.shape == .mixed { return false }
    return !(word.joinsBefore || word.joinsAfter) || !unit.tiesToName(word)
  }

  /// Words that Chinese papers leave as they are.
  private static let customary = Set(
    [
      "token", "tokens", "prompt", "prompts", "dropout", "softmax", "python", "pytorch", "arxiv",
      "transformer", "transformers", "online", "offline", "logit", "logits", "qubit", "qubits",
      "agent", "agents", "patch", "embedding", "embeddings", "sigmoid", "tanh", "argmax", "argmin",
      "github", "http", "https", "html", "data", "batch", "epoch", "benchmark", "baseline", "boson",
      "bits", "byte", "bytes", "pixel", "pixels", "shot", "mean", "wiki", "flops", "bash", "linux",
      "java", "rust", "bandit", "bandits", "pipeline", "pipelines", "adapter", "ansatz", "versus",
      "mixup", "cutoff", "kernel", "alpha", "beta", "gamma", "delta", "epsilon", "lambda", "sigma",
      "theta", "omega", "lasso", "ridge", "bootstrap", "copula", "chatbot", "skyline",
    ].map { LatinWord.foldedHash($0) })
}
