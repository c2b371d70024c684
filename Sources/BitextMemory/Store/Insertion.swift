// SPDX-License-Identifier: Apache-2.0

internal import BitextModel
internal import GRDB

/// One insertion of units, within one transaction.
///
/// A unit's row names its neighbours, so each waits for the next one of its document before it is written.
struct Insertion {
  /// A unit whose next neighbour is not known yet.
  private struct Pending {
    var key: Int64
    var detail: UnitDetail
    var hash: UInt32
    /// Whether the row is to be inserted, updated, or only its context kept.
    var action: Action
    var group: String?
    /// The context that the row has.
    var stored = UnitContext()
    /// Whether the unit itself names what follows.
    var namesNext = false
  }

  private enum Action { case insert, update, context }

  private let database: Database
  private let options: InsertionOptions
  private let folder: IndexFolder
  private let index: IndexView
  private var state: StoreState
  private var table: UnitTable
  private var tokenizer = MemoryTokenizer()
  private var list = TokenList()
  private var other = TokenList()
  private var record = ByteRecord()
  private var report = InsertionReport()
  private var pending: [Int: Pending] = [:]
  private var builders: [Int: SegmentBuilder] = [:]
  private var writtenSegments: [Int64] = []
  private let changesBefore: Int
  /// The latest unit of this run with a source, and the one before it with the same.
  private var latest: [UInt64: Int64] = [:]
  private var earlier: [Int64: Int64] = [:]
  private let insertRow: RawStatement
  private let updateRow: RawStatement
  private let insertContext: RawStatement

  /// - Parameter index: the index of the units that were there before.
  init(
    _ database: Database, index: IndexView, folder: IndexFolder, options: InsertionOptions
  ) throws {
    self.database = database
    self.options = options
    self.folder = folder
    self.index = index
    state = try StoreState(database)
    changesBefore = database.totalChangesCount
    table = try UnitTable(database)
    // Units of earlier, small insertions come into the next segment too.
    builders = try IndexView.builders(database, behind: state.coveredKey)
    insertRow = try RawStatement(database, "INSERT INTO unit VALUES (?, ?, ?, ?, ?)")
    updateRow = try RawStatement(
      database, "UPDATE unit SET target = ?, detail = ? WHERE key = ?")
    insertContext = try RawStatement(database, "INSERT OR IGNORE INTO context VALUES (?, ?, ?)")
  }

  /// The segments written so far, to be removed should the transaction fail.
  var segments: [Int64] { writtenSegments }

  /// Counts a record that came as rejected.
  mutating func countRejected() { report.rejected += 1 }

  private mutating func reject(_ rejection: Rejection) {
    report.rejected += 1
    if report.rejections.count < InsertionReport.rejectionLimit {
      report.rejections.append(rejection)
    }
  }

  /// Takes one unit.
  mutating func add(_ given: TranslationUnit) throws {
    var unit = given
    guard Self.hasText(unit.source.text), Self.hasText(unit.target.text) else {
      return reject(
        Rejection(
          path: "unit \(unit.id.prefix(60))", code: .emptyText,
          message: "expected a text on both sides, found an empty one"))
    }
    if let origin = options.origin, unit.origin == nil { unit.origin = origin }
    let languages = LanguagePair(source: unit.source.language, target: unit.target.language)
    let direction = try table.number(of: languages)
    tokenizer.fill(&list, unit.source.text, codes: unit.source.codes)
    let text = TextHash.text(of: list)
    let whole = mixed(TextHash.whole(of: list, text: text) &+ UInt64(direction))
    var detail = UnitDetail(unit: unit)
    detail.pair = try table.number(ofName: unit.pair)
    detail.engine = try table.number(ofName: unit.engine)
    let place = try self.place(of: unit, direction, whole)
    var now = Pending(
      key: 0, detail: detail, hash: TextHash.context(text), action: .insert, group: unit.pair)
    switch place {
    case .new(let isConflict):
      now.key = state.nextKey
      state.nextKey += 1
      if isConflict { report.conflicts += 1 } else { report.new += 1 }
      remember(whole, now.key)
      try index(now.key, direction)
    case .changes(let row, let isConflict):
      now.key = row.key
      now.action = .update
      now.detail.context = row.detail.context
      now.stored = row.detail.context
      if isConflict { report.conflicts += 1 } else { report.updated += 1 }
    case .same(let row):
      now.key = row.key
      now.action = .context
      now.stored = row.detail.context
      report.duplicates += 1
    case .skipped(let row):
      now.key = row.key
      now.action = .context
      now.stored = row.detail.context
      report.conflicts += 1
    }
    try link(&now, direction)
  }

  /// Gives a unit its previous neighbour and writes the one that waited.
  private mutating func link(_ now: inout Pending, _ direction: Int) throws {
    let named = now.detail.unit.namedContext
    var context = UnitContext()
    if var before = pending[direction] {
      if options.recordsContext, before.group == now.group {
        if !before.namesNext {
          before.detail.context.next = now.hash
          before.detail.context.nextStep = now.key &- before.key
        }
        context.previous = before.hash
        context.previousStep = before.key &- now.key
      }
      try write(before)
    }
    if let previous = named.previous {
      context.previous = TextHash.context(of: previous)
      context.previousStep = 0
    }
    if let next = named.next {
      context.next = TextHash.context(of: next)
      now.namesNext = true
    }
    now.detail.context = context
    pending[direction] = now
  }

