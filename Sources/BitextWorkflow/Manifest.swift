// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// One file of a run and the SHA-256 of its bytes.
struct ManifestFile: Hashable, Sendable {
  var path: String
  var digest: String
}

/// What `manifest.json` says of a build: what went in, how, and what came out.
struct Manifest {
  var options: [(name: String, value: JSONValue)]
  var inputs: [ManifestFile]
  var outputs: [ManifestFile]
  var counts: BuildCounts
  var headline: BuildHeadline
  var signature: String
  /// Seconds since 1970, from SOURCE_DATE_EPOCH; left out where that is not set.
  var date: Int?

  /// The file: the same for the same build.
  var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("tool", "bitext")
    json.member("version", BitextVersion.current)
    json.member("signature", signature)
    if let date { json.member("date", date) }
    json.key("options")
    json.beginObject()
    for option in options {
      json.key(option.name)
      json.value(option.value)
    }
    json.endObject()
    for (name, files) in [("inputs", inputs), ("outputs", outputs)] {
      json.key(name)
      json.beginArray()
      for file in files {
        json.beginObject()
        json.member("path", file.path)
        json.member("sha256", file.digest)
        json.endObject()
      }
      json.endArray()
    }
    json.key("counts")
    json.counts(counts)
    json.key("headline")
    json.headline(headline)
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  /// Writes counts as an object of groups.
  mutating func counts(_ counts: BuildCounts) {
    beginObject()
    var group = ""
    for entry in counts.list {
      if entry.group != group {
        if !group.isEmpty { endObject() }
        group = entry.group
        key(group)
        beginObject()
      }
      member(entry.name, entry.value)
    }
    endObject()
    endObject()
  }
}
