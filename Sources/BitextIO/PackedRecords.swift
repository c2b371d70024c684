// SPDX-License-Identifier: Apache-2.0

internal import CZstd

/// Packs many small records of one kind by Zstandard, each alone, with a dictionary learnt from some
/// of them: any record is unpacked without its neighbours.
///
/// - Note: Safe to share between threads.
public final class PackedRecords: @unchecked Sendable {
  // Unchecked: Zstandard's digested dictionaries are never written to after they are made.
  /// The dictionary; empty where there were too few records to learn one.
  public let dictionary: [UInt8]
  private let compression: OpaquePointer?
  private let decompression: OpaquePointer?

  /// Takes a dictionary that ``learnt(from:byteCount:)`` gave.
  public init(dictionary: [UInt8]) {
    self.dictionary = dictionary
    compression =
      dictionary.isEmpty
      ? nil : dictionary.withUnsafeBytes { ZSTD_createCDict($0.baseAddress, $0.count, 3) }
    decompression =
      dictionary.isEmpty
      ? nil : dictionary.withUnsafeBytes { ZSTD_createDDict($0.baseAddress, $0.count) }
  }

  deinit {
    ZSTD_freeCDict(compression)
    ZSTD_freeDDict(decompression)
  }

  /// Learns a dictionary from samples.
  ///
  /// - Parameters:
  ///   - samples: records of the kind; a thousand are plenty.
  ///   - byteCount: the size of the dictionary at most.
  public static func learnt(from samples: [[UInt8]], byteCount: Int = 64 << 10) -> PackedRecords {
    let all = samples.flatMap { $0 }
    let sizes = samples.map(\.count)
    var dictionary = [UInt8](repeating: 0, count: byteCount)
    let count = dictionary.withUnsafeMutableBytes { room in
      all.withUnsafeBytes { bytes in
        ZDICT_trainFromBuffer(
          room.baseAddress, room.count, bytes.baseAddress, sizes, UInt32(sizes.count))
      }
    }
    guard samples.count >= 64, ZDICT_isError(count) == 0 else {
      return PackedRecords(dictionary: [])
    }
    return PackedRecords(dictionary: Array(dictionary[..<count]))
  }

  /// Packs a record; damage is found when it is unpacked.
  public func pack(_ record: [UInt8]) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    if let compression {
      ZSTD_CCtx_refCDict(context, compression)
    } else {
      ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 3)
    }
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(record.count))
    let count = packed.withUnsafeMutableBytes { room in
      record.withUnsafeBytes {
        ZSTD_compress2(context, room.baseAddress, room.count, $0.baseAddress, $0.count)
      }
    }
    if ZSTD_isError(count) != 0 { fatalError("zstd fails only when memory is out") }
    packed.removeLast(packed.count - count)
    return packed
  }

  /// What so many packed bytes can hold at most: a block takes four bytes or more, and gives 128 KiB or
  /// less. The size that a damaged record says of itself is held to it.
  static func mostBytes(in packedCount: Int) -> Int { (packedCount / 4 + 1) << 17 }

  /// Unpacks a record; `nil` where it is damaged, or more than `limit` bytes long.
  public func unpack(_ packed: UnsafeRawBufferPointer, limit: Int = 1 << 30) -> [UInt8]? {
    let size = ZSTD_getFrameContentSize(packed.baseAddress, packed.count)
    guard size <= UInt64(min(limit, Self.mostBytes(in: packed.count))) else { return nil }
    let context = ZSTD_createDCtx()
    defer { ZSTD_freeDCtx(context) }
    var record = [UInt8](repeating: 0, count: Int(size))
    let count = record.withUnsafeMutableBytes { room in
      if let decompression {
        return ZSTD_decompress_usingDDict(
          context, room.baseAddress, room.count, packed.baseAddress, packed.count, decompression)
      }
      return ZSTD_decompressDCtx(
        context, room.baseAddress, room.count, packed.baseAddress, packed.count)
    }
    return ZSTD_isError(count) == 0 && count == Int(size) ? record : nil
  }
}
