// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Files that tests compare with: the project's own, and those that stand beside it.
enum Shared {
  static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of measuring data: `BITEXT_SHARED`, or `../shared` beside the package.
  static let folder: URL =
    if let named = ProcessInfo.processInfo.environment["BITEXT_SHARED"] {
      URL(filePath: named)
    } else {
      package.deletingLastPathComponent().appending(path: "shared")
    }

  static func quality(_ name: String) -> URL { folder.appending(path: "data/quality/\(name)") }

  static func fixture(_ name: String) -> URL {
    package.appending(path: "Tests/Fixtures/quality/\(name)")
  }

  static func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: quality(name).path)
  }

  static func json(_ url: URL) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    return try #require(object as? [String: Any])
  }
}

/// The trait of a test that needs a file of measuring data.
func measuringData(_ name: String) -> ConditionTrait {
  .enabled(if: Shared.exists(name), "needs ../shared/data/quality/\(name)")
}

/// Untyped JSON, read where a wrong type is a failed test.
struct Record {
  let values: [String: Any]

  init(_ any: Any) throws { values = try #require(any as? [String: Any]) }

  func string(_ key: String) throws -> String { try #require(values[key] as? String) }
  func number(_ key: String) throws -> Double {
    try #require((values[key] as? NSNumber)?.doubleValue)
  }
  func optionalNumber(_ key: String) -> Double? { (values[key] as? NSNumber)?.doubleValue }
  func flag(_ key: String) -> Bool { values[key] as? Bool ?? false }
  func strings(_ key: String) throws -> [String] { try #require(values[key] as? [String]) }
  func numbers(_ key: String) throws -> [Double] {
    try #require(values[key] as? [NSNumber]).map(\.doubleValue)
  }
  func record(_ key: String) throws -> Record { try Record(try #require(values[key])) }
  func records(_ key: String) throws -> [Record] {
    try #require(values[key] as? [Any]).map { try Record($0) }
  }
}
