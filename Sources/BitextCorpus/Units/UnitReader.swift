// SPDX-License-Identifier: Apache-2.0

public import BitextModel

/// Reads units, and tells what the file says of itself.
public protocol UnitReader: CorpusReader where Record == TranslationUnit {
  /// What the file says of itself, once the first unit was asked for; `nil` for formats that say nothing.
  var header: CorpusHeader? { get }
  /// What was mended so far.
  var repairs: UnitRepairs { get }
}

extension UnitReader {
  /// Nothing.
  public var header: CorpusHeader? { nil }
  /// Nothing.
  public var repairs: UnitRepairs { UnitRepairs() }
}

/// What a reader mended, by kind: the file was readable, but not quite what its format asks for.
public struct UnitRepairs: Hashable, Sendable {
  /// A kind of mending.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Inline codes without a partner, made isolated ones.
    case unpairedCodes = "unpaired-codes"
    /// Dates and counts that are none, kept as properties.
    case badAttributes = "bad-attributes"
    /// Elements that the format does not know, whose text was kept.
    case unknownElements = "unknown-elements"
    /// What is known and not read: candidates, glossaries, further columns.
    case leftOut = "left-out"
    /// Links and rungs with one side.
    case nullLinks = "null-links"

    /// Whether a file is the worse for it.
    var isProblem: Bool { self != .leftOut && self != .nullLinks }

    /// What people are told.
    var words: String {
      switch self {
      case .unpairedCodes: "inline codes without a partner made isolated"
      case .badAttributes: "dates or counts that are none kept as properties"
      case .unknownElements: "unknown elements left out, their text kept"
      case .leftOut: "candidates, glossaries, other categories or further columns left out"
      case .nullLinks: "links without a partner left out"
      }
    }
  }

  /// Where something was mended.
  public struct Place: Hashable, Sendable {
    /// What.
    public var kind: Kind
    /// How often there.
    public var count: Int
    /// The 1-based line.
    public var line: Int
    /// The 1-based column, in characters.
    public var column: Int
  }

  /// No more places than this are kept; counts go on.
  public static let placeLimit = 10_000

  /// The places, in the order in which they were met.
  public private(set) var places: [Place] = []
  private var counts = [Int](repeating: 0, count: Kind.allCases.count)

  /// Makes repairs of nothing.
  public init() {}

  /// How often something of a kind was mended.
  public subscript(kind: Kind) -> Int { counts[Kind.allCases.firstIndex(of: kind) ?? 0] }

  /// Counts what was mended at a place.
  mutating func add(
    _ kind: Kind, _ count: Int = 1, at place: @autoclosure () -> (line: Int, column: Int)
  ) {
    guard count > 0 else { return }
    counts[Kind.allCases.firstIndex(of: kind) ?? 0] += count
    guard places.count < Self.placeLimit else { return }
    let (line, column) = place()
    places.append(Place(kind: kind, count: count, line: line, column: column))
  }

  /// The kinds that were mended at all, with their counts and what people are told.
  public var all: [(kind: Kind, count: Int, words: String)] {
    Kind.allCases.map { ($0, self[$0], $0.words) }.filter { $0.1 > 0 }
  }
}

/// Records that are read and not handed out yet.
struct RecordQueue<Record> {
  private var items: [Record?] = []
  private var next = 0

  mutating func append(_ item: Record) { items.append(item) }

  mutating func popFirst() -> Record? {
    guard next < items.count else { return nil }
    defer {
      next += 1
      if next == items.count {
        items.removeAll(keepingCapacity: true)
        next = 0
      }
    }
    return items[next].take()
  }
}
