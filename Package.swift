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

    // The ground: Unicode. CICUShim alone sees ICU's headers, BitextText alone sees the shim.
    .systemLibrary(
      name: "CICULib", path: "Sources/System/CICULib", pkgConfig: "icu-i18n",
      providers: [.apt(["libicu-dev"])]),
    .target(name: "CICUShim", dependencies: ["CICULib"], path: "Sources/System/CICUShim"),
    .target(
      name: "BitextText", dependencies: ["BitextModel", "CICUShim"], swiftSettings: strict),
    .testTarget(
      name: "BitextTextTests", dependencies: ["BitextModel", "BitextText", "CICUShim"],
      swiftSettings: strict),
  ]
)
