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
      guard !lines.isTooLong, let text = String(validating: lines.bytes, as: UTF8.self) else {
        let found = lines.isTooLong ? "one of \(lines.byteCount) bytes" : "other bytes"
        throw WorkflowFailure(
          .nothingUsable,
          "\(input):\(lines.number): expected a line of UTF-8 within the cap, found \(found)")
      }
      let language = self.language ?? identifier.identify(text).language
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
    case .text:
      if segments.isEmpty { try sink.write("\n") }
      for segment in segments { try sink.write(segment.text + "\n") }
    case .json:
      var json = JSONWriter()
      json.beginObject()
      json.member("line", line)
      json.key("segments")
      json.beginArray()
      for segment in segments {
        json.beginObject()
        json.member("text", segment.text)
        json.member("start", segment.span.start)
        json.member("end", segment.span.end)
        json.endObject()
      }
      json.endArray()
      json.endObject()
      json.newline()
      try sink.write(json.bytes)
    }
  }
}
