// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import BitextQuality

/// Writes faults, for people or as JSON lines.
final class FaultSink {
  private let output: OutputFile
  private let format: CheckRun.Format
  private let inChinese: Bool
  private var json = JSONWriter()

  init(_ output: OutputFile, _ format: CheckRun.Format, _ inChinese: Bool) throws {
    self.output = output
    self.format = format
    self.inChinese = inChinese
  }

  func write(_ fault: Fault, _ unit: TranslationUnit?) throws {
    switch format {
    case .jsonl:
      json.removeAll()
      json.fault(fault)
      json.newline()
      try output.write(json.bytes)
    case .text:
      let message = inChinese ? fault.message.chinese : fault.message.english
      var line = "\(fault.unit): \(fault.severity.rawValue): \(message) [\(fault.rule)]"
      if let excerpt = Self.excerpt(fault, unit) { line += "  \(excerpt)" }
      try output.write(line + "\n")
    }
  }

  func finish() throws { try output.finish() }

  /// The text around the target's span, or the source's where the target has none.
  private static func excerpt(_ fault: Fault, _ unit: TranslationUnit?) -> String? {
    guard let unit else { return nil }
    if let span = fault.target { return around(span, unit.target.text, 12) }
    return fault.source.map { around($0, unit.source.text, 24) }
  }

  private static func around(_ span: CharacterSpan, _ text: String, _ width: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    let start = min(span.start, scalars.count)
    let end = min(max(start, span.end), scalars.count)
    func part(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      for scalar in scalars[range] {
        view.append(scalar.value < 0x20 ? " " : scalar)
      }
      return String(view)
    }
    let from = max(0, start - width)
    let to = min(scalars.count, end + width)
    let shown = end - start > 160 ? part(start..<start + 150) + "…" : part(start..<end)
    return (from > 0 ? "…" : "") + part(from..<start) + "【" + shown + "】" + part(end..<to)
      + (to < scalars.count ? "…" : "")
  }
}
