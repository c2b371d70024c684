// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextLexicon

/// Reads dictionaries and tables of words and writes one `.bitextlexicon`.
public struct LexiconImport: Sendable {
  /// What was read and written.
  public struct Report: Hashable, Sendable {
    /// What became of the rows.
    public var rows = LexiconReader.Counts()
    /// Headwords written.
    public var headwords = 0
    /// Renderings written.
    public var renderings = 0
    /// Links with probabilities written.
    public var links = 0
  }

  /// The cap on one line, in bytes.
  public var recordLimit = 16 << 20
  /// Where rejected rows go, as JSON lines; `nil` only counts them.
  public var rejectedPath: String?

  /// Makes an import with the defaults.
  public init() {}

  /// Reads files, earlier ones first, and writes their union.
  ///
  /// - Throws: ``WorkflowFailure`` with `noInput` or `nothingUsable`; `LexiconFailure`; `IOFailure`.
  public func run(files: [String], output: String) throws -> Report {
    let rejections = try RejectionFile(path: rejectedPath)
    var reader = LexiconReader(limit: recordLimit, reject: rejections.write)
    for file in try InputFiles(files).files { try reader.read(ByteSource(path: file.path)) }
    _ = try rejections.finish()
    guard reader.builder.count > 0 else {
      throw WorkflowFailure(.nothingUsable, "\(files[0]): expected entries, found none")
    }
    let sink = try OutputFile(path: output)
    try reader.builder.write(to: sink)
    try sink.finish()
    return Report(
      rows: reader.counts, headwords: reader.builder.count,
      renderings: reader.builder.renderingCount, links: reader.builder.linkCount)
  }
}

extension Lexicon {
  /// The lexicon of some files and the shipped one.
  ///
  /// - Parameters:
  ///   - files: `.bitextlexicon` files, dictionaries and tables; the first counts most. The shipped
  ///     lexicon stands behind them all, or where `shipped` is named among them.
  ///   - options: how they are put together.
  /// - Throws: ``WorkflowFailure`` with `noInput`; `LexiconFailure`; `IOFailure`.
  public static func shipped(behind files: [String], options: Options = Options()) throws -> Lexicon
  {
    guard !files.isEmpty || options != Options() else { return .shipped }
    let named = files.contains("shipped") ? files : files + ["shipped"]
    let layers = try named.map { path in
      if path == "shipped" { return LexiconLayer.shipped }
      guard FileSystem.kind(of: path) != .missing else {
        throw WorkflowFailure(.noInput, "\(path): no such file")
      }
      return try LexiconLayer.load(path: path)
    }
    return Lexicon(layers: layers, options: options)
  }
}
