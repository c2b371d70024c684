// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// What is to be aligned.
public enum AlignmentInput: Hashable, Sendable {
  /// Two files, one segment a line, or two folders of such files that go together by their names without
  /// extensions.
  case lines(source: String, target: String)
  /// Pairs of documents as JSON lines, cut into sentences here; a file or `-`.
  case pairs(String)
}

/// Two segmented texts.
struct TextToAlign {
  /// The id that the ids of its units begin with.
  var name: String
  var source: [Segment]
  var target: [Segment]
  /// What people know the sides by.
  var sourceName: String
  var targetName: String
  /// The documents that the segments were cut from; `nil` where they are lines.
  var documents: (source: Document, target: Document)?
}

/// The texts of two files or folders.
struct LineTexts {
  /// Two files that go together.
  private struct Files {
    var name: String
    var source: String
    var target: String
  }

  private let files: [Files]
  private let recordLimit: Int
  private var next = 0
  /// One line about files without counterpart; `nil` where all have one.
  let warning: String?
  /// Whether there are folders, so that there may be several texts.
  let isFolder: Bool

  init(source: String, target: String, recordLimit: Int) throws {
    self.recordLimit = recordLimit
    for path in [source, target] where FileSystem.kind(of: path) == .missing {
      throw WorkflowFailure(.noInput, "\(path): no such file or folder")
    }
    let isFolders = [source, target].map { FileSystem.kind(of: $0) == .folder }
    guard isFolders[0] == isFolders[1] else {
      throw WorkflowFailure(
        .mismatch, "\(source), \(target): expected two files or two folders, found one of each")
    }
    isFolder = isFolders[0]
    guard isFolder else {
      files = [Files(name: FileSystem.stem(of: target), source: source, target: target)]
      warning = nil
      return
    }
    let sources = try Self.byName(source)
    let targets = try Self.byName(target)
    files = sources.compactMap { name, path in
      targets.first { $0.name == name }.map { Files(name: name, source: path, target: $0.path) }
    }
    guard !files.isEmpty else {
      throw WorkflowFailure(
        .mismatch,
        "\(source), \(target): expected files of the same names but for extensions, found none")
    }
    let known = Set(files.map(\.name))
    let alone = (sources + targets).filter { !known.contains($0.name) }.map(\.path)
    warning =
      alone.isEmpty
      ? nil
      : "warning: \(alone.count) \(alone.count == 1 ? "file has" : "files have") no counterpart: "
        + alone.prefix(3).joined(separator: ", ") + (alone.count > 3 ? ", …" : "")
  }

  /// The files of a folder by their paths in it, without extensions; of two with one name the first.
  private static func byName(_ folder: String) throws -> [(name: String, path: String)] {
    var root = folder
    while root.count > 1 && root.hasSuffix("/") { root.removeLast() }
    var seen: Set<String> = []
    return try FileSystem.files(below: folder).compactMap { path in
      let inside = path.dropFirst(root.utf8.count).drop { $0 == "/" }
      let parents = inside.split(separator: "/").dropLast().map { $0 + "/" }.joined()
      let name = parents + FileSystem.stem(of: path)
      return seen.insert(name).inserted ? (name, path) : nil
    }
  }

  mutating func advance() throws -> TextToAlign? {
    guard next < files.count else { return nil }
    let files = files[next]
    next += 1
    return TextToAlign(
      name: files.name, source: try segments(of: files.source),
      target: try segments(of: files.target), sourceName: files.source, targetName: files.target)
  }

  private func segments(of path: String) throws -> [Segment] {
    let lines = LineReader(try ByteSource(path: path), limit: recordLimit)
    var texts: [String] = []
    while try lines.advance() {
      var text = try TextLine.text(of: lines)
      if texts.isEmpty, text.unicodeScalars.first == "\u{feff}" {
        text.unicodeScalars.removeFirst()
      }
      texts.append(text)
    }
    return Segment.standalone(texts)
  }
}

/// Lines that must be text.
enum TextLine {
  /// The current line of a reader.
  ///
  /// - Throws: ``WorkflowFailure`` with `nothingUsable` where it is longer than the cap, not UTF-8, or
  ///   holds a NUL: the file is no text then.
  static func text(of lines: LineReader) throws -> String {
    let found: String
    if lines.isTooLong {
      found = "one of \(lines.byteCount) bytes"
    } else if lines.bytes.contains(0) {
      found = "a NUL: the file is no text"
    } else if let text = String(validating: lines.bytes, as: UTF8.self) {
      return text
    } else {
      found = "other bytes"
    }
    throw WorkflowFailure(
      .nothingUsable,
      "\(lines.path):\(lines.number): expected a line of UTF-8 within the cap, found \(found)")
  }
}
