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
  /// - Parameter paths: files, folders (read with all below them) and `-`. Of two files with the
  ///   same stem the second's ids begin with `STEM~2`.
  /// - Throws: ``WorkflowFailure`` with `noInput` where a path does not exist or a folder holds no
  ///   file; `IOFailure` where a folder cannot be read.
  public init(_ paths: [String]) throws {
    var files: [File] = []
    var stems: [String: Int] = [:]
    var taken: Set<String> = []
    for path in paths {
      let found: [String]
      switch FileSystem.kind(of: path) {
      case .missing:
        throw WorkflowFailure(.noInput, "\(path): no such file or folder")
      case .file: found = [path]
      case .folder:
        found = try FileSystem.files(below: path)
        if found.isEmpty {
          throw WorkflowFailure(.noInput, "\(path): expected a folder with pages, found no file")
        }
      }
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
}
