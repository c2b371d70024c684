// SPDX-License-Identifier: Apache-2.0

/// Lines of UTF-8, one after the other, with the name that messages call them by.
public struct LineSource {
  /// A file's name, or what stands for it.
  public var name: String
  /// Puts the next line, without its end, in place of what the buffer holds; `false` at the end.
  public var next: (inout [UInt8]) throws -> Bool

  /// Makes a source of a closure.
  public init(name: String, next: @escaping (inout [UInt8]) throws -> Bool) {
    self.name = name
    self.next = next
  }

  /// Makes a source of lines in memory.
  public init(name: String, lines: some Sequence<[UInt8]>) {
    var iterator = lines.makeIterator()
    self.init(name: name) { buffer in
      guard let line = iterator.next() else { return false }
      buffer.replaceSubrange(buffer.startIndex..., with: line)
      return true
    }
  }

  /// Makes a source of strings in memory.
  public init(name: String, strings: some Sequence<String>) {
    self.init(name: name, lines: strings.lazy.map { Array($0.utf8) })
  }
}

/// A source, how far it was read, and the line last read.
struct CountedLines {
  let source: LineSource
  private(set) var count = 0
  private(set) var line: [UInt8] = []

  init(_ source: LineSource) { self.source = source }

  /// Reads on; cuts white space off the end of the line, as sacreBLEU does.
  mutating func advance() throws -> Bool {
    line.removeAll(keepingCapacity: true)
    guard try source.next(&line) else { return false }
    count += 1
    let (fault, end) = line.withUnsafeBufferPointer { (WellFormed.firstFault($0), Self.end($0)) }
    if let fault {
      throw ScoreFailure(.encoding, "\(source.name):\(count): invalid UTF-8 at byte \(fault + 1)")
    }
    line.removeSubrange(end...)
    return true
  }

  /// Reads to the end, for the count.
  mutating func drain() throws {
    while try source.next(&line) { count += 1 }
  }

  private static func end(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    var end = line.count
    while end > 0 {
      var start = end - 1
      while start > 0, line[start] & 0xC0 == 0x80 { start -= 1 }
      let length = end - start
      var scalar = UInt32(line[start])
      if length == 2 { scalar = (scalar & 0x1F) << 6 | UInt32(line[start + 1] & 0x3F) }
      if length == 3 {
        scalar =
          (scalar & 0x0F) << 12 | UInt32(line[start + 1] & 0x3F) << 6
          | UInt32(line[start + 2] & 0x3F)
      }
      guard length <= 3, ScalarClass.isSpace(scalar) else { return end }
      end = start
    }
    return 0
  }
}
