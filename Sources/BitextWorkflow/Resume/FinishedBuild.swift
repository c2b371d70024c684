// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// A corpus that is there already: what its manifest says.
struct FinishedBuild {
  private let manifest: JSONValue

  /// Reads the manifest of a folder; `nil` where there is none.
  init?(_ folder: String) {
    let path = folder + "/manifest.json"
    guard FileSystem.kind(of: path) == .file, let source = try? ByteSource(path: path),
      let bytes = try? source.readAll(limit: 1 << 28)
    else { return nil }
    let parser = JSONParser()
    guard let value = bytes.withUnsafeBufferPointer({ try? parser.parse($0).value }) else {
      return nil
    }
    manifest = value
  }

  /// Whether the folder was made by this version from these inputs with these options.
  func wasMade(
    by signature: String, options: [(name: String, value: JSONValue)], files: [InputFiles.File]
  ) throws -> Bool {
    let asked = JSONValue.object(options.map { JSONMember($0.name, $0.value) })
    guard manifest["version"]?.string == BitextVersion.current,
      manifest["signature"]?.string == signature, let made = manifest["options"],
      Self.text(made) == Self.text(asked), let inputs = manifest["inputs"]?.elements,
      inputs.map({ $0["path"]?.string }) == files.map(\.path)
    else { return false }
    for (file, input) in zip(files, inputs) {
      guard file.path != "-",
        try ByteSource(path: file.path, hashing: true).restDigest() == input["sha256"]?.string
      else { return false }
    }
    return true
  }

  /// What the build did, as it stands in the manifest.
  func report(of folder: String, signature: String) -> BuildReport {
    var report = BuildReport(
      folder: folder, signature: signature, counts: BuildCounts(), headline: BuildHeadline())
    report.recorded = BuildReport.Recorded(
      counts: manifest["counts"] ?? .null, headline: manifest["headline"] ?? .null)
    return report
  }

  private static func text(_ value: JSONValue) -> [UInt8] {
    var json = JSONWriter()
    json.value(value)
    return json.bytes
  }
}
