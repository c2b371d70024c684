// SPDX-License-Identifier: Apache-2.0

import BitextKit

/// One measurement.
struct Row {
  /// The group of rows it stands in: a stage.
  var group: String
  /// What was measured.
  var name: String
  /// How large the input was: `50 MB`, `5000 pairs`.
  var size: String
  /// The figure.
  var value: Double
  /// Its unit: `MB/s`, `ms/1000 pairs`.
  var unit: String
  /// The figure over that of the smallest input of the same series; `nil` where there is one size.
  var growth: Double?
  /// What `--check` demands.
  var floor: Floor?
}

/// A bound that fails `--check`.
enum Floor {
  case atLeast(Double)
  case atMost(Double)

  func holds(for value: Double) -> Bool {
    switch self {
    case .atLeast(let bound): value >= bound
    case .atMost(let bound): value <= bound
    }
  }

  var text: String {
    switch self {
    case .atLeast(let bound): "≥ \(bound)"
    case .atMost(let bound): "≤ \(bound)"
    }
  }
}

/// All measurements of a run.
struct Report {
  private(set) var rows: [Row] = []

  mutating func add(
    _ group: String, _ name: String, size: String = "", _ value: Double, _ unit: String,
    growth: Double? = nil, floor: Floor? = nil
  ) {
    rows.append(
      Row(
        group: group, name: name, size: size, value: value, unit: unit, growth: growth,
        floor: floor))
  }

  /// Rows that miss their floor.
  var failures: [Row] { rows.filter { !($0.floor?.holds(for: $0.value) ?? true) } }

  /// A table for people.
  var table: String {
    var lines = [["", "size", "", "unit", "growth", "floor"]]
    var group = ""
    for row in rows {
      if row.group != group {
        group = row.group
        lines.append([group])
      }
      lines.append([
        "  " + row.name, row.size, Self.figure(row.value), row.unit,
        row.growth.map { "×" + Self.figure($0) } ?? "", row.floor?.text ?? "",
      ])
    }
    var widths = [Int](repeating: 0, count: 6)
    for line in lines where line.count > 1 {
      for (column, cell) in line.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    return lines.map { line in
      let cells = line.enumerated().map { column, cell in
        let blank = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return column == 1 || column == 2 || column == 4 ? blank + cell : cell + blank
      }
      let text = cells.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  /// One JSON object a row.
  var json: String {
    var json = JSONWriter()
    for row in rows {
      json.beginObject()
      json.member("group", row.group)
      json.member("name", row.name)
      json.member("size", row.size)
      json.key("value")
      json.number(row.value, decimals: 4)
      json.member("unit", row.unit)
      if let growth = row.growth {
        json.key("growth")
        json.number(growth, decimals: 3)
      }
      if let floor = row.floor {
        json.member("floor", floor.text)
        json.key("holds")
        json.bool(floor.holds(for: row.value))
      }
      json.endObject()
      json.newline()
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// Three figures that mean something.
  private static func figure(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    guard value >= 0 else { return "-" + figure(-value) }
    let decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((value * scale).rounded())
    guard decimals > 0 else { return String(whole) }
    let digits = String(whole % Int(scale))
    let padding = String(repeating: "0", count: decimals - digits.count)
    return "\(whole / Int(scale)).\(padding)\(digits)"
  }
}
