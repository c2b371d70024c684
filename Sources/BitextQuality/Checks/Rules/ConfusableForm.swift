// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// Characters that are taken for one another: 显着 for 显著.
struct ConfusableForm: FaultRule {
  let about = RuleDescription(
    "confusable-form", "Linguistic conventions", "Spelling", .minor, .high,
    "a character that looks like the right one", "形近或混用的字")

  /// What stands there, what should, and which characters behind it make it right all the same.
  private static let pairs: [(wrong: [UInt32], right: String)] = [
    ("显着", "显著"), ("着名", "著名"), ("着作", "著作"), ("专着", "专著"), ("卓着", "卓著"),
    ("昭着", "昭著"), ("原着", "原著"), ("编着", "编著"), ("译着", "译著"), ("论着", "论著"),
    ("幅射", "辐射"), ("松驰", "松弛"), ("布署", "部署"), ("渡过难关", "度过难关"), ("气慨", "气概"),
    ("粘性流", "黏性流"), ("迭加", "叠加"), ("复盖", "覆盖"), ("园形", "圆形"), ("象素", "像素"),
    ("图象", "图像"), ("成象", "成像"), ("录象", "录像"), ("摄象", "摄像"), ("既使", "即使"),
    ("即然", "既然"), ("重迭", "重叠"), ("迭合", "叠合"), ("订货量化", "订货量化"), ("震荡器", "振荡器"),
    ("必需要", "必须要"), ("在于于", "在于"), ("做为", "作为"), ("按装", "安装"), ("帐号", "账号"),
    ("帐户", "账户"), ("其它们", "其他们"), ("想像", "想象"), ("人材", "人才"), ("份子", "分子"),
  ].filter { $0.0 != $0.1 }.map { ($0.0.unicodeScalars.map(\.value), $0.1) }

  /// Whether one of them begins with a character: a bit a character.
  private static let starts: [Bool] = {
    var starts = [Bool](repeating: false, count: 0x10000)
    for pair in pairs { starts[Int(pair.wrong[0])] = true }
    return starts
  }()

  func check(_ unit: CheckedUnit, _ report: inout FaultCollector) {
    guard unit.target.isChinese else { return }
    let scalars = unit.target.scalars
    let starts = Self.starts
    var index = 0
    while index + 1 < scalars.count {
      defer { index += 1 }
      guard scalars[index] < 0x10000, starts[Int(scalars[index])] else { continue }
      for (wrong, right) in Self.pairs
      where wrong[0] == scalars[index] && index + wrong.count <= scalars.count
        && scalars[index + 1] == wrong[1]
        && scalars[index..<index + wrong.count].elementsEqual(wrong)
      {
        let found = unit.target.string(index..<index + wrong.count)
        report.add(
          target: index..<index + wrong.count, "\(found) should be \(right)",
          "“\(found)”应为“\(right)”")
      }
    }
  }
}
