// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
public import BitextModel

/// Writes units of a memory to a file.
public struct MemoryExport: Sendable {
  /// Which units.
  public var selection = UnitSelection()
  /// The format written; by name unless set.
  public var format: String?
  /// Whether neighbours' texts are written as properties. Default `false`.
  public var writesContext = false

  /// Makes an export with the defaults.
  public init() {}

  /// Writes the units in the order of their numbers.
  ///
  /// - Returns: how many were written.
  /// - Throws: `CorpusFailure` with `unknownFormat`; `IOFailure`; what the memory throws.
  public func run(_ memory: some TranslationMemory, output: String) async throws -> Int {
    let format = try UnitFormat.resolved(path: output, name: format)
    let sink = MemorySink(try UnitWriter(to: try OutputFile(path: output), format: format))
    let writesContext = writesContext
    try await memory.forEachUnit(selection) { stored in
      var unit = stored.unit
      if writesContext {
        if let previous = stored.previous, unit.namedContext.previous == nil {
          unit.setProperty(TranslationUnit.previousTypes[0], previous)
        }
        if let next = stored.next, unit.namedContext.next == nil {
          unit.setProperty(TranslationUnit.nextTypes[0], next)
        }
      }
      try sink.write(unit)
    }
    return try sink.finish()
  }
}

/// A writer of units that closures can share; used by one task at a time.
final class MemorySink: @unchecked Sendable {
  // Unchecked: whoever makes one hands it to a single closure and waits for that before it goes on.
  private var writer: UnitWriter?
  private var count = 0

  init(_ writer: consuming UnitWriter) { self.writer = consume writer }

  func write(_ unit: TranslationUnit) throws {
    try writer?.write(unit)
    count += 1
  }

  func finish() throws -> Int {
    if let writer = writer.take() { try writer.finish() }
    return count
  }
}
