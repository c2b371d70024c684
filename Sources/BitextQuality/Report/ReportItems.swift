// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// One system's translation of a unit, and what the rules found in it.
public struct ReportCell: Sendable {
  /// The unit.
  public var unit: TranslationUnit
  /// What was found; `nil` where nothing was looked for.
  public var findings: UnitFindings?

  /// Makes a cell.
  public init(unit: TranslationUnit, findings: UnitFindings?) {
    self.unit = unit
    self.findings = findings
  }
}

/// A unit that the report may show.
struct ReportUnit: Weighted {
  /// One system's part of it.
  struct Part {
    var target: String
    /// The characters of the target before it was cut.
    var targetCount: Int
    var bead: BeadKind?
    /// In ten-thousandths.
    var score: Int?
    /// Characters of the target by characters of the source, in ten-thousandths.
    var ratio: Int?
    var isChecked: Bool
    var weight = 0.0
    var faults: [Fault] = []
  }

  var id: String
  var ordinal: Int
  var document: String?
  var source: String
  var sourceCount: Int
  var words: Int
  var parts: [Part?]
  /// The place of the document for the comparison.
  var place: Int

  var weight: Double {
    var most = 0.0
    for part in parts { most = max(most, part?.weight ?? 0) }
    return most
  }
}

/// A document with what was found in it.
struct ReportDocument: Weighted {
  var id: String
  var ordinal: Int
  var units = 0
  var words = 0
  /// Faults and their weight, a system each.
  var faults: [Int]
  var weights: [Double]

  var weight: Double { weights.max() ?? 0 }

  init(id: String, ordinal: Int, systems: Int) {
    self.id = id
    self.ordinal = ordinal
    faults = Array(repeating: 0, count: systems)
    weights = Array(repeating: 0, count: systems)
  }
}

extension TranslationUnit {
  /// The document that the unit is of, as `MQMTally` names it; `nil` where it does not say.
  var documentName: String? {
    pair ?? properties.first { $0.type == "x-bitext-target-document" }?.value
  }
}
