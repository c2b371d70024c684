// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Writes units as Hugging Face's `translation` records: `{"id":"…","translation":{"en":"…","zh":"…"}}`.
///
/// Source, target and further languages stand in this order; of two texts in one language the first is
/// written.
final class TranslationRecordWriter: UnitFileWriter {
  private let output: OutputFile
  private var json = JSONWriter()

  init(to output: OutputFile) { self.output = output }

  func write(_ unit: TranslationUnit) throws {
    json.removeAll()
    json.beginObject()
    json.member("id", unit.id)
    json.key("translation")
    json.beginObject()
    var written: [String] = []
    for variant in unit.variants where !written.contains(variant.language.tag) {
      written.append(variant.language.tag)
      json.member(variant.language.tag, variant.text)
    }
    json.endObject()
    json.endObject()
    json.newline()
    try output.write(json.bytes)
  }

  func finish() throws { try output.finish() }
}

extension JSONView {
  /// The texts of a `translation` object, in its order; `nil` where it has fewer than two.
  var translation: [TranslationUnitVariant]? {
    var variants: [TranslationUnitVariant] = []
    var isWrong = false
    forEachMember { key, value in
      guard let text = value.string else {
        isWrong = true
        return
      }
      variants.append(
        TranslationUnitVariant(language: Language(String(decoding: key, as: UTF8.self)), text: text)
      )
    }
    return isWrong || variants.count < 2 ? nil : variants
  }
}
