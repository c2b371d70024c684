// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import CTermbaseData

/// Terms with the renderings that a field accepts, and those that engines write by mistake.
///
///     let terms = Termbase.shipped
///     terms.count   // terms, each once
///
/// English is matched by stems, several words too, the longest term first.
public struct Termbase: Sendable {
  /// One term.
  struct Term: Sendable {
    /// The term as written.
    var english: String
    /// Renderings that are right.
    var accepted: [[UInt32]]
    /// Renderings that are wrong where the term stands in the source.
    var wrong: [[UInt32]]
    var fields: [String]

    /// How many accepted renderings there are that are not one within the other; counted by
    /// ``Termbase/sort()``.
    fileprivate(set) var senses = 0

    fileprivate func countedSenses() -> Int {
      var whole: [[UInt32]] = []
      for text in accepted.sorted(by: { $0.count < $1.count })
      where !whole.contains(where: { short in
        text.indices.contains { text[$0...].starts(with: short) }
      }) {
        whole.append(text)
      }
      return whole.count
    }
  }

  /// A term behind its first stem.
  struct Start: Sendable {
    /// The second stem, told apart before the others are asked for; 0 where there is none.
    var second: UInt64
    /// The stems after the first.
    var rest: [UInt64]
    /// The number of the term.
    var term: Int

    init(_ rest: [UInt64], _ term: Int) {
      second = rest.first ?? 0
      self.rest = rest
      self.term = term
    }
  }

  /// The terms that begin with a stem.
  struct Starts: Sendable {
    /// Those of more words first: stems after the first, and the term.
    var all: [Start] = [] {
      didSet {
        seconds = all.reduce(0) { $1.second == 0 ? $0 : $0 | Self.bit($1.second) }
        single = all.first { $0.second == 0 }?.term
      }
    }
    /// The term of one word; `nil` where there is none.
    private(set) var single: Int?
    private var seconds: UInt64 = 0

    /// Whether a term of more words may have a stem as its second; true of few others.
    @inline(__always)
    func mayGoOn(with second: UInt64) -> Bool { seconds & Self.bit(second) != 0 }

    @inline(__always)
    private static func bit(_ stem: UInt64) -> UInt64 { 1 << (stem >> 23 & 63) }
  }

  private(set) var terms: [Term] = []
  private(set) var starts: [Starts] = []
  private var startNumbers = KeyTable(capacity: 1 << 9)
  private var numbers: [[UInt64]: Int] = [:]

  /// The number of terms.
  public var count: Int { terms.count }

  /// A termbase without terms.
  public init() {}

  /// The termbase that ships with this package.
  public static let shipped: Termbase = {
    var size = 0
    let bytes = UnsafeBufferPointer(start: bitext_termbase_data(&size), count: size)
    var terms = Termbase()
    var builder = TermbaseBuilder()
    var number = 0
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      // The shipped files are checked by a test.
      if let problem = builder.add(String(decoding: line, as: UTF8.self), to: &terms) {
        preconditionFailure("line \(number) of the shipped termbase: \(problem)")
      }
    }
    terms.sort()
    return terms
  }()

  /// Adds the terms of a file: `english<TAB>accepted; accepted<TAB>wrong; wrong`, the last column
  /// optional, lines that begin with `#` left out but for `# field: name`.
  ///
  /// - Throws: ``CheckFailure`` with `brokenTermbase`, file and line; `IOFailure`.
  public mutating func add(path: String) throws {
    let lines = LineReader(try ByteSource(path: path))
    var builder = TermbaseBuilder()
    while try lines.advance() {
      guard !lines.isTooLong, var line = String(validating: lines.bytes, as: UTF8.self) else {
        throw CheckFailure(
          .brokenTermbase, "\(path):\(lines.number): expected a line of text in UTF-8")
      }
      if lines.number == 1, line.unicodeScalars.first == "\u{feff}" {
        line.unicodeScalars.removeFirst()
      }
      if let problem = builder.add(line, to: &self) {
        throw CheckFailure(.brokenTermbase, "\(path):\(lines.number): \(problem)")
      }
    }
    sort()
  }

  /// The number of the terms that begin with a stem; −1 where there are none.
  func start(of stem: UInt64) -> Int { startNumbers.find(stem) }

  /// Adds terms that were read elsewhere.
  ///
  /// - Returns: for each entry that cannot be used what is wrong with it, by its place in the list.
  public mutating func add(entries: [Entry]) -> [(place: Int, problem: String)] {
    let builder = TermbaseBuilder()
    var problems: [(place: Int, problem: String)] = []
    for (place, entry) in entries.enumerated() {
      if let problem = builder.add(entry, to: &self) { problems.append((place, problem)) }
    }
    sort()
    return problems
  }

  /// A term as a caller has it.
  public struct Entry: Hashable, Sendable {
    /// The term in English, several words or one.
    public var english: String
    /// Renderings that are right.
    public var accepted: [String]
    /// Renderings that are wrong.
    public var wrong: [String]
    /// The field; `nil` where it is not known.
    public var field: String?

    /// Makes an entry.
    public init(english: String, accepted: [String], wrong: [String] = [], field: String? = nil) {
      self.english = english
      self.accepted = accepted
      self.wrong = wrong
      self.field = field
    }
  }

  /// Adds a term; of one that is there already the renderings.
  mutating func add(_ term: Term, stems: [UInt64]) {
    guard let first = stems.first else { return }
    if let known = numbers[stems] {
      for rendering in term.accepted where !terms[known].accepted.contains(rendering) {
        terms[known].accepted.append(rendering)
      }
      for rendering in term.wrong where !terms[known].wrong.contains(rendering) {
        terms[known].wrong.append(rendering)
      }
      for field in term.fields where !terms[known].fields.contains(field) {
        terms[known].fields.append(field)
      }
      // What one field accepts is no mistake.
      let accepted = terms[known].accepted
      terms[known].wrong.removeAll { accepted.contains($0) }
      return
    }
    numbers[stems] = terms.count
    let start = startNumbers.number(of: first)
    if start == starts.count { starts.append(Starts()) }
    starts[start].all.append(Start(Array(stems.dropFirst()), terms.count))
    terms.append(term)
  }

  /// Puts the terms in order, once some were added.
  private mutating func sort() {
    for index in terms.indices { terms[index].senses = terms[index].countedSenses() }
    for index in starts.indices {
      // Of equal length the term that came first, so that the order is one.
      starts[index].all.sort { ($1.rest.count, $0.term) < ($0.rest.count, $1.term) }
    }
  }
}

