// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

// Without the fuzzer, as `swift build` has it, the command runs inputs that are named. See Docs/Testing.md.
var settings: [SwiftSetting] = [.swiftLanguageMode(.v6)]
if Context.environment["BITEXT_FUZZ"] != nil { settings.append(.define("FUZZING")) }

let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "bitext", path: "../..")],
  targets: [
    // Every reader, the segmenter and the aligner; the targets are tests of the package too.
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        .product(name: "BitextKit", package: "bitext"),
        .product(name: "BitextMemory", package: "bitext"),
      ],
      path: ".", exclude: ["Replay"], sources: ["Targets", "Command"],
      swiftSettings: settings, linkerSettings: [.unsafeFlags(["-use-ld=lld"])])
  ]
)
