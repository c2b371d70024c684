// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Holds a TMX to its rules, element by element.
final class TMXValidator: XMLHandler {
  let push: XMLPush
  private(set) var sawRoot = false
  var counts = UnitValidator.Counts()

  private var problems: [UnitProblem] = []
  private var room: Int
  /// The elements that are open, with what was seen in them.
  private var open: [Open] = []
  private var version = "1.4"
  private var headerLanguage: String?
  private var unitLanguage: String?
  private var languages: [String] = []

  /// How many pairs of codes a segment may have.
  private static let codeLimit = 100_000

  private struct Open {
    var name: String
    var children: [String: Int] = [:]
    /// The codes of a text: begins that wait for their end, with their place.
    var pairs: [String: (line: Int, column: Int)] = [:]
    var used: Set<String> = []
    var line: Int
    var column: Int
    var toldText = false
  }

  init(path: String, problemLimit: Int) {
    push = XMLPush(path: path, recovering: true)
    room = problemLimit
    push.handler = self
  }

  func takeProblems() -> [UnitProblem] {
    defer { problems.removeAll() }
    return problems
  }

  private func report(
    _ severity: UnitProblem.Severity, _ message: String, at place: (line: Int, column: Int)? = nil
  ) {
    counts.add(severity)
    guard room > 0 else { return }
    room -= 1
    let (line, column) = place ?? push.position
    problems.append(
      UnitProblem(
        path: push.path, line: line, column: column, severity: severity, message: message))
  }

  func mistake(_ failure: CorpusFailure) -> Bool {
    report(
      .error, failure.message, at: (failure.line ?? 1, failure.column ?? 1))
    return true
  }

  // MARK: Elements

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let name = name.string
    sawRoot = true
    let place = push.position
    let parent = open.last?.name ?? ""
    if !open.isEmpty { open[open.count - 1].children[name, default: 0] += 1 }
    if let rule = TMXRule.all[name] {
      if !rule.parents.contains(parent) {
        let where_ = parent.isEmpty ? "as the root" : "in \(parent)"
        report(.error, "expected no \(name) element \(where_), found one")
      }
      check(name, attributes, rule)
    } else {
      report(.error, "expected an element of TMX, found \"\(name.prefix(40))\"")
    }
    checkOrder(name, parent)
    open.append(Open(name: name, line: place.line, column: place.column))
    remember(name, attributes, place)
  }

  private func check(_ name: String, _ attributes: XMLAttributes, _ rule: TMXRule) {
    var found: Set<String> = []
    for index in 0..<attributes.count {
      guard let local = attributes.name(index)?.string else { continue }
      let prefix = attributes.prefix(index)
      let full = prefix.isEmpty ? local : "\(prefix):\(local)"
      found.insert(full)
      if !rule.required.contains(full) && !rule.optional.contains(full) {
        report(.error, "expected no attribute \(full.prefix(40)) of \(name), found one")
      } else if let problem = TMXRule.problem(name, full, attributes.value(index)) {
        report(problem.isError ? .error : .warning, problem.message)
      }
    }
    for needed in rule.required.sorted() where !found.contains(needed) {
      // Until 1.2 languages were told by lang.
      if needed == "xml:lang" && found.contains("lang") && version < "1.3" { continue }
      report(.error, "expected the attribute \(needed) of \(name), found none")
    }
  }

  private func checkOrder(_ name: String, _ parent: String) {
    guard let seen = open.last?.children else { return }
    switch (parent, name) {
    case ("tmx", "header") where seen["body"] != nil,
      ("tu", "note") where seen["tuv"] != nil, ("tu", "prop") where seen["tuv"] != nil,
      ("tuv", "note") where seen["seg"] != nil, ("tuv", "prop") where seen["seg"] != nil:
      report(.error, "expected \(name) earlier in \(parent), found it behind what must follow")
    case ("tmx", "header"), ("tmx", "body"), ("tuv", "seg"):
      if seen[name, default: 0] > 1 {
        report(.error, "expected one \(name) in \(parent), found another")
      }
    default: break
    }
  }

  private func remember(
    _ name: String, _ attributes: XMLAttributes, _ place: (line: Int, column: Int)
  ) {
    switch name {
    case "tmx":
      version = attributes["version"] ?? version
      if version != "1.4" && ["1.1", "1.2", "1.3"].contains(version) {
        report(.warning, "version \(version) is out of date: 1.4 is current")
      }
    case "header": headerLanguage = attributes["srclang"]
    case "tu":
      counts.units += 1
      unitLanguage = attributes["srclang"] ?? headerLanguage
      languages = []
    case "tuv":
      // Enough to know whether there are two, and whether one is the source's.
      if languages.count < 1000 { languages.append(attributes.language ?? "") }
    case "bpt": begin(attributes["i"] ?? "", place)
    case "ept": end(attributes["i"] ?? "")
    default: break
    }
  }

  /// The innermost open text, whose codes must pair up: a segment or a subflow.
  private var textIndex: Int? { open.lastIndex { $0.name == "seg" || $0.name == "sub" } }

  private func begin(_ pair: String, _ place: (line: Int, column: Int)) {
    guard let index = textIndex else { return }
    if open[index].used.insert(pair).inserted {
      open[index].pairs[pair] = place
      if open[index].used.count > Self.codeLimit {
        push.refuse("expected at most \(Self.codeLimit) pairs of codes in a segment, found more")
      }
    } else {
      report(
        .error, "expected each i of a bpt once in a segment, found \"\(pair.prefix(20))\" again")
    }
  }

  private func end(_ pair: String) {
    guard let index = textIndex, open[index].pairs.removeValue(forKey: pair) == nil else { return }
    report(.error, "expected a bpt with i=\"\(pair.prefix(20))\" before its ept, found none")
  }

  // MARK: Text and ends

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let element = open.last, !element.toldText, TMXRule.all[element.name]?.holdsText == false,
      bytes.contains(where: { $0 > 0x20 })
    else { return }
    open[open.count - 1].toldText = true
    report(.error, "expected no text in \(element.name), found some")
  }

  func end(_ name: XMLName) {
    guard let element = open.popLast() else { return }
    let needed: String? =
      switch element.name {
      case "tmx":
        element.children["header"] == nil
          ? "header" : element.children["body"] == nil ? "body" : nil
      case "tu": element.children["tuv"] == nil ? "tuv" : nil
      case "tuv": element.children["seg"] == nil ? "seg" : nil
      case "ude": element.children["map"] == nil ? "map" : nil
      default: nil
      }
    if let needed { report(.error, "expected a \(needed) in \(element.name), found none") }
    if element.name == "tu" { endUnit(element) }
    for (pair, place) in element.pairs.sorted(by: { $0.value < $1.value }) {
      report(
        .error, "expected an ept with i=\"\(pair.prefix(20))\" behind its bpt, found none",
        at: place)
    }
  }

  private func endUnit(_ element: Open) {
    let place = (element.line, element.column)
    if languages.count == 1 {
      report(.warning, "expected two languages or more in a tu, found one", at: place)
    }
    guard let wanted = unitLanguage, wanted.lowercased() != "*all*", languages.count > 1 else {
      return
    }
    let primary = Language(wanted).primary
    if !languages.contains(where: { Language($0).primary == primary }) {
      report(
        .warning, "expected a tuv in the source language \(wanted.prefix(20)), found none",
        at: place)
    }
  }
}

/// Dates as TMX has them.
enum UnitDateCheck {
  static func isDate(_ text: String) -> Bool {
    let shape = text.utf8.count == 16 && Array(text.utf8)[8] == UInt8(ascii: "T")
    return shape && UnitDate(text) != nil
  }
}
