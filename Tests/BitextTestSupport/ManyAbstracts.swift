// SPDX-License-Identifier: Apache-2.0

/// A page of as many items as one likes and their originals, of our own sentences: each names a method and a figure
/// that no other has.
public enum ManyAbstracts {
  private static let syllables = ["ba", "ke", "di", "fo", "gu", "ra", "le", "mi", "no", "tu"]

  private static let sentences: [(english: String, chinese: String)] = [
    ("We study the ferries of a cold harbour.", "我们研究寒冷港口的渡轮。"),
    ("The timetable changes with the weather.", "时刻表随天气变化。"),
    ("Waiting times fall by a third.", "等待时间减少三分之一。"),
    ("An old model predicts too many delays.", "旧模型预测的延误过多。"),
    ("We measure the ice on the quay each morning.", "我们每天早晨测量码头上的冰。"),
    ("The data are collected over two winters.", "数据收集于两个冬季。"),
    ("Captains prefer the simple rule.", "船长更喜欢简单的规则。"),
    ("Passengers do not notice the difference.", "乘客没有注意到差别。"),
  ]

  private static func name(_ number: Int) -> String {
    let word = String(number * 7919 + 1_000_000).compactMap(\.wholeNumberValue)
      .map { syllables[$0] }.joined()
    return word.prefix(1).uppercased() + word.dropFirst() + "Net"
  }

  private static func chosen(_ number: Int) -> [Int] {
    (0..<3).map { (number * 31 + $0 * 3 + number / 8) % sentences.count }
  }

  /// The page, in the form of a list with an engine's mark.
  public static func page(_ numbers: Range<Int>) -> String {
    numbers.map { number in
      let figure = 100_003 + number * 17
      return "我们将该方法称为\(name(number))，并发布\(figure)个样本。"
        + chosen(number).map { sentences[$0].chinese }.joined()
        + "\ntranslated by 谷歌翻译\n"
    }.joined()
  }

  /// Originals as JSON lines, one for each number.
  public static func originals(_ numbers: some Sequence<Int>) -> String {
    numbers.map { number in
      let figure = 100_003 + number * 17
      let text =
        "We call the method \(name(number)) and release \(figure) samples. "
        + chosen(number).map { sentences[$0].english }.joined(separator: " ")
      return
        "{\"id\":\"made.\(number)\",\"title\":\"On \(name(number))\",\"abstract\":\"\(text)\"}\n"
    }.joined()
  }
}
