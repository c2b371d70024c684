// SPDX-License-Identifier: Apache-2.0

import BitextKit
import Foundation
import GRDBSQLite

/// The same search over the same lists and sequences, once in a mapped file and once in tables of SQLite: where
/// the index of a memory should stand.
///
/// A search decodes the lists of the query's rarest tokens, counts hits, fetches the sequences of what was hit
/// often enough and counts the tokens that they share. Lengths and counts of lists are in memory for both.
struct TableComparison {
  private let folder: String
  /// Sequences and lists as varints, one behind the other.
  private var sequences = Packed()
  private var lists = Packed()
  private var lengths: [Int] = []
  private var listCounts: [Int] = []
  private var queries: [[Int]] = []

  private struct Packed {
    var bytes: [UInt8] = []
    var starts = [0]

    mutating func append(_ values: [Int]) {
      for value in values {
        var rest = value
        while rest >= 0x80 {
          bytes.append(UInt8(rest & 0x7F) | 0x80)
          rest >>= 7
        }
        bytes.append(UInt8(rest))
      }
      starts.append(bytes.count)
    }
  }

  init(_ folder: String) throws {
    self.folder = folder
    var numbers: [Substring: Int] = [:]
    var postings: [[Int]] = []
    let lines = LineReader(try ByteSource(path: folder + "/units.tsv"))
    _ = try lines.advance()
    while try lines.advance() {
      let text = String(decoding: lines.bytes, as: UTF8.self).split(separator: "\t")[1]
      let unit = lengths.count
      let tokens = Self.tokens(text).map { word in
        if let known = numbers[word] { return known }
        numbers[word] = postings.count
        postings.append([])
        return postings.count - 1
      }
      sequences.append(tokens)
      lengths.append(tokens.count)
      for token in Set(tokens) { postings[token].append(unit) }
    }
    for list in postings {
      listCounts.append(list.count)
      var last = 0
      lists.append(
        list.map { unit in
          defer { last = unit }
          return unit - last
        })
    }
    let asked = LineReader(try ByteSource(path: folder + "/queries.txt"))
    while try asked.advance(), queries.count < 300 {
      let text = Substring(String(decoding: asked.bytes, as: UTF8.self))
      queries.append(Self.tokens(text).map { numbers[$0] ?? -1 })
    }
  }

  /// Runs of letters and digits; everything else, East Asian characters too, one by one.
  private static func tokens(_ text: Substring) -> [Substring] {
    var tokens: [Substring] = []
    var start: Substring.Index?
    let scalars = text.unicodeScalars
    func end(_ place: Substring.Index) {
      if let from = start { tokens.append(text[from..<place]) }
      start = nil
    }
    for place in scalars.indices {
      let scalar = scalars[place]
      let isWord =
        scalar.value < 0x2E80 && scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
      if isWord {
        start = start ?? place
      } else {
        end(place)
        if !scalar.properties.isWhitespace {
          tokens.append(text[place..<scalars.index(after: place)])
        }
      }
    }
    end(text.endIndex)
    return tokens
  }

  func run() throws {
    let mapped = try mappedFile()
    let tables = try Tables(folder + "/index.db", lists.starts, sequences.starts) { part, range in
      Array((part == 0 ? lists : sequences).bytes[range])
    }
    var counters = [UInt8](repeating: 0, count: lengths.count)
    func all(_ fetch: (Int, Int) -> UnsafeBufferPointer<UInt8>) -> Int {
      queries.reduce(0) { $0 + search($1, &counters, fetch) }
    }
    let fromFile: (Int, Int) -> UnsafeBufferPointer<UInt8> = { part, index in
      let starts = part == 0 ? lists.starts : sequences.starts
      let base = part == 0 ? 0 : lists.bytes.count
      return UnsafeBufferPointer(
        rebasing: mapped[(base + starts[index])..<(base + starts[index + 1])])
    }
    guard all(fromFile) == all(tables.fetch) else { throw SpeedFailure("two indexes, two answers") }
    let scale = 1000 / Double(queries.count)
    let units = Double(lengths.count)
    let file = Clock.best(of: 3) { _ = all(fromFile) } * scale
    let table = Clock.best(of: 3) { _ = all(tables.fetch) } * scale
    let tableBytes = FileSystem.byteCount(of: folder + "/index.db") ?? 0
    print(file, Double(mapped.count) / units, table, Double(tableBytes) / units)
  }

