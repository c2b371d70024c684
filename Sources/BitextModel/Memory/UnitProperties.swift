// SPDX-License-Identifier: Apache-2.0

/// What a memory reads in a unit's properties.
extension TranslationUnit {
  /// The type of the property that holds the origin.
  public static let originType = "x-bitext-origin"
  /// The type of the property that holds the review state.
  public static let reviewType = "x-bitext-review"
  /// The types of properties that hold the text before, ours first.
  public static let previousTypes = ["x-context-pre", "prev"]
  /// The types of properties that hold the text behind, ours first.
  public static let nextTypes = ["x-context-post", "next"]

  /// The first value of a property.
  public func property(_ type: String) -> String? {
    properties.first { $0.type == type }?.value
  }

  /// Sets the value of a property, or removes it.
  public mutating func setProperty(_ type: String, _ value: String?) {
    let place = properties.firstIndex { $0.type == type }
    switch (place, value) {
    case (let place?, let value?): properties[place].value = value
    case (let place?, nil): properties.remove(at: place)
    case (nil, let value?): properties.append(UnitProperty(type: type, value: value))
    case (nil, nil): break
    }
  }

  /// Where the translation came from, as far as it is told.
  public var origin: UnitOrigin? {
    get { property(Self.originType).flatMap { UnitOrigin(rawValue: $0) } }
    set { setProperty(Self.originType, newValue?.rawValue) }
  }

  /// What a person said of the unit.
  public var review: ReviewState {
    get { property(Self.reviewType).flatMap { ReviewState(rawValue: $0) } ?? .unreviewed }
    set { setProperty(Self.reviewType, newValue == .unreviewed ? nil : newValue.rawValue) }
  }

  /// When the unit was changed last, or else made; the target's dates where the unit has none.
  public var lastChange: UnitDate? {
    attributes.changedOn ?? attributes.createdOn ?? target.attributes.changedOn
      ?? target.attributes.createdOn
  }

  /// Who changed the unit last, or else made it; the target's names where the unit has none.
  public var lastUser: String? {
    attributes.changedBy ?? attributes.createdBy ?? target.attributes.changedBy
      ?? target.attributes.createdBy
  }

  /// Whether the target is a machine's and nobody has edited it: the origin says so, or an engine is named
  /// and no origin.
  public var isMachineTranslated: Bool { origin.map { $0 == .engine } ?? (engine != nil) }

  /// The neighbours' source texts that properties name.
  public var namedContext: (previous: String?, next: String?) {
    guard !properties.isEmpty else { return (nil, nil) }
    return (
      Self.previousTypes.lazy.compactMap { property($0) }.first,
      Self.nextTypes.lazy.compactMap { property($0) }.first
    )
  }

  /// Whether a unit is another version of this one: the same id, which is more than the number of a row, of the
  /// same pair.
  public func hasIdentity(of other: TranslationUnit) -> Bool {
    id == other.id && pair == other.pair
      && !(pair == nil && id.utf8.allSatisfy { $0 &- 0x30 < 10 })
  }
}
