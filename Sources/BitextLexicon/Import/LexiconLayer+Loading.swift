// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
public import BitextModel

extension LexiconLayer {
  /// Loads a layer from a file: a `.bitextlexicon`, which is mapped, or any form that
  /// ``LexiconReader`` reads; `.gz` and `.zst` are decompressed by name.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - reject: receives each row that cannot be used.
  /// - Throws: ``LexiconFailure``; `IOFailure`.
  public static func load(
    path: String, reject: @escaping (Rejection) throws -> Void = { _ in }
  ) throws -> LexiconLayer {
    let isPacked = path.hasSuffix(".gz") || path.hasSuffix(".zst")
    if !isPacked && FileSystem.byteCount(of: path) != nil {
      let file = try MappedFile(path: path)
      if file.bytes.starts(with: LexiconImage.magic) {
        let image = try LexiconImage(file.bytes, owner: file, path: path)
        return LexiconLayer(name: path, content: .image(image))
      }
    } else {
      let head = LineReader(try ByteSource(path: path))
      if try head.peek(8).elementsEqual(LexiconImage.magic) {
        let memory = ImageMemory(try ByteSource(path: path).readAll())
        let image = try LexiconImage(memory.bytes, owner: memory, path: path)
        return LexiconLayer(name: path, content: .image(image))
      }
    }
    var reader = LexiconReader(reject: reject)
    try reader.read(ByteSource(path: path))
    guard reader.builder.count > 0 else {
      throw LexiconFailure(.empty, path: path, message: "expected entries, found none")
    }
    return reader.builder.layer(name: path)
  }
}

extension Lexicon {
  /// A lexicon of the file at a path alone; ``init(layers:options:)`` puts others behind it.
  ///
  /// - Throws: ``LexiconFailure``; `IOFailure`.
  public static func load(path: String) throws -> Lexicon {
    Lexicon(layers: [try .load(path: path)])
  }
}
