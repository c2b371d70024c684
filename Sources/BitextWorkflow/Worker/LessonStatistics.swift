// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextLexicon
internal import BitextModel

/// What sure beads say of words, for a lexicon to be learnt from: the statistics of a shard, which add.
///
/// A lesson is the beads of one pair, with the place of its translation among all. The sum of two
/// statistics has the lessons of both, in the order of their places, and the words of both, numbered as
/// they are met in that order: so it is the same whatever was added to what, and what is learnt of it is
/// what is learnt of all lessons at once.
struct LessonStatistics {
  /// A word of one side: its key, and how it stood where it was met first.
  private struct Word {
    var key: UInt64
    var isHan: Bool
    var form: [UInt8]
  }

  /// The words of one side, numbered as they were met.
  private struct Words {
    private(set) var list: [Word] = []
    private var numbers: [UInt64: Int32] = [:]

    mutating func number(_ word: @autoclosure () -> Word, of key: UInt64) -> Int32 {
      if let known = numbers[key] { return known }
      let number = Int32(list.count)
      numbers[key] = number
      list.append(word())
      return number
    }
  }

  private struct Vocabulary {
    var chinese = Words()
    var english = Words()
  }

  /// The words of one bead, by the numbers of the lesson's vocabulary.
  private struct Bead {
    var chinese: [Int32]
    var english: [Int32]
  }

  private struct Lesson {
    var order: Int
    var vocabulary: Int
    var beads: [Bead]
  }

  /// Lines that were no lesson.
  struct Fault: Error {
    var message: String
  }

