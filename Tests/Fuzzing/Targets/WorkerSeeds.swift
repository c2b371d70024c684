// SPDX-License-Identifier: Apache-2.0

/// Lines of our own for the stages of a worker, behind the character that chooses the stages.
enum WorkerSeeds {
  private static let translation = document("a#0", "zh-Hans", PageSeeds.chinese)
  private static let original = document("o0", "en", PageSeeds.english)

  private static func document(_ id: String, _ language: String, _ text: String) -> String {
    "{\"id\":\"\(id)\",\"language\":\"\(language)\",\"text\":\"\(text)\"}"
  }

  private static let documents = """
    \(translation)
    {"document":{"id":7,"text":"Lanterns at night."},"page":3,"copies":["b#1"]}
    {"id":"e","error":{"code":"no-text","message":"expected a text"}}
    {"id":"e","text":1}
    [\(original)]
    not json
    """

  private static let candidate = """
    {"ordinal":1,"score":7.25,"probability":0.875,"shared":["8.1"],"missing":["x"],\
    "features":{"coverage":1,"margin":-0.5},"runner_up":0.25}
    """
  private static let judgement = """
    "judgement":{"reason":"no-candidates","candidates":[\(candidate),{"ordinal":2147483647,\
    "score":1e9,"probability":1}]}
    """
  private static let judged = """
    {"id":"a#0",\(judgement)}
    {"id":"a#1",\(judgement),"kept":true}
    {"id":"a#2","judgement":{"reason":"ambiguous","candidates":[]}}
    """
  private static let settled = """
    {"document":\(translation),\(judgement),"rank":0,"taken":false,"page":0,"copies":["c"]}
    {"document":\(translation),\(judgement),"rank":1,"taken":true}
    {"document":\(translation),"judgement":{"reason":"ambiguous","candidates":[]}}
    {"titles":{"id":"a#1","source":"Bridges at Night","target":"夜间的桥梁","path":"a.txt","item":1}}
    """

  private static let pairs = """
    {"id":"a#0","source":\(original),"target":\(translation),"score":7.3,"probability":1,"evidence":{}}
    {"id":"a#1","target":\(translation),"reason":"ambiguous"}
    {"id":"a#2","source":\(document("o", "zh", "收敛。")),"target":\(original)}
    {"titles":{"id":"a#3","source":"Bridges","target":"桥梁"}}
    """

  private static let unit = """
    {"id":"a#0:0","source":"It reduces missed cracks from 8.1% to 5.4%, see Fig. 2.","target":\
    "它将漏检率从8.1%降低到54%，见图3。。","source_language":"en","target_language":"zh-Hans","bead":"1-1",\
    "score":0.9,"pair":"a#0"}
    """
  private static let units = """
    [\(unit),{"source":"a (b","target":"一"},{"source":"the bridge","target":"the bridge"}]
    \(unit)
    [1]
    []
    """

  private static let pages = """
    {"id":"p","path":"p.txt","text":"\(PageSeeds.chinese)\\ntranslated by google\\n\(PageSeeds.english)"}
    {"id":"q","path":"q.html","bytes":"PHA+5oiR5Lus5o+Q5Ye644CCPC9wPg==","form":"listing","container":"html"}
    {"id":"r","path":"r","bytes":"//4A","encoding":"utf-16","first_page":9}
    {"id":"s","path":"s","bytes":"*"}
    {"id":"t","path":"none.txt"}
    {"id":"u","path":"-"}
    {"id":"w","path":"p.txt\\nof two lines"}
    {"id":"x","path":"\(String(repeating: "a", count: 300))"}
    {"id":"y","path":"/dev/null/a"}
    {"path":"v","record":\(original),"item":1,"start":5,"end":2}
    """

  private static let scored = """
    {"id":"s","hypothesis":"We present it.","reference":"We present this."}
    {"hypothesis":"一个 测试。","references":["一个测试。","","ein Test"]}
    {"hypothesis":"","reference":""}
    """

  private static let lessons = """
    {"id":"a","lessons":[["收敛得更快。","It converges faster."],["我们提出","We propose"],["x"]]}
    {"id":"b","lessons":[]}
    """

  private static let tallies = """
    {"order":4,"lessons":[["我们收敛得更快。","We converge faster."],["x"]]}
    {"words":{"chinese":[["00000000000000ff",1,"我们"]],"english":[["0000000000000001",0,"we"]]}}
    {"order":2,"beads":[[[0],[0,0]],[[],[]]]}
    {"words":{"chinese":[],"english":[]}}
    {"order":3,"beads":[]}
    """

  /// The seeds.
  static let all = PageSeeds.bytes(
    [
      "0\(pages)", "1\(documents)", "2\(documents)", "3\(documents)", "4\(documents)",
      "5\(documents)", "6\(settled)", "7\(pairs)", "8\(pairs)", "9\(pairs)", ":\(units)",
      ";\(scored)", "<\(settled)", "=\(documents)", ">\(judged)", "?\(lessons)", "@\(lessons)",
      "@\(tallies)", "?\(tallies)",
      "A{\"key\":\"00000000000000ff\",\"count\":2}\n{\"key\":\"0000000000000fff\",\"count\":1}\n",
      "2\n\r\n{\"id\":\"\",\"text\":\"\"}\r\n\n", "1{\"text\":\"", "6{}", "7{\"titles\":{}}",
    ])
}
