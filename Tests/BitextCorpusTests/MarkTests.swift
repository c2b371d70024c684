// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextModel
import Testing

struct `Mark` {
  @Test(arguments: [
    ("translated by 谷歌翻译", "google"), ("Translated by Google", "google"),
    ("由谷歌翻译翻译", "google"), ("翻译:谷歌翻译", "google"), ("[Google 翻译]", "google"),
    ("（由百度翻译提供）", "baidu"), ("以上内容由 百度通用翻译 自动生成", "baidu"),
    ("【有道翻译】", "youdao"), ("网易有道词典翻译 2022-12-20 10:33:21", "youdao"),
    ("翻译引擎：有道智云", "youdao"), ("Translated with www.DeepL.com/Translator (free version)", "deepl"),
    ("Translated by DeepL, 3 days ago", "deepl"), ("必应翻译", "bing"),
    ("Powered by Microsoft Translator", "bing"), ("译文来自 腾讯翻译君 · 3小时前", "tencent"),
    ("TRANSLATED BY TENCENT TRANSMART", "tencent"), ("搜狗翻译结果，仅供参考", "sogou"),
    ("机器翻译（火山翻译）", "volcengine"), ("彩云小译 翻译", "caiyun"), ("小牛翻译", "niutrans"),
    ("此译文由 ChatGPT 生成", "chatgpt"), ("机器翻译结果", "unnamed"),
    ("This abstract was automatically translated", "unnamed"), ("以上内容由机器翻译，可能不准确", "unnamed"),
    ("机器翻译", nil), ("Machine translation", nil), ("谷歌", nil),
    ("Google Translate is compared with us", nil), ("首页 | 论文 | 机器翻译 | 登录", nil),
    ("We translated by bypass", nil),
  ])
  func `names its engine, or is none`(line: String, engine: String?) {
    let bytes = Array(line.utf8)
    let found = bytes.withUnsafeBufferPointer { MarkRecognizer.engine(named: $0) }
    #expect(found == engine)
  }

  @Test(arguments: [
    "（translated by 谷歌翻译）", " translated by 谷歌翻译 2022-12-20", " [由谷歌翻译]", "Translated by Google",
  ])
  func `may end the item's own line`(mark: String) throws {
    let page = try PageResult("\(Sample.chinese)\(mark)\n\(Sample.english)\(mark)\n")
    #expect(page.documents.map(\.text) == [Sample.chinese, Sample.english])
    #expect(page.documents.map(\.engine) == ["google", "google"])
  }

  @Test(arguments: [
    "We compare our system with those of others (Google Translate).",
    "Abstracts of papers on machine translation. We use Google Translate and Baidu.",
    "我们比较了各种系统,其中包括谷歌翻译。",
  ])
  func `is no sentence about engines`(text: String) throws {
    let page = try PageResult("\(text)\n\(Sample.mark)\n")
    #expect(page.documents.map(\.text) == [text])
  }
}

struct `Listing without marks` {
  private let chinese = Sample.chinese + Sample.otherChinese
  private let english = Sample.english + " " + Sample.otherEnglish

  @Test func `takes long lines that are whole for items`() throws {
    let lines = [chinese, chinese + "。", english, english + " It is."]
    let page = try PageResult("首页\n论文列表\n" + lines.joined(separator: "\n") + "\n上一页 下一页\n")
    #expect(page.documents.map(\.text) == lines)
    #expect(page.furniture.count == 3)
  }

  @Test func `joins the short lines of a paragraph, and parts paragraphs`() throws {
    let words = english.split(separator: " ")
    let wrapped = stride(from: 0, to: words.count, by: 12).map {
      words[$0..<min($0 + 12, words.count)].joined(separator: " ")
    }.joined(separator: "\n")
    let page = try PageResult(wrapped + "\n\n" + wrapped + "\n")
    #expect(page.documents.map(\.text) == [english, english])
  }
}

