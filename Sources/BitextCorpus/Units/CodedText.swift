// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A text with codes while it is read, element by element.
///
/// Codes hold native data, data holds subflows, subflows hold text with codes: a stack of frames, of which the
/// plain text of most segments needs only the lowest. The owner calls ``free()`` once.
struct CodedText {
  /// The bytes held, of text and codes, since ``reset()``.
  private(set) var byteCount = 0

  /// The text of the lowest frame.
  private var bytes = ByteHeap()
  private var codes: [InlineCode] = []
  /// Frames above the lowest: codes and subflows by turns.
  private var frames: [Frame] = []

  private struct Frame {
    /// The code whose data are read; `nil` where this is a subflow.
    var code: InlineCode?
    var subflow: InlineCode.Subflow?
    var bytes: [UInt8] = []
    var codes: [InlineCode] = []
  }

  /// How many codes stand in the current text.
  var codeCount: Int { frames.isEmpty ? codes.count : frames[frames.count - 1].codes.count }

  /// Whether a code's native data are being read.
  var isInsideCode: Bool { frames.last?.code != nil }

  mutating func reset() {
    bytes.clear()
    if !codes.isEmpty { codes = [] }
    if !frames.isEmpty { frames = [] }
    byteCount = 0
  }

  @inline(__always)
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    byteCount += text.count
    if frames.isEmpty {
      bytes.append(text)
    } else {
      frames[frames.count - 1].bytes.append(contentsOf: text)
    }
  }

  /// Begins a code with native data; its offset is set here.
  mutating func beginCode(_ code: InlineCode) {
    byteCount += 64
    frames.append(Frame(code: code))
  }

  /// Ends the code that began last.
  mutating func endCode() {
    guard let frame = frames.popLast(), var code = frame.code else { return }
    code.data = String(decoding: frame.bytes, as: UTF8.self)
    add(code)
  }

  /// Adds a code without native data, or the begin or end of a highlight.
  mutating func add(_ code: InlineCode) {
    var code = code
    byteCount += 64
    if frames.isEmpty {
      code.offset = bytes.count
      codes.append(code)
    } else {
      code.offset = frames[frames.count - 1].bytes.count
      frames[frames.count - 1].codes.append(code)
    }
  }

  /// Begins a text inside a code.
  mutating func beginSubflow(type: String?, dataType: String?) {
    let offset = frames.last?.bytes.count ?? 0
    frames.append(
      Frame(
        subflow: InlineCode.Subflow(offset: offset, text: "", type: type, dataType: dataType)))
  }

  /// Ends the text that began last.
  ///
  /// - Returns: how many codes had to be mended.
  mutating func endSubflow() -> Int {
    guard let frame = frames.popLast(), var subflow = frame.subflow, !frames.isEmpty else {
      return 0
    }
    var text = TranslationUnitVariant(
      language: .undetermined, text: String(decoding: frame.bytes, as: UTF8.self),
      codes: frame.codes)
    let mended = text.repairCodes()
    subflow.text = text.text
    subflow.codes = text.codes
    frames[frames.count - 1].code?.subflows.append(subflow)
    return mended
  }

  /// The text as a string, of the lowest frame.
  var text: String { bytes.string }
  /// The text as bytes, of the lowest frame.
  var utf8: UnsafeBufferPointer<UInt8> { bytes.bytes }

  /// Gives the memory back.
  func free() { bytes.free() }

  /// Moves the text and its codes into a variant.
  ///
  /// - Returns: how many codes had to be mended.
  func store(in variant: inout TranslationUnitVariant) -> Int {
    variant.text = text
    guard !codes.isEmpty else { return 0 }
    variant.codes = codes
    return variant.repairCodes()
  }
}
