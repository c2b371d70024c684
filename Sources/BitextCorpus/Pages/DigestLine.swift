// SPDX-License-Identifier: Apache-2.0

/// What one line of a digest is.
enum DigestLine {
  /// What a named field holds.
  enum Field: Hashable {
    /// An abstract in Chinese, or in English where its text is.
    case abstract
    /// A summary by the digest's author: kept as a note, no translation.
    case note
    /// A title, in the language of its text.
    case title
    /// A link.
    case link
    /// Authors, affiliations, dates, keywords: left out.
    case other
  }

  /// Names of fields as digests write them, in lower case: data. Longer names come first.
  private static let names: [(name: String, field: Field)] = {
    let lists: [(Field, [String])] = [
      (
        .abstract,
        [
          "摘要", "中文摘要", "英文摘要", "论文摘要", "内容摘要", "原文摘要", "摘要翻译", "英文原文", "中文翻译", "摘 要",
          "abstract", "abstracts", "summary", "摘要(中文)", "摘要(英文)", "摘要（中文）", "摘要（英文）",
          "chinese abstract", "english abstract",
        ]
      ),
      (
        .note,
        [
          "简介", "要点", "一句话总结", "总结", "亮点", "核心要点", "推荐理由", "点评", "导读", "解读", "内容简介",
          "论文简介", "一句话简介", "tl;dr", "tldr", "highlights",
        ]
      ),
      (
        .title,
        [
          "标题", "题目", "中文标题", "英文标题", "中文题目", "英文题目", "论文标题", "论文题目", "论文名称", "原标题",
          "原文标题", "标题翻译", "title", "titles", "paper title",
        ]
      ),
      (
        .link,
        [
          "链接", "论文链接", "原文链接", "论文地址", "原文地址", "地址", "下载地址", "link", "links", "url", "paper link",
          "pdf", "论文", "paper", "arxiv",
        ]
      ),
      (
        .other,
        [
          "作者", "第一作者", "通讯作者", "单位", "机构", "作者单位", "authors", "author", "affiliation",
          "affiliations", "institution", "会议", "期刊", "时间", "日期", "发布时间", "发表时间", "来源", "date",
          "关键词", "关键字", "keywords", "subjects", "subject", "comments", "comment", "代码", "代码链接",
          "代码地址",
          "项目主页", "主页", "code", "project page", "doi", "领域", "分类", "category", "标签", "tags",
        ]
      ),
    ]
    return lists.flatMap { field, names in names.map { ($0, field) } }
      .sorted { ($0.name.utf8.count, $0.name) > ($1.name.utf8.count, $1.name) }
  }()

  private struct Entry {
    var name: [UInt8]
    var field: Field
  }

  /// The names by their first byte, in either case.
  private static let table: [[Entry]] = {
    var table = [[Entry]](repeating: [], count: 256)
    for (name, field) in names {
      let entry = Entry(name: Array(name.utf8), field: field)
      let first = entry.name[0]
      table[Int(first)].append(entry)
      if first &- 0x61 < 26 { table[Int(first & 0xdf)].append(entry) }
    }
    return table
  }()

  /// Whether a line begins with the name of a field.
  static func isField(_ line: UnsafeBufferPointer<UInt8>) -> Bool { field(line) != nil }

  /// The field that a line begins with, and where its text begins: `摘要:…`, `【摘要】…`, `**Abstract**: …`
  /// or the name alone.
  static func field(_ line: UnsafeBufferPointer<UInt8>) -> (field: Field, textStart: Int)? {
    let start = skipped(line, from: 0, opening)
    guard start < line.count else { return nil }
    for entry in table[Int(line[start])] where matches(line, at: start, entry.name) {
      let nameEnd = start + entry.name.count
      let closed = skipped(line, from: nameEnd, closing)
      if closed == line.count { return (entry.field, closed) }
      if let width = colon(line, at: closed) { return (entry.field, closed + width) }
      if closed > nameEnd, start > 0, entry.field != .other { return (entry.field, closed) }
    }
    return nil
  }

  /// Whether a line is a link.
  static func isLink(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    PageBytes.hasPrefix(line, "http://") || PageBytes.hasPrefix(line, "https://")
  }

  private static let opening = [
    "【", "[", "「", "《", "（", "(", "*", "#", "■", "◆", "●", "▶", "•", "·", ">", "-", " ",
  ]
  .map { Array($0.utf8) }
  private static let closing = ["】", "]", "」", "》", "）", ")", "*", " "].map { Array($0.utf8) }
  private static func skipped(
    _ line: UnsafeBufferPointer<UInt8>, from start: Int, _ signs: [[UInt8]]
  ) -> Int {
    // Few lines begin with a sign: an ASCII letter or a Han character ends the search at once.
    var index = start
    search: while index < line.count, index < start + 12 {
      let byte = line[index]
      if byte | 0x20 &- 0x61 < 26 || byte &- 0xe4 < 6 { return index }
      for sign in signs where matches(line, at: index, sign) {
        index += sign.count
        continue search
      }
      return index
    }
    return index
  }

  private static func colon(_ line: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    if line[index] == UInt8(ascii: ":") { return 1 }
    guard index + 2 < line.count else { return nil }
    return line[index] == 0xef && line[index + 1] == 0xbc && line[index + 2] == 0x9a ? 3 : nil
  }

  private static func matches(
    _ line: UnsafeBufferPointer<UInt8>, at index: Int, _ word: [UInt8]
  ) -> Bool {
    guard index + word.count <= line.count else { return false }
    for offset in 0..<word.count {
      let byte = line[index + offset]
      guard word[offset] == (byte &- 0x41 < 26 ? byte | 0x20 : byte) else { return false }
    }
    return true
  }
}
