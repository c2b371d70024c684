// SPDX-License-Identifier: Apache-2.0

import BitextAlignment
import BitextLexicon
import BitextModel
import BitextText

extension FuzzTarget {
  private static let languages: [Language] = [
    .english, .simplifiedChinese, .undetermined, Language("fr"),
  ]

  /// The segmenter: the first byte chooses language and options, the rest is the text.
  static let segmenter = FuzzTarget("segmenter", seeds: { TextSeeds.texts }) { bytes, _ in
    guard let first = bytes.first else { return }
    let raw = UnsafeRawBufferPointer(rebasing: bytes[1...]).bindMemory(to: UInt8.self)
    let language = languages[Int(first & 3)]
    var options = SentenceSegmenter.Options()
    options.breaksAtLineBreaks = first & 4 != 0
    let segmenter = SentenceSegmenter(options: options)
    // Any bytes: spans are in order and within them.
    var end = 0
    for span in segmenter.spans(in: raw.span, language: language) {
      try law(span.start >= end && span.end <= raw.count && !span.isEmpty, "spans are in order")
      end = span.end
    }
    let document = Document(
      id: "d", language: language, text: String(decoding: raw, as: UTF8.self))
    let text = Array(document.text.utf8)
    let segments = try segmenter.segments(of: document)
    var position = 0
    for segment in segments {
      try law(
        segment.span.start >= position && segment.span.end <= text.count && !segment.span.isEmpty,
        "segments are in order")
      try law(isSpace(text[position..<segment.span.start]), "only white space between segments")
      try law(text[segment.span.range].elementsEqual(segment.text.utf8), "a text is its span")
      position = segment.span.end
    }
    try law(isSpace(text[position...]), "only white space behind the last segment")
    _ = segmenter.explain(document.text, language: language)
  }

  private static func isSpace(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0 == "\u{feff}" || $0 == "\u{200b}"
    }
  }

  /// What else looks at texts: words, languages, encodings, numbers, normal forms.
  static let text = FuzzTarget("text", seeds: { TextSeeds.texts }) { bytes, _ in
    let raw = bytes.bindMemory(to: UInt8.self)
    let span = raw.span
    var end = 0
    for token in WordTokenizer().tokens(in: span) {
      try law(token.start >= end && token.end <= raw.count && !token.isEmpty, "words are in order")
      end = token.end
    }
    let estimate = LanguageIdentifier().identify(span)
    try law((0...1).contains(estimate.confidence), "a confidence is 0...1")
    _ = ScriptProfile(of: span)
    let nfc = Normalizer.nfc(span)
    try law(Normalizer.nfc(nfc) == nfc, "NFC of NFC is the same")
    let nfkc = Normalizer.nfkc(span)
    try law(Normalizer.nfkc(nfkc) == nfkc, "NFKC of NFKC is the same")
    _ = Mojibake.inspect(span)
    _ = ScriptFolding.simplified(String(decoding: raw, as: UTF8.self))
    var anchors: [Anchor] = []
    var scanner = AnchorScanner()
    scanner.scan(raw, into: &anchors)
    for anchor in anchors {
      try law(anchor.span.end <= raw.count && !anchor.span.isEmpty, "an anchor is in the text")
    }
    for index in raw.indices {
      _ = NumberReader.isNumeral(raw, at: index)
      for reading in [
        NumberReader.chinese(raw, at: index).reading, NumberReader.english(raw, at: index),
        NumberReader.figures(raw, at: index),
      ] {
        guard let reading else { continue }
        try law(reading.end > index && reading.end <= raw.count, "a number is in the text")
      }
    }
    let encoding = Transcoder.detect(from: span).encoding
    var decoder = try Transcoder(encoding: encoding)
    let whole = decoder.decode(span, isLast: true)
    var pieces: [UInt8] = []
    var other = try Transcoder(encoding: encoding)
    for start in stride(from: 0, to: raw.count, by: 5) {
      let rest = min(start + 5, raw.count)
      pieces += other.decode(Array(raw[start..<rest]), isLast: false)
    }
    pieces += other.decode([], isLast: true)
    try law(whole == pieces, "decoding in pieces gives the same as \(encoding)")
    try law(String(validating: whole, as: UTF8.self) != nil, "what was decoded is UTF-8")
  }

  /// The aligner: lines of both sides, a byte 0x1e between them; the first byte chooses the aligner.
  static let aligner = FuzzTarget("aligner", seeds: { TextSeeds.bitexts }) { bytes, _ in
    guard let first = bytes.first else { return }
    let parts = bytes[1...].split(separator: 0x1e, maxSplits: 1, omittingEmptySubsequences: false)
    let sides = parts.map { part in
      part.split(separator: 10, omittingEmptySubsequences: false).prefix(400).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    let source = Segment.standalone(sides.first ?? [])
    let target = Segment.standalone(sides.count > 1 ? sides[1] : [])
    var options = first & 2 == 0 ? LadderAligner.Options() : .prose
    // Even short texts are searched in a band, then.
    if first & 4 != 0 {
      options.fullSearchLimit = 4
      options.bandWidth = 1 + Int(first >> 4)
    }
    let aligner = LadderAligner(
      languages: first & 8 == 0 ? .englishChinese : LanguagePair.englishChinese.reversed,
      lexicon: first & 1 == 0 ? BinarySeeds.smallLexicon : nil, options: options)
    let ladder = aligner.align(source, with: target)
    try law(
      ladder.covers(sources: source.count, targets: target.count), "a ladder covers both sides")
    for bead in ladder.beads {
      try law(bead.cost >= 0 && bead.cost.isFinite, "a cost is finite and not negative")
      if let probability = bead.probability {
        try law((0...1).contains(probability), "a probability is 0...1, not \(probability)")
      }
    }
    try law(aligner.align(source, with: target) == ladder, "the same ladder every time")
  }
}
