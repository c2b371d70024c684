// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextModel
import Testing

struct `Digest of another form` {
  private let zh = Sample.chinese
  private let en = Sample.english + " " + Sample.otherEnglish
  private let titles = ["Bridges at Night: A Survey", "Ferries in Winter: A Rule"]
  private let chineseTitles = ["夜间的桥梁:综述", "冬季的渡轮:一个规则"]

  private func check(_ page: PageResult, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(page.form == .digest, sourceLocation: sourceLocation)
    #expect(
      page.documents.map(\.id) == ["page#0.zh", "page#0.en", "page#1.zh", "page#1.en"],
      sourceLocation: sourceLocation)
    #expect(page.documents.map(\.text) == [zh, en, zh, en], sourceLocation: sourceLocation)
    #expect(page.titles.map(\.source) == titles, sourceLocation: sourceLocation)
    #expect(page.titles.map(\.target) == chineseTitles, sourceLocation: sourceLocation)
    #expect(page.rejections.isEmpty, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ["1、", "2、"], ["1. ", "2. "], ["（1）", "（2）"], ["(1) ", "(2) "], ["【1】", "【2】"], ["[1] ", "[2] "],
    ["一、", "二、"], ["No.1 ", "No.2 "], ["#1 ", "#2 "], ["1) ", "2) "], ["第1篇 ", "第2篇："],
    ["1、[LG] ", "2、[CV] "], ["[LG] ", "[cs.CV] "], ["十一、", "十二、"],
  ])
  func `numbers its papers so`(numbers: [String]) throws {
    let papers = (0..<2).map {
      "\(numbers[$0])\(titles[$0])\n\(chineseTitles[$0])\n摘要：\(zh)\n\(en)\nhttps://example.org/\($0)\n"
    }
    check(try PageResult("论文速览\n" + papers.joined()))
  }

  @Test(arguments: [
    ("摘要:", "Abstract: "), ("【摘要】", "【Abstract】"), ("**中文摘要**: ", "**Abstract**: "),
    ("[摘要] ", "[英文摘要] "), ("摘要\n", "Abstract\n"), ("中文摘要：", "英文摘要："), ("■ 摘要：", "■ Abstract: "),
  ])
  func `names its fields so`(chinese: String, english: String) throws {
    let papers = (0..<2).map {
      "标题：\(chineseTitles[$0])\nTitle: \(titles[$0])\n作者：A Author\n\(english)\(en)\n\(chinese)\(zh)\n"
        + "链接：https://example.org/\($0)\n"
    }
    let page = try PageResult(papers.joined())
    check(page)
    #expect(
      page.documents.allSatisfy { $0.extra.first?.key == "url" })
  }

  @Test func `breaks its abstracts over lines`() throws {
    let words = en.split(separator: " ")
    let wrapped = stride(from: 0, to: words.count, by: 9).map {
      words[$0..<min($0 + 9, words.count)].joined(separator: " ")
    }.joined(separator: "\n")
    let middle = zh.index(zh.startIndex, offsetBy: 20)
    let papers = (0..<2).map {
      "\($0 + 1)、\(titles[$0])\n\(chineseTitles[$0])\n摘要：\(zh[..<middle])\n\(zh[middle...])\n"
        + "\(wrapped)\nhttps://example.org/\($0)\n"
    }
    check(try PageResult(papers.joined()))
  }

  @Test func `lists points within a paper`() throws {
    let papers = (0..<2).map {
      "\($0 + 1)、[CL] \(titles[$0])\n\(chineseTitles[$0])\n要点：\n1、提出一个方法\n2、效果很好\n3、代码公开\n"
        + "摘要：\(zh)\n\(en)\nhttps://example.org/\($0)\n"
    }
    check(try PageResult(papers.joined()))
  }

  @Test func `has papers with one abstract, or none`() throws {
    let page = try PageResult(
      "1、\(titles[0])\n\(chineseTitles[0])\n摘要：\(zh)\nhttps://example.org/0\n"
        + "2、\(titles[1])\n\(chineseTitles[1])\n链接：https://example.org/1\n"
        + "3、Third of All Papers\n第三篇论文\nAbstract: \(en)\nhttps://example.org/2\n")
    #expect(page.documents.map(\.id) == ["page#0.zh", "page#2.en"])
    #expect(page.titles.map(\.id) == ["page#0", "page#1", "page#2"])
  }

  @Test func `has English abstracts with numbered lists in them`() throws {
    let list = "Our method has steps:\n(1) it reads the page and the text of it;\n(2) it writes it."
    let page = try PageResult(
      "1、\(titles[0])\n\(chineseTitles[0])\n摘要：\(zh)\nAbstract: \(en) \(list)\n"
        + "https://example.org/0\n2、\(titles[1])\n\(chineseTitles[1])\n摘要：\(zh)\n")
    #expect(page.titles.map(\.source) == titles)
  }
}
