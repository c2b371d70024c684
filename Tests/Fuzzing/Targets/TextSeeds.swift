// SPDX-License-Identifier: Apache-2.0

/// Texts of our own: the first byte is a choice of options, the rest the text.
enum TextSeeds {
  static let texts: [[UInt8]] = [
    "We use e.g. BERT (cf. Sec. 3.1). It works!  \"Does it?\" he asked. $x_1$ is 1.5e-3. i.e. 10 runs.",
    "我们提出了一种方法。（见图1.）它有效吗？“是的！”他说。第二十一页，三万五千个。Dr.3D说et al. 也对。",
    "1. First\n2. Second\n\nA new paragraph.\r\nhttps://a.example/?q=a.b! J. K. Lamp vs. U.S. Wick.",
    "\\emph {x} {\\ em Nodes} $$a_b$$ \\url {https://a} e\u{301} 👩‍🔬 \u{feff}\u{200b}\u{3000}。。。！？",
    "twenty-one million and five hundred thousand, 1,234.5, ９９．５％, 三点一四, 两亿, 〇一二",
    "ä½ å¥½ Ã© â€œquotedâ€\u{9d} æ±‰å­—", "漢字與繁體中文，後面還有簡體汉字。",
  ].enumerated().map { [UInt8($0 & 7)] + Array($1.utf8) }

  static let bitexts: [[UInt8]] = [
    "We present it.\nIt works on 3 bridges.\nThe code is public.\u{1e}我们提出它。\n它在3座桥上有效。代码是公开的。",
    "a\nb\nc\nd\u{1e}甲\n乙", "\n\n\u{1e}", "我们提出 BERT\u{1e}", "\u{1e}“一”他说。\n二？\n三！",
    "Method 1x converges at night.\n\"Why?\" he asked.\nNo.\n12\n13\n14\u{1e}方法1x在夜间收敛。\n“为什么？”他问。\n不。\n12\n13\n14",
  ].enumerated().map { [UInt8($0 * 37 & 255)] + Array($1.utf8) }
}