struct `Line over the cap` {
  @Test(arguments: ["", "\(Sample.mark)\n"])
  func `costs itself alone, with or without a mark behind it`(mark: String) throws {
    let page = try PageResult(
      "\(Sample.chinese)\n\(String(repeating: "x", count: 5000))\n\(mark)\(Sample.english)\n",
      limit: 2000)
    #expect(page.documents.map(\.text) == [Sample.chinese, Sample.english])
    #expect(page.documents.map(\.id) == ["page#0", "page#2"])
    #expect(page.rejections.map(\.code) == [.tooLong])
  }
}

struct `Furniture` {
  private func reasons(_ line: String) throws -> [String] {
    let page = try PageResult("\(Sample.chinese)\n\(Sample.mark)\n\(line)\n\(Sample.english)")
    #expect(page.documents.map(\.text) == [Sample.chinese, Sample.english])
    return page.furniture.map { String($0.message.prefix { $0 != ":" }) }
  }

  @Test(arguments: [
    ("上一页 1 2 3 下一页", "navigation"), ("扫码关注微信公众号，获取更多论文！", "advertisement"),
    ("展开全部 收藏 12", "counters"), ("© 2022 example.org 版权所有 京ICP备12345号", "legal"),
    ("Subscribe to our newsletter today!", "advertisement"),
  ])
  func `has a reason`(line: String, reason: String) throws {
    #expect(try reasons(line) == [reason])
  }

  @Test func `is the heading of a long line`() throws {
    let heading = "LanternNet: A Light Network for the Inspection of Bridges at Night"
    let page = try PageResult(
      "\(heading)\n\(Sample.english) \(Sample.otherEnglish)\n\(Sample.mark)\n")
    #expect(page.documents.map(\.text) == [Sample.english + " " + Sample.otherEnglish])
    #expect(page.furniture.map(\.line) == [1])
  }
}

struct `Mojibake on a page` {
  private func latin(_ text: String) -> String {
    String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
  }

  @Test(arguments: [Sample.chinese, "It doesn’t work — see “this”, which the others have too."])
  func `is put right where nothing is lost`(text: String) throws {
    let page = try PageResult("\(latin(text))\n\(Sample.mark)\n")
    #expect(page.documents.map(\.text) == [text])
    #expect(page.documents[0].extra == [JSONMember("repaired", .string("windows-1252"))])
  }

  @Test func `is rejected where characters are lost`() throws {
    let text = latin(Sample.chinese).replacing("\u{8d}", with: "").replacing("\u{a0}", with: " ")
      .replacing("\u{81}", with: "")
    let page = try PageResult("\(text)\n\(Sample.mark)\n\(Sample.english)\n")
    #expect(page.documents.map(\.text) == [Sample.english])
    #expect(page.rejections.map(\.code) == [.mojibake])
  }

  @Test func `of UTF-8 read as GBK is rejected`() throws {
    let text = "鑱斿悎瀛︿範浣垮姪鍚櫒鍙互閫傚簲鍏剁敤鎴凤紝鑰屾棤闇€灏嗗綍闊冲彂閫佸埌鏈嶅姟鍣ㄣ€備絾鏄紝鍦ㄥ叿鏈夌數姹犵殑璁惧涓婏紝"
    let page = try PageResult("\(text)\n\(Sample.mark)\n")
    #expect(page.documents.isEmpty)
    #expect(page.rejections.map(\.code) == [.mojibake])
  }

  @Test(arguments: [
    "Poincaré’s naïve “proof” – “déjà vu”: Straße, ÉCOLE—ça va. We are with the author of this.",
    "鞑靼漆器髹饰工艺研究：从髹漆到戗金，再到螺钿镶嵌，均有详细的记载。",
  ])
  func `is no ordinary text`(text: String) throws {
    let page = try PageResult("\(text)\n\(Sample.mark)\n")
    #expect(page.documents.map(\.text) == [text])
    #expect(page.documents[0].extra.isEmpty)
  }
}