  private func mappedFile() throws -> UnsafeBufferPointer<UInt8> {
    let path = folder + "/index.bin"
    try Data(lists.bytes + sequences.bytes).write(to: URL(filePath: path))
    let count = lists.bytes.count + sequences.bytes.count
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    guard let base = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0), base != MAP_FAILED
    else {
      throw SpeedFailure("\(path) cannot be mapped")
    }
    return UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// How many tokens the units share that were hit often enough.
  private func search(
    _ query: [Int], _ counters: inout [UInt8], _ fetch: (Int, Int) -> UnsafeBufferPointer<UInt8>
  ) -> Int {
    let spare = 3 * query.count / 10
    let known = Set(query).filter { $0 >= 0 }.sorted { (listCounts[$0], $0) < (listCounts[$1], $1) }
    let missing = Set(query).count - known.count
    let taken = known.prefix(max(0, spare + 4 - missing))
    let need = max(1, taken.count + missing - spare)
    let window = (7 * query.count + 9) / 10...10 * query.count / 7
    var touched: [Int] = []
    for token in taken {
      var unit = 0
      Self.forEach(fetch(0, token)) { delta in
        unit += delta
        guard window.contains(lengths[unit]) else { return }
        if counters[unit] == 0 { touched.append(unit) }
        counters[unit] += 1
      }
    }
    let wanted = Set(query)
    var shared = 0
    for unit in touched {
      if Int(counters[unit]) >= need {
        Self.forEach(fetch(1, unit)) { if wanted.contains($0) { shared += 1 } }
      }
      counters[unit] = 0
    }
    return shared
  }

  @inline(__always)
  private static func forEach(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    var (value, shift) = (0, 0)
    for byte in bytes {
      value |= Int(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 {
        body(value)
        (value, shift) = (0, 0)
      }
    }
  }

  /// Two tables with a blob for each list and each sequence, read as the store is.
  private final class Tables {
    private var database: OpaquePointer?
    private var statements: [OpaquePointer?] = [nil, nil]

    init(
      _ path: String, _ lists: [Int], _ sequences: [Int], bytes: (Int, Range<Int>) -> [UInt8]
    ) throws {
      guard sqlite3_open(path, &database) == SQLITE_OK else { throw SpeedFailure("no database") }
      let setup =
        "PRAGMA page_size = 8192; PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -16000;"
        + "CREATE TABLE list (key INTEGER PRIMARY KEY, value BLOB);"
        + "CREATE TABLE sequence (key INTEGER PRIMARY KEY, value BLOB); BEGIN"
      sqlite3_exec(database, setup, nil, nil, nil)
      for (part, starts) in [lists, sequences].enumerated() {
        let name = part == 0 ? "list" : "sequence"
        var insert: OpaquePointer?
        sqlite3_prepare_v2(database, "INSERT INTO \(name) VALUES (?, ?)", -1, &insert, nil)
        for index in 0..<(starts.count - 1) {
          let value = bytes(part, starts[index]..<starts[index + 1])
          sqlite3_bind_int64(insert, 1, Int64(index))
          value.withUnsafeBytes { raw in
            _ = sqlite3_bind_blob(insert, 2, raw.baseAddress, Int32(raw.count), nil)
            sqlite3_step(insert)
          }
          sqlite3_reset(insert)
        }
        sqlite3_finalize(insert)
      }
      sqlite3_exec(database, "COMMIT", nil, nil, nil)
      sqlite3_prepare_v2(
        database, "SELECT value FROM list WHERE key = ?", -1, &statements[0], nil)
      sqlite3_prepare_v2(
        database, "SELECT value FROM sequence WHERE key = ?", -1, &statements[1], nil)
      sqlite3_exec(database, "BEGIN", nil, nil, nil)
    }

    deinit {
      for statement in statements { sqlite3_finalize(statement) }
      sqlite3_close(database)
    }

    /// The bytes of a row; valid until the next call for the same table.
    func fetch(_ part: Int, _ key: Int) -> UnsafeBufferPointer<UInt8> {
      let statement = statements[part]
      sqlite3_reset(statement)
      sqlite3_bind_int64(statement, 1, Int64(key))
      guard sqlite3_step(statement) == SQLITE_ROW else {
        return UnsafeBufferPointer(start: nil, count: 0)
      }
      let base = sqlite3_column_blob(statement, 0)
      return UnsafeBufferPointer(
        start: base?.assumingMemoryBound(to: UInt8.self),
        count: Int(sqlite3_column_bytes(statement, 0)))
    }
  }
}
