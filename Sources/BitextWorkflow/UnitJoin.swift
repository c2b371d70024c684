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
  private var ended = false

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
      texts[0] = unit.text
      isInside = true
      for index in 1..<streams.count {
        if let text = try streams[index].take(unit.number) {
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
    if !ended { try finish() }
    ended = true
    return false
  }

  /// Names what the first file lacks.
  private func finish() throws {
    var named: Set<Int> = []
    for index in 1..<streams.count {
      for unit in try streams[index].rest() where !streams[0].has(unit.number) {
        if named.insert(unit.number).inserted { try lack(unit.id, streams.count - 2 + index) }
      }
    }
    guard rows == 0 else { return }
    let counts = streams.map { "\($0.name) has \($0.contents)" }
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

/// Numbers for ids, so that an id is kept once and not by each file.
final class UnitNumbers {
  private var numbers: [String: Int32] = [:]

  func number(of id: String) -> Int {
    if let known = numbers[id] { return Int(known) }
    let number = numbers.count
    numbers[id] = Int32(number)
    return number
  }
}

/// The units of one file, each id once.
final class UnitStream {
  /// A unit as far as it is scored.
  struct Unit {
    let id: String
    let number: Int
    let text: String
  }

  /// What messages call the file.
  let name: String
  private var reader: any CorpusReader<TranslationUnit>
  private let numbers: UnitNumbers
  private let rejections: RejectionFile
  /// Whether the unit of a number was read.
  private var seen: [Bool] = []
  private var count = 0
  /// Units that were read before their turn, by number, with their place.
  private var waiting: [Int: (place: Int, unit: Unit)] = [:]
  private var first: String?

  init(
    name: String, reader: any CorpusReader<TranslationUnit>, numbers: UnitNumbers,
    rejections: RejectionFile
  ) {
    self.name = name
    self.reader = reader
    self.numbers = numbers
    self.rejections = rejections
  }

  /// How many units were read, with an id as an example.
  var contents: String {
    let example = first.map { " (\($0)\(count > 1 ? ", …" : ""))" } ?? ""
    return "\(count) \(count == 1 ? "unit" : "units")\(example)"
  }

  func has(_ number: Int) -> Bool { number < seen.count && seen[number] }

  /// The next unit that can be used.
  func next() throws -> Unit? {
    while let record = try reader.next() {
      switch record {
      case .failure(let rejected): try rejections.write(rejected.rejection)
      case .success(let unit):
        let number = numbers.number(of: unit.id)
        if !has(number) {
          if number >= seen.count {
            seen += repeatElement(false, count: number + 1 - seen.count)
          }
          seen[number] = true
          count += 1
          first = first ?? unit.id
          return Unit(id: unit.id, number: number, text: unit.target.text)
        }
        try rejections.write(
          Rejection(
            path: name, code: .duplicateID,
            message: "expected each id once, found \"\(unit.id)\" again"))
      }
    }
    return nil
  }

  /// The text of a unit, for the first time that it is asked for.
  func take(_ number: Int) throws -> String? {
    if let found = waiting.removeValue(forKey: number) { return found.unit.text }
    if has(number) { return nil }
    while let unit = try next() {
      if unit.number == number { return unit.text }
      waiting[unit.number] = (count, unit)
    }
    return nil
  }

  /// The units that nobody asked for, in the order of the file.
  func rest() throws -> [Unit] {
    while let unit = try next() { waiting[unit.number] = (count, unit) }
    return waiting.values.sorted { $0.place < $1.place }.map(\.unit)
  }
}
