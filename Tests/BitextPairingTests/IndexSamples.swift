// SPDX-License-Identifier: Apache-2.0

import BitextModel
import BitextTestSupport

@testable import BitextPairing

/// Indexes of given texts.
enum IndexSamples {
  static func document(_ number: Int, _ text: String) -> Document {
    Document(id: "o\(number)", language: .english, text: text)
  }

  /// Equal texts stay apart here: each has a hash of its own.
  static func fill(_ builder: inout IndexBuilder, _ texts: [String], from first: Int = 0) throws {
    for (number, text) in texts.enumerated() {
      let prepared = builder.preparation.prepare([document(first + number, text)]) { _ in
        UInt64(first + number) + 1
      }
      try builder.add(prepared[0])
    }
  }

  static func file(_ texts: [String], from first: Int = 0) throws -> IndexFile {
    let folder = try TemporaryFolder()
    var builder = try IndexBuilder(temporaryIn: folder.path)
    try fill(&builder, texts, from: first)
    return try builder.finish()
  }
}
