// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Reads what evaluations compare; a line in another form ends the reading with its place.
enum GoldReader {
  /// A text cut into segments.
  struct SegmentedText {
    var id: String
    var language: Language
    var segments: [String]
  }

  /// A ladder, with its segments where the file has them.
  struct LinkedText {
    var id: String
    var beads: [(bead: LinkedBead, probability: Double?)]
    var source: [String] = []
    var target: [String] = []
  }

  /// `{"id","language","segments"}` a line; segments are strings, or objects with `text`.
  static func segments(_ path: String) throws -> [SegmentedText] {
    var texts: [SegmentedText] = []
    try forEachObject(path) { root in
      guard let id = root["id"]?.string, let list = root["segments"], list.isArray else {
        return false
      }
      texts.append(
        SegmentedText(
          id: id, language: Language(root["language"]?.string ?? "und"), segments: strings(list)))
      return true
    }
    return texts
  }

  /// Ladders: JSON lines with `id` and `beads`, or one text's beads a line, `[0]:[0, 1]`.
  static func ladders(_ path: String) throws -> [LinkedText] {
    if ["jsonl", "json", "ndjson"].contains(FileSystem.formatExtension(of: path)) {
      return try jsonLadders(path)
    }
    var beads: [(bead: LinkedBead, probability: Double?)] = []
    try forEachLine(path) { line in
      if line.allSatisfy({ $0 == " " }) { return true }
      let sides = line.split(separator: ":", omittingEmptySubsequences: false)
      guard sides.count >= 2, let source = numbers(sides[0]), let target = numbers(sides[1]) else {
        return false
      }
      beads.append((LinkedBead(source: source, target: target), nil))
      return true
    }
    return [LinkedText(id: "", beads: beads)]
  }

  /// `id TAB originals`: ids joined by `|`, or NONE; further columns are not looked at.
  static func pairs(_ path: String) throws -> [String: Set<String>] {
    var gold: [String: Set<String>] = [:]
    try forEachLine(path) { line in
      if line.isEmpty { return true }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 2, !columns[0].isEmpty else { return false }
      gold[String(columns[0])] =
        columns[1] == "NONE" ? [] : Set(columns[1].split(separator: "|").map(String.init))
      return true
    }
    return gold
  }

  /// The objects of a file of JSON lines; `body` says whether an object is what was expected.
  static func forEachObject(_ path: String, _ body: (JSONView) throws -> Bool) throws {
    let parser = JSONParser()
    try forEachLine(path) { line in
      if line.isEmpty { return true }
      let bytes = Array(line.utf8)
      return try bytes.withUnsafeBufferPointer {
        guard let root = try? parser.parse($0), root.isObject else { return false }
        return try body(root)
      }
    }
  }

  private static func jsonLadders(_ path: String) throws -> [LinkedText] {
    var texts: [LinkedText] = []
    try forEachObject(path) { root in
      guard let id = root["id"]?.string, let list = root["beads"], list.isArray else {
        return false
      }
      var text = LinkedText(id: id, beads: [])
      list.forEachElement { bead in
        text.beads.append(
          (
            LinkedBead(source: integers(bead["source"]), target: integers(bead["target"])),
            bead["probability"]?.double
          ))
      }
      if let segments = root["source_segments"] { text.source = strings(segments) }
      if let segments = root["target_segments"] { text.target = strings(segments) }
      texts.append(text)
      return true
    }
    return texts
  }

  private static func forEachLine(_ path: String, _ body: (String) throws -> Bool) throws {
    guard FileSystem.kind(of: path) != .missing else {
      throw WorkflowFailure(.noInput, "\(path): no such file")
    }
    let lines = LineReader(try ByteSource(path: path))
    while try lines.advance() {
      guard !lines.isTooLong, let line = String(validating: lines.bytes, as: UTF8.self),
        try body(line)
      else {
        throw WorkflowFailure(
          .nothingUsable,
          "\(path):\(lines.number): expected a line of gold or answers, found another")
      }
    }
  }

  private static func strings(_ list: JSONView) -> [String] {
    var texts: [String] = []
    list.forEachElement { if let text = $0.string ?? $0["text"]?.string { texts.append(text) } }
    return texts
  }

  private static func integers(_ list: JSONView?) -> [Int] {
    var numbers: [Int] = []
    list?.forEachElement { if let number = $0.integer { numbers.append(number) } }
    return numbers
  }

  /// `[0, 1]`, or `(0, 1)` as some tools write it.
  private static func numbers(_ text: Substring) -> [Int]? {
    let inner = text.drop { $0 == " " || $0 == "[" || $0 == "(" }
      .prefix { $0 != "]" && $0 != ")" }
    var numbers: [Int] = []
    for field in inner.split(separator: ",") {
      guard let number = Int(field.filter { $0 != " " }) else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
