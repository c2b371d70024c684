// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// A folder for one test; it goes away with the last reference.
public final class TemporaryFolder: Sendable {
  /// The folder's path, without a slash at the end.
  public let path: String

  /// Makes an empty folder.
  public init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "bitext-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a name inside.
  public func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file; folders on the way are made.
  ///
  /// - Returns: its path.
  @discardableResult
  public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let place = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
    return path(name)
  }

  /// Writes a text file.
  ///
  /// - Returns: its path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  /// The bytes of a file.
  public func bytes(_ name: String) throws -> [UInt8] { try TestFiles.bytes(path(name)) }

  /// The text of a file.
  public func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// The names inside, hidden ones too, sorted.
  public var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// Files that tests read.
public enum TestFiles {
  /// The folder of the package.
  public static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// `Tests/Fixtures`.
  public static let fixtures = package.appending(path: "Tests/Fixtures").path(percentEncoded: false)

  /// `Corpora`: the sample pages with gold.
  public static let corpora = package.appending(path: "Corpora").path(percentEncoded: false)

  /// `../shared`, the data that does not come with the package; `BITEXT_SHARED` names another place.
  public static let shared =
    ProcessInfo.processInfo.environment["BITEXT_SHARED"]
    ?? package.deletingLastPathComponent().appending(path: "shared").path(percentEncoded: false)

  /// Whether a file of ``shared`` is there: the condition of `.enabled(if:)`.
  public static func hasShared(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: shared + "/" + name)
  }

  /// The bytes of a file.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  /// The text of a file.
  public static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The lines of a file of tab-separated values, each as its fields.
  public static func rows(_ path: String) throws -> [[String]] {
    try text(path).split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The objects of a file of JSON lines, by Foundation's parser, which is not the package's own.
  public static func objects(_ path: String) throws -> [[String: Any]] {
    try text(path).split(separator: "\n").compactMap { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
  }

  /// Whether something stands at a path.
  public static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
