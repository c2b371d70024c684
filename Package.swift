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
    .library(name: "BitextQuality", targets: ["BitextQuality"]),
  ],
  targets: [
    // Values and seams. Standard library only.
    .target(name: "BitextModel", swiftSettings: strict),

    // Metrics and significance. Standard library, and `m` for logarithms.
    .target(
      name: "BitextQuality", dependencies: ["BitextModel"], swiftSettings: strict,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),

    .testTarget(
      name: "BitextQualityTests", dependencies: ["BitextModel", "BitextQuality"],
      swiftSettings: strict),
  ]
)
