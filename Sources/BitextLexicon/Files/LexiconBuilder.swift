// SPDX-License-Identifier: Apache-2.0

public import BitextIO

/// Collects headwords with renderings and probabilities, and makes a layer or a file of them.
public struct LexiconBuilder: Sendable {
  private struct Entry {
    var headword: [UInt8]
    var renderings: [String] = []
    var links: [LexiconImage.Link] = []
    var occurrences = 0
    var field: UInt32 = .max
  }

  private var table = HeadwordTableBuilder()
  private var entries: [Entry] = []
  private var stems: [(key: UInt64, form: String)] = []
  private var stemNumbers: [UInt64: UInt32] = [:]
  private var fields: [String] = []

  /// Makes an empty builder.
  public init() {}

  /// The number of headwords.
  public var count: Int { entries.count }
  /// The number of renderings.
  public var renderingCount: Int { entries.reduce(0) { $0 + $1.renderings.count } }
  /// The number of links with probabilities.
  public var linkCount: Int { entries.reduce(0) { $0 + $1.links.count } }

  /// Adds renderings behind those that the headword has; each is kept once.
  ///
  /// - Parameters:
  ///   - renderings: in the order of use; semicolons inside are not allowed.
  ///   - headword: at least one character.
  ///   - field: the subject; that of the first call stays.
  public mutating func add(_ renderings: [String], to headword: String, field: String? = nil) {
    let entry = number(of: headword)
    for rendering in renderings where !entries[entry].renderings.contains(rendering) {
      entries[entry].renderings.append(rendering)
    }
    if let field, entries[entry].field == .max {
      entries[entry].field = UInt32(
        fields.firstIndex(of: field)
          ?? {
            fields.append(field); return fields.count - 1
          }())
    }
  }

  /// Adds a probability to a headword; of the same word twice the last counts, a probability of 0
  /// leaves the other call's.
  ///
  /// - Parameters:
  ///   - headword: at least one character.
  ///   - stem: the key of the English word's stem.
  ///   - form: a form of the word, for people.
  ///   - weight: t(e|z), 0...1; where those of a headword sum to more than 1, they are brought to the sum 1.
  ///   - reverse: t(z|e), 0...1.
  public mutating func add(
    link headword: String, stem: UInt64, form: String, weight: Float, reverse: Float
  ) {
    let entry = number(of: headword)
    let stem = number(ofStem: stem, form: form)
    if let known = entries[entry].links.firstIndex(where: { $0.stem == stem }) {
      if weight > 0 { entries[entry].links[known].weight = weight }
      if reverse > 0 { entries[entry].links[known].reverse = reverse }
    } else {
      entries[entry].links.append(
        LexiconImage.Link(stem: stem, weight: weight, reverse: reverse))
    }
  }

  /// Says how often a headword stood in the texts that its probabilities come from.
  public mutating func set(occurrences: Int, of headword: String) {
    entries[number(of: headword)].occurrences = occurrences
  }

  private mutating func number(of headword: String) -> Int {
    precondition(!headword.isEmpty, "a headword needs at least one character")
    var headword = headword
    return headword.withUTF8 { bytes in
      let number = table.insert(bytes)
      if number == entries.count { entries.append(Entry(headword: Array(bytes))) }
      return number
    }
  }

  private mutating func number(ofStem key: UInt64, form: String) -> UInt32 {
    if let known = stemNumbers[key] { return known }
    let number = UInt32(stems.count)
    stemNumbers[key] = number
    stems.append((key, form))
    return number
  }

  /// The layer, in memory.
  public func layer(name: String) -> LexiconLayer {
    let memory = ImageMemory(image())
    // An image made here is whole.
    guard let image = try? LexiconImage(memory.bytes, owner: memory, path: name) else {
      preconditionFailure("a lexicon that was just made cannot be read")
    }
    return LexiconLayer(name: name, content: .image(image))
  }

  /// Writes a `.bitextlexicon` file.
  ///
  /// - Throws: `IOFailure`.
  public func write(to output: OutputFile) throws { try output.write(image()) }

  /// The bytes of the binary form; the same for the same calls in the same order.
  func image() -> [UInt8] {
    var text: [UInt8] = []
    var (rows, links, words, names) = (ImageBytes(), ImageBytes(), ImageBytes(), ImageBytes())
    var linkCount = 0
    for entry in entries {
      let start = text.count
      text += entry.headword
      let middle = text.count
      text += Array(entry.renderings.joined(separator: "; ").utf8)
      rows.add(start, middle, text.count, linkCount, entry.occurrences)
      rows.add(entry.field)
      let sorted = entry.links.sorted {
        ($1.weight, $1.reverse, $0.stem) < ($0.weight, $0.reverse, $1.stem)
      }
      let share = Self.share(of: sorted)
      for link in sorted {
        links.add(link.stem)
        links.add((link.weight * share).bitPattern)
        links.add(link.reverse.bitPattern)
      }
      linkCount += sorted.count
    }
    rows.add(text.count, text.count, text.count, linkCount, 0)
    rows.add(UInt32.max)
    for stem in stems {
      let start = text.count
      text += Array(stem.form.utf8)
      words.add(stem.key)
      words.add(start, text.count)
    }
    for field in fields {
      let start = text.count
      text += Array(field.utf8)
      names.add(start, text.count)
    }
    precondition(text.count < Int(UInt32.max), "a lexicon holds at most 4 GB of text")
    var slots = ImageBytes()
    for slot in table.slots {
      slots.add(slot.key)
      slots.add(UInt32(bitPattern: slot.entry))
      slots.add(UInt32(0))
    }
    let body = slots.bytes + rows.bytes + words.bytes + links.bytes + names.bytes + text
    var counts = ImageBytes()
    counts.add(entries.count, table.slots.count, stems.count, linkCount)
    counts.add(UInt64(text.count))
    counts.add(fields.count, 0)
    return header(counts.bytes + body) + counts.bytes + body
  }

  /// What weights are to be multiplied by: a table from elsewhere may give a headword more than 1 in all, which
  /// no distribution does.
  private static func share(of links: [LexiconImage.Link]) -> Float {
    let sum = links.reduce(0) { $0 + $1.weight }
    return sum > 1.001 ? 1 / sum : 1
  }

  private func header(_ rest: [UInt8]) -> [UInt8] {
    var header = ImageBytes()
    header.add(LexiconImage.version)
    header.add(LexiconImage.byteOrder)
    header.add(UInt64(rest.count + 32))
    header.add(rest.withUnsafeBytes { Checksum64.of($0) })
    return LexiconImage.magic + header.bytes
  }
}

/// Little-endian numbers one behind the other.
private struct ImageBytes {
  var bytes: [UInt8] = []

  mutating func add(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ values: Int...) {
    for value in values { add(UInt32(value)) }
  }
}

/// The bytes of an image outside any file, aligned for its numbers.
final class ImageMemory {
  let bytes: UnsafeRawBufferPointer

  init(_ image: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: image.count, alignment: 16)
    memory.copyBytes(from: image)
    bytes = UnsafeRawBufferPointer(memory)
  }

  deinit { bytes.deallocate() }
}
