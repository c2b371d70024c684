// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO
internal import BitextLexicon
internal import BitextWorkflow

/// `bitext lexicon show`.
struct LexiconShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Look words up, Chinese or English.",
    discussion: "Example: bitext lexicon show 收敛 convergence")

  @Argument(help: "The words.")
  var words: [String]

  @OptionGroup var lexicons: LexiconFileOptions

  @Flag(help: "Print one JSON object a line.")
  var json = false

  func run() throws {
    let inquiry = LexiconInquiry(try lexicons.union())
    for word in words {
      let found = inquiry.entries(for: word)
      if found.isEmpty { Console.error("bitext: \(word): no entry") }
      for entry in found {
        try Output.print(json ? Self.object(word, entry) : Self.lines(entry))
      }
    }
  }

  private static func lines(_ entry: LexiconInquiry.Entry) -> String {
    var text = entry.headword + "\n"
    for source in entry.sources {
      let field = source.fields.isEmpty ? "" : " (\(source.fields.joined(separator: ", ")))"
      text += "  \(source.layer)\(field): \(source.renderings.joined(separator: "; "))\n"
    }
    for word in entry.words {
      text += "  \(decimals(word.weight))  \(word.word)"
      text += word.reverse > 0 ? "  (back \(decimals(word.reverse)))\n" : "\n"
    }
    return text
  }

  private static func decimals(_ value: Float) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }

  private static func object(_ query: String, _ entry: LexiconInquiry.Entry) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("query", query)
    json.member("headword", entry.headword)
    json.key("layers")
    json.beginArray()
    for source in entry.sources {
      json.beginObject()
      json.member("layer", source.layer)
      json.key("fields")
      strings(source.fields, &json)
      json.key("renderings")
      strings(source.renderings, &json)
      json.endObject()
    }
    json.endArray()
    json.key("words")
    json.beginArray()
    for word in entry.words {
      json.beginObject()
      json.member("word", word.word)
      json.key("weight")
      json.number(Double(word.weight), decimals: 4)
      if word.reverse > 0 {
        json.key("reverse")
        json.number(Double(word.reverse), decimals: 4)
      }
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func strings(_ texts: [String], _ json: inout JSONWriter) {
    json.beginArray()
    for text in texts { json.string(text) }
    json.endArray()
  }
}
