// SPDX-License-Identifier: Apache-2.0

public import BitextIO
public import BitextModel

extension JSONWriter {
  /// Writes a fault as a line of `bitext check --format jsonl`, without the line feed.
  public mutating func fault(_ fault: Fault) {
    beginObject()
    member("unit", fault.unit)
    member("rule", fault.rule)
    member("category", fault.category.name)
    member("severity", fault.severity.rawValue)
    span("source", fault.source)
    span("target", fault.target)
    member("message", fault.message.english)
    member("message_zh", fault.message.chinese)
    member("precision", fault.precision.rawValue)
    endObject()
  }

  private mutating func span(_ name: String, _ span: CharacterSpan?) {
    guard let span else { return }
    key(name)
    beginObject()
    member("start", span.start)
    member("end", span.end)
    endObject()
  }
}
