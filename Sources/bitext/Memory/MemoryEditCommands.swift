// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO
internal import BitextMemory
internal import BitextModel
internal import Glibc

/// `bitext memory concordance`.
struct MemoryConcordanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance",
    abstract: "Find the units that hold a phrase, on either side.",
    discussion: "Example: bitext memory concordance project.db 收敛")

  @OptionGroup var memory: MemoryFileArgument

  @Argument(help: "The phrase; every character is just text.")
  var phrase: String

  @Option(help: "Where to look: source, target or both.")
  var side = ConcordanceQuery("").side

  @Flag(help: "The phrase must begin and end where words do.")
  var words = false

  @Flag(help: "Case and width count.")
  var exact = false

  @Option(help: "How many units are wanted.")
  var limit = ConcordanceQuery("").limit

  @OptionGroup var talk: TalkOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit needs a number over 0, found \(limit)") }
  }

  func run() async throws {
    var query = ConcordanceQuery(phrase)
    query.side = side
    query.wholeWords = words
    query.isExact = exact
    query.limit = limit
    let hits = try await memory.reading().concordance(query)
    try Output.print(
      talk.json
        ? ConcordanceText.json(hits)
        : ConcordanceText.lines(hits, bold: isatty(STDOUT_FILENO) == 1))
  }
}

/// `bitext memory edit`.
struct MemoryEditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change one unit.",
    discussion: """
      A unit whose source changes gets a new number, which is printed.

      Example: bitext memory edit project.db 17 --target 我们提出一种方法。 --review approved
      """)

  @OptionGroup var memory: MemoryFileArgument

  @Argument(help: "The unit's number.")
  var unit: Int

  @Option(help: "The new source; its inline codes are dropped.")
  var source: String?

  @Option(help: "The new target; its inline codes are dropped.")
  var target: String?

  @Option(help: "The new origin: engine, human, post-edited or aligned.")
  var origin: UnitOrigin?

  @Option(help: "The new state: unreviewed, reviewed, approved or rejected.")
  var review: ReviewState?

  @Option(help: ArgumentHelp("Set a property; may be repeated.", valueName: "type=value"))
  var property: [String] = []

  @Option(help: "Who changes it.")
  var by: String?

  @Option(help: "When, such as 20260131T120000Z (default: unchanged).")
  var date: UnitDate?

  @OptionGroup var talk: TalkOptions

  func validate() throws {
    for text in property where !text.contains("=") {
      throw ValidationError("--property needs type=value, found \(text)")
    }
    for (name, text) in [("source", source), ("target", target)] where text?.isEmpty == true {
      throw ValidationError("--\(name) needs a text, found an empty one")
    }
  }

  func run() async throws {
    let command = self
    let changed = try await memory.writing().update(unit) { unit in
      if let source = command.source { (unit.source.text, unit.source.codes) = (source, []) }
      if let target = command.target { (unit.target.text, unit.target.codes) = (target, []) }
      if let origin = command.origin { unit.origin = origin }
      if let review = command.review { unit.review = review }
      if let user = command.by { unit.attributes.changedBy = user }
      if let date = command.date { unit.attributes.changedOn = date }
      for text in command.property {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        unit.setProperty(String(parts[0]), parts[1].isEmpty ? nil : String(parts[1]))
      }
    }
    if talk.json { try Output.print("{\"unit\":\(changed.number)}\n") }
    if !talk.quiet { Console.error("bitext: unit \(changed.number) changed") }
  }
}

/// `bitext memory delete`.
struct MemoryDeleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete units.",
    discussion: "Example: bitext memory delete project.db --review rejected")

  @OptionGroup var memory: MemoryFileArgument

  @Flag(help: "Delete every unit.")
  var all = false

  @OptionGroup(title: "Which units") var units: UnitSelectionOptions
  @OptionGroup var talk: TalkOptions

  func validate() throws {
    if units.selection.isEmpty && !all {
      throw ValidationError("expected a condition such as --review rejected, or --all")
    }
  }

  func run() async throws {
    let count = try await memory.writing().delete(units.selection)
    if talk.json { try Output.print("{\"deleted\":\(count)}\n") }
    if !talk.quiet { Console.error("bitext: \(count) units deleted") }
  }
}

