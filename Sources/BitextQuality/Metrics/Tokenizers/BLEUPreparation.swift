// SPDX-License-Identifier: Apache-2.0

/// Brings a segment into the form in which white space separates BLEU's tokens.
struct BLEUPreparation: ~Copyable {
  let tokenizer: BLEUTokenizer
  let lowercase: Bool
  /// The segment last prepared.
  var text = Scalars()
  private var spare = Scalars()

  init(tokenizer: BLEUTokenizer, lowercase: Bool) {
    self.tokenizer = tokenizer
    self.lowercase = lowercase
  }

  /// Whether every scalar but white space is a token of its own.
  var isByScalar: Bool { tokenizer == .char }

  mutating func prepare(_ bytes: UnsafeBufferPointer<UInt8>) {
    text.decode(bytes)
    if lowercase { text.lowercase(using: &spare) }
    text.trimEnd()
    switch tokenizer {
    case .none, .char: break
    case .zh: prepareChinese()
    case .v13a: prepareWestern()
    case .intl: prepareInternational()
    }
  }

  private mutating func prepareChinese() {
    var start = 0
    while start < text.count, ScalarClass.isSpace(text.base[start]) { start += 1 }
    separatePunctuation(from: start, padded: false, chinese: true)
  }

  private mutating func prepareWestern() {
    text.replace("<skipped>", with: "")
    text.replace("-\n", with: "")
    text.replace("\n", with: " ")
    text.replace("&quot;", with: "\"")
    text.replace("&amp;", with: "&")
    text.replace("&lt;", with: "<")
    text.replace("&gt;", with: ">")
    separatePunctuation(from: 0, padded: true, chinese: false)
  }

  /// Sets punctuation apart that always stands alone, then what depends on its neighbours.
  private mutating func separatePunctuation(from start: Int, padded: Bool, chinese: Bool) {
    spare.reserve(text.count * 3 + 2)
    let input = text.base
    let output = spare.base
    var written = 0
    var hasPoint = false
    var hasDash = false
    if padded {
      output[0] = ScalarClass.space
      written = 1
    }
    for index in start..<max(start, text.count) {
      let scalar = input[index]
      if (chinese && ScalarClass.isChinese(scalar)) || ScalarClass.isWesternPunctuation(scalar) {
        output[written] = ScalarClass.space
        output[written + 1] = scalar
        output[written + 2] = ScalarClass.space
        written += 3
      } else {
        hasPoint = hasPoint || scalar == 0x2E || scalar == 0x2C
        hasDash = hasDash || scalar == 0x2D
        output[written] = scalar
        written += 1
      }
    }
    if padded {
      output[written] = ScalarClass.space
      written += 1
    }
    spare.resize(written)
    swap(&text, &spare)
    if hasPoint { WesternRules.separatePoints(&text, &spare) }
    if hasDash { WesternRules.separateDashes(&text, &spare) }
  }

  /// mteval-v14: punctuation beside what is no number, then symbols.
  private mutating func prepareInternational() {
    spare.removeAll()
    var index = 0
    while index < text.count {
      let scalar = text[index]
      if index + 1 < text.count, UnicodeClass.of(text[index + 1]) == .punctuation,
        UnicodeClass.of(scalar) != .number
      {
        spare.append(scalar, ScalarClass.space, text[index + 1], ScalarClass.space)
        index += 2
      } else {
        spare.append(scalar)
        index += 1
      }
    }
    swap(&text, &spare)
    spare.removeAll()
    index = 0
    while index < text.count {
      let scalar = text[index]
      if index + 1 < text.count, UnicodeClass.of(scalar) == .punctuation,
        UnicodeClass.of(text[index + 1]) != .number
      {
        spare.append(ScalarClass.space, scalar, ScalarClass.space, text[index + 1])
        index += 2
      } else {
        spare.append(scalar)
        index += 1
      }
    }
    swap(&text, &spare)
    separateSymbols()
  }

  private mutating func separateSymbols() {
    spare.removeAll()
    for index in 0..<text.count {
      if UnicodeClass.of(text[index]) == .symbol {
        spare.append(ScalarClass.space)
        spare.append(text[index])
        spare.append(ScalarClass.space)
      } else {
        spare.append(text[index])
      }
    }
    swap(&text, &spare)
  }
}

extension Scratch where Element == UInt32 {
  /// Appends four scalars.
  @inline(__always)
  mutating func append(_ first: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32) {
    append(first)
    append(second)
    append(third)
    append(fourth)
  }
}
