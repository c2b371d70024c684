// SPDX-License-Identifier: Apache-2.0

/// The elements of TMX.
enum TMXElement: UInt8 {
  case other, tmx, header, body, tu, tuv, note, prop, seg, bpt, ept, ph, it, hi, ut, sub, ude, map

  init(_ name: XMLName) {
    switch name.key {
    case xmlKey("t", "u", "v"): self = .tuv
    case xmlKey("s", "e", "g"): self = .seg
    case xmlKey("p", "r", "o", "p"): self = .prop
    case xmlKey("t", "u"): self = .tu
    case xmlKey("p", "h"): self = .ph
    case xmlKey("b", "p", "t"): self = .bpt
    case xmlKey("e", "p", "t"): self = .ept
    case xmlKey("i", "t"): self = .it
    case xmlKey("h", "i"): self = .hi
    case xmlKey("n", "o", "t", "e"): self = .note
    case xmlKey("s", "u", "b"): self = .sub
    case xmlKey("u", "t"): self = .ut
    case xmlKey("t", "m", "x"): self = .tmx
    case xmlKey("h", "e", "a", "d", "e", "r"): self = .header
    case xmlKey("b", "o", "d", "y"): self = .body
    case xmlKey("u", "d", "e"): self = .ude
    case xmlKey("m", "a", "p"): self = .map
    default: self = .other
    }
  }

  /// Whether the content is native code.
  var isCode: Bool {
    switch self {
    case .bpt, .ept, .ph, .it, .ut: true
    default: false
    }
  }
}
