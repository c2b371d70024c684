// SPDX-License-Identifier: Apache-2.0

/// Brings a segment into the form in which white space separates TER's words.
struct TercomNormalizer: ~Copyable {
  let options: TER.Options
  /// The segment last prepared.
  var text = Scalars()
  private var spare = Scalars()

  init(_ options: TER.Options) { self.options = options }

  mutating func prepare(_ bytes: UnsafeBufferPointer<UInt8>) {
    text.decode(bytes)
    text.trimEnd()
    rewrite()
  }

  /// Prepares a reference.
  ///
  /// sacreBLEU 2.6.0 sends references through its tokenizer twice, which splits `'s` off a word
  /// before a Chinese character in the reference alone; the numbers are kept equal.
  mutating func prepare(reference bytes: UnsafeBufferPointer<UInt8>) {
    prepare(bytes)
    guard options.normalized || options.noPunctuation else { return }
    text.collapseSpace()
    rewrite()
  }

  private mutating func rewrite() {
    guard text.count > 0 else { return }
    if !options.caseSensitive { text.lowercase(using: &spare) }
    if options.normalized { normalize() }
    if options.noPunctuation { removePunctuation() }
  }

  private mutating func normalize() {
    text.replace("\n-", with: "")
    text.replace("\n", with: " ")
    text.replace("&quot;", with: "\"")
    text.replace("&amp;", with: "&")
    text.replace("&lt;", with: "<")
    text.replace("&gt;", with: ">")
    spare.removeAll()
    spare.append(ScalarClass.space)
    for index in 0..<text.count { appendApart(text[index], ScalarClass.isWesternPunctuation) }
    spare.append(ScalarClass.space)
    swap(&text, &spare)
    separatePossessives()
    WesternRules.separatePoints(&text, &spare)
    WesternRules.separateDashes(&text, &spare)
    if options.asianSupport {
      spare.removeAll()
      for index in 0..<text.count { appendApart(text[index], ScalarClass.isAsian) }
      swap(&text, &spare)
    }
  }

  @inline(__always)
  private mutating func appendApart(_ scalar: UInt32, _ isApart: (UInt32) -> Bool) {
    if isApart(scalar) {
      spare.append(ScalarClass.space)
      spare.append(scalar)
      spare.append(ScalarClass.space)
    } else {
      spare.append(scalar)
    }
  }

  /// Sets `'s` apart at the end of a word.
  private mutating func separatePossessives() {
    spare.removeAll()
    for index in 0..<text.count {
      if text[index] == 0x27, index + 2 < text.count, text[index + 1] == 0x73,
        text[index + 2] == ScalarClass.space
      {
        spare.append(ScalarClass.space)
      }
      spare.append(text[index])
    }
    swap(&text, &spare)
  }

  private mutating func removePunctuation() {
    spare.removeAll()
    for index in 0..<text.count {
      let scalar = text[index]
      if ScalarClass.isTercomPunctuation(scalar) { continue }
      if options.asianSupport, ScalarClass.isAsianPunctuation(scalar) { continue }
      spare.append(scalar)
    }
    swap(&text, &spare)
  }
}
