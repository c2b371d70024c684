// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

extension Fault {
  /// Reads a line of `bitext check --format jsonl`; what others leave out gets a plain value.
  ///
  /// - Returns: what is wrong with the line, in half a sentence, where it is no fault.
  public static func reading(_ root: JSONView) -> Result<Fault, FaultLineError> {
    guard let unit = root["unit"]?.string, let category = root["category"]?.string else {
      return .failure(FaultLineError("the keys \"unit\" and \"category\""))
    }
    let word = root["severity"]?.string ?? "major"
    guard let severity = FaultSeverity(rawValue: word) else {
      let known = FaultSeverity.allCases.map(\.rawValue).joined(separator: ", ")
      return .failure(FaultLineError("a severity of \(known), found \"\(word.prefix(20))\""))
    }
    var spans: [CharacterSpan?] = []
    for view in [root["source"], root["target"]] {
      guard let view, view.isObject else {
        spans.append(nil)
        continue
      }
      guard let start = view["start"]?.integer, let end = view["end"]?.integer, start >= 0,
        end >= start
      else { return .failure(FaultLineError("a span with 0 <= start <= end")) }
      spans.append(CharacterSpan(start: start, end: end))
    }
    let message = root["message"]?.string ?? category
    return .success(
      Fault(
        unit: unit, rule: root["rule"]?.string ?? "", category: MQMCategories.ours(category),
        severity: severity, source: spans[0], target: spans[1],
        message: FaultMessage(
          english: message, chinese: root["message_zh"]?.string ?? message),
        precision: root["precision"]?.string.flatMap { FaultPrecision(rawValue: $0) } ?? .high))
  }
}

/// What was expected of a line of faults.
public struct FaultLineError: Error, Hashable, Sendable {
  /// Half a sentence, to stand behind “expected”.
  public var expected: String
  init(_ expected: String) { self.expected = expected }
}
