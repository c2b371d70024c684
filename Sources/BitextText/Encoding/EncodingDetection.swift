// SPDX-License-Identifier: Apache-2.0

internal import CICUShim

/// The encoding that the first bytes of a text point to.
public struct EncodingEstimate: Hashable, Sendable {
  /// A name that ``Transcoder`` takes: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030`, `Big5`…
  public var encoding: String
  /// The length of a byte-order mark, which is no part of the text; 0 without one.
  public var markLength: Int

  /// Makes an estimate.
  public init(encoding: String, markLength: Int = 0) {
    self.encoding = encoding
    self.markLength = markLength
  }
}

extension Transcoder {
  /// Guesses the encoding of a text from its first bytes.
  ///
  /// In this order: a byte-order mark; well-formed UTF-8 (a character cut at the end is allowed); zero
  /// bytes at even or odd places, UTF-16; else GB18030 or Big5, whichever decodes with fewer ill-formed
  /// sequences and more common Han characters; else ICU's detector; else UTF-8.
  ///
  /// - Parameter start: Some 4 kB are enough; more than 64 kB are not looked at.
  /// - Note: Total and deterministic. A guess: declare the encoding where it is known.
  public static func detect(from start: Span<UInt8>) -> EncodingEstimate {
    start.withUnsafeBufferPointer { whole in
      let bytes = UnsafeBufferPointer(rebasing: whole.prefix(1 << 16))
      if let marked = byteOrderMark(bytes) { return marked }
      let zeros = zeroBytes(bytes)
      if let wide = wideEncoding(zeros, count: bytes.count) { return wide }
      if isUTF8(bytes) { return EncodingEstimate(encoding: "UTF-8") }
      if let chinese = chineseEncoding(bytes) { return chinese }
      return EncodingEstimate(encoding: guess(bytes) ?? "UTF-8")
    }
  }

  /// Guesses the encoding of a text from its first bytes.
  public static func detect(from start: [UInt8]) -> EncodingEstimate { detect(from: start.span) }

  private static func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> EncodingEstimate? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return EncodingEstimate(encoding: "UTF-8", markLength: 3)
    }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
      return EncodingEstimate(encoding: "UTF-32LE", markLength: 4)
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return EncodingEstimate(encoding: "UTF-16LE", markLength: 2)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return EncodingEstimate(encoding: "UTF-16BE", markLength: 2)
    }
    if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) {
      return EncodingEstimate(encoding: "GB18030", markLength: 4)
    }
    return nil
  }

  private static func zeroBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> (even: Int, odd: Int) {
    var even = 0, odd = 0
    for (index, byte) in bytes.enumerated() where byte == 0 {
      if index & 1 == 0 { even += 1 } else { odd += 1 }
    }
    return (even, odd)
  }

  /// Text in UTF-16 has line ends, spaces or Latin letters, whose zero bytes all stand on one side.
  private static func wideEncoding(
    _ zeros: (even: Int, odd: Int), count: Int
  ) -> EncodingEstimate? {
    let (more, fewer) = (max(zeros.even, zeros.odd), min(zeros.even, zeros.odd))
    guard more > 0, more * 100 >= count, fewer * 10 <= more else { return nil }
    return EncodingEstimate(encoding: zeros.odd > zeros.even ? "UTF-16LE" : "UTF-16BE")
  }

  private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let text = ByteText(base: base, count: bytes.count)
    var index = 0
    while index < text.count {
      let (value, length) = text.scalar(at: index)
      if value == 0xFFFD, length == 1 {
        // A character cut by the end of the bytes is no fault.
        return text.count - index < 4 && text.base[index] >= 0xC2
          && (index + 1..<text.count).allSatisfy { text.base[$0] & 0xC0 == 0x80 }
      }
      index += length
    }
    return true
  }

  /// GB18030 or Big5 where one of them decodes cleanly to mostly common Han.
  private static func chineseEncoding(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> EncodingEstimate? {
    var best: (name: String, score: Double)?
    for name in ["GB18030", "Big5"] {
      guard var transcoder = try? Transcoder(encoding: name) else { continue }
      let text = transcoder.decode(bytes.span, isLast: false)
      let (common, rare) = commonHan(text)
      let wrong = transcoder.invalidCount
      guard wrong * 20 <= common + rare, common > 0 else { continue }
      let score = Double(common) / Double(common + rare + 4 * wrong)
      if score > (best?.score ?? 0.3) { best = (name, score) }
    }
    return best.map { EncodingEstimate(encoding: $0.name) }
  }

  /// Counts Han characters, kana and CJK punctuation among the most frequent, and all other
  /// non-ASCII characters.
  private static func commonHan(_ text: [UInt8]) -> (common: Int, rare: Int) {
    var common = 0, rare = 0
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let bytes = ByteText(base: base, count: buffer.count)
      var index = 0
      while index < bytes.count {
        let (value, length) = bytes.scalar(at: index)
        index += length
        if value < 0x80 || value == 0xFFFD { continue }
        if FrequentCharacters.contains(value) { common += 1 } else { rare += 1 }
      }
    }
    return (common, rare)
  }

  private static func guess(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let base = bytes.baseAddress else { return nil }
    let names = [CChar](unsafeUninitializedCapacity: 512) { buffer, count in
      var confidence: Int32 = 0
      let found = cicu_detect(base, Int32(bytes.count), buffer.baseAddress, 512, &confidence, 1)
      count = found > 0 && confidence >= 10 ? 512 : 0
    }
    guard let end = names.firstIndex(of: 0), end > 0 else { return nil }
    let name = String(decoding: names[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // The detector knows encodings that no converter does: Arabic and Hebrew of mainframes.
    do {
      _ = try Transcoder(encoding: name)
      return name
    } catch {
      return nil
    }
  }
}

/// The characters that running Chinese text is mostly made of; decoding by the wrong encoding gives few.
enum FrequentCharacters {
  static func contains(_ value: UInt32) -> Bool { set.contains(value) }

  private static let set = Set(text.unicodeScalars.map(\.value))

  private static let text = """
    的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年
    过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理
    心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高
    间間由问問很最重并並物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給
    世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打
    女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊
    形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據
    程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運模型训訓练練网網络絡
    习習算据出了提我们集测測验驗语語言图圖像深度任务務性能优優预預参參样本，。、；：（）“”！？《》「」
    """
}
