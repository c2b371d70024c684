// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// Settings of every Swift target: the import walls are written out, nothing is implied.
var strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]
// Warnings are errors where the checks of a change run, not for those who build the package.
if Context.environment["BITEXT_WARNINGS_ARE_ERRORS"] != nil {
  strict.append(.treatAllWarnings(as: .error))
}

let ground: [Target.Dependency] = ["BitextModel", "BitextIO", "BitextText", "BitextLexicon"]
let stages: [Target.Dependency] = [
  "BitextCorpus", "BitextPairing", "BitextAlignment", "BitextQuality",
]

let package = Package(
  name: "bitext",
  products: [
    .library(name: "BitextKit", targets: ["BitextKit"]),
    .library(name: "BitextMemory", targets: ["BitextMemory"]),
    .executable(name: "bitext", targets: ["bitext"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Values and seams. Standard library only.
    .target(name: "BitextModel", swiftSettings: strict),

    // System libraries: a module map each, a C shim where a header must not reach Swift.
    .systemLibrary(
      name: "CICULib", path: "Sources/System/CICULib", pkgConfig: "icu-i18n",
      providers: [.apt(["libicu-dev"])]),
    .target(name: "CICUShim", dependencies: ["CICULib"], path: "Sources/System/CICUShim"),
    .systemLibrary(
      name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CZstd", path: "Sources/System/CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(
      name: "CCrypto", path: "Sources/System/CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CLibXML2", path: "Sources/System/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CMalloc", path: "Sources/System/CMalloc"),
    .target(
      name: "CSimdJSON", path: "Sources/System/CSimdJSON",
      linkerSettings: [.linkedLibrary("simdjson")]),
    .systemLibrary(
      name: "CStemmer", path: "Sources/System/CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(name: "CLexiconData", path: "Sources/System/CLexiconData"),
    .target(name: "CTermbaseData", path: "Sources/System/CTermbaseData"),
    .target(name: "CRankingData", path: "Sources/System/CRankingData"),
    .target(name: "CReportPage", path: "Sources/System/CReportPage"),

    // The ground: bytes, text, the lexicon.
    .target(
      name: "BitextIO",
      dependencies: ["BitextModel", "CZlib", "CZstd", "CCrypto", "CSimdJSON"],
      swiftSettings: strict),
    .target(
      name: "BitextText", dependencies: ["BitextModel", "CICUShim"], swiftSettings: strict),

    .target(
      name: "BitextLexicon",
      dependencies: ["BitextModel", "BitextIO", "BitextText", "CLexiconData", "CStemmer"],
      swiftSettings: strict),

    // Pages, documents and units: readers and writers.
    .target(name: "BitextCorpus", dependencies: ground + ["CLibXML2"], swiftSettings: strict),
    // Documents to pairs, or to the verdict that there is none.
    .target(name: "BitextPairing", dependencies: ground, swiftSettings: strict),
    // Segments to ladders of beads.
    .target(
      name: "BitextAlignment", dependencies: ["BitextModel", "BitextText", "BitextLexicon"],
      swiftSettings: strict),
    // Metrics, significance; faults named without a reference.
    .target(
      name: "BitextQuality",
      dependencies: ground + ["CTermbaseData", "CRankingData", "CReportPage"],
      exclude: ["Report/Page"], swiftSettings: strict,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    // The translation memory: store, fuzzy match, concordance. A product of its own, for GRDB.
    .target(
      name: "BitextMemory",
      dependencies: [
        "BitextModel", "BitextIO", "BitextText",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    // The one composition root; concurrency lives here.
    .target(
      name: "BitextWorkflow", dependencies: ground + stages + ["CMalloc"], swiftSettings: strict),
    // The umbrella; holds no code.
    .target(
      name: "BitextKit", dependencies: ground + stages + ["BitextWorkflow"],
      swiftSettings: strict),

    // The command.
    .executableTarget(
      name: "bitext",
      dependencies: ground + stages + [
        "BitextKit", "BitextWorkflow", "BitextMemory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),

    // Tests: one target a source target; BitextTestSupport holds law-checkers, fixtures, processes.
    .target(
      name: "BitextTestSupport", dependencies: ["BitextModel"], path: "Tests/BitextTestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "BitextModelTests", dependencies: ["BitextModel", "BitextTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BitextIOTests", dependencies: ["BitextModel", "BitextIO", "BitextTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BitextLexiconTests",
      dependencies: ["BitextModel", "BitextIO", "BitextLexicon", "BitextTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BitextCorpusTests", dependencies: ground + ["BitextCorpus", "BitextTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BitextPairingTests",
      dependencies: ground + ["BitextPairing", "BitextAlignment", "BitextTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BitextAlignmentTests",
      dependencies: [
        "BitextModel", "BitextText", "BitextLexicon", "BitextAlignment", "BitextTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "BitextWorkflowTests",
      dependencies: ground + stages + ["BitextWorkflow", "BitextTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BitextCommandTests", dependencies: ["bitext", "BitextTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BitextQualityTests", dependencies: ground + ["BitextQuality", "BitextTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BitextMemoryTests",
      dependencies: [
        "BitextModel", "BitextText", "BitextMemory", "BitextTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "BitextTextTests", dependencies: ["BitextModel", "BitextText", "CICUShim"],
      swiftSettings: strict),
    // The targets of Tests/Fuzzing, a package of its own for libFuzzer, as ordinary tests.
    .testTarget(
      name: "BitextFuzzTests",
      dependencies: ground + [
        "BitextCorpus", "BitextPairing", "BitextAlignment", "BitextMemory", "BitextWorkflow",
        "BitextTestSupport",
      ],
      path: "Tests/Fuzzing", exclude: ["Command", "Package.swift"],
      sources: ["Targets", "Replay"], swiftSettings: strict),
  ],
  cLanguageStandard: .c2x,
  cxxLanguageStandard: .cxx17
)