/// `bitext memory dedupe`.
struct MemoryDedupeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Delete units that say the same as an earlier one.",
    discussion: "Example: bitext memory dedupe project.db --by-source")

  @OptionGroup var memory: MemoryFileArgument

  @Flag(help: "Leave one translation of each source, the one that came last.")
  var bySource = false

  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let count = try await memory.writing().removeDuplicates(bySource: bySource)
    if talk.json { try Output.print("{\"deleted\":\(count)}\n") }
    if !talk.quiet { Console.error("bitext: \(count) units deleted") }
  }
}

/// `bitext memory vacuum`.
struct MemoryVacuumCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vacuum",
    abstract: "Make the index anew and give unused room back.",
    discussion: "Example: bitext memory vacuum project.db")

  @OptionGroup var memory: MemoryFileArgument
  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let store = try memory.writing()
    try await store.vacuum()
    let statistics = try await store.statistics()
    if talk.json {
      try Output.print(
        "{\"store_bytes\":\(statistics.storeBytes),\"index_bytes\":\(statistics.indexBytes)}\n")
    }
    if !talk.quiet {
      Console.error(
        "bitext: \(statistics.storeBytes) bytes, and \(statistics.indexBytes) of index")
    }
  }
}

/// `bitext memory stats`.
struct MemoryStatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what a memory holds.",
    discussion: "Example: bitext memory stats project.db --json")

  @OptionGroup var memory: MemoryFileArgument
  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let statistics = try await memory.reading().statistics()
    try Output.print(talk.json ? Self.json(statistics) : Self.lines(statistics))
  }

  private static func json(_ statistics: MemoryStatistics) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("units", statistics.units)
    json.key("directions")
    json.beginArray()
    for direction in statistics.directions {
      json.beginObject()
      json.member("source_language", direction.languages.source.tag)
      json.member("target_language", direction.languages.target.tag)
      json.member("units", direction.units)
      json.member("source_bytes", direction.sourceBytes)
      json.member("target_bytes", direction.targetBytes)
      json.endObject()
    }
    json.endArray()
    json.key("origins")
    json.beginObject()
    for origin in UnitOrigin.allCases {
      json.member(origin.rawValue, statistics.origins[origin] ?? 0)
    }
    json.endObject()
    json.key("reviews")
    json.beginObject()
    for state in ReviewState.allCases {
      json.member(state.rawValue, statistics.reviews[state] ?? 0)
    }
    json.endObject()
    json.member("machine_translated", statistics.machineTranslated)
    json.member("store_bytes", statistics.storeBytes)
    json.member("index_bytes", statistics.indexBytes)
    json.member("segments", statistics.segments)
    json.member("tail", statistics.tail)
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func lines(_ statistics: MemoryStatistics) -> String {
    var text = "\(statistics.units) units, \(statistics.machineTranslated) machine-translated\n"
    for direction in statistics.directions {
      text +=
        "  \(direction.languages.source) to \(direction.languages.target): \(direction.units) units, "
        + "\(direction.sourceBytes) and \(direction.targetBytes) bytes\n"
    }
    for origin in UnitOrigin.allCases {
      if let count = statistics.origins[origin] { text += "  \(origin.rawValue): \(count)\n" }
    }
    for state in ReviewState.allCases where state != .unreviewed {
      if let count = statistics.reviews[state] { text += "  \(state.rawValue): \(count)\n" }
    }
    return text
      + "\(statistics.storeBytes) bytes, and \(statistics.indexBytes) of index in "
      + "\(statistics.segments) segments; \(statistics.tail) units indexed in memory\n"
  }
}
