// SPDX-License-Identifier: Apache-2.0

/// The words that marks are made of: data.
enum MarkWords {
  /// Names of engines, in lower case, longer ones before those they begin with.
  static let engines: [(name: String, id: String)] = [
    ("谷歌", "google"), ("google", "google"), ("百度", "baidu"), ("baidu", "baidu"),
    ("网易有道", "youdao"), ("有道", "youdao"), ("youdao", "youdao"), ("deepl", "deepl"),
    ("必应", "bing"), ("bing", "bing"), ("微软", "bing"), ("microsoft", "bing"), ("azure", "bing"),
    ("腾讯", "tencent"), ("tencent", "tencent"), ("transmart", "tencent"),
    ("搜狗", "sogou"), ("sogou", "sogou"), ("阿里巴巴", "alibaba"), ("阿里", "alibaba"),
    ("alibaba", "alibaba"), ("aliyun", "alibaba"), ("彩云小译", "caiyun"), ("彩云", "caiyun"),
    ("caiyun", "caiyun"), ("lingocloud", "caiyun"), ("小牛", "niutrans"), ("niutrans", "niutrans"),
    ("科大讯飞", "iflytek"), ("讯飞", "iflytek"), ("iflytek", "iflytek"), ("火山", "volcengine"),
    ("volcengine", "volcengine"), ("volctrans", "volcengine"), ("豆包", "volcengine"),
    ("华为", "huawei"), ("huawei", "huawei"), ("金山词霸", "kingsoft"), ("金山", "kingsoft"),
    ("爱词霸", "kingsoft"), ("iciba", "kingsoft"), ("知网", "cnki"), ("cnki", "cnki"),
    ("沪江", "hujiang"), ("文心一言", "ernie"), ("通义千问", "qwen"), ("qwen", "qwen"),
    ("deepseek", "deepseek"), ("kimi", "kimi"), ("chatgpt", "chatgpt"), ("gpt", "chatgpt"),
    ("openai", "chatgpt"), ("claude", "claude"), ("gemini", "gemini"), ("amazon", "amazon"),
    ("亚马逊", "amazon"), ("yandex", "yandex"), ("systran", "systran"), ("papago", "papago"),
    ("reverso", "reverso"), ("modernmt", "modernmt"), ("libretranslate", "libretranslate"),
  ]

  /// Words of which a mark needs one.
  static let translation = [
    "translated", "translations", "translation", "translates", "translate", "translator", "翻译结果",
    "翻译", "机翻", "译文", "翻譯", "译", "譯",
  ]

  /// Words that say who did it. A mark without an engine needs one of these.
  static let agents = [
    "by", "with", "using", "via", "automatically", "translated", "由", "来自", "使用", "通过", "以上", "以下",
    "机翻", "翻译结果", "结果", "生成", "自动", "仅供参考", "結果",
  ]

  /// All other words of marks.
  static let others = [
    "automatic", "machine", "powered", "provided", "generated", "from", "the", "this", "abstract",
    "abstracts", "text", "article", "content", "was", "were", "is", "has", "been", "in", "at", "on",
    "of", "service", "api", "fanyi", "neural", "engine", "online", "cloud", "free", "version",
    "www",
    "com", "cn", "https", "http", "pro", "into", "to", "chinese", "english", "simplified",
    "original",
    "see", "show", "view", "hours", "hour", "minutes", "minute", "days", "day", "ago", "am", "pm",
    "ai",
    "utc", "gmt", "mt", "nmt", "bot", "o", "turbo", "mini", "plus",
    "内容", "摘要", "全文", "本文", "文本", "文章", "原文", "查看", "显示", "提供", "支持", "机器", "神经网络", "在线",
    "智能", "智云", "词典", "通用", "文档", "云", "君", "官", "引擎", "服务", "完成", "来源", "为", "自", "的", "版", "采用",
    "于",
    "时间", "上午", "下午", "小时", "分钟", "天", "前", "刚刚", "昨天", "今天", "本", "该", "此", "段", "者", "助手",
    "软件", "工具", "平台", "开放", "大模型", "模型", "可能", "不准确", "请以", "为准", "英文", "中文", "自動", "機器",
    "提供", "谨慎", "参考", "仅供", "翻",
  ]

  /// Signs that may stand anywhere, beside ASCII punctuation, digits and white space.
  static let fillers = [
    "，", "。", "：", "；", "、", "（", "）", "【", "】", "「", "」", "《", "》", "“", "”", "‘", "’", "—", "–",
    "…",
    "·", "•", "★", "☆", "※", "→", "➤", "▶", "►", "■", "◆", "●", "｜", "！", "～", "年", "月", "日", "时",
    "分",
    "秒", "\u{3000}", "\u{a0}", "\u{200b}", "©", "®", "™", "🤖", "🌐",
  ]

  static let table = MarkTable()
}

/// The words as bytes, looked up by their first byte.
struct MarkTable: Sendable {
  struct Word: Sendable {
    var bytes: [UInt8]
    var engine: String?
    var isTranslation = false
    var isAgent = false
    var isFiller = false
    var width: Int { bytes.count }
  }

  private let byFirst: [[Word]]

  init() {
    var all: [Word] = MarkWords.engines.map { Word(bytes: Array($0.name.utf8), engine: $0.id) }
    let translation = Set(MarkWords.translation)
    let agents = Set(MarkWords.agents)
    for word in translation.union(agents).union(MarkWords.others) {
      all.append(
        Word(
          bytes: Array(word.utf8), isTranslation: translation.contains(word),
          isAgent: agents.contains(word)))
    }
    all += MarkWords.fillers.map { Word(bytes: Array($0.utf8), isFiller: true) }
    var byFirst = [[Word]](repeating: [], count: 256)
    // Longer words first; among equals the order does not matter, for no word stands twice.
    for word in all.sorted(by: { $0.width > $1.width }) { byFirst[Int(word.bytes[0])].append(word) }
    self.byFirst = byFirst
  }

  func filler(_ text: [UInt8], at index: Int) -> Int? {
    let byte = text[index]
    if byte < 0x80 { return byte &- 0x61 < 26 ? nil : 1 }
    guard let word = longest(text, at: index), word.isFiller else { return nil }
    return word.width
  }

  func engine(_ text: [UInt8], at index: Int) -> (id: String, width: Int)? {
    guard let word = longest(text, at: index), let id = word.engine else { return nil }
    return (id, word.width)
  }

  func word(_ text: [UInt8], at index: Int) -> Word? {
    guard let word = longest(text, at: index), word.engine == nil, !word.isFiller else {
      return nil
    }
    return word
  }

  private func longest(_ text: [UInt8], at index: Int) -> Word? {
    byFirst[Int(text[index])].first { matches(text, at: index, $0.bytes) }
  }

  private func matches(_ text: [UInt8], at index: Int, _ word: [UInt8]) -> Bool {
    guard index + word.count <= text.count else { return false }
    for offset in 0..<word.count where text[index + offset] != word[offset] { return false }
    // A Latin word ends where letters end: `by` is not the beginning of `bypass`.
    return word[0] >= 0x80 || index + word.count == text.count
      || !(text[index + word.count] &- 0x61 < 26)
  }
}
