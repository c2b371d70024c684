// SPDX-License-Identifier: Apache-2.0

import BitextModel

/// How many references the segments of some statistics had.
public enum ReferenceCount: Hashable, Sendable, Codable {
  /// There was no segment yet.
  case unknown
  /// Every segment had so many.
  case fixed(Int)
  /// Some had more than others.
  case varying

  /// The count of both together.
  public static func + (left: ReferenceCount, right: ReferenceCount) -> ReferenceCount {
    switch (left, right) {
    case (.unknown, let other), (let other, .unknown): other
    case (.fixed(let one), .fixed(let other)) where one == other: left
    default: .varying
    }
  }

  /// The field that stands first in a signature.
  var fields: [Signature.Field] {
    switch self {
    case .unknown: []
    case .fixed(let count): [Signature.Field("nrefs", "#", String(count))]
    case .varying: [Signature.Field("nrefs", "#", "var")]
    }
  }
}

extension Signature.Field {
  /// The version of sacreBLEU whose numbers these are.
  static let version = Signature.Field("version", "v", "2.6.0")
}
