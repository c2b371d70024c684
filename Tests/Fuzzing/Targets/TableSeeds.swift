// SPDX-License-Identifier: Apache-2.0

import BitextIO

/// Files of our own in formats of lines.
enum TableSeeds {
  static let tsv = PageSeeds.bytes([
    "id\tsource\ttarget\tbead\tscore\tpair\tengine\na:0\tWe\\tpresent\\nit.\t我们提出它。\t1-1\t0.9\ta\tgoogle\nb\ta\\\\b\t甲\t\t\t\t\n",
    "\u{feff}source\ttarget\r\na\t甲\r\nb\r\n\tc\td\n",
    "target\tsource\tk\n甲\ta\tv\n'=1\t@b\t-c\n",
    "id\tid\tsource\n1\t2\t3\n",
  ])

  static let csv = PageSeeds.bytes([
    "id,source,target,bead,score\na:0,\"We, \"\"present\"\"\nit.\",我们提出它。,1-2,0.5\n\"b\",a,甲,,\n",
    "\u{feff}source;target\na;甲\n", "source,target\r\n\"a\"x,b\r\n\"open",
    "\"source\",\"target\"\n\"\",\"\"\n",
  ])

  static let columns = PageSeeds.bytes([
    "We present it.\t我们提出它。\t0.93\nb ~~~ c\t乙\t-0.3\n\t\t\n",
    "https://a.example/\thttps://b.example/\tWe present it.\t我们提出它。\t0.5\n\t\ta\t甲\tnan\n",
    "a\tb\n", "a\tb\t1e999\tc\td\te\n",
  ])

  static let po = PageSeeds.bytes([
    """
    # translator
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: zh_CN\\n"

    #. note
    #: file.c:1
    #, fuzzy, c-format
    #| msgid "old"
    msgctxt "menu"
    msgid "We present "
    "it.\\n\\t\\"\\\\"
    msgstr "我们提出它。"

    msgid "one"
    msgid_plural "many %d"
    msgstr[0] "一"
    msgstr[1] "多"

    #~ msgid "gone"
    #~ msgstr "没有"
    """,
    "msgid \"a\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\\x41\\101\\q\"\nmsgid \"c\"\nmsgstr \"e\"\n",
    "#\nmsgstr \"a\"\nmsgid \"b\"\n\"c\"\n",
  ])

  private static let separator = "\u{1e}"
  static let ladders = PageSeeds.bytes([
    "0\t0\t0.5\n1\t1\t0.7\n2\t3\t0.1\n3\t3\t0\(separator)a\nb\nc\n\(separator)甲\n乙\n丙\n",
    "0\t0\n9223372036854775807\t1\t0\(separator)a\n\(separator)甲",
    "1\t1\t1\(separator)\(separator)",
    "0\t0\t1\n1\t-1\t1\(separator)\u{feff}a\(separator)b\n",
  ])

  static let dictionaries = PageSeeds.bytes([
    "# CC-CEDICT\n收斂 收敛 [shou1 lian3] /to converge/convergence (math.)/CL:個|个[ge4]/\n鄧 邓 [Deng4] /surname Deng/\n橋 桥 [qiao2] /bridge; see also 樑/",
    "# field: bridges\n桥梁\tbridge; viaduct\n收敛\tconverge;convergence ; \n夜\tnight\n",
    "converge 收敛 0.5\n收敛 converge -1.25\nNULL 的 0.1\nnight 夜 0.9\n",
    "\u{feff}桥\tbridge\r\nbad\n\u{3400}\tx\n", "a b [c] //\n",
    "speed 速度 0.9\nvelocity 速度 0.6\nrate 速率 -0.2\n速率 pace -0.1\n",
  ])

  /// What the writers make of a text, behind the byte that names the compression.
  static func compressed() throws -> [[UInt8]] {
    let scratch = Scratch()
    var seeds: [[UInt8]] = []
    for (first, name) in [(UInt8(0), "a.gz"), (1, "a.zst")] {
      let path = scratch.folder + "/" + name
      let output = try OutputFile(path: path, isDurable: false)
      try output.write(PageSeeds.english + "\n" + PageSeeds.chinese + "\n")
      try output.finish()
      let bytes = Scratch.bytes(path)
      seeds += [[first] + bytes, [first] + bytes + bytes, [first] + bytes.dropLast(3)]
    }
    return seeds
  }
}
