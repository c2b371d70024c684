// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// A memory that is not there yet, filled under a temporary name beside its own: it appears whole, or not at all.
///
///     let new = try NewMemory(path: "project.db")
///     let report = try await MemoryImport().run(files: files, into: new.store)
///     try await new.finish()
///
/// - Note: An unfinished one is removed when the process ends by an error or a signal. Where it is killed, the
///   temporary files stay; their names end in `.partial-` and a number.
public struct NewMemory: Sendable {
  /// The memory, to be filled.
  public let store: MemoryStore
  private let path: String
  private let temporary: String

  /// Begins a memory.
  ///
  /// - Parameter path: what it is to be called.
  /// - Throws: as `MemoryStore.init`; the messages name `path`.
  public init(path: String) throws {
    self.path = path
    let temporary = PartialOutputs.temporaryName(for: path)
    self.temporary = temporary
    for part in Self.parts { PartialOutputs.watch(temporary + part) }
    store = try MemoryStore(making: temporary, shownAs: path)
  }

  /// What a memory consists of: the units, what SQLite has beside them, the index.
  private static let parts = ["", "-wal", "-shm", "-journal", "-index"]

  /// Closes the memory and gives it its name.
  ///
  /// - Throws: `MemoryFailure` with `busy` where another process made a memory of this name meanwhile, which stays.
  public func finish() async throws {
    try await store.close()
    // The file decides who was first; an index that is missing for a moment is made anew by who asks.
    guard try FileSystem.moveUnlessTaken(temporary, to: path) else {
      throw MemoryFailure(
        .busy, path: path, message: "another process made the memory meanwhile; try again")
    }
    if FileSystem.kind(of: temporary + "-index") == .folder {
      try FileSystem.replaceFolder(path + "-index", by: temporary + "-index")
    }
    for part in Self.parts { PartialOutputs.settle(temporary + part) }
  }
}
