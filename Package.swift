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
  ]
)
