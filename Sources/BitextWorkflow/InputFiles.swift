// SPDX-License-Identifier: Apache-2.0

internal import BitextIO

/// The files behind the paths that a caller names.
public struct InputFiles: Sendable {
  /// One file and the stem of its ids.
  public struct File: Hashable, Sendable {
    /// The path to open.
    public var path: String
    /// The first part of the ids of its items; unique in a run.
    public var stem: String
  }

  /// The files in the order of the paths, those of a folder sorted by name.
  public let files: [File]

  /// Finds the files.
  ///
  /// - Parameter paths: files, folders (read with all below them), patterns such as `pages/*.txt`
  ///   and `-`. Of two files with the
  ///   same stem the second's ids begin with `STEM~2`.
  /// - Throws: ``WorkflowFailure`` with `noInput` where a path does not exist or a folder holds no
  ///   file; `IOFailure` where a folder cannot be read.
  public init(_ paths: [String]) throws {
    var files: [File] = []
    var stems: [String: Int] = [:]
    var taken: Set<String> = []
    for path in paths {
      let found = try Self.files(at: path)
      for file in found {
        let stem = FileSystem.stem(of: file)
        var unique = stem
        // A file may itself be called `STEM~2`.
        repeat {
          let seen = stems[stem, default: 0] + 1
          stems[stem] = seen
          unique = seen == 1 ? stem : "\(stem)~\(seen)"
        } while !taken.insert(unique).inserted
        files.append(File(path: file, stem: unique))
      }
    }
    self.files = files
  }

  private static func files(at path: String) throws -> [String] {
    switch FileSystem.kind(of: path) {
    case .file: return [path]
    case .folder:
      let found = try FileSystem.files(below: path)
      guard !found.isEmpty else {
        throw WorkflowFailure(.noInput, "\(path): expected a folder with pages, found no file")
      }
      return found
    case .missing:
      // A pattern that reached us in quotes, or that no shell stood by to expand.
      let isPattern = path.contains { "*?[".contains($0) }
      let matches = isPattern ? FileSystem.paths(matching: path) : []
      guard !matches.isEmpty else {
        throw WorkflowFailure(.noInput, "\(path): no such file or folder")
      }
      return try matches.flatMap { try files(at: $0) }
    }
  }
}
