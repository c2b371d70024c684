// SPDX-License-Identifier: Apache-2.0

/// What happens to units that are in a memory already.
public struct InsertionOptions: Hashable, Sendable {
  /// What to do with another translation of a source that the memory has.
  public enum Conflict: String, Hashable, Sendable, CaseIterable {
    /// Keeps both.
    case keep
    /// The new one takes the place of the old.
    case replace
    /// The old one stays, the new one is left out.
    case skip
  }

  /// What to do with another translation of the same source. Default keep.
  public var conflict = Conflict.keep
  /// Whether units that follow one another in a document are each other's context. Default `true`.
  public var recordsContext = true
  /// What the origin of units is that do not tell one.
  public var origin: UnitOrigin?
  /// Called now and then with the number of units read.
  public var progress: (@Sendable (Int) -> Void)?

  /// Makes the defaults.
  public init() {}

  /// Whether two options do the same; progress does not count.
  public static func == (left: InsertionOptions, right: InsertionOptions) -> Bool {
    left.conflict == right.conflict && left.recordsContext == right.recordsContext
      && left.origin == right.origin
  }

  /// Hashes everything but progress.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(conflict)
    hasher.combine(recordsContext)
    hasher.combine(origin)
  }
}

/// Where a translation came from.
public enum UnitOrigin: String, Hashable, Sendable, CaseIterable {
  /// A machine's, as it came.
  case engine
  /// A person's.
  case human
  /// A machine's, edited by a person.
  case postEdited = "post-edited"
  /// Cut from aligned documents.
  case aligned
}

/// What a person said of a unit.
public enum ReviewState: String, Hashable, Sendable, CaseIterable {
  /// Nothing yet.
  case unreviewed
  /// Somebody has read it.
  case reviewed
  /// It is good.
  case approved
  /// It is bad.
  case rejected
}

/// What became of inserted units; the counts of the first five add up to the records read.
public struct InsertionReport: Hashable, Sendable {
  /// Units that were not there.
  public var new = 0
  /// Units whose id or text was there, and that changed.
  public var updated = 0
  /// Units that were there as they are.
  public var duplicates = 0
  /// Other translations of a source that was there; kept, replaced or left out as the options say.
  public var conflicts = 0
  /// Records that could not be used.
  public var rejected = 0
  /// Units that the memory itself refused, at most ``rejectionLimit`` of them; records that came as rejected are
  /// counted alone.
  public var rejections: [Rejection] = []

  /// How many refused units a report holds.
  public static let rejectionLimit = 1000

  /// All records read.
  public var read: Int { new + updated + duplicates + conflicts + rejected }

  /// Makes an empty report.
  public init() {}
}
