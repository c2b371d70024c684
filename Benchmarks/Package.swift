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
  dependencies: [.package(name: "bitext", path: "..")],
  targets: [
    // CPU time of each stage and of the whole build.
    .executableTarget(
      name: "speed", dependencies: [.product(name: "BitextKit", package: "bitext")],
      path: "Sources/Speed", swiftSettings: strict)
  ]
)
