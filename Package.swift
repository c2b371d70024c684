// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// Settings of every Swift target: the import walls are written out, nothing is implied.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "bitext",
  products: [
    .library(name: "BitextModel", targets: ["BitextModel"]),
  ],
  targets: [
    // Values and seams. Standard library only.
    .target(name: "BitextModel", swiftSettings: strict),

    // System libraries: a module map each, a C shim where a header must not reach Swift.
    .systemLibrary(name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", path: "Sources/System/CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CCrypto", path: "Sources/System/CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLibXML2", path: "Sources/System/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
    .target(name: "CSimdJSON", path: "Sources/System/CSimdJSON",
      linkerSettings: [.linkedLibrary("simdjson")]),

    // The ground: bytes, text.
    .target(name: "BitextIO",
      dependencies: ["BitextModel", "CZlib", "CZstd", "CCrypto", "CSimdJSON"],
      swiftSettings: strict),
//TEXT//
    // The route: pages and units, pairs, ladders.
    .target(name: "BitextCorpus",
      dependencies: ["BitextModel", "BitextIO", "BitextText", "CLibXML2"], swiftSettings: strict),
    .target(name: "BitextPairing",
      dependencies: ["BitextModel", "BitextIO", "BitextText"], swiftSettings: strict),
    .target(name: "BitextAlignment",
      dependencies: ["BitextModel", "BitextText"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
