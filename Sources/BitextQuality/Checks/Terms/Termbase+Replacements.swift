// SPDX-License-Identifier: Apache-2.0

public import BitextModel

extension Termbase {
  /// An accepted rendering in a target, and the wrong ones that may be put in its place.
  public struct Replacement: Sendable {
    /// The characters of the accepted rendering.
    public var place: Range<Int>
    /// The wrong renderings.
    public var wrong: [[Unicode.Scalar]]
  }

  /// Where the target of a unit renders a term of the source rightly, and how it might be wrong.
  ///
  /// - Complexity: O(text) after a look-up table is made for each call; meant for measuring.
  public func replacements(in unit: TranslationUnit) -> [Replacement] {
    let checked = CheckedUnit(termbase: self)
    checked.prepare(unit)
    return checked.terms.flatMap { found -> [Replacement] in
      let wrong = terms[found.term].wrong.map { $0.compactMap { Unicode.Scalar($0) } }
      guard !wrong.isEmpty else { return [] }
      return found.accepted.map { Replacement(place: $0, wrong: wrong) }
    }
  }
}
