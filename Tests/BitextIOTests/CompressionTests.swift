// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextTestSupport
import Foundation
import Testing

struct `Compressed files` {
  static let names = ["a.txt", "a.gz", "a.zst"]

  private func written(_ bytes: [UInt8], _ name: String, to folder: TemporaryFolder) throws
    -> String
  {
    let output = try OutputFile(path: folder.path(name))
    for start in stride(from: 0, to: bytes.count, by: 40_000) {
      try output.write(Array(bytes[start..<min(start + 40_000, bytes.count)]))
    }
    try output.finish()
    return folder.path(name)
  }

  private func noise(_ count: Int) -> [UInt8] {
    var random = TestRandom(seed: 3)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  @Test(arguments: names, [0, 1, 1000, 300_000, 1_500_000])
  func `give back what was written`(name: String, count: Int) throws {
    let folder = try TemporaryFolder()
    let even = [UInt8](repeating: 0x61, count: count)
    #expect(try ByteSource(path: try written(even, name, to: folder)).readAll() == even)
    let random = noise(min(count, 300_000))
    #expect(try ByteSource(path: try written(random, name, to: folder)).readAll() == random)
  }

  @Test(arguments: ["a.gz", "a.zst"])
  func `may hold several frames`(name: String) throws {
    let folder = try TemporaryFolder()
    let frame = try TestFiles.bytes(written(Array("one\n".utf8), name, to: folder))
    let big = [UInt8](repeating: 0x62, count: 700_000)
    let other = try TestFiles.bytes(written(big, name, to: folder))
    let path = try folder.write("many-" + name, frame + other + frame)
    #expect(
      try ByteSource(path: path).readAll() == Array("one\n".utf8) + big + Array("one\n".utf8))
  }

  @Test(arguments: ["a.gz", "a.zst"])
  func `that are cut anywhere are truncated`(name: String) throws {
    let folder = try TemporaryFolder()
    let whole = try TestFiles.bytes(written(noise(5000), name, to: folder))
    for end in [1, 3, 9, 12, 100, whole.count / 2, whole.count - 5, whole.count - 1] {
      let path = try folder.write("cut-" + name, Array(whole[..<end]))
      let failure = #expect(throws: IOFailure.self) { try ByteSource(path: path).readAll() }
      #expect(failure?.code == .truncated, "cut at \(end) of \(whole.count)")
    }
  }

  @Test(arguments: ["a.gz", "a.zst"])
  func `that are no such files are damaged`(name: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(name, "this is no compressed file at all")
    let failure = #expect(throws: IOFailure.self) { try ByteSource(path: path).readAll() }
    #expect(failure?.code == .damaged)
    #expect(failure?.description.hasPrefix(path + ": ") == true)
  }

  @Test func `with a wrong checksum are damaged`() throws {
    let folder = try TemporaryFolder()
    var bytes = try TestFiles.bytes(written(noise(5000), "a.gz", to: folder))
    bytes[bytes.count - 6] ^= 0xff
    let path = try folder.write("bad.gz", bytes)
    let failure = #expect(throws: IOFailure.self) { try ByteSource(path: path).readAll() }
    #expect(failure?.code == .damaged)
  }

  @Test(arguments: ["a.gz", "a.zst"])
  func `with rubbish behind the last frame are damaged`(name: String) throws {
    let folder = try TemporaryFolder()
    let whole = try TestFiles.bytes(written(Array("text".utf8), name, to: folder))
    let path = try folder.write("tail-" + name, whole + Array("rubbish!".utf8))
    let failure = #expect(throws: IOFailure.self) { try ByteSource(path: path).readAll() }
    #expect(failure?.code == .damaged)
  }

  @Test(arguments: ["a.gz", "a.zst"])
  func `of no bytes hold no bytes`(name: String) throws {
    let folder = try TemporaryFolder()
    #expect(try ByteSource(path: try folder.write(name, "")).readAll().isEmpty)
  }

  @Test(arguments: ["a.gz", "a.zst"])
  func `depend on their content alone`(name: String) throws {
    let folder = try TemporaryFolder()
    let first = try TestFiles.bytes(written(noise(2000), name, to: folder))
    let second = try TestFiles.bytes(written(noise(2000), "other-" + name, to: folder))
    #expect(first == second)
  }

  @Test(
    .enabled(if: TestFiles.exists("/usr/bin/gzip"), "needs gzip"),
    arguments: [("a.gz", "/usr/bin/gzip"), ("a.zst", "/usr/bin/zstd")])
  func `are read by the usual tools`(name: String, tool: String) throws {
    guard TestFiles.exists(tool) else { return }
    let folder = try TemporaryFolder()
    let path = try written(Array("一二三\n".utf8), name, to: folder)
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: tool)
    process.arguments = ["-dc", path]
    process.standardOutput = pipe
    try process.run()
    #expect(
      String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "一二三\n")
    process.waitUntilExit()
  }
}

struct `Byte source` {
  @Test func `that does not exist is not found`() {
    let failure = #expect(throws: IOFailure.self) { try ByteSource(path: "/no/such/file") }
    #expect(failure?.code == .notFound)
    #expect(failure?.message == "cannot be opened: no such file or directory")
  }

  @Test func `that is a folder is refused`() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: IOFailure.self) { try ByteSource(path: folder.path) }
    #expect(failure?.code == .failed)
  }

  @Test func `refuses to read more into memory than allowed`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a", [UInt8](repeating: 1, count: 2000))
    let failure = #expect(throws: IOFailure.self) {
      try ByteSource(path: path).readAll(limit: 1999)
    }
    #expect(failure?.code == .failed)
    #expect(try ByteSource(path: path).readAll(limit: 2000).count == 2000)
  }

  @Test func `hashes the file as it lies on disk, however much of it was read`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a", "abc")
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let whole = try ByteSource(path: path, hashing: true)
    _ = try whole.readAll()
    #expect(whole.digest == expected)
    #expect(try ByteSource(path: path, hashing: true).restDigest() == expected)
    #expect(try ByteSource(path: path).restDigest() == "")
  }
}

struct `SHA-256` {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `gives the values of FIPS 180`(text: String, digest: String) {
    let hash = SHA256()
    for byte in text.utf8 { withUnsafeBytes(of: byte) { hash.update($0) } }
    #expect(hash.finish() == digest)
  }
}
