// SPDX-License-Identifier: Apache-2.0

extension PreparedText {
  /// Marks formulae, TeX commands, links and markup.
  func markZones() {
    zones.removeAll(keepingCapacity: true)
    zones.append(contentsOf: repeatElement(.plain, count: count))
    if hasSlash { markLinks() }
    if hasDollar { markDollars() }
    if hasBackslash { markCommands() }
    if hasBracket { markMarkup() }
  }

  func mark(_ range: Range<Int>, _ zone: TextZone) {
    for index in range where zones[index] == .plain { zones[index] = zone }
  }

  // MARK: Links

  private func markLinks() {
    var index = 0
    while index < count {
      if scalars[index] == 0x3A, at(index + 1) == 0x2F, at(index + 2) == 0x2F {
        var start = index
        while start > 0, kinds[start - 1] == .latin { start -= 1 }
        let end = endOfLink(from: index + 3)
        mark(start..<end, .link)
        index = end
      } else if scalars[index] == 0x40, isAddressCharacter(index - 1), isAddressCharacter(index + 1)
      {
        var start = index
        while start > 0, isAddressCharacter(start - 1) { start -= 1 }
        var end = index + 1
        while end < count, isAddressCharacter(end) { end += 1 }
        mark(start..<end, .link)
        index = end
      } else if scalars[index] == 0x2F, let start = startOfBareLink(before: index) {
        let end = endOfLink(from: index + 1)
        mark(start..<end, .link)
        index = end
      } else {
        index += 1
      }
    }
  }

  /// The start of `github.com` before a slash; `nil` where no domain stands there.
  private func startOfBareLink(before slash: Int) -> Int? {
    var start = slash
    var dots = 0
    while start > 0, isAddressCharacter(start - 1) {
      start -= 1
      if scalars[start] == 0x2E { dots += 1 }
    }
    guard dots > 0 else { return nil }
    var suffix = slash
    while suffix > start, kinds[suffix - 1] == .latin { suffix -= 1 }
    let name = string(suffix..<slash)
    return Self.domains.contains(name) && at(suffix - 1) == 0x2E ? start : nil
  }

  private static let domains: Set<String> = [
    "com", "org", "net", "edu", "io", "ai", "cn", "gov", "dev", "be", "uk", "de", "fr", "ly",
  ]

  private func isAddressCharacter(_ index: Int) -> Bool {
    switch kind(index) {
    case .digit: true
    case .latin: scalars[index] < 0x80
    default: [0x2E, 0x2D, 0x5F].contains(at(index))
    }
  }

  private func endOfLink(from start: Int) -> Int {
    var end = start
    while end < count, scalars[end] > 0x20, scalars[end] < 0x7F,
      ![0x22, 0x3C, 0x3E, 0x5C, 0x7B, 0x7D, 0x24].contains(scalars[end])
    {
      end += 1
    }
    while end > start, [0x2E, 0x2C, 0x3B, 0x3A, 0x29, 0x21, 0x3F, 0x27, 0x5D].contains(at(end - 1))
    {
      end -= 1
    }
    return end
  }

  // MARK: Formulae

  private func markDollars() {
    var open: Int?
    var index = 0
    while index < count {
      if scalars[index] == 0x5C {
        index += 2
        continue
      }
      guard scalars[index] == 0x24 else {
        index += 1
        continue
      }
      let width = at(index + 1) == 0x24 ? 2 : 1
      if let start = open, looksLikeMath(start..<index) {
        mark(start..<index + width, .math)
        open = nil
      } else {
        open = index
      }
      index += width
    }
  }

  /// Whether what stands between two dollars is a formula, not text between two prices.
  private func looksLikeMath(_ range: Range<Int>) -> Bool {
    guard range.count <= 400 else { return false }
    var han = 0
    var words = 0
    var letters = 0
    var depth = 0
    for index in range {
      switch scalars[index] {
      case 0x7B: depth += 1
      case 0x7D: depth -= 1
      case 0x3002: return false
      default: break
      }
      switch kinds[index] {
      case .han: han += 1
      case .latin:
        letters += 1
        continue
      case .space:
        if letters >= 4, depth == 0 { words += 1 }
      default: break
      }
      letters = 0
    }
    return han <= 6 && words < 3
  }

