// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel
internal import Synchronization

/// How many shards of a build that can be continued were there already, and how many were made.
public struct ShardCounts: Hashable, Sendable {
  /// Shards of an earlier run that were used again.
  public var reused = 0
  /// Shards made by this run.
  public var made = 0
  /// Why what an earlier run left could not be used; `nil` where it could, or there was nothing.
  public var reason: String?
}

/// What a build keeps beside its output for one that continues it: the intake, then shards of judgements
/// and of ladders, each whole or not there.
///
/// A shard holds only what takes long to find; all else is made again from it. It serves a run of the
/// same version with the same options, lexicons and inputs; anything else begins anew.
final class BuildWork: Sendable {
  /// The shards' form; a change of it makes those of earlier versions useless.
  private static let form = 1
  private static let record = "build"
  private static let intake = "intake"

  let folder: WorkFolder
  /// Documents a shard.
  let shardSize: Int
  private let tally = Mutex(ShardCounts())

  /// Opens what an earlier run left, or begins anew.
  ///
  /// - Parameters:
  ///   - output: the output folder.
  ///   - key: all that the shards depend on but the inputs' bytes.
  ///   - arguments: what the command was called with, for one that is to continue it.
  ///   - shardSize: documents a shard.
  init(for output: String, key: String, arguments: [String], shardSize: Int) throws {
    folder = try WorkFolder(for: output)
    self.shardSize = shardSize
    let key = "\(Self.form)|\(shardSize)|\(key)"
    let known = folder.shard(Self.record).map { Self.parsed($0) }
    if let known, known.key == key { return }
    if known != nil { try startOver(because: "other options, lexicons or version") }
    try folder.clear()
    var record = RecordBytes()
    record.add(key)
    record.add(arguments)
    try folder.write(record.bytes, as: Self.record)
  }

  private static func parsed(_ bytes: [UInt8]) -> (key: String, arguments: [String]) {
    bytes.withUnsafeBytes { bytes in
      var reader = RecordReader(bytes)
      return (reader.string(), reader.strings())
    }
  }

  /// What the command was called with whose run left the work folder of an output; `nil` where there is none.
  static func arguments(for output: String) -> [String]? {
    WorkFolder.shard(record, for: output).map { parsed($0).arguments }
  }

  /// What was counted so far.
  var counts: ShardCounts { tally.withLock { $0 } }

  /// Takes nothing of what an earlier run left.
  func startOver(because reason: String) throws {
    tally.withLock { $0.reason = reason }
    let record = folder.shard(Self.record)
    try folder.clear()
    if let record { try folder.write(record, as: Self.record) }
  }

  /// The bytes of a shard of an earlier run.
  func shard(_ name: String) -> [UInt8]? {
    let bytes = folder.shard(name)
    if bytes != nil { tally.withLock { $0.reused += 1 } }
    return bytes
  }

  /// Keeps a shard.
  func keep(_ bytes: [UInt8], as name: String) throws {
    try folder.write(bytes, as: name)
    tally.withLock { $0.made += 1 }
  }

  /// The name of the shard with some translations.
  static func name(_ stage: String, _ range: Range<Int>) -> String {
    "\(stage)-\(range.lowerBound)-\(range.upperBound)"
  }
}
