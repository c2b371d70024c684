// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// The records of a WET file one after the other, by moving the fence of a line reader.
///
/// A record that is damaged is skipped to the next line that begins with `WARC/`.
struct WETRecords {
  /// Which page the lines up to the fence are; 0 for the first, −1 before it.
  private(set) var page = -1
  /// The address of the page, where the record has one.
  private(set) var address: String?

  private let lines: LineReader
  private var saidOther = false

  init(_ lines: LineReader) { self.lines = lines }

  /// Goes to the next page.
  ///
  /// - Returns: success for a page, a rejection for what is no page, `nil` at the end.
  mutating func advance() throws -> Result<Void, RejectedRecord>? {
    if let cut = try skipRest() { return .failure(cut) }
    while try lines.advance() {
      let line = PageBytes.trimmed(lines.bytes)
      if line.isEmpty && !lines.isTooLong { continue }
      guard PageBytes.hasPrefix(line, "WARC/") else { return .failure(try skipDamage()) }
      let number = lines.number
      guard let header = try readHeader() else {
        return .failure(rejected(number, "expected a WARC header with Content-Length, found none"))
      }
      lines.fence = lines.position + header.length
      switch header.type {
      case "conversion", "":
        address = header.address
        page += 1
        return .success(())
      case "response", "resource":
        if saidOther { break }
        saidOther = true
        return .failure(
          rejected(number, "expected records of text (WET), found \(header.type): skipped"))
      default: break
      }
      if let cut = try skipRest() { return .failure(cut) }
    }
    return nil
  }

  private struct Header {
    var type = ""
    var address: String?
    var length = 0
  }

  private func readHeader() throws -> Header? {
    var header = Header()
    var hasLength = false
    while try lines.advance() {
      let line = PageBytes.trimmed(lines.bytes)
      if line.isEmpty { return hasLength ? header : nil }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let value = String(
        decoding: PageBytes.trimmed(UnsafeBufferPointer(rebasing: line[(colon + 1)...])),
        as: UTF8.self)
      switch name {
      case "warc-type": header.type = value.lowercased()
      case "warc-target-uri": header.address = value
      case "content-length":
        guard let length = Int(value), length >= 0, length < 1 << 48 else { return nil }
        header.length = length
        hasLength = true
      default: break
      }
    }
    return nil
  }

  /// Reads to the fence and takes it away; a file that ends before it is cut short.
  private func skipRest() throws -> RejectedRecord? {
    guard let fence = lines.fence else { return nil }
    while try lines.advance() {}
    lines.fence = nil
    guard lines.position < fence else { return nil }
    return RejectedRecord(
      Rejection(
        path: lines.path, line: lines.number, code: .truncated,
        message: "expected a record of \(fence - lines.position) more bytes, found the end"))
  }

  private func skipDamage() throws -> RejectedRecord {
    let number = lines.number
    while let next = Optional(try lines.peek(5)), !next.isEmpty,
      !PageBytes.hasPrefix(next, "WARC/"), try lines.advance()
    {}
    return rejected(number, "expected a line that begins with WARC/, found another")
  }

  private func rejected(_ line: Int, _ message: String) -> RejectedRecord {
    RejectedRecord(Rejection(path: lines.path, line: line, code: .damaged, message: message))
  }
}
