// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The bytes of a file, decompressed where its name ends in `.gz` or `.zst`; `-` is standard input.
///
/// Standard input is decompressed when its first bytes are those of gzip or Zstandard. Memory is
/// constant. A source belongs to one thread.
public final class ByteSource {
  /// The file as the caller named it.
  public let path: String
  /// The SHA-256 of the bytes as they stand in the file, in hexadecimal, once all were read.
  public private(set) var digest: String?

  private let descriptor: Int32
  private var decoder: (any StreamDecoder)?
  private var raw: [UInt8]
  private var rawStart = 0
  private var rawEnd = 0
  private var reachedEnd = false
  private var hash: SHA256?
  /// Size and time of change of a regular file when it was opened.
  private let opened: FileState?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - hashing: whether ``digest`` is wanted.
  /// - Throws: ``IOFailure`` with `notFound` or `failed`.
  public init(path: String, hashing: Bool = false) throws {
    self.path = path
    if path == "-" {
      descriptor = dup(STDIN_FILENO)
    } else {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw IOFailure.system("cannot be opened", path: path) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw IOFailure(.failed, path: path, message: "expected a file, found a folder")
    }
    opened = FileState(status)
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    raw = [UInt8](repeating: 0, count: 1 << 18)
    hash = hashing ? SHA256() : nil
    try fill()
    decoder = try chooseDecoder()
  }

  deinit { close(descriptor) }

  /// Reads up to `buffer.count` bytes.
  ///
  /// - Returns: the number of bytes read; 0 at the end.
  /// - Throws: ``IOFailure`` with `failed`, `truncated` or `damaged`.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let decoder else {
      if rawStart == rawEnd { try fill() }
      let count = min(buffer.count, rawEnd - rawStart)
      raw.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[rawStart..<rawStart + count]))
      }
      rawStart += count
      return count
    }
    while true {
      if rawStart == rawEnd { try fill() }
      let step = try raw.withUnsafeBytes {
        try decoder.decode(
          UnsafeRawBufferPointer(rebasing: $0[rawStart..<rawEnd]), into: buffer,
          inputEnded: reachedEnd, path: path)
      }
      rawStart += step.consumed
      if step.produced > 0 { return step.produced }
      if step.finished && rawStart == rawEnd {
        try fill()
        if rawStart == rawEnd { return 0 }
      } else if rawStart == rawEnd && reachedEnd {
        throw IOFailure(.truncated, path: path, message: "the compressed data end too early")
      }
    }
  }

  private func chooseDecoder() throws -> (any StreamDecoder)? {
    let head = raw[rawStart..<rawEnd].prefix(4)
    if path.hasSuffix(".gz") || (path == "-" && head.starts(with: [0x1f, 0x8b])) {
      return rawEnd == 0 ? nil : try GzipDecoder(path: path)
    }
    if path.hasSuffix(".zst") || (path == "-" && head.starts(with: [0x28, 0xb5, 0x2f, 0xfd])) {
      return rawEnd == 0 ? nil : try ZstdDecoder(path: path)
    }
    return nil
  }

  private func fill() throws {
    guard !reachedEnd else { return }
    while true {
      let count = raw.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw IOFailure.system("cannot be read", path: path) }
      rawStart = 0
      rawEnd = count
      if count == 0 {
        reachedEnd = true
        digest = hash?.finish()
      } else {
        raw.withUnsafeBytes { hash?.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      }
      return
    }
  }

  /// Reads what is left, keeps nothing of it, and gives the SHA-256 of the whole file.
  ///
  /// - Returns: 64 hexadecimal digits; empty where the source was opened without hashing.
  public func restDigest() throws -> String {
    while !reachedEnd {
      rawStart = rawEnd
      try fill()
    }
    return digest ?? ""
  }

  /// Refuses a regular file that changed since it was opened: what was read may be neither the old nor
  /// the new one.
  ///
  /// - Throws: ``IOFailure`` with `changed`.
  public func checkUnchanged() throws {
    var status = stat()
    guard let opened, fstat(descriptor, &status) == 0, let now = FileState(status), now != opened
    else { return }
    throw IOFailure(
      .changed, path: path,
      message:
        "expected a file that stays as it is while it is read, found \(opened.byteCount) bytes "
        + "that became \(now.byteCount); try again when it is complete")
  }

  /// Reads what is left into memory, up to `limit` bytes.
  ///
  /// - Throws: ``IOFailure`` with `failed` where there is more.
  public func readAll(limit: Int = 1 << 30) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try chunk.withUnsafeMutableBytes { try read(into: $0) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else {
        throw IOFailure(.failed, path: path, message: "expected at most \(limit) bytes, found more")
      }
    }
  }
}

/// By what a change of a regular file is told.
private struct FileState: Hashable {
  var byteCount: Int
  private var seconds: Int
  private var nanoseconds: Int

  init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    byteCount = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
