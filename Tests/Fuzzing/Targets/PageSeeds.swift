// SPDX-License-Identifier: Apache-2.0

/// Pages of our own, small and of every kind.
enum PageSeeds {
  static let chinese = "我们提出了LanternNet，一种用于夜间桥梁检查的轻量级网络。它将漏检率从8.1%降低到5.4%。代码是公开的。"
  static let english =
    "We present LanternNet, a light network for the inspection of bridges at night. It reduces missed cracks from 8.1% to 5.4%. The code is public."

  static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  static let listings = bytes([
    "\(chinese)\ntranslated by 谷歌翻译\n\(english)\ntranslated by 谷歌翻译\n",
    "首页 | 登录\n\n\(chinese) translated by google\n\n1. \(english)\n百度翻译\n",
    "\u{feff}\(chinese)\r\n由 有道翻译 翻译\r\n第 2 页\r\n",
    "[1] \(english)\nhttps://example.org/abs/1\n---\n\(chinese)\n译文由腾讯翻译提供",
    "{\"id\": \"x\", \"text\": \"\(english)\"}\n",
    "",
    "\n\n\n",
  ])

  static let digests = bytes([
    """
    1、[LG] LanternNet: Bridges at Night
    A Lamp, B Wick
    标题：灯笼网：夜间的桥梁
    简介：一句话。
    摘要：\(chinese)
    Abstract: \(english)
    链接：https://example.org/abs/2101.00001

    2、[CL] Ferries in Winter
    标题：冬季渡轮
    摘要：本文研究冬季渡轮的时刻表。
    Abstract: We study ferries in winter.
    """,
    "【1】 LanternNet\n作者: A Lamp\n标题: 灯笼网\n摘要: \(chinese)\nAbstract: \(english)\nLink: https://example.org/1\n",
    "No.3 [cs.CV]\nTitle: Ferries\n中文标题：渡轮\n中文摘要：\(chinese)\n英文摘要：\(english)\n",
    "1. A\nhttps://a.example\n2. B\nhttps://b.example\n摘要：\n\n摘要：",
  ])

  static let html = bytes([
    """
    <!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>每日论文</title>
    <script>if (1 < 2) document.write("<p>no text</p>");</script></head>
    <body><nav><a href="/">首页</a></nav><div><p>\(chinese)</p><p>translated by 谷歌翻译</p></div>
    <table><tr><td>\(english)</td></tr></table><pre>a
    b</pre>&lt;&#x4e2d;&#20013;&nbsp;&amp;<br/><!-- no text --></body></html>
    """,
    "<ul><li>\(chinese)<li>translated by <b>google</b><li>\(english)</ul>",
    "<html><body>\(english)",
    "<p>\u{feff}<i>a<p>b</i>c<table><td>d<textarea>e</p></html><p>f",
  ])

  static let wet = bytes([
    """
    WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\nWARC/1.0\r
    WARC-Type: conversion\r\nWARC-Target-URI: https://example.org/\r\nContent-Length: 60\r\n\r
    \(chinese)\r\ntranslated by 谷歌翻译\r\n\r
    """,
    "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\nx",
    "WARC/1.0\nContent-Length: -1\n\nx\nWARC/1.0\nWARC-Type: conversion\nContent-Length: 9\n\nabc\n\(english)",
  ])

  static let all: [[UInt8]] =
    listings + digests + html + wet
    + [
      [0xff, 0xfe] + Array(chinese.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
      [0xfe, 0xff] + Array(english.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
      // 中文摘要 in GB 18030, a line of it in Big5.
      [0xd6, 0xd0, 0xce, 0xc4, 0xd5, 0xaa, 0xd2, 0xaa, 0xa1, 0xa3, 0x0a],
      [0xa4, 0xa4, 0xa4, 0xe5, 0xba, 0x4b, 0xad, 0x6e, 0x0a],
      Array("<meta charset=gbk><p>".utf8) + [0xd6, 0xd0, 0xce, 0xc4],
    ]
}
