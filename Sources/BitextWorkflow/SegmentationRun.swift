// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel
internal import BitextText

/// Cuts the lines of a text into sentences.
public struct SegmentationRun: Sendable {
  /// How sentences are written.
  public enum Style: String, Hashable, Sendable, CaseIterable {
    /// One sentence a line; an empty line where the input has one.
    case text
    /// One JSON object an input line: `line` and `segments` with `text`, `start`, `end` in bytes.
    case json
    /// One line a place where a sentence ends or might have ended: `line:offset`, `break` or `join`,
    /// the rule's id, its comment, and the text around the place; separated by tabs.
    case explanation
  }

  /// The language of the text; `nil` tells it line by line.
  public var language: Language?
  /// How sentences are written.
  public var style = Style.text
  /// The cap on one line, in bytes.
  public var recordLimit = 16 << 20

  /// Makes a run with the defaults.
  public init() {}

  /// Cuts every line of a file.
  ///
  /// - Parameters:
  ///   - input: a file or `-`; each line is a text of its own.
  ///   - output: a file or `-`.
  /// - Returns: the number of sentences.
  /// - Throws: `IOFailure`; ``WorkflowFailure`` with `nothingUsable` where a line is not UTF-8 or
  ///   longer than the cap.
  @discardableResult
  public func run(input: String, output: String) throws -> Int {
    guard FileSystem.kind(of: input) != .missing else {
      throw WorkflowFailure(.noInput, "\(input): no such file")
    }
    let lines = LineReader(try ByteSource(path: input), limit: recordLimit)
    let sink = try OutputFile(path: output)
    let segmenter = SentenceSegmenter()
    let identifier = LanguageIdentifier()
    var count = 0
    while try lines.advance() {
      let text = try TextLine.text(of: lines)
      let language = self.language ?? identifier.identify(text).language
      if style == .explanation {
        count += try explain(text, language, line: lines.number, by: segmenter, to: sink)
        continue
      }
      let segments = try segmenter.segments(
        of: Document(id: "", language: language, text: text))
      count += segments.count
      try write(segments, line: lines.number, to: sink)
    }
    try sink.finish()
    return count
  }

  private func write(_ segments: [Segment], line: Int, to sink: OutputFile) throws {
    switch style {
    case .explanation: return
    case .text:
      if segments.isEmpty { try sink.write("\n") }
      for segment in segments { try sink.write(segment.text + "\n") }
    case .json:
      var json = JSONWriter()
      json.beginObject()
      json.member("line", line)
      json.key("segments")
      json.segments(segments)
      json.endObject()
      json.newline()
      try sink.write(json.bytes)
    }
  }

  /// Writes why a line was cut where it was; returns the number of its sentences.
  private func explain(
    _ text: String, _ language: Language, line: Int, by segmenter: SentenceSegmenter,
    to sink: OutputFile
  ) throws -> Int {
    var sentences = 0
    let utf8 = Array(text.utf8)
    for place in segmenter.explain(text, language: language) {
      if place.breaks { sentences += 1 }
      let before = around(utf8, from: max(0, place.offset - 24), to: place.offset)
      let after = around(utf8, from: place.offset, to: min(utf8.count, place.offset + 24))
      try sink.write(
        "\(line):\(place.offset)\t\(place.breaks ? "break" : "join")\t\(place.rule)"
          + "\t\(place.comment)\t\(before)|\(after)\n")
    }
    return sentences
  }

  /// The whole characters of a stretch of bytes.
  private func around(_ utf8: [UInt8], from start: Int, to end: Int) -> String {
    var start = start, end = end
    while start < end, utf8[start] & 0xc0 == 0x80 { start += 1 }
    while end > start, end < utf8.count, utf8[end] & 0xc0 == 0x80 { end -= 1 }
    return String(decoding: utf8[start..<end].map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }
}
