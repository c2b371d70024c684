// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextQuality

/// Writes the ranking aid's values as JSON lines, as `bitext mqm scores` reads them.
final class RankingSink {
  private let output: OutputFile
  private var json = JSONWriter()

  init(path: String) throws { output = try OutputFile(path: path) }

  func write(_ findings: UnitFindings) throws {
    guard let value = findings.ranking else { return }
    json.removeAll()
    json.beginObject()
    json.member("unit", findings.unit)
    json.key("score")
    json.number(value, decimals: 4)
    json.endObject()
    json.newline()
    try output.write(json.bytes)
  }

  func finish() throws { try output.finish() }
}
