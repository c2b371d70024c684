// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel

/// The files of a filter run while they are written.
struct FilterOutputs {
  private(set) var counts: [Int]
  private var writers: [UnitSink]
  private let leftOut: OutputFile?
  private var json = JSONWriter()

  init(
    paths: [String], format: UnitFormat, languages: LanguagePair, leftOut: String?
  ) throws {
    writers = try paths.map { try UnitSink($0, format, languages) }
    counts = Array(repeating: 0, count: paths.count)
    self.leftOut = try leftOut.map { try OutputFile(path: $0) }
  }

  mutating func write(_ unit: TranslationUnit, part: Int, _ all: inout FilterRun.Counts) throws {
    try writers[part].write(unit)
    counts[part] += 1
    all.written += 1
  }

  mutating func leaveOut(
    _ unit: TranslationUnit, _ reason: String, _ all: inout FilterRun.Counts
  ) throws {
    if let index = all.leftOut.firstIndex(where: { $0.reason == reason }) {
      all.leftOut[index].count += 1
    } else {
      all.leftOut.append((reason, 1))
    }
    guard let leftOut else { return }
    var unit = unit
    unit.extra.append(JSONMember("left_out", .string(reason)))
    json.removeAll()
    json.unit(unit)
    json.newline()
    try leftOut.write(json.bytes)
  }

  mutating func finish() throws {
    for writer in writers { try writer.finish() }
    try leftOut?.finish()
  }
}

/// A unit writer that an array can hold.
final class UnitSink {
  private var writer: UnitWriter?

  init(_ path: String, _ format: UnitFormat, _ languages: LanguagePair) throws {
    writer = try UnitWriter(to: try OutputFile(path: path), format: format, languages: languages)
  }

  func write(_ unit: TranslationUnit) throws { try writer?.write(unit) }

  func finish() throws { try writer.take()?.finish() }
}

extension FilterRun.Counts {
  /// The counts as one JSON object and a line feed.
  public var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("read", read)
    json.member("written", written)
    json.key("left_out")
    json.beginObject()
    for entry in leftOut { json.member(entry.reason, entry.count) }
    json.endObject()
    if !parts.isEmpty {
      json.key("parts")
      json.beginObject()
      for part in parts { json.member(part.name, part.count) }
      json.endObject()
    }
    json.member("rejected", rejected)
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The counts for people, some lines.
  public var summary: String {
    var lines = ["\(read) units read, \(written) written, \(rejected) records rejected"]
    for entry in leftOut { lines.append("  \(entry.count) left out: \(entry.reason)") }
    for part in parts { lines.append("  \(part.count) to \(part.name)") }
    return lines.joined(separator: "\n") + "\n"
  }
}
