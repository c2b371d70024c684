// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Writes units as OPUS's links and two documents of sentences beside them: `corpus.xces`, `corpus.en.xml`,
/// `corpus.zh-Hans.xml`.
final class XCESWriter: UnitFileWriter {
  var replacedCharacters: Int {
    links.replacedCharacters + source.replacedCharacters + target.replacedCharacters
  }
  private let outputs: [OutputFile]
  private var links = XMLText()
  private var source = XMLText()
  private var target = XMLText()
  private var count = 0

  init(path: String, languages: LanguagePair) throws {
    var stem = path
    for suffix in [".gz", ".zst", ".xces", ".xml"] where stem.hasSuffix(suffix) {
      stem.removeLast(suffix.utf8.count)
    }
    let paths = [
      path, "\(stem).\(languages.source.tag).xml", "\(stem).\(languages.target.tag).xml",
    ]
    outputs = try paths.map { try OutputFile(path: $0) }
    func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
    links.literal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cesAlign version=\"1.0\">\n")
    links.literal("  <linkGrp targType=\"s\"")
    links.attribute("fromDoc", name(paths[1]))
    links.attribute("toDoc", name(paths[2]))
    links.literal(">\n")
    Self.open(&source, languages.source)
    Self.open(&target, languages.target)
  }

  private static func open(_ xml: inout XMLText, _ language: Language) {
    xml.literal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<text")
    xml.attribute("xml:lang", language.tag)
    xml.literal(" xml:space=\"preserve\">\n<body>\n")
  }

  func write(_ unit: TranslationUnit) throws {
    count += 1
    links.literal("    <link")
    links.attribute("id", unit.id)
    links.attribute("xtargets", "s\(count);s\(count)")
    links.attribute("certainty", ifPresent: unit.score.map { DecimalText.rounded($0) })
    links.literal("/>\n")
    Self.sentence(&source, unit.source.text, count)
    Self.sentence(&target, unit.target.text, count)
    if source.bytes.count + target.bytes.count + links.bytes.count > 1 << 16 { try flush() }
  }

  private static func sentence(_ xml: inout XMLText, _ text: String, _ number: Int) {
    xml.literal("<s id=\"s\(number)\">")
    xml.escaped(text)
    xml.literal("</s>\n")
  }

  private func flush() throws {
    try outputs[0].write(links.bytes)
    try outputs[1].write(source.bytes)
    try outputs[2].write(target.bytes)
    links.bytes.removeAll(keepingCapacity: true)
    source.bytes.removeAll(keepingCapacity: true)
    target.bytes.removeAll(keepingCapacity: true)
  }

  func finish() throws {
    links.literal("  </linkGrp>\n</cesAlign>\n")
    source.literal("</body>\n</text>\n")
    target.literal("</body>\n</text>\n")
    try flush()
    for output in outputs.reversed() { try output.finish() }
  }
}
