// SPDX-License-Identifier: Apache-2.0

/// Puts a query's numbers into a stored target, where that is safe.
///
/// Safe means: each stored number that differs is always replaced by the same one, never stands unchanged
/// elsewhere in the source, and occurs in the target exactly as often as in the source, in the same digits.
enum NumberReplacement {
  /// A number of the stored source and what the query has instead.
  typealias Change = (old: [UInt8], new: [UInt8])

  /// The target with the query's numbers; `nil` where that is not safe.
  ///
  /// - Parameters:
  ///   - changes: every number of the source in order, changed or not.
  static func target(
    _ text: String, _ tokens: TokenList, changes: [Change]
  ) -> (text: String, shifts: [(offset: Int, by: Int)])? {
    var renderings: [[UInt8]: [UInt8]] = [:]
    var uses: [[UInt8]: Int] = [:]
    for change in changes {
      if let known = renderings[change.old], known != change.new { return nil }
      renderings[change.old] = change.new
      uses[change.old, default: 0] += 1
    }
    // Offsets of tokens are those of the text only where it is in NFC.
    guard tokens.textCount == text.utf8.count else { return nil }
    var found: [[UInt8]: Int] = [:]
    var result: [UInt8] = []
    var shifts: [(offset: Int, by: Int)] = []
    var copied = 0
    for (index, token) in tokens.tokens.enumerated() where token.kind == .number {
      let old = Array(tokens.bytes(of: index))
      guard let new = renderings[old] else { continue }
      found[old, default: 0] += 1
      guard old != new else { continue }
      result += tokens.bytes[copied..<Int(token.start)]
      result += new
      copied = Int(token.end)
      shifts.append((copied, new.count - old.count))
    }
    for (old, new) in renderings where old != new && found[old] != uses[old] { return nil }
    result += tokens.bytes[copied..<tokens.textCount]
    return (String(decoding: result, as: UTF8.self), shifts)
  }
}
