// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where an input becomes a file for code that reads files: in memory where the system has such a place.
final class Scratch: @unchecked Sendable {
  // Unchecked: one input is handled at a time.
  /// A folder for what needs a name.
  let folder: String

  init() {
    for place in ["/dev/shm", "/tmp"] {
      var name = Array("\(place)/bitext-fuzz-XXXXXX".utf8CString)
      if let made = mkdtemp(&name) {
        folder = String(cString: made)
        return
      }
    }
    fatalError("no folder can be made in /dev/shm or /tmp")
  }

  deinit { removeTree(folder) }

  /// The path of a file that holds some bytes, until the next call.
  func file(_ bytes: UnsafeRawBufferPointer) -> String { file("input", bytes) }

  /// The path of a file in the folder that holds some bytes.
  func file(_ name: String, _ bytes: UnsafeRawBufferPointer) -> String {
    let path = folder + "/" + name
    Self.write(bytes, to: path)
    return path
  }

  /// Writes a file.
  static func write(_ bytes: UnsafeRawBufferPointer, to path: String) {
    guard let file = fopen(path, "w") else { fatalError("\(path) cannot be written") }
    fwrite(bytes.baseAddress, 1, bytes.count, file)
    fclose(file)
  }

  /// The bytes of a file.
  static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}

/// Removes a folder with what is in it.
func removeTree(_ path: String) {
  guard let folder = opendir(path) else {
    unlink(path)
    return
  }
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != "." && name != ".." { removeTree(path + "/" + name) }
  }
  closedir(folder)
  rmdir(path)
}

/// Makes a folder.
func makeFolder(_ path: String) { mkdir(path, 0o777) }
