// SPDX-License-Identifier: Apache-2.0

/// Tells lines that are no items: navigation, advertisement, the counters of a site.
enum Furniture {
  /// Lines of more characters are never furniture by their words.
  static let limit = 80

  /// Why a short line is no item.
  enum Reason: String {
    case navigation, advertisement, counters, legal
    case title = "heading"
    case short
  }

  /// Phrases that stand in furniture and in no abstract; a short line with one is furniture wherever
  /// it stands between items.
  private static let phrases: [(reason: Reason, words: [String])] = [
    (
      .navigation,
      [
        "上一页", "下一页", "上一篇", "下一篇", "返回首页", "返回顶部", "回到顶部", "返回列表", "当前位置", "网站地图",
        "登录 注册", "登录后查看", "查看更多", "加载更多", "Next page", "Previous page", "Back to top",
        "Skip to content",
        "Sign in", "Log in",
      ]
    ),
    (
      .advertisement,
      [
        "扫码关注", "扫描二维码", "微信公众号", "关注我们", "关注公众号", "点击下载", "点击购买", "限时优惠", "广告",
        "赞助商", "免费试用", "加入社群", "商务合作", "Advertisement", "Sponsored", "Subscribe to", "newsletter",
        "Free trial", "Download our app",
      ]
    ),
    (
      .counters,
      ["展开全部", "收起全文", "阅读全文", "人点赞", "次阅读", "条评论", "阅读数", "Read more", "Show more", "Show less"]
    ),
    (
      .legal,
      [
        "版权所有", "ICP备", "公网安备", "All rights reserved", "Privacy Policy", "Terms of Service",
        "Copyright ©",
      ]
    ),
  ]

  private static let table: [(reason: Reason, words: [[UInt8]])] = phrases.map {
    ($0.reason, $0.words.map { Array($0.utf8) })
  }

  /// The reason by a phrase that a short line holds.
  static func reason(for line: UnsafeBufferPointer<UInt8>) -> Reason? {
    guard line.count <= 3 * limit, PageBytes.characterCount(line) <= limit else { return nil }
    return table.first { $0.words.contains { PageBytes.contains(line, $0) } }?.reason
  }
}
