// SPDX-License-Identifier: Apache-2.0

internal import CICUShim

/// Unicode normalisation of UTF-8 text.
///
///     Normalizer.nfkc("Ａ１，")   // "A1,"
///
/// Text that is plainly normal (ASCII, Han, for NFC also Latin letters of Europe and full-width
/// punctuation) is recognised without calling ICU.
///
/// - Note: Total and deterministic; ill-formed bytes become U+FFFD.
/// - SeeAlso: Unicode Standard Annex #15.
public enum Normalizer {
  /// Canonical composition of a text.
  public static func nfc(_ text: Span<UInt8>) -> [UInt8] { normalize(text, .nfc) ?? copy(text) }

  /// Canonical composition of a text; the same array where it is normal already.
  public static func nfc(_ text: [UInt8]) -> [UInt8] { normalize(text.span, .nfc) ?? text }

  /// Canonical composition of a text; the same string where it is normal already.
  public static func nfc(_ text: String) -> String { normalize(text, .nfc) }

  /// Compatibility composition of a text: full-width forms, ligatures and superscripts are folded.
  public static func nfkc(_ text: Span<UInt8>) -> [UInt8] { normalize(text, .nfkc) ?? copy(text) }

  /// Compatibility composition of a text; the same array where it is normal already.
  public static func nfkc(_ text: [UInt8]) -> [UInt8] { normalize(text.span, .nfkc) ?? text }

  /// Compatibility composition of a text; the same string where it is normal already.
  public static func nfkc(_ text: String) -> String { normalize(text, .nfkc) }

  /// Whether a text is well-formed UTF-8 in canonical composition.
  public static func isNFC(_ text: Span<UInt8>) -> Bool { normalize(text, .nfc) == nil }

  /// Whether a text is in canonical composition.
  public static func isNFC(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isNFC($0.span) }
  }

  private enum Form { case nfc, nfkc }

  private static func normalize(_ text: String, _ form: Form) -> String {
    var copy = text
    let changed = copy.withUTF8 { normalize($0.span, form) }
    return changed.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  private static func copy(_ text: Span<UInt8>) -> [UInt8] {
    text.withUnsafeBufferPointer { Array($0) }
  }

  /// The normal form, or `nil` where the text has it already.
  private static func normalize(_ text: Span<UInt8>, _ form: Form) -> [UInt8]? {
    text.withUnsafeBufferPointer { buffer -> [UInt8]? in
      guard let base = buffer.baseAddress else { return nil }
      let plain = plainPrefix(buffer, form)
      if plain == buffer.count { return nil }
      let code = form == .nfc ? Int32(CICU_NFC) : Int32(CICU_NFKC)
      var changed: Int32 = 0
      var needed: Int64 = 0
      var capacity = buffer.count + buffer.count / 2 + 64
      while true {
        let result = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
          needed = cicu_normalize(
            code, base, Int64(buffer.count), output.baseAddress, Int64(capacity), &changed)
          count = changed != 0 && needed >= 0 && needed <= capacity ? Int(needed) : 0
        }
        // ICU fails only without its data or without memory.
        precondition(needed >= 0, "ICU could not normalise a text, error \(-needed)")
        if changed == 0 { return nil }
        if needed <= capacity { return result }
        capacity = Int(needed)
      }
    }
  }

  /// The length of a prefix that is plainly normal and well formed.
  private static func plainPrefix(_ text: UnsafeBufferPointer<UInt8>, _ form: Form) -> Int {
    var index = 0
    let count = text.count
    while index < count {
      let byte = text[index]
      if byte < 0x80 {
        index += 1
      } else if byte >= 0xE4 && byte <= 0xE9 {
        // U+4000–9FFF: Han ideographs, normal in every form.
        guard isTail(text, index + 1), isTail(text, index + 2) else { return index }
        index += 3
      } else if form == .nfc, byte >= 0xC2 && byte <= 0xCB {
        // U+0080–02FF: precomposed or without decomposition.
        guard isTail(text, index + 1) else { return index }
        index += 2
      } else if form == .nfc, byte == 0xEF, index + 1 < count,
        text[index + 1] == 0xBC || text[index + 1] == 0xBD
      {
        // U+FF00–FF7F: full-width forms.
        guard isTail(text, index + 2) else { return index }
        index += 3
      } else if byte == 0xE3, index + 1 < count, text[index + 1] == 0x80 {
        // U+3001–3029: CJK punctuation; U+3000 folds to a space in NFKC.
        guard isTail(text, index + 2), text[index + 2] < 0xAA else { return index }
        if form == .nfkc, text[index + 2] == 0x80 { return index }
        index += 3
      } else {
        return index
      }
    }
    return index
  }

  @inline(__always)
  private static func isTail(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index < text.count && text[index] & 0xC0 == 0x80
  }
}
