// SPDX-License-Identifier: Apache-2.0

/// JSON lines of our own.
enum RecordSeeds {
  static let documents = PageSeeds.bytes([
    """
    {"id":"a#0","language":"zh-Hans","text":"\(PageSeeds.chinese)","title":"灯","engine":"google","source":{"path":"a.txt","item":0,"start":0,"end":9},"k":[1,2.5,true,null]}
    {"id":"2101.00001","title":"Lanterns","abstract":"  We present\\n  LanternNet. It\\n works.\\n","categories":"cs.CV"}
    {"id":7,"text":"\\ud83d\\ude00 \\u0000 \\ud800"}

    [1]
    {"id":"","text":""}
    not json
    """,
    "{\"id\":\"x\",\"text\":\"a\",\"id\":\"y\",\"source\":{\"item\":-1,\"start\":5,\"end\":2}}",
    "{\"id\":1e400,\"text\":\"b\"}\n{\"id\":18446744073709551615,\"abstract\":\"b\"}",
  ])

  static let units = PageSeeds.bytes([
    """
    {"id":"a:0","source":"We present it.","target":"我们提出它。","source_language":"en","target_language":"zh-Hans","bead":"1-1","score":0.9321,"pair":"a","engine":"google","properties":{"x":"1","y":["2","3"]},"notes":["n"],"k":{"a":null}}
    {"id":"b","source":"a","target":"b","source_codes":[{"kind":"begin","offset":0,"pair":"1","data":"<b>","subflows":[{"offset":0,"text":"t","codes":[]}]},{"kind":"end","offset":1,"pair":"1"}]}
    {"source":"a","target":"b","bead":"-1-2","score":1e308,"attributes":{"created_on":"20020523T091200Z","usage_count":-5}}
    {"source":"a"}
    """,
    "{\"source\":\"a\",\"target\":\"b\",\"variants\":[{\"language\":\"fr\",\"text\":\"c\",\"properties\":[{\"type\":\"t\",\"value\":\"v\",\"language\":\"de\"}]}],\"source_notes\":[{\"text\":\"n\",\"language\":\"en\"}]}",
  ])

  static let translations = PageSeeds.bytes([
    "{\"id\":\"0\",\"translation\":{\"en\":\"We present it.\",\"zh\":\"我们提出它。\"}}\n{\"translation\":{\"zh\":\"乙\",\"en\":\"b\",\"fr\":\"c\"}}\n",
    "{\"translation\":{\"en\":1}}\n{\"translation\":[]}\n{\"translation\":{\"en\":\"a\",\"en\":\"b\"}}",
  ])
}