  private mutating func write(_ unit: Pending) throws {
    switch unit.action {
    case .insert:
      unit.detail.encode(into: &record)
      var source = unit.detail.unit.source.text
      var target = unit.detail.unit.target.text
      let direction = try table.number(
        of: LanguagePair(
          source: unit.detail.unit.source.language, target: unit.detail.unit.target.language))
      try source.withUTF8 { source in
        try target.withUTF8 { target in
          try record.bytes.withUnsafeBufferPointer { detail in
            insertRow.bind(1, unit.key)
            insertRow.bind(2, Int64(direction))
            insertRow.bind(3, text: source)
            insertRow.bind(4, text: target)
            insertRow.bind(5, blob: detail)
            try insertRow.run()
          }
        }
      }
    case .update:
      var detail = unit.detail
      if !unit.stored.isEmpty { detail.context = unit.stored }
      detail.encode(into: &record)
      var target = detail.unit.target.text
      try target.withUTF8 { target in
        try record.bytes.withUnsafeBufferPointer { bytes in
          updateRow.bind(1, text: target)
          updateRow.bind(2, blob: bytes)
          updateRow.bind(3, unit.key)
          try updateRow.run()
        }
      }
      if !unit.stored.isEmpty { try keepContext(unit) }
    case .context: try keepContext(unit)
    }
  }

  /// Keeps a context that differs from the one in the row.
  private func keepContext(_ unit: Pending) throws {
    let context = unit.detail.context
    guard context.previous != 0 || context.next != 0,
      context.previous != unit.stored.previous || context.next != unit.stored.next
    else { return }
    insertContext.bind(1, unit.key)
    insertContext.bind(2, Int64(context.previous))
    insertContext.bind(3, Int64(context.next))
    try insertContext.run()
  }

  private static func hasText(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let space = Characters.spaceLength(bytes, at: index)
        if space == 0 { return true }
        index += space
      }
      return false
    }
  }
}

extension Insertion {
  /// What is there of a unit already.
  private enum Place {
    case new(isConflict: Bool)
    case changes(UnitRow, isConflict: Bool)
    case same(UnitRow)
    case skipped(UnitRow)
  }

  /// Looks a unit up by its source.
  private mutating func place(
    of unit: TranslationUnit, _ direction: Int, _ whole: UInt64
  ) throws -> Place {
    let rows = try self.rows(direction, whole)
    guard !rows.isEmpty else { return .new(isConflict: false) }
    if let row = rows.first(where: { $0.unit.target == unit.target }) {
      guard row.unit != unit, row.unit.hasIdentity(of: unit) else { return .same(row) }
      return .changes(row, isConflict: false)
    }
    if let row = rows.first(where: { $0.unit.hasIdentity(of: unit) }) {
      return .changes(row, isConflict: false)
    }
    switch options.conflict {
    case .keep: return .new(isConflict: true)
    case .replace: return .changes(rows[rows.count - 1], isConflict: true)
    case .skip: return .skipped(rows[rows.count - 1])
    }
  }

  /// The rows with the source that is in hand, by key.
  private mutating func rows(_ direction: Int, _ whole: UInt64) throws -> [UnitRow] {
    var keys: [Int64] = []
    var next = latest[whole]
    while let key = next {
      keys.append(key)
      next = earlier[key]
    }
    for segment in index.segments where segment.direction == direction {
      if let fold = TokenFold.sum(of: list) {
        segment.forEachFold(fold) { keys.append(segment.key($0)) }
      } else {
        let low = segment.firstOrdinal(length: list.count)
        let high = segment.firstOrdinal(length: list.count + 1)
        for ordinal in low..<max(low, high) { keys.append(segment.key(ordinal)) }
      }
    }
    var rows: [UnitRow] = []
    for key in keys.sorted() {
      // A unit of this run may still wait for its neighbour.
      if let waiting = pending[direction], waiting.key == key, waiting.action != .context {
        try write(waiting)
        pending[direction]?.action = .update
      }
      guard let row = try table.row(key), row.direction == direction else { continue }
      tokenizer.fill(&other, row.unit.source.text, codes: row.unit.source.codes)
      let hash = TextHash.whole(of: other, text: TextHash.text(of: other))
      if mixed(hash &+ UInt64(direction)) == whole { rows.append(row) }
    }
    return rows
  }

  private mutating func remember(_ whole: UInt64, _ key: Int64) {
    if let before = latest.updateValue(key, forKey: whole) { earlier[key] = before }
  }

  /// Adds the unit in hand to the index.
  private mutating func index(_ key: Int64, _ direction: Int) throws {
    builders[direction, default: SegmentBuilder()].add(list, key: key)
    guard let builder = builders[direction],
      builder.count >= SegmentBuilder.unitLimit || builder.tokenCount >= SegmentBuilder.tokenLimit
    else { return }
    builders[direction] = nil
    try flush(builder, direction)
  }

  private mutating func flush(_ builder: SegmentBuilder, _ direction: Int) throws {
    let number = state.nextSegment
    state.nextSegment += 1
    writtenSegments.append(number)
    let image = builder.image(direction: direction)
    let stamp = try folder.write(image, number: number)
    try database.execute(
      sql: "INSERT INTO segment VALUES (?, ?, ?, ?, ?)",
      arguments: [number, direction, builder.count, image.count, stamp])
  }

  /// Writes what waits, and the index where enough has come together.
  mutating func finish() throws -> InsertionReport {
    for (_, unit) in pending.sorted(by: { $0.key < $1.key }) { try write(unit) }
    pending = [:]
    let tail = Int(state.nextKey - 1 - state.coveredKey)
    if tail >= MemoryStore.tailLimit || !writtenSegments.isEmpty {
      for (direction, builder) in builders.sorted(by: { $0.key < $1.key }) {
        try flush(builder, direction)
      }
      state.coveredKey = state.nextKey - 1
    }
    if database.totalChangesCount != changesBefore { try state.save(database) }
    return report
  }

  var read: Int { report.read }
}
