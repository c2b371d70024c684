// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The few questions about files that the readers and writers ask.
public enum FileSystem {
  /// What stands at a path.
  public enum Kind: Hashable, Sendable {
    /// Nothing.
    case missing
    /// A file, a pipe or a device.
    case file
    /// A folder.
    case folder
  }

  /// What stands at a path; `-`, standard input, is a file.
  public static func kind(of path: String) -> Kind {
    if path == "-" { return .file }
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// Whether files can be made in a folder.
  public static func isWritable(_ folder: String) -> Bool { access(folder, W_OK) == 0 }

  /// The size of a file in bytes; `nil` where it has none (pipes) or does not exist.
  public static func byteCount(of path: String) -> Int? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }

  /// All files below a folder, sorted by path as bytes; names that begin with a dot are left out.
  ///
  /// - Throws: ``IOFailure`` where a folder cannot be read.
  public static func files(below folder: String) throws -> [String] {
    var found: [String] = []
    for name in try entries(of: folder) where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      switch kind(of: path) {
      case .folder: found += try files(below: path)
      case .file: found.append(path)
      case .missing: continue
      }
    }
    return found
  }

  /// The files and folders that a pattern with `*`, `?` and `[…]` names, sorted by path as bytes;
  /// names that begin with a dot are left out unless the pattern says so.
  public static func paths(matching pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_NOSORT, nil, &found) == 0 else { return [] }
    let paths = (0..<Int(found.gl_pathc)).compactMap { index in
      found.gl_pathv[index].map { String(cString: $0) }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func entries(of folder: String) throws -> [String] {
    guard let handle = opendir(folder) else {
      throw IOFailure.system("cannot be read", path: folder)
    }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The last part of a path without its extensions of format and compression: `a/b.txt.gz` → `b`.
  public static func stem(of path: String) -> String {
    if path == "-" { return "stdin" }
    var name = path.split(separator: "/").last.map(String.init) ?? path
    for suffix in [".gz", ".zst"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
    }
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = String(name[..<dot]) }
    // Common Crawl names its files `….warc.wet.gz`.
    if name.hasSuffix(".warc") { name.removeLast(5) }
    return name
  }

  /// The extension that tells the format, in lower case: `a.TSV.gz` → `tsv`; empty where none.
  public static func formatExtension(of path: String) -> String {
    var name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    for suffix in [".gz", ".zst"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return String(name[name.index(after: dot)...])
  }

  /// The folder that a file stands in; `.` for a bare name.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Gives a file another name in the same folder, unless something has that name.
  ///
  /// - Returns: whether it was free; of several processes at once one alone is told so.
  /// - Throws: ``IOFailure`` with `cannotCreate`.
  public static func moveUnlessTaken(_ path: String, to name: String) throws -> Bool {
    if link(path, name) == 0 {
      unlink(path)
      return true
    }
    if errno == EEXIST { return false }
    // A file system without hard links.
    guard kind(of: name) == .missing, rename(path, name) == 0 else {
      throw IOFailure.system("cannot be made", path: name, creating: true)
    }
    return true
  }

  /// Puts a folder in the place of another, which is removed.
  ///
  /// - Throws: ``IOFailure`` with `cannotCreate`.
  public static func replaceFolder(_ path: String, by folder: String) throws {
    removeTree(path)
    guard rename(folder, path) == 0 else {
      throw IOFailure.system("cannot be replaced", path: path, creating: true)
    }
  }

  /// Removes a file, where it exists.
  public static func remove(_ path: String) { unlink(path) }

  static func removeTree(_ path: String) {
    if kind(of: path) == .folder {
      for name in (try? entries(of: path)) ?? [] { removeTree(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
