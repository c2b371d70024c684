// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
internal import GRDB

/// A translation memory in a file: SQLite for the units, and beside it an index for fuzzy matches.
///
///     let memory = try MemoryStore(path: "project.db")
///     let report = try await memory.insert(units)
///     for match in try await memory.matches(for: "We propose a method.", threshold: 70, limit: 3) {
///       print(match.score, match.unit.unit.target.text)
///     }
///
/// One process may write while others read; each sees the memory as it was at one moment. The index stands in the
/// folder `project.db-index`; where that is missing or damaged it is made anew from the units.
///
/// - Note: An actor: calls of one object take turns. Open a file twice to ask it from two threads at once.
public actor MemoryStore: TranslationMemory {
  /// How a file is opened.
  public struct Options: Hashable, Sendable {
    /// Whether nothing may be changed. Default `false`.
    public var isReadOnly = false
    /// Whether the file is made where there is none. Default `true`.
    public var makesFile = true
    /// How long to wait for another process that writes, in seconds. Default 10.
    public var busySeconds = 10.0

    /// Makes the defaults.
    public init() {}

    /// For reading alone.
    public static let readOnly: Options = {
      var options = Options()
      options.isReadOnly = true
      options.makesFile = false
      return options
    }()
  }

  /// The file as the caller named it.
  public nonisolated let path: String
  let options: Options
  let queue: DatabaseQueue
  let folder: IndexFolder
  var index: IndexView?
  var search = SegmentSearch()
  var tokenizer = MemoryTokenizer()
  /// What the last search read and compared.
  var lastWork = SegmentSearch.Work()

  /// Units behind the last segment are indexed in memory, up to this many.
  static let tailLimit = 1000

  /// Opens a memory.
  ///
  /// - Throws: ``MemoryFailure`` with `notFound`, `notAMemory`, `newerVersion`, `readOnly`, `busy`, `damaged`
  ///   or `failed`.
  public init(path: String, options: Options = Options()) throws {
    self.path = path
    self.options = options
    folder = IndexFolder(store: path)
    switch FileSystem.kind(of: path) {
    case .folder:
      throw MemoryFailure(
        .notAMemory, path: path, message: "expected a translation memory, found a folder")
    case .missing where options.isReadOnly || !options.makesFile || path == "-":
      throw MemoryFailure(.notFound, path: path, message: "no such memory")
    default: break
    }
    queue = try Self.opened(path, options)
  }

  /// Makes a memory under a temporary name.
  ///
  /// - Parameter name: what messages call it.
  init(making temporary: String, shownAs name: String) throws {
    path = name
    options = Options()
    folder = IndexFolder(store: temporary)
    do {
      queue = try Self.opened(temporary, options)
    } catch var failure as MemoryFailure {
      failure.path = name
      throw failure
    }
  }

  /// Closes the file; nothing can be asked after.
  func close() throws {
    index = nil
    do {
      try queue.close()
    } catch let error as DatabaseError {
      throw MemoryFailure(error, path: path)
    }
  }

  static func opened(_ path: String, _ options: Options) throws -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration(options))
      try queue.unsafeRead { try Schema.check($0, path: path) }
      if !options.isReadOnly { try Schema.migrator.migrate(queue) }
      if options.isReadOnly, try queue.unsafeRead({ try Schema.isEmpty($0) }) {
        throw MemoryFailure(
          .notAMemory, path: path, message: "expected a translation memory, found an empty file")
      }
      return queue
    } catch let error as DatabaseError {
      if !options.isReadOnly, error.resultCode == .SQLITE_CANTOPEN,
        !FileSystem.isWritable(FileSystem.folder(of: path))
      {
        throw MemoryFailure(.readOnly, path: path, message: "the memory's folder cannot be written")
      }
      guard options.isReadOnly,
        error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
      else { throw MemoryFailure(error, path: path) }
      return try openedAsItIs(path, options)
    } catch let error as RowDecodingError {
      throw MemoryFailure(error, path: path)
    }
  }

  /// A memory in a folder that cannot be written has no room for what readers and writers share; it is read as
  /// it is, which is right as long as nobody writes it.
  private static func openedAsItIs(_ path: String, _ options: Options) throws -> DatabaseQueue {
    do {
      let escaped = path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing(
        "#", with: "%23")
      let queue = try DatabaseQueue(
        path: "file:\(escaped)?immutable=1", configuration: configuration(options))
      try queue.unsafeRead { try Schema.check($0, path: path) }
      return queue
    } catch let error as DatabaseError {
      throw MemoryFailure(error, path: path)
    } catch let error as RowDecodingError {
      throw MemoryFailure(error, path: path)
    }
  }

  private static func configuration(_ options: Options) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = options.isReadOnly
    configuration.busyMode = .timeout(options.busySeconds)
    configuration.prepareDatabase { database in
      if !options.isReadOnly {
        try database.execute(sql: "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL")
      }
      try database.execute(
        sql: "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY"
      )
    }
    return configuration
  }

  /// Runs a change in a transaction, all or nothing.
  func change<Result>(_ body: (Database) throws -> Result) throws -> Result {
    guard !options.isReadOnly else {
      throw MemoryFailure(.readOnly, path: path, message: "the memory was opened for reading")
    }
    do {
      return try queue.write { database in
        let named = try SegmentRow.all(database).map(\.number)
        folder.removeAll(but: Set(named))
        return try body(database)
      }
    } catch let error as DatabaseError {
      throw MemoryFailure(error, path: path)
    } catch let error as RowDecodingError {
      throw MemoryFailure(error, path: path)
    }
  }

  /// Reads at one moment, with the index of that moment.
  func read<Result>(_ body: (Database, IndexView) throws -> Result) throws -> Result {
    var attempts = 0
    while true {
      do {
        return try queue.read { database in
          let state = try StoreState(database)
          if index?.generation != state.generation {
            index = try IndexView(
              database, folder: folder, reusing: index, acceptsDamage: attempts > 2)
          }
          guard let index else { preconditionFailure("an index was just made") }
          return try body(database, index)
        }
      } catch let error as DatabaseError {
        throw MemoryFailure(error, path: path)
      } catch let error as RowDecodingError {
        throw MemoryFailure(error, path: path)
      } catch let damage as IndexView.Damaged {
        // Another process may have replaced the segments meanwhile: look again before they are made anew.
        attempts += 1
        if attempts == 2 { _ = try? rebuildElsewhere(damage) }
      }
    }
  }

  /// Makes the index anew where the memory can be written.
  private func rebuildElsewhere(_ damage: IndexView.Damaged) throws {
    if options.isReadOnly {
      var writing = Options()
      writing.makesFile = false
      writing.busySeconds = 1
      let queue = try Self.opened(path, writing)
      try queue.write { try IndexRebuild.run($0, folder: folder) }
    } else {
      try queue.write { try IndexRebuild.run($0, folder: folder) }
    }
  }

  /// Inserts units, all or none.
  ///
  /// - Throws: ``MemoryFailure``; what `next` throws; `CancellationError` where the task is cancelled. The memory then is as
  ///   it was.
  public func insert(
    options: InsertionOptions,
    from next: sending () throws -> Result<TranslationUnit, RejectedRecord>?
  ) async throws -> InsertionReport {
    let index = try read { _, index in index }
    var written: [Int64] = []
    do {
      return try change { database in
        let state = try StoreState(database)
        let current =
          state.generation == index.generation
          ? index
          : try IndexView(database, folder: folder, reusing: index, acceptsDamage: true)
        var insertion = try Insertion(
          database, index: current, folder: folder, options: options)
        defer { written = insertion.segments }
        while let record = try next() {
          switch record {
          case .success(let unit): try insertion.add(unit)
          case .failure: insertion.countRejected()
          }
          if insertion.read & 0xFF == 0 { try Task.checkCancellation() }
          if insertion.read & 0xFFF == 0 { options.progress?(insertion.read) }
        }
        return try insertion.finish()
      }
    } catch {
      for number in written { folder.remove(number) }
      throw error
    }
  }
}
