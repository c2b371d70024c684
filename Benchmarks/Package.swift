// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

var strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]
if Context.environment["BITEXT_WARNINGS_ARE_ERRORS"] != nil {
  strict.append(.treatAllWarnings(as: .error))
}

let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "bitext", path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // CPU time of each stage and of the whole build.
    .executableTarget(
      name: "speed",
      dependencies: [
        .product(name: "BitextKit", package: "bitext"),
        .product(name: "BitextMemory", package: "bitext"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Sources/Speed", swiftSettings: strict)
  ]
)
