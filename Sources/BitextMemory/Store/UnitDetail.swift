// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// The context that a unit was first seen in.
struct UnitContext: Equatable {
  /// Hashes of the neighbours' texts; 0 where there is none.
  var previous: UInt32 = 0
  var next: UInt32 = 0
  /// The neighbours' keys less the unit's own; 0 where they are not known.
  var previousStep: Int64 = 0
  var nextStep: Int64 = 0

  var isEmpty: Bool { self == UnitContext() }
}

/// What a row holds beside its texts, packed.
struct UnitDetail {
  var context = UnitContext()
  /// The number of the pair's name.
  var pair: Int64 = 0
  /// The number of the engine's name.
  var engine: Int64 = 0
  /// What is left of a unit whose common parts are packed: id, score, bead, and the rest.
  var unit: TranslationUnit

  private struct Flags: OptionSet {
    let rawValue: UInt8
    static let numberedID = Flags(rawValue: 1)
    static let spelledID = Flags(rawValue: 2)
    static let pair = Flags(rawValue: 4)
    static let engine = Flags(rawValue: 8)
    static let bead = Flags(rawValue: 16)
    static let score = Flags(rawValue: 32)
    static let context = Flags(rawValue: 64)
    static let rest = Flags(rawValue: 128)
  }

  /// Packs everything but the texts and languages.
  func encode(into bytes: inout ByteRecord) {
    bytes.removeAll()
    var flags: Flags = []
    let number = Self.number(of: unit)
    if number != nil { flags.insert(.numberedID) } else { flags.insert(.spelledID) }
    if pair != 0 { flags.insert(.pair) }
    if engine != 0 { flags.insert(.engine) }
    if unit.bead != nil { flags.insert(.bead) }
    if unit.score != nil { flags.insert(.score) }
    if !context.isEmpty { flags.insert(.context) }
    let rest = UnitRest.encode(unit)
    if rest != nil { flags.insert(.rest) }
    bytes.byte(flags.rawValue)
    if let number { bytes.unsigned(UInt64(number)) } else { bytes.text(unit.id) }
    if pair != 0 { bytes.unsigned(UInt64(pair)) }
    if engine != 0 { bytes.unsigned(UInt64(engine)) }
    if let bead = unit.bead {
      bytes.unsigned(UInt64(clamping: bead.source))
      bytes.unsigned(UInt64(clamping: bead.target))
    }
    if let score = unit.score { bytes.decimal(score) }
    if !context.isEmpty {
      bytes.fixed(context.previous)
      bytes.fixed(context.next)
      bytes.signed(context.previousStep)
      bytes.signed(context.nextStep)
    }
    if let rest { bytes.blob(rest) }
  }

  /// Unpacks into a unit that has its texts.
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, into unit: TranslationUnit, name: (Int64) throws -> String?
  ) throws -> UnitDetail {
    var reader = ByteRecord.Reader(bytes)
    var detail = UnitDetail(unit: unit)
    let flags = Flags(rawValue: reader.byte())
    if flags.contains(.numberedID) {
      detail.unit.id = String(reader.unsigned())
    } else {
      detail.unit.id = reader.text()
    }
    if flags.contains(.pair) {
      detail.pair = Int64(clamping: reader.unsigned())
      detail.unit.pair = try name(detail.pair)
      if flags.contains(.numberedID), let pair = detail.unit.pair {
        detail.unit.id = pair + ":" + detail.unit.id
      }
    }
    if flags.contains(.engine) {
      detail.engine = Int64(clamping: reader.unsigned())
      detail.unit.engine = try name(detail.engine)
    }
    if flags.contains(.bead) {
      let source = Int(Int32(clamping: reader.unsigned()))
      detail.unit.bead = BeadKind(source, Int(Int32(clamping: reader.unsigned())))
    }
    if flags.contains(.score) { detail.unit.score = reader.decimal() }
    if flags.contains(.context) {
      detail.context.previous = reader.fixed()
      detail.context.next = reader.fixed()
      detail.context.previousStep = reader.signed()
      detail.context.nextStep = reader.signed()
    }
    if flags.contains(.rest) { UnitRest.decode(reader.blob(), into: &detail.unit) }
    return detail
  }

  /// The number behind the pair's name in an id, or the id itself where it is a number.
  private static func number(of unit: TranslationUnit) -> Int? {
    var digits = Substring(unit.id).utf8
    if let pair = unit.pair {
      guard digits.count > pair.utf8.count, digits.starts(with: pair.utf8) else { return nil }
      digits = digits.dropFirst(pair.utf8.count)
      guard digits.first == UInt8(ascii: ":") else { return nil }
      digits = digits.dropFirst()
    }
    guard (1...9).contains(digits.count), digits.allSatisfy({ $0 &- 0x30 < 10 }),
      digits.count == 1 || digits.first != 0x30
    else { return nil }
    return digits.reduce(0) { 10 * $0 + Int($1 - 0x30) }
  }
}
