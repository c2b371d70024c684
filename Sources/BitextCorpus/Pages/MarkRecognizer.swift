// SPDX-License-Identifier: Apache-2.0

/// Recognises the lines that say which engine translated the text before them.
///
/// A line is a mark when it is short, names an engine, and holds nothing else than words of such
/// marks (`translated`, `by`, `由`, `翻译` …), punctuation, brackets and a time. The engines and the
/// words are data: ``engines`` and `words`.
public enum MarkRecognizer {
  /// The longest mark, in bytes.
  static let limit = 120

  /// Names of engines as marks write them, in lower case, with the id that documents carry.
  public static let engines: [(name: String, id: String)] = [
    ("谷歌", "google"), ("google", "google"),
    ("百度", "baidu"), ("baidu", "baidu"),
    ("网易有道", "youdao"), ("有道", "youdao"), ("youdao", "youdao"),
    ("deepl", "deepl"),
    ("必应", "bing"), ("bing", "bing"), ("微软", "bing"), ("microsoft", "bing"),
    ("腾讯", "tencent"), ("tencent", "tencent"),
    ("搜狗", "sogou"), ("sogou", "sogou"),
    ("阿里", "alibaba"), ("alibaba", "alibaba"),
    ("彩云小译", "caiyun"), ("彩云", "caiyun"), ("caiyun", "caiyun"),
    ("小牛", "niutrans"), ("niutrans", "niutrans"),
    ("讯飞", "iflytek"), ("iflytek", "iflytek"),
    ("火山", "volcengine"), ("volcengine", "volcengine"),
    ("华为", "huawei"), ("huawei", "huawei"),
    ("金山", "kingsoft"), ("爱词霸", "kingsoft"),
    ("chatgpt", "chatgpt"), ("yandex", "yandex"), ("systran", "systran"), ("papago", "papago"),
  ]

  /// What a mark may hold beside the engine; the first eleven say that it speaks of translation.
  static let words: [String] = [
    "translated", "translation", "translate", "translator", "翻译结果", "翻译", "机翻", "译文", "翻譯",
    "译", "譯", "automatically", "automatic", "machine", "powered", "provided", "generated", "by",
    "with", "from", "using", "via", "the", "this", "abstract", "text", "was", "is", "in", "at",
    "service", "api", "fanyi", "neural", "engine", "以上", "以下", "内容", "摘要", "全文", "本文", "文本",
    "结果", "由", "来自", "来源", "使用", "通过", "提供", "支持", "自动", "机器", "在线", "智能", "云", "君",
    "引擎", "服务", "生成", "完成", "为", "自", "的", "版", "采用", "于", "时间", "上午", "下午", "am", "pm", "ai",
  ]

  /// The engine that a line names, when the line is a mark.
  ///
  /// - Parameter line: UTF-8, without white space at its ends.
  /// - Returns: the engine's id, such as `google`; `nil` when the line is no mark.
  /// - Complexity: O(1): lines over 120 bytes are no marks.
  public static func engine(named line: UnsafeBufferPointer<UInt8>) -> String? {
    guard line.count <= limit, line.count >= 6 else { return nil }
    var lower: [UInt8] = []
    lower.reserveCapacity(line.count)
    for byte in line { lower.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    var found: String?
    var speaksOfTranslation = false
    var index = 0
    scan: while index < lower.count {
      if isFiller(lower, at: &index) { continue }
      for engine in Self.table.engines where matches(lower, at: index, engine.name) {
        found = found ?? engine.id
        index += engine.name.count
        continue scan
      }
      for (rank, word) in Self.table.words.enumerated() where matches(lower, at: index, word) {
        if rank < 11 { speaksOfTranslation = true }
        index += word.count
        continue scan
      }
      return nil
    }
    return speaksOfTranslation ? found : nil
  }

  private static let table: (engines: [(name: [UInt8], id: String)], words: [[UInt8]]) = (
    engines.map { (Array($0.name.utf8), $0.id) }, words.map { Array($0.utf8) }
  )

  private static func matches(_ text: [UInt8], at index: Int, _ word: [UInt8]) -> Bool {
    guard index + word.count <= text.count else { return false }
    for offset in 0..<word.count where text[index + offset] != word[offset] { return false }
    // A Latin word ends where letters end: `by` is not the beginning of `bypass`.
    if word[0] < 0x80, index + word.count < text.count, text[index + word.count] &- 0x61 < 26 {
      return false
    }
    return true
  }

  /// White space, digits, ASCII and wide punctuation, year and month signs.
  private static func isFiller(_ text: [UInt8], at index: inout Int) -> Bool {
    let byte = text[index]
    if byte < 0x80 {
      guard !(byte &- 0x61 < 26) else { return false }
      index += 1
      return true
    }
    for sign in fillers where matches(text, at: index, sign) {
      index += sign.count
      return true
    }
    return false
  }

  private static let fillers: [[UInt8]] = [
    "，", "。", "：", "；", "、", "（", "）", "【", "】", "「", "」", "《", "》", "“", "”", "—", "–", "…", "·",
    "•",
    "★", "※", "→", "｜", "年", "月", "日", "时", "分", "秒", "\u{3000}", "\u{a0}", "©", "®", "™",
  ].map { Array($0.utf8) }
}
