// SPDX-License-Identifier: Apache-2.0

/// What became of everything that was read.
///
/// Page items add up: ``items`` is the sum of the six kinds below it. Units add up: ``aligned`` is
/// ``written`` plus ``filtered``.
public struct BuildCounts: Hashable, Sendable {
  /// Pages opened.
  public var pages = 0
  /// Items on them.
  public var items = 0
  /// Translations whose original was found.
  public var paired = 0
  /// Translations without.
  public var unpaired = 0
  /// Items that are the original of a pair.
  public var usedAsOriginal = 0
  /// English items that are no pair's original, and items in other languages.
  public var otherText = 0
  /// Items whose text stood on an earlier page or place.
  public var duplicates = 0
  /// Items that could not be used.
  public var rejected = 0
  /// Lines of pages that are no items, such as navigation; they stand in `rejected.jsonl`, and
  /// are not counted among ``items``.
  public var furniture = 0
  /// Records of the external collections that were read.
  public var originals = 0
  /// Of these, texts that an earlier record or a page has.
  public var originalDuplicates = 0
  /// Of these, records that could not be used.
  public var originalRejected = 0
  /// Beads of all pairs, and title pairs.
  public var aligned = 0
  /// Units written.
  public var written = 0
  /// Beads not written: without partner, or below the least score.
  public var filtered = 0
  /// Title pairs among ``aligned``.
  public var titles = 0

  /// Whether both sums hold.
  public var addUp: Bool {
    items == paired + unpaired + usedAsOriginal + otherText + duplicates + rejected
      && aligned == written + filtered
  }

  /// Names and values, in order, as they stand in `manifest.json`.
  public var list: [(group: String, name: String, value: Int)] {
    [
      ("pages", "read", pages), ("pages", "furniture_lines", furniture),
      ("items", "read", items),
      ("items", "translation_paired", paired), ("items", "translation_unpaired", unpaired),
      ("items", "used_as_original", usedAsOriginal), ("items", "other_text", otherText),
      ("items", "duplicate", duplicates), ("items", "rejected", rejected),
      ("originals", "read", originals), ("originals", "duplicate", originalDuplicates),
      ("originals", "rejected", originalRejected),
      ("units", "aligned", aligned), ("units", "written", written),
      ("units", "filtered", filtered), ("units", "titles", titles),
    ]
  }
}
