// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Testing

struct `HTML page` {
  @Test(arguments: SamplePages.names, Markup.allCases)
  func `gives the documents of the text, byte for byte`(name: String, markup: Markup) throws {
    let text = try SamplePages.text(name)
    let plain = try PageResult(text)
    let page = try PageResult(
      Array(markup.page(text, charset: "utf-8").utf8), name: "page.html")
    #expect(page.essence == plain.essence)
    #expect(page.form == plain.form)
  }

  @Test(arguments: SamplePages.names)
  func `gives them in GB18030 and UTF-16 too`(name: String) throws {
    let text = try SamplePages.text(name)
    let plain = try PageResult(text)
    let labelled = Markup.divisions.page(text, charset: "gb2312")
    let wide = Markup.table.page(text, charset: "utf-16")
    #expect(
      try PageResult(try Encoded.bytes(labelled, "GB18030")).essence == plain.essence)
    #expect(
      try PageResult([0xff, 0xfe] + (try Encoded.bytes(wide, "UTF-16LE"))).essence == plain.essence)
  }

  @Test func `honours UTF-8 under a wrong label`() throws {
    let text = try SamplePages.text("listing-01")
    let page = try PageResult(Array(Markup.breaks.page(text, charset: "gb2312").utf8))
    #expect(page.essence == (try PageResult(text)).essence)
  }

  @Test func `is told from text by its beginning`() throws {
    let text = "<b> denotes the set of borders, and we show that < is a partial order on it.\n"
    let page = try PageResult(text + Sample.mark + "\n")
    #expect(page.documents.map(\.text) == [text.replacing("\n", with: "")])
  }

  private func html(_ body: String) throws -> PageResult {
    try PageResult(Array("<html><body>\(body)</body></html>".utf8), name: "page.html")
  }

  @Test func `makes white space one space, and none between wide characters`() throws {
    let page = try html(
      "<p>" + Sample.english.replacing(" ", with: " \n\t ") + "<p>\(Sample.mark)<p>我们\n"
        + Sample.chinese.dropFirst(2) + "<p>\(Sample.mark)")
    #expect(page.documents.map(\.text) == [Sample.english, Sample.chinese])
  }

  @Test func `reads entities, and a bare sign that is none`() throws {
    let page = try html(
      "<p>We show that &alpha; &lt; 1 &amp; 2 < 3, i.e. R&D &#x4e2d;&#25991; works.</p>")
    #expect(page.documents.map(\.text) == ["We show that α < 1 & 2 < 3, i.e. R&D 中文 works."])
  }

  @Test(arguments: ["script", "style", "noscript", "template", "nav", "select", "textarea", "svg"])
  func `leaves hidden elements out`(element: String) throws {
    let page = try html("<p>\(Sample.english)</p><\(element)>nothing here</\(element)>")
    #expect(page.documents.map(\.text) == [Sample.english])
    #expect(page.furniture.isEmpty)
  }

  @Test func `rejects the item with bytes that are no characters, and keeps the others`() throws {
    var bytes = Array("<html><body><p>We show that it".utf8) + [0xff, 0xfe]
    bytes += Array(" works.</p><p>\(Sample.mark)</p><p>\(Sample.english)</p>".utf8)
    let page = try PageResult(bytes, name: "page.html")
    #expect(page.documents.map(\.text) == [Sample.english])
    #expect(page.rejections.map(\.code) == [.mojibake])
  }

  @Test func `ends with a rejection where no tag comes within the cap`() throws {
    let page = try PageResult(
      Array(
        ("<p>\(Sample.english)</p><p>\(Sample.mark)</p><!-- "
          + String(repeating: "x", count: 400_000)).utf8),
      name: "page.html", limit: 10_000)
    #expect(page.documents.map(\.text) == [Sample.english])
    #expect(page.rejections.map(\.code) == [.tooLong])
  }
}

struct `Page in another encoding` {
  @Test(arguments: SamplePages.names, ["GB18030", "UTF-16LE", "UTF-16BE"])
  func `gives the same documents`(name: String, encoding: String) throws {
    let text = try SamplePages.text(name)
    let page = try PageResult(try Encoded.bytes(text, encoding))
    #expect(page.essence == (try PageResult(text)).essence)
    #expect(
      page.documents.allSatisfy {
        $0.extra.contains(JSONMember("encoding", .string(encoding)))
      })
  }

  @Test func `is read in Big5`() throws {
    let text = "我們提出一種新的方法,並且證明它在三個資料集上的結果比現有的方法更好。我們公開了程式碼。\n\(Sample.mark)\n"
      .replacing("谷歌翻译", with: "Google")
    let page = try PageResult(try Encoded.bytes(text, "BIG5"))
    #expect(page.documents.map(\.language) == [.traditionalChinese])
    #expect(page.essence == (try PageResult(text)).essence)
  }

  @Test(arguments: [[0xef, 0xbb, 0xbf], []] as [[UInt8]])
  func `may begin with a mark of byte order and end lines in CRLF`(mark: [UInt8]) throws {
    let text = try SamplePages.text("listing-06")
    let page = try PageResult(mark + Array(text.replacing("\n", with: "\r\n").utf8))
    #expect(page.essence == (try PageResult(text)).essence)
  }

  @Test func `read by the wrong encoding on demand is rejected, item by item`() throws {
    let folder = try TemporaryFolder()
    var options = PageReader.Options()
    options.encoding = "GB18030"
    let page = try folder.write("page.txt", try SamplePages.text("listing-01"))
    let reader = try PageReader(try ByteSource(path: page), options: options)
    let (records, rejections) = try readAll(reader)
    let chinese = records.filter { record in
      if case .document(let document) = record { return document.language.isChinese }
      return false
    }
    #expect(chinese.isEmpty)
    #expect(!rejections.isEmpty && rejections.allSatisfy { $0.code == .mojibake })
  }

  @Test func `that nobody knows is refused`() throws {
    let folder = try TemporaryFolder()
    var options = PageReader.Options()
    options.encoding = "EBCDIC-KLINGON"
    let page = try folder.write("page.txt", Sample.english)
    #expect {
      _ = try PageReader(try ByteSource(path: page), options: options)
    } throws: { ($0 as? CorpusFailure)?.code == .unknownEncoding }
  }

  @Test func `stays UTF-8 where a few bytes are damaged`() throws {
    let sound = "\(Sample.chinese)\n\(Sample.mark)\n"
    let page = try PageResult(
      Array(sound.utf8) + Array("A text that ".utf8) + [0xff, 0xe9] + Array(" is bad.\n".utf8)
        + Array("\(Sample.mark)\n\(Sample.english)".utf8))
    #expect(page.documents.map(\.text) == [Sample.chinese, Sample.english])
    #expect(page.rejections.map(\.code) == [.invalidUTF8])
  }
}
