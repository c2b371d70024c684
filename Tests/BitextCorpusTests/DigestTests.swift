// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport
import Testing

struct `Digest page` {
  private func paper(
    _ head: String, chineseTitle: String = "灯笼网：夜间桥梁检查", field: String = "摘要:",
    link: String = "https://example.org/abs/1"
  ) -> String {
    """
    \(head)
    A Author, B Author
    [Example University]
    \(chineseTitle)
    简介:本文提出一种网络。
    \(field)\(Sample.chinese)
    \(Sample.english)
    \(link)

    """
  }

  @Test func `gives both abstracts and the titles of a paper`() throws {
    let page = try PageResult(paper("1、[CV] LanternNet: Inspecting Bridges at Night"))
    #expect(page.form == .digest)
    #expect(page.documents.map(\.id) == ["page#0.zh", "page#0.en"])
    #expect(page.documents.map(\.text) == [Sample.chinese, Sample.english])
    #expect(page.documents.map(\.language) == [.simplifiedChinese, .english])
    #expect(page.titles.map(\.source) == ["LanternNet: Inspecting Bridges at Night"])
    #expect(page.titles.map(\.target) == ["灯笼网：夜间桥梁检查"])
    #expect(
      page.documents.map(\.title) == ["灯笼网：夜间桥梁检查", "LanternNet: Inspecting Bridges at Night"])
  }

  @Test func `keeps the link and the summary`() throws {
    let page = try PageResult(paper("1、[CV] LanternNet: Inspecting Bridges at Night"))
    try #require(page.documents.count == 2)
    #expect(
      page.documents[0].extra.first { $0.key == "url" }?.value
        == .string("https://example.org/abs/1"))
    try #require(page.documents.count == 2)
    #expect(page.documents[0].extra.first { $0.key == "summary" }?.value == .string("本文提出一种网络。"))
    #expect(page.documents[1].extra.map(\.key) == ["url"])
  }

  @Test(arguments: [
    "1、[LG] Forgetting on Purpose", "2. Forgetting on Purpose", "3) Forgetting on Purpose",
    "12．[LG] Forgetting on Purpose", "[CV] Forgetting on Purpose", "7、Forgetting on Purpose",
  ])
  func `finds papers however they are numbered`(head: String) throws {
    let page = try PageResult(paper(head) + paper("9、[CL] A Second Paper of the Day"))
    #expect(page.titles.map(\.source) == ["Forgetting on Purpose", "A Second Paper of the Day"])
    #expect(page.documents.count == 4)
  }

  @Test(arguments: ["摘要:", "摘要：", "中文摘要："])
  func `finds the abstract with narrow and wide colons`(field: String) throws {
    let page = try PageResult(paper("1、[CV] LanternNet: Inspecting Bridges", field: field))
    #expect(page.documents.first?.text == Sample.chinese)
  }

  @Test func `gives titles only where a paper has no abstract`() throws {
    let list = "2、[CL] Talking Maps and Sketches\nA Author\n会说话的地图\nhttps://example.org/abs/2\n"
    let page = try PageResult(paper("1、[CV] LanternNet: Inspecting Bridges at Night") + list)
    #expect(page.documents.map(\.id) == ["page#0.zh", "page#0.en"])
    #expect(page.titles.map(\.id) == ["page#0", "page#1"])
    #expect(page.titles.last?.target == "会说话的地图")
  }

  /// The name that begins both titles ends the first and begins the second.
  @Test func `tells titles that run together on one line apart`() throws {
    let line = "1、[CV] DATLAMP: Fitting Lamps to Text for 3D ModelsDATLAMP:为三维模型按文本配灯\n"
    let rest = "摘要:\(Sample.chinese)\n\(Sample.english)\nhttps://example.org/abs/3\n"
    let page = try PageResult(line + rest + paper("2、[CL] A Second Paper of the Day"))
    #expect(page.titles.first?.source == "DATLAMP: Fitting Lamps to Text for 3D Models")
    #expect(page.titles.first?.target == "DATLAMP:为三维模型按文本配灯")
  }

  @Test func `leaves out what stands before the first paper and behind a link`() throws {
    let page = try PageResult(
      "转自示例论文周报\n分类 LG 机器学习\n" + paper("1、[CV] LanternNet: Inspecting Bridges at Night")
        + "扫码关注我们，每天获取更多论文解读和资讯。\n")
    #expect(page.documents.count == 2)
    #expect(page.documents.allSatisfy { !$0.text.contains("扫码") && !$0.text.contains("转自") })
  }

  @Test func `rejects an abstract that is not UTF-8 and keeps the other`() throws {
    var bytes = Array(paper("1、[CV] LanternNet: Inspecting Bridges at Night").utf8)
    let place = try #require(
      bytes.indices.first { bytes[$0...].starts(with: Array("We present".utf8)) })
    bytes[place] = 0xff
    let page = try PageResult(bytes)
    #expect(page.documents.map(\.id) == ["page#0.zh"])
    #expect(page.rejections.map(\.code) == [.invalidUTF8])
  }

  @Test func `rejects a line over the cap and goes on`() throws {
    let long = String(repeating: "word ", count: 500)
    let page = try PageResult(
      "1、[CV] LanternNet: Inspecting Bridges\n摘要:\(Sample.chinese)\n\(long)\nhttps://example.org/1\n"
        + paper("2、[CL] A Second Paper of the Day"), limit: 1200)
    #expect(page.rejections.map(\.code) == [.tooLong])
    #expect(page.documents.map(\.id).suffix(2) == ["page#1.zh", "page#1.en"])
  }
}