  private let lexicon: Lexicon
  private var tokenizer: LexiconTokenizer
  private var tokens: [LexiconToken] = []
  private var vocabularies: [Vocabulary] = []
  private var lessons: [Lesson] = []
  /// The vocabulary of texts that were not yet words; `nil` behind words of another.
  private var own: Int?

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    tokenizer = LexiconTokenizer(lexicon, fallback: LexiconTraining.Options().fallback)
  }

  /// The number of lessons.
  var count: Int { lessons.count }

  // MARK: Adding

  /// Adds a line of the stage `lessons`, or of statistics that were written.
  ///
  /// - Parameter place: the order of a line of lessons that does not say one.
  mutating func add(_ line: JSONView, place: Int) throws(Fault) {
    if let words = line["words"] {
      try addWords(words)
    } else if let list = line["beads"], list.isArray {
      try addBeads(list, order: try order(of: line, place: nil))
    } else if let list = line["lessons"], list.isArray {
      try addTexts(list, order: try order(of: line, place: place))
    } else {
      throw Fault(message: "expected an object with \"lessons\"")
    }
  }

  private func order(of line: JSONView, place: Int?) throws(Fault) -> Int {
    guard let order = line["order"]?.integer ?? place else {
      throw Fault(message: "expected an \"order\", found none")
    }
    return order
  }

  private mutating func add(_ lesson: Lesson) throws(Fault) {
    if let last = lessons.last, last.vocabulary == lesson.vocabulary, last.order >= lesson.order {
      throw Fault(message: "expected an \"order\" over \(last.order), found \(lesson.order)")
    }
    lessons.append(lesson)
  }

  private mutating func addTexts(_ list: JSONView, order: Int) throws(Fault) {
    let vocabulary = own ?? vocabularies.count
    if own == nil { vocabularies.append(Vocabulary()) }
    own = vocabulary
    // Taken out while it is added to, so that it is not copied.
    var words = Vocabulary()
    swap(&words, &vocabularies[vocabulary])
    var beads: [Bead] = []
    list.forEachElement { lesson in
      var sides: [String] = []
      lesson.forEachElement { if let side = $0.string { sides.append(side) } }
      guard sides.count == 2 else { return }
      beads.append(
        Bead(
          chinese: cut(sides[0], into: &words.chinese),
          english: cut(sides[1], into: &words.english)))
    }
    swap(&words, &vocabularies[vocabulary])
    try add(Lesson(order: order, vocabulary: vocabulary, beads: beads))
  }

  private mutating func cut(_ text: String, into words: inout Words) -> [Int32] {
    var text = text
    tokens.removeAll(keepingCapacity: true)
    return text.withUTF8 { bytes in
      tokenizer.cut(bytes, into: &tokens)
      return tokens.map { token in
        words.number(
          Word(key: token.key, isHan: token.isHan, form: Array(bytes[token.start..<token.end])),
          of: token.key)
      }
    }
  }

  private mutating func addWords(_ view: JSONView) throws(Fault) {
    var vocabulary = Vocabulary()
    let isWhole =
      Self.words(view["chinese"], into: &vocabulary.chinese)
      && Self.words(view["english"], into: &vocabulary.english)
    guard isWhole else {
      throw Fault(message: "expected \"chinese\" and \"english\" words, each a key, 0 or 1, a form")
    }
    vocabularies.append(vocabulary)
    own = nil
  }

  private static func words(_ list: JSONView?, into words: inout Words) -> Bool {
    guard let list, list.isArray else { return false }
    var isRight = true
    list.forEachElement { view in
      var parts: [JSONValue] = []
      view.forEachElement { parts.append($0.value) }
      guard parts.count == 3, let digits = parts[0].string, digits.utf8.count == 16,
        let key = UInt64(digits, radix: 16), let form = parts[2].string
      else {
        isRight = false
        return
      }
      let next = Int32(words.list.count)
      let word = Word(key: key, isHan: parts[1] == .integer(1), form: Array(form.utf8))
      if words.number(word, of: key) != next { isRight = false }
    }
    return isRight
  }

  private mutating func addBeads(_ list: JSONView, order: Int) throws(Fault) {
    guard let vocabulary = vocabularies.indices.last, own == nil else {
      throw Fault(message: "expected \"words\" in front of \"beads\"")
    }
    let limits = [vocabularies[vocabulary].chinese, vocabularies[vocabulary].english].map {
      $0.list.count
    }
    var (beads, isRight): ([Bead], Bool) = ([], true)
    list.forEachElement { view in
      var sides: [[Int32]] = []
      view.forEachElement { side in
        var numbers: [Int32] = []
        let limit = sides.count < 2 ? limits[sides.count] : 0
        side.forEachElement { number in
          guard let value = number.integer, (0..<limit).contains(value) else {
            isRight = false
            return
          }
          numbers.append(Int32(value))
        }
        sides.append(numbers)
      }
      guard sides.count == 2 else {
        isRight = false
        return
      }
      beads.append(Bead(chinese: sides[0], english: sides[1]))
    }
    guard isRight else {
      throw Fault(message: "expected beads of two sides, each of numbers of words")
    }
    try add(Lesson(order: order, vocabulary: vocabulary, beads: beads))
  }

  // MARK: The sum

  /// The lessons in the order of their places, in one vocabulary.
  ///
  /// - Throws: ``Fault`` where two lessons have one place.
  mutating func sum() throws(Fault) {
    lessons.sort { $0.order < $1.order }
    for (lesson, next) in zip(lessons, lessons.dropFirst()) where lesson.order == next.order {
      throw Fault(message: "expected each \"order\" once, found \(lesson.order) twice")
    }
    var all = Vocabulary()
    for place in lessons.indices {
      let known = vocabularies[lessons[place].vocabulary]
      for bead in lessons[place].beads.indices {
        Self.renumber(&lessons[place].beads[bead].chinese, known.chinese, into: &all.chinese)
        Self.renumber(&lessons[place].beads[bead].english, known.english, into: &all.english)
      }
      lessons[place].vocabulary = 0
    }
    vocabularies = [all]
    own = nil
  }

  private static func renumber(_ numbers: inout [Int32], _ known: Words, into all: inout Words) {
    for place in numbers.indices {
      let word = known.list[Int(numbers[place])]
      numbers[place] = all.number(word, of: word.key)
    }
  }

  /// The text that a lexicon is learnt from; behind ``sum()``.
  func text(maximumTokenCount: Int) -> TrainingText {
    var text = TrainingText(maximumTokenCount: maximumTokenCount)
    guard let vocabulary = vocabularies.first else { return text }
    let chinese = Self.tokens(vocabulary.chinese)
    let english = Self.tokens(vocabulary.english)
    chinese.forms.withUnsafeBufferPointer { chineseForms in
      english.forms.withUnsafeBufferPointer { englishForms in
        for bead in lessons.lazy.flatMap(\.beads) {
          text.add(
            chinese: (chineseForms, bead.chinese.map { chinese.tokens[Int($0)] }),
            english: (englishForms, bead.english.map { english.tokens[Int($0)] }))
        }
      }
    }
    return text
  }

  private static func tokens(_ words: Words) -> (tokens: [LexiconToken], forms: [UInt8]) {
    var (tokens, forms): ([LexiconToken], [UInt8]) = ([], [])
    for word in words.list {
      let start = forms.count
      forms += word.form
      tokens.append(
        LexiconToken(key: word.key, start: start, end: forms.count, isHan: word.isHan))
    }
    return (tokens, forms)
  }

  // MARK: Writing

  /// Writes the vocabulary and the lessons, a line each; behind ``sum()``.
  ///
  /// - Returns: the number of lines.
  func write(to sink: OutputFile) throws -> Int {
    let vocabulary = vocabularies.first ?? Vocabulary()
    var json = JSONWriter()
    json.beginObject()
    json.key("words")
    json.beginObject()
    for (name, words) in [("chinese", vocabulary.chinese), ("english", vocabulary.english)] {
      json.key(name)
      json.beginArray()
      for word in words.list {
        json.beginArray()
        json.hexadecimal(word.key)
        json.integer(word.isHan ? 1 : 0)
        json.string(String(decoding: word.form, as: UTF8.self))
        json.endArray()
      }
      json.endArray()
    }
    json.endObject()
    json.endObject()
    json.newline()
    try sink.write(json.bytes)
    for lesson in lessons {
      json.removeAll()
      json.beginObject()
      json.member("order", lesson.order)
      json.key("beads")
      json.beginArray()
      for bead in lesson.beads {
        json.beginArray()
        for side in [bead.chinese, bead.english] {
          json.beginArray()
          for number in side { json.integer(Int(number)) }
          json.endArray()
        }
        json.endArray()
      }
      json.endArray()
      json.endObject()
      json.newline()
      try sink.write(json.bytes)
    }
    return lessons.count + 1
  }
}
