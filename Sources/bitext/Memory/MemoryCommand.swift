// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO
internal import BitextMemory

/// `bitext memory`: a translation memory in a file.
struct MemoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "Keep translations in a memory and find them again.",
    discussion: """
      Example: bitext memory import project.db corpus.tmx
               bitext memory match project.db --text "We propose a method."

      One process may write a memory while others read it. Exit codes: 65 a file that is no memory or was made by a \
      newer version, 66 no such memory, 73 a memory that cannot be written, 74 disk full, 75 another process is \
      writing.
      """,
    subcommands: [
      MemoryImportCommand.self, MemoryExportCommand.self, MemoryMatchCommand.self,
      MemoryConcordanceCommand.self, MemoryPretranslateCommand.self, MemoryLeverageCommand.self,
      MemoryStatsCommand.self, MemoryEditCommand.self, MemoryDeleteCommand.self,
      MemoryMergeCommand.self, MemoryDedupeCommand.self, MemoryVacuumCommand.self,
      MemoryEvaluateCommand.self,
    ])
}

/// The file of every subcommand.
struct MemoryFileArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The memory.", valueName: "memory"))
  var file: String

  /// Opens the memory for reading.
  func reading() throws -> MemoryStore { try MemoryStore(path: file, options: .readOnly) }

  /// Opens the memory for writing.
  func writing() throws -> MemoryStore {
    var options = MemoryStore.Options()
    options.makesFile = false
    return try MemoryStore(path: file, options: options)
  }

  /// Opens the memory for writing, or makes one that appears when the closure has filled it.
  func filling<Result: Sendable>(
    _ fill: (MemoryStore) async throws -> Result
  ) async throws -> Result {
    guard file != "-", FileSystem.kind(of: file) == .missing else {
      return try await fill(try writing())
    }
    let new = try NewMemory(path: file)
    let result = try await fill(new.store)
    try await new.finish()
    return result
  }
}
