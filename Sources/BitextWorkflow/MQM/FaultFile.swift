// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextQuality

/// Faults as JSON lines, held by unit.
struct FaultFile {
  /// A fault and the line it stood on.
  struct Entry {
    var fault: Fault
    var line: Int
  }

  let path: String
  private(set) var entries: [Entry] = []
  private var places: [String: [Int]] = [:]

  /// Reads a file.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput`, or `mismatch` and the line that is no fault.
  init(path: String) throws {
    self.path = path
    let lines = NumberedLines(path: path)
    try lines.forEachObject { number, root in
      switch Fault.reading(root) {
      case .success(let fault): add(fault, line: number)
      case .failure(let error): throw NumberedLines.Problem("expected \(error.expected)")
      }
    }
  }

  /// Holds faults that stand in no file.
  init(_ faults: [Fault]) {
    path = ""
    for fault in faults { add(fault, line: 0) }
  }

  private mutating func add(_ fault: Fault, line: Int) {
    places[fault.unit, default: []].append(entries.count)
    entries.append(Entry(fault: fault, line: line))
  }

  /// The faults of a unit, in the order of the file.
  func faults(of unit: String) -> [Fault] { (places[unit] ?? []).map { entries[$0].fault } }

  /// Ends the run where a fault is of a unit that does not exist.
  ///
  /// - Throws: ``WorkflowFailure`` with `mismatch`.
  func check(units: Set<String>, of corpus: String) throws {
    guard let stray = entries.first(where: { !units.contains($0.fault.unit) }) else { return }
    throw NumberedLines(path: path).failure(
      stray.line,
      .init("expected a unit of \(corpus), found \"\(stray.fault.unit)\", which it lacks"))
  }
}
