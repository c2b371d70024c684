// SPDX-License-Identifier: Apache-2.0

extension TranslationUnit {
  /// Chooses the sides among all variants by their language: the same tag, or else the same primary language.
  ///
  /// The variants that are neither stay, in their order, as ``furtherVariants``.
  ///
  /// - Parameters:
  ///   - source: the language translated from; `nil` leaves the source.
  ///   - target: the language translated into; `nil` leaves the target where it is no longer needed as source.
  /// - Returns: whether both were found; a side that was not found stays as it was.
  @discardableResult
  public mutating func choose(source: Language?, target: Language?) -> Bool {
    let all = variants
    func index(of language: Language, but other: Int?) -> Int? {
      all.indices.first { $0 != other && all[$0].language == language }
        ?? all.indices.first { $0 != other && all[$0].language.primary == language.primary }
    }
    let chosenSource = source.map { index(of: $0, but: nil) } ?? 0
    let chosenTarget = target.map { index(of: $0, but: chosenSource) } ?? 1
    let first = chosenSource ?? (chosenTarget == 0 ? 1 : 0)
    var second = chosenTarget ?? (first == 1 ? 0 : 1)
    if second == first { second = first == 0 ? 1 : 0 }
    guard first != 0 || second != 1 else { return chosenSource != nil && chosenTarget != nil }
    self.source = all[first]
    self.target = all[second]
    let rest = all.indices.filter { $0 != first && $0 != second }.map { all[$0] }
    if !rest.isEmpty || !furtherVariants.isEmpty { furtherVariants = rest }
    return chosenSource != nil && chosenTarget != nil
  }
}