/// Reads the lines of a termbase.
struct TermbaseBuilder {
  private let types = WordTypes(nil)
  private var field: String?

  /// Takes a line; returns what is wrong with it.
  mutating func add(_ line: String, to terms: inout Termbase) -> String? {
    let line = line.hasSuffix("\r") ? String(line.dropLast()) : line
    if line.hasPrefix("#") {
      if line.hasPrefix("# field:") {
        field = String(line.dropFirst(8).drop { $0 == " " })
      }
      return nil
    }
    if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
    let cells = line.utf8.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard cells.count == 2 || cells.count == 3 else {
      return "expected 2 or 3 columns with tabs between them, found \(cells.count)"
    }
    let stems = self.stems(of: cells[0])
    guard !stems.isEmpty else { return "expected an English term in the first column" }
    let accepted = Self.renderings(cells[1])
    guard !accepted.isEmpty else {
      return "expected accepted renderings in the second column, found none"
    }
    let wrong = cells.count == 3 ? Self.renderings(cells[2]) : []
    return add(String(cells[0]), stems, accepted, wrong, field, to: &terms)
  }

  /// Takes an entry; returns what is wrong with it.
  func add(_ entry: Termbase.Entry, to terms: inout Termbase) -> String? {
    let stems = self.stems(of: entry.english[...])
    guard !stems.isEmpty else { return "expected an English term, found none" }
    let accepted = entry.accepted.map { $0.unicodeScalars.map(\.value) }.filter { !$0.isEmpty }
    guard !accepted.isEmpty else { return "expected an accepted rendering, found none" }
    let wrong = entry.wrong.map { $0.unicodeScalars.map(\.value) }.filter { !$0.isEmpty }
    return add(entry.english, stems, accepted, wrong, entry.field, to: &terms)
  }

  private func add(
    _ english: String, _ stems: [UInt64], _ accepted: [[UInt32]], _ wrong: [[UInt32]],
    _ field: String?, to terms: inout Termbase
  ) -> String? {
    if let both = wrong.first(where: { accepted.contains($0) }) {
      let text = String(String.UnicodeScalarView(both.compactMap { Unicode.Scalar($0) }))
      return "expected \(text) to be accepted or wrong, found both"
    }
    terms.add(
      Termbase.Term(
        english: english, accepted: accepted, wrong: wrong,
        fields: field.map { [$0] } ?? []),
      stems: stems)
    return nil
  }

  private static func renderings(_ cell: Substring) -> [[UInt32]] {
    var found: [[UInt32]] = []
    for part in cell.unicodeScalars.split(whereSeparator: { $0 == ";" || $0 == "；" }) {
      var text = part.drop { $0 == " " }
      while text.last == " " { text.removeLast() }
      let scalars = text.map(\.value)
      if !scalars.isEmpty, !found.contains(scalars) { found.append(scalars) }
    }
    return found
  }

  /// The stems of a term's words, as the words of a text are cut.
  private func stems(of term: Substring) -> [UInt64] {
    let text = PreparedText(types)
    text.prepare(String(term), isChinese: false, isEnglish: true)
    return text.words.map(\.stem)
  }
}
