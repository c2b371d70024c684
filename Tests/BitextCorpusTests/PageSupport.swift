// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextIO
import BitextModel
import BitextTestSupport

/// What one page gave.
struct PageResult {
  var form: PageForm
  var documents: [Document] = []
  var titles: [TitlePair] = []
  var furniture: [Rejection] = []
  var rejections: [Rejection] = []

  /// Reads a page of bytes.
  init(
    _ bytes: [UInt8], name: String = "page.txt", form: PageForm? = nil, limit: Int? = nil
  ) throws {
    let folder = try TemporaryFolder()
    var options = PageReader.Options()
    options.form = form?.rawValue
    if let limit { options.recordLimit = limit }
    let reader = try PageReader(
      try ByteSource(path: try folder.write(name, bytes)), options: options)
    self.form = reader.form
    let (records, rejections) = try readAll(reader)
    self.rejections = rejections
    for record in records {
      switch record {
      case .document(let document): documents.append(document)
      case .titles(let pair): titles.append(pair)
      case .furniture(let rejection): furniture.append(rejection)
      }
    }
  }

  /// Reads a page of text.
  init(_ text: String, form: PageForm? = nil, limit: Int? = nil) throws {
    try self.init(Array(text.utf8), form: form, limit: limit)
  }
}

/// Sentences of our own to build pages from.
enum Sample {
  static let mark = "translated by 谷歌翻译"
  static let chinese =
    "我们提出了LanternNet，这是一种用于夜间桥梁检查的轻量级网络。在三座桥的1,204张图像上，它将漏检率从8.1%降低到5.4%。代码是公开的。"
  static let otherChinese = "本文研究了冬季渡轮的时刻表。我们表明，一个简单的规则可以将等待时间缩短四分之一，而无需增加船只。该规则已在两条航线上试用。"
  static let english =
    "We present LanternNet, a light network for the inspection of bridges at night. On 1,204 images of three bridges it reduces missed cracks from 8.1% to 5.4%. The code is public."
  static let otherEnglish =
    "Ferries in winter wait for passengers who are late. We study a rule that holds a boat only when the next one leaves more than forty minutes later. Two lines have tried the rule for one season."
}