struct `Form of a page` {
  private func form(_ text: String) -> PageForm {
    Array(text.utf8).withUnsafeBufferPointer { PageForm.recognised(in: $0) }
  }

  @Test(arguments: [
    ("", PageForm.listing), ("{\"id\":1}", .documents), ("\u{feff} \n{\"id\":1}", .documents),
    ("摘要:一\n简介:二\n", .digest), ("1、[LG] A Title of a Paper\n摘要:一\n", .digest),
    ("摘要:一\ntranslated by 谷歌翻译\n", .listing), ("plain text\n", .listing), ("[1, 2]", .listing),
  ])
  func `is recognised by its beginning`(text: String, expected: PageForm) {
    #expect(form(text) == expected)
  }

  @Test func `can be forced`() throws {
    let text = Sample.chinese + "\n" + Sample.mark + "\n"
    #expect(try PageResult(text, form: .digest).documents.isEmpty)
    #expect(
      try PageResult(text, form: .documents).rejections.map(\.code) == [.invalidJSON, .invalidJSON])
    #expect(try PageResult("{\"id\":\"a\",\"text\":\"b\"}\n", form: .listing).form == .listing)
  }

  @Test func `of a binary file is none`() {
    let failure = #expect(throws: CorpusFailure.self) { try PageResult(BinaryFile.bytes) }
    #expect(failure?.code == .unknownFormat)
  }
}

struct `Compressed page` {
  @Test func `that is none is a rejection, not the end of the run`() throws {
    let page = try PageResult(Array("no gzip at all".utf8), name: "page.txt.gz")
    #expect(page.documents.isEmpty)
    #expect(page.rejections.map(\.code) == [.truncated])
  }

  @Test func `that is cut gives what came before, then a rejection`() throws {
    let folder = try TemporaryFolder()
    var random = TestRandom(seed: 5)
    let noise = (0..<3000).map { _ in String(random.next(), radix: 36) }.joined(separator: " ")
    let text = "\(Sample.chinese)\n\(Sample.mark)\n\(noise).\n\(Sample.mark)\n"
    let whole = try compressed(text, in: folder)
    let page = try PageResult(Array(whole[..<(whole.count / 2)]), name: "page.txt.gz")
    #expect(page.documents.map(\.id) == ["page#0"])
    #expect(page.rejections.map(\.code) == [.truncated])
  }

  private func compressed(_ text: String, in folder: TemporaryFolder) throws -> [UInt8] {
    let output = try OutputFile(path: folder.path("whole.gz"))
    try output.write(text)
    try output.finish()
    return try folder.bytes("whole.gz")
  }
}
