// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextModel

/// Ids of one file that another lacks.
public struct MissingUnits: Hashable, Sendable, CustomStringConvertible {
  /// The file that lacks them.
  public var path: String
  /// The file that has them.
  public var other: String
  /// How many there are.
  public var count = 0
  /// The first of them, up to three.
  public var examples: [String] = []

  /// `ref.tmx: 4 ids of hyp.tmx are missing: a, b, c, …`.
  public var description: String {
    let names = examples.joined(separator: ", ") + (count > examples.count ? ", …" : "")
    return "\(path): \(count) \(count == 1 ? "id" : "ids") of \(other) "
      + "\(count == 1 ? "is" : "are") missing: \(names)"
  }
}

/// Units of several files, joined by id in the order of the first file.
///
/// Memory holds the ids; texts wait only where a file is in another order, or lacks a unit.
final class UnitJoin {
  /// The target texts of the current unit, a file each.
  private(set) var texts: [String]
  /// Whether there is a current unit.
  private(set) var isInside = false
  /// What files lack, those with gaps only.
  var missing: [MissingUnits] { gaps.filter { $0.count > 0 } }

  private let streams: [UnitStream]
  private let rejections: RejectionFile
  /// First what the other files lack of the first, then what the first lacks of the others.
  private var gaps: [MissingUnits]
  private var rows = 0

  init(_ streams: [UnitStream], rejections: RejectionFile) {
    self.streams = streams
    self.rejections = rejections
    texts = streams.map { _ in "" }
    let first = streams[0].name
    let others = streams.dropFirst().map(\.name)
    gaps =
      others.map { MissingUnits(path: $0, other: first) }
      + others.map { MissingUnits(path: first, other: $0) }
  }

  /// Moves to the next unit that all files have.
  ///
  /// - Throws: ``WorkflowFailure`` with `mismatch` where there is none at all.
  func advance() throws -> Bool {
    while let unit = try streams[0].next() {
      texts[0] = unit.target.text
      isInside = true
      for index in 1..<streams.count {
        if let text = try streams[index].take(unit.id) {
          texts[index] = text
        } else {
          isInside = false
          try lack(unit.id, index - 1)
        }
      }
      if isInside {
        rows += 1
        return true
      }
    }
    isInside = false
    try finish()
    return false
  }

  /// Names what the first file lacks.
  private func finish() throws {
    var named: Set<String> = []
    for index in 1..<streams.count {
      for id in try streams[index].rest() where !streams[0].has(id) {
        if named.insert(id).inserted { try lack(id, streams.count - 2 + index) }
      }
    }
    guard rows == 0 else { return }
    let counts = streams.map { "\($0.name) has \($0.count) units" + $0.firstID }
    throw WorkflowFailure(.mismatch, "no id in common: " + counts.joined(separator: ", "))
  }

  private func lack(_ id: String, _ gap: Int) throws {
    gaps[gap].count += 1
    if gaps[gap].examples.count < 3 { gaps[gap].examples.append(id) }
    try rejections.write(
      Rejection(
        path: gaps[gap].path, code: .missingUnit,
        message: "expected a unit with the id \"\(id)\" as in \(gaps[gap].other), found none"))
  }
}

/// The units of one file, each id once.
final class UnitStream {
  /// What messages call the file.
  let name: String
  private var reader: any CorpusReader<TranslationUnit>
  private let rejections: RejectionFile
  private var seen: Set<String> = []
  /// Texts that were read before their turn, with the place of their units.
  private var waiting: [String: (place: Int, text: String)] = [:]
  private var first: String?

  init(name: String, reader: any CorpusReader<TranslationUnit>, rejections: RejectionFile) {
    self.name = name
    self.reader = reader
    self.rejections = rejections
  }

  /// How many units were read.
  var count: Int { seen.count }
  /// The first id as an example, in brackets.
  var firstID: String { first.map { " (\($0)\(count > 1 ? ", …" : ""))" } ?? "" }

  func has(_ id: String) -> Bool { seen.contains(id) }

  /// The next unit that can be used.
  func next() throws -> TranslationUnit? {
    while let record = try reader.next() {
      switch record {
      case .failure(let rejected): try rejections.write(rejected.rejection)
      case .success(let unit):
        first = first ?? unit.id
        if seen.insert(unit.id).inserted { return unit }
        try rejections.write(
          Rejection(
            path: name, code: .duplicateID,
            message: "expected each id once, found \"\(unit.id)\" again"))
      }
    }
    return nil
  }

  /// The text of a unit, for the first time that it is asked for.
  func take(_ id: String) throws -> String? {
    if let found = waiting.removeValue(forKey: id) { return found.text }
    if has(id) { return nil }
    while let unit = try next() {
      if unit.id == id { return unit.target.text }
      waiting[unit.id] = (seen.count, unit.target.text)
    }
    return nil
  }

  /// The ids that nobody asked for, in the order of the file.
  func rest() throws -> [String] {
    while let unit = try next() { waiting[unit.id] = (seen.count, "") }
    return waiting.sorted { $0.value.place < $1.value.place }.map(\.key)
  }
}
