// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextModel
import BitextTestSupport
import Testing

struct `Listing page` {
  private func items(_ texts: String...) -> String {
    texts.map { $0 + "\n" + Sample.mark + "\n" }.joined()
  }

  @Test func `gives an item before each mark, in any language`() throws {
    let page = try PageResult(items(Sample.chinese, Sample.english))
    #expect(page.form == .listing)
    #expect(page.documents.map(\.text) == [Sample.chinese, Sample.english])
    #expect(page.documents.map(\.language) == [.simplifiedChinese, .english])
    #expect(page.documents.map(\.engine) == ["google", "google"])
    #expect(page.rejections.isEmpty && page.furniture.isEmpty)
  }

  @Test func `numbers items from nought, all languages counted`() throws {
    let page = try PageResult(items(Sample.english, Sample.chinese, Sample.otherEnglish))
    #expect(page.documents.map(\.id) == ["page#0", "page#1", "page#2"])
    #expect(page.documents.map { $0.source?.item } == [0, 1, 2])
  }

  @Test func `may end without a mark and without a line feed`() throws {
    let page = try PageResult(items(Sample.chinese) + Sample.otherChinese)
    #expect(page.documents.map(\.text) == [Sample.chinese, Sample.otherChinese])
    #expect(page.documents.map(\.engine) == ["google", nil])
  }

  @Test func `gives the bytes of each item in the file`() throws {
    let text = items(Sample.chinese, Sample.english) + Sample.otherChinese
    let bytes = Array(text.utf8)
    for document in try PageResult(text).documents {
      let span = try #require(document.source?.span)
      #expect(String(decoding: bytes[span.range], as: UTF8.self) == document.text)
    }
  }

  @Test func `joins the lines of a broken item`() throws {
    let english =
      "A first line that is long enough to be text and goes\non in a second line of it.\n"
    let chinese = "第一行文字足够长，因此它是一个项目的开头，而不是导航，\n它在第二行继续，并在此结束。\n"
    let page = try PageResult(english + Sample.mark + "\n" + chinese + Sample.mark + "\n")
    #expect(
      page.documents.map(\.text) == [
        "A first line that is long enough to be text and goes on in a second line of it.",
        "第一行文字足够长，因此它是一个项目的开头，而不是导航，它在第二行继续，并在此结束。",
      ])
  }

  @Test func `reads the same with CRLF, blank lines and a byte order mark`() throws {
    let plain = try PageResult(items(Sample.chinese, Sample.english))
    let windows =
      "\u{feff}" + items(Sample.chinese, Sample.english).replacing("\n", with: "\r\n\r\n")
    let page = try PageResult(windows)
    #expect(page.documents.map(\.text) == plain.documents.map(\.text))
    #expect(page.documents.map(\.id) == plain.documents.map(\.id))
    #expect(page.documents.map(\.engine) == plain.documents.map(\.engine))
  }

  @Test func `tells items apart where marks are missing and the language changes`() throws {
    let page = try PageResult(Sample.chinese + "\n" + Sample.english + "\n" + Sample.otherChinese)
    #expect(
      page.documents.map(\.text) == [Sample.chinese, Sample.english, Sample.otherChinese])
  }

  @Test func `leaves out a mark with nothing before it`() throws {
    let page = try PageResult(Sample.mark + "\n" + Sample.mark + "\n" + items(Sample.chinese))
    #expect(page.documents.count == 1)
  }

  @Test func `leaves out short lines of navigation with a reason`() throws {
    let page = try PageResult("首页 > 论文\n" + items(Sample.chinese) + "\nNext page\n\n")
    #expect(page.documents.map(\.id) == ["page#0"])
    #expect(page.furniture.map(\.line) == [1, 5])
    #expect(page.furniture.allSatisfy { $0.code == .furniture && !$0.message.isEmpty })
  }

  @Test func `rejects an item that is not UTF-8 in its place`() throws {
    var bytes = Array(items(Sample.chinese).utf8)
    bytes += Array(Sample.english.utf8.prefix(60)) + [0xff, 0xfe] + Array(Sample.english.utf8)
    bytes += Array(("\n" + Sample.mark + "\n" + items(Sample.otherChinese)).utf8)
    let page = try PageResult(bytes)
    #expect(page.documents.map(\.id) == ["page#0", "page#2"])
    #expect(page.rejections.map(\.code) == [.invalidUTF8])
    #expect(page.rejections.first?.item == 1)
    #expect(page.rejections.first?.line == 3)
  }

  @Test func `rejects an item over the cap and goes on`() throws {
    let long = String(repeating: "long and longer ", count: 100)
    let page = try PageResult(items(Sample.chinese, long, Sample.english), limit: 1000)
    #expect(page.documents.map(\.text) == [Sample.chinese, Sample.english])
    #expect(page.rejections.map(\.code) == [.tooLong])
    #expect(page.rejections.first?.item == 1)
  }

  @Test func `takes items of megabytes and rejects one over 16 MB`() throws {
    let sentence = Array("This sentence is repeated very often. ".utf8)
    var large: [UInt8] = []
    while large.count < 2 << 20 { large += sentence }
    var huge: [UInt8] = large
    while huge.count <= 16 << 20 { huge += large }
    let mark = Array(("\n" + Sample.mark + "\n").utf8)
    let page = try PageResult(large + mark + huge + mark + Array(Sample.chinese.utf8) + mark)
    #expect(page.documents.map(\.id) == ["page#0", "page#2"])
    #expect(page.rejections.map(\.code) == [.tooLong])
  }

  @Test func `of no bytes or of white space has no items`() throws {
    for text in ["", "\n", " \n\u{3000}\n\t\n", "\u{feff}"] {
      let page = try PageResult(text)
      #expect(page.documents.isEmpty && page.rejections.isEmpty)
    }
  }
}

struct `Mark line` {
  private func engine(_ line: String) -> String? {
    Array(line.utf8).withUnsafeBufferPointer { MarkRecognizer.engine(named: $0) }
  }

  @Test(arguments: [
    ("translated by 谷歌翻译", "google"), ("由谷歌翻译翻译", "google"), ("Translated by Google", "google"),
    ("翻译:谷歌翻译", "google"), ("（谷歌翻译）", "google"), ("[由百度翻译提供]", "baidu"),
    ("translated by 有道翻译", "youdao"), ("Translated with DeepL", "deepl"),
    ("译文由必应翻译自动生成", "bing"), ("Translated by Microsoft Translator", "bing"),
    ("腾讯翻译君 翻译", "tencent"), ("TRANSLATED BY GOOGLE TRANSLATE 2023-01-05 12:30", "google"),
    ("以上内容由谷歌翻译提供。", "google"), ("translated by DeepL API", "deepl"),
    ("機器翻譯：google", "google"), ("由搜狗翻译于2021年3月4日翻译", "sogou"),
  ])
  func `names its engine`(line: String, expected: String?) {
    // 機器 in traditional characters is not among the words; a line with it is an item's.
    #expect(engine(line) == expected)
  }

  @Test(arguments: [
    "", "谷歌翻译不是一个人", "Google", "translated by hand", "翻译",
    "We compare our system with Google Translate and DeepL.", "谷歌", "bypassing google translation",
    "Google Scholar", "本文由张三翻译", String(repeating: "谷歌翻译", count: 20),
  ])
  func `is told from other lines`(line: String) {
    #expect(engine(line) == nil)
  }
}