  private func markCommands() {
    var index = 0
    while index < count {
      guard scalars[index] == 0x5C, zones[index] == .plain else {
        index += 1
        continue
      }
      let next = at(index + 1)
      if next == 0x28 || next == 0x5B, let end = endOfDisplay(from: index, open: next) {
        mark(index..<end, .math)
        index = end
        continue
      }
      var end = index + 1
      // Machine translation puts a space behind the backslash.
      if at(end) == 0x20, kind(end + 1) == .latin { end += 1 }
      let name = end
      while kind(end) == .latin, at(end) < 0x80 { end += 1 }
      if end == name, end < count { end += 1 }
      mark(index..<end, .command)
      index = end
    }
  }

  private func endOfDisplay(from start: Int, open: UInt32) -> Int? {
    let close: UInt32 = open == 0x28 ? 0x29 : 0x5D
    var index = start + 2
    while index + 1 < count, index - start < 400 {
      if scalars[index] == 0x5C, scalars[index + 1] == close { return index + 2 }
      index += 1
    }
    return nil
  }

  // MARK: Markup

  private func markMarkup() {
    var index = 0
    while index < count {
      if let end = endOfMarkup(from: index) {
        for place in index..<end where zones[place] != .link { zones[place] = .markup }
        index = end
      } else {
        index += 1
      }
    }
  }

  /// The end of a tag, an entity or a placeholder that begins at a place.
  private func endOfMarkup(from start: Int) -> Int? {
    switch scalars[start] {
    case 0x3C where zones[start] == .plain:  // <tag …>, </tag>
      var index = start + (at(start + 1) == 0x2F ? 2 : 1)
      guard kind(index) == .latin, at(index) < 0x80 else { return nil }
      while index < count, index - start < 120, scalars[index] != 0x3E, scalars[index] != 0x3C {
        index += 1
      }
      return at(index) == 0x3E ? index + 1 : nil
    case 0x23 where kind(start + 1) == .digit:  // #39; of a broken &#39;
      var index = start + 1
      while kind(index) == .digit { index += 1 }
      return at(index) == 0x3B || at(index) == 0xFF1B ? index + 1 : nil
    case 0x26:  // &name; &#123;
      var index = start + 1
      if at(index) == 0x23 || at(index) == 0xFF03 { index += 1 }
      let name = index
      while kind(index) == .latin || kind(index) == .digit { index += 1 }
      return index - name >= 2 && index - name <= 8 && at(index) == 0x3B ? index + 1 : nil
    case 0x7B where zones[start] == .plain && !isTeXGroup(before: start):  // {0} {name}, {{name}}
      var index = start + 1
      while at(index) == 0x7B { index += 1 }
      let depth = index - start
      let name = index
      while kind(index) == .digit || at(index) == 0x5F || kind(index) == .latin && at(index) < 0x80
      {
        index += 1
      }
      guard index > name, depth == 2 || kind(name) == .digit else { return nil }
      for _ in 0..<depth {
        guard at(index) == 0x7D else { return nil }
        index += 1
      }
      return index
    case 0x25 where zones[start] == .plain:  // %s %d %1$s %@
      guard kind(start - 1) != .digit, at(start - 1) != 0x5C else { return nil }
      var index = start + 1
      while kind(index) == .digit { index += 1 }
      if at(index) == 0x24 { index += 1 }
      let isConversion = [0x73, 0x64, 0x66, 0x40].contains(at(index))
      return isConversion && kind(index + 1) != .latin ? index + 1 : nil
    default: return nil
    }
  }

  /// Whether a brace behind this place opens an argument of TeX: `x_{0}`, `^{2}`, `\frac{1}{2}`.
  private func isTeXGroup(before brace: Int) -> Bool {
    [0x5E, 0x5F, 0x7D].contains(at(brace - 1)) || kind(brace - 1) == .latin
  }
}
