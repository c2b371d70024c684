// SPDX-License-Identifier: Apache-2.0

import BitextIO
import BitextTestSupport
import Testing

struct `Output file` {
  @Test func `has its name only when finished`() throws {
    let folder = try TemporaryFolder()
    let output = try OutputFile(path: folder.path("a.txt"))
    try output.write("text")
    #expect(!TestFiles.exists(folder.path("a.txt")))
    try output.finish()
    #expect(try folder.text("a.txt") == "text")
    #expect(try folder.names == ["a.txt"])
  }

  @Test func `that is not finished leaves nothing`() throws {
    let folder = try TemporaryFolder()
    var output: OutputFile? = try OutputFile(path: folder.path("a.txt"))
    try output?.write([UInt8](repeating: 1, count: 200_000))
    #expect(try folder.names.count == 1)
    output = nil
    #expect(try folder.names.isEmpty)
  }

  @Test func `that is not finished leaves what stood there before`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "old")
    var output: OutputFile? = try OutputFile(path: folder.path("a.txt"))
    try output?.write("new")
    try output?.flush()
    #expect(try folder.text("a.txt") == "old")
    output = nil
    #expect(try folder.text("a.txt") == "old")
  }

  @Test func `replaces a file of its name`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "old, and longer")
    let output = try OutputFile(path: folder.path("a.txt"))
    try output.write("new")
    try output.finish()
    #expect(try folder.text("a.txt") == "new")
  }

  /// The first file's end of life must not take away what the second is writing.
  @Test func `can be written again while the finished one still lives`() throws {
    let folder = try TemporaryFolder()
    var first: OutputFile? = try OutputFile(path: folder.path("a.txt"))
    try first?.finish()
    let second = try OutputFile(path: folder.path("a.txt"))
    try second.write("second")
    first = nil
    try second.finish()
    #expect(first == nil)
    #expect(try folder.text("a.txt") == "second")
  }

  @Test func `hashes and counts what it wrote`() throws {
    let folder = try TemporaryFolder()
    let output = try OutputFile(path: folder.path("a.txt"), hashing: true)
    try output.write("a")
    try output.write(Array("bc".utf8))
    #expect(output.byteCount == 3)
    let digest = try output.finish()
    #expect(digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(output.digest == digest)
  }

  @Test func `cannot be made under a file, in a missing folder or over a folder`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "")
    for path in [folder.path("file/a.txt"), folder.path("none/a.txt"), folder.path] {
      let failure = #expect(throws: IOFailure.self) { try OutputFile(path: path) }
      #expect(failure?.code == .cannotCreate)
    }
    #expect(try folder.names == ["file"])
  }

  @Test func `to a full disk says so`() throws {
    let output = try OutputFile(path: "/dev/full")
    try output.write("text")
    let failure = #expect(throws: IOFailure.self) { try output.finish() }
    #expect(failure?.code == .diskFull)
  }

  @Test func `to a device needs no temporary name`() throws {
    let output = try OutputFile(path: "/dev/null")
    try output.write("text")
    try output.finish()
    #expect(TestFiles.exists("/dev/null"))
  }
}

struct `Output folder` {
  private func put(_ text: String, into folder: OutputFolder) throws {
    let file = try OutputFile(path: folder.path(of: "a.txt"))
    try file.write(text)
    try file.finish()
  }

  @Test func `has its name only when finished`() throws {
    let place = try TemporaryFolder()
    let folder = try OutputFolder(path: place.path("deep/er/out/"))
    #expect(folder.path == place.path("deep/er/out"))
    try put("text", into: folder)
    #expect(!TestFiles.exists(place.path("deep/er/out")))
    try folder.finish()
    #expect(try place.text("deep/er/out/a.txt") == "text")
  }

  @Test func `that is not finished leaves nothing`() throws {
    let place = try TemporaryFolder()
    var folder: OutputFolder? = try OutputFolder(path: place.path("out"))
    if let folder { try put("text", into: folder) }
    #expect(try place.names.count == 1)
    folder = nil
    #expect(try place.names.isEmpty)
  }

  @Test func `that exists is kept unless it may be replaced`() throws {
    let place = try TemporaryFolder()
    try place.write("out/old.txt", "old")
    let failure = #expect(throws: IOFailure.self) { try OutputFolder(path: place.path("out")) }
    #expect(failure?.code == .cannotCreate)
    let folder = try OutputFolder(path: place.path("out"), replacing: true)
    try put("new", into: folder)
    #expect(try place.text("out/old.txt") == "old")
    try folder.finish()
    #expect(!TestFiles.exists(place.path("out/old.txt")))
    #expect(try place.text("out/a.txt") == "new")
    #expect(try place.names == ["out"])
  }

  @Test func `cannot take the place of a file, or lie under one`() throws {
    let place = try TemporaryFolder()
    try place.write("file", "")
    for path in [place.path("file"), place.path("file/out")] {
      let failure = #expect(throws: IOFailure.self) {
        try OutputFolder(path: path, replacing: true)
      }
      #expect(failure?.code == .cannotCreate)
    }
    #expect(try place.names == ["file"])
  }

  @Test func `can be made in the working folder`() throws {
    let failure = #expect(throws: IOFailure.self) { try OutputFolder(path: ".") }
    #expect(failure?.code == .cannotCreate)
  }

  @Test func `forgets a file that only served`() throws {
    let place = try TemporaryFolder()
    let folder = try OutputFolder(path: place.path("out"))
    try put("text", into: folder)
    folder.remove("a.txt")
    try folder.finish()
    #expect(!TestFiles.exists(place.path("out/a.txt")))
  }
}

struct `File names` {
  @Test(arguments: [
    ("a/b.txt.gz", "b", "txt"), ("b.TSV.gz", "b", "tsv"), ("x.jsonl.zst", "x", "jsonl"),
    ("noextension", "noextension", ""), (".hidden", ".hidden", "hidden"), ("a.b.c", "a.b", "c"),
    ("dir.d/file", "file", ""), ("-", "stdin", ""), ("汉.txt", "汉", "txt"),
  ])
  func `have a stem and a format`(path: String, stem: String, format: String) {
    #expect(FileSystem.stem(of: path) == stem)
    #expect(FileSystem.formatExtension(of: path) == format)
  }

  @Test func `below a folder come sorted as bytes, hidden ones left out`() throws {
    let folder = try TemporaryFolder()
    for name in ["b.txt", "a/z.txt", "B.txt", ".hidden", "a/.x/y", "汉.txt"] {
      try folder.write(name, "")
    }
    let found = try FileSystem.files(below: folder.path + "/")
    #expect(found == ["B.txt", "a/z.txt", "b.txt", "汉.txt"].map { folder.path($0) })
  }

  @Test func `tell what stands there`() throws {
    let folder = try TemporaryFolder()
    #expect(FileSystem.kind(of: try folder.write("a", "123")) == .file)
    #expect(FileSystem.kind(of: folder.path) == .folder)
    #expect(FileSystem.kind(of: folder.path("none")) == .missing)
    #expect(FileSystem.kind(of: "-") == .file)
    #expect(FileSystem.byteCount(of: folder.path("a")) == 3)
    #expect(FileSystem.byteCount(of: folder.path) == nil)
  }
}
