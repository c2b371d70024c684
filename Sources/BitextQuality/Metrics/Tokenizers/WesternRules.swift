// SPDX-License-Identifier: Apache-2.0

/// The rules of mteval-v13a that look at a neighbour; BLEU and TER share them.
///
/// Each rule reads from left to right and never looks again at what it has set apart, as a
/// substitution by a regular expression does.
enum WesternRules {
  /// Sets a period or comma apart unless a digit stands before it, then unless one follows.
  static func separatePoints(_ text: inout Scalars, _ spare: inout Scalars) {
    spare.removeAll()
    var index = 0
    while index < text.count {
      let scalar = text[index]
      if index + 1 < text.count, isPoint(text[index + 1]), !ScalarClass.isDigit(scalar) {
        spare.append(scalar, ScalarClass.space, text[index + 1], ScalarClass.space)
        index += 2
      } else {
        spare.append(scalar)
        index += 1
      }
    }
    text.removeAll()
    index = 0
    while index < spare.count {
      let scalar = spare[index]
      if isPoint(scalar), index + 1 < spare.count, !ScalarClass.isDigit(spare[index + 1]) {
        text.append(ScalarClass.space, scalar, ScalarClass.space, spare[index + 1])
        index += 2
      } else {
        text.append(scalar)
        index += 1
      }
    }
  }

  /// Sets a hyphen apart that follows a digit.
  static func separateDashes(_ text: inout Scalars, _ spare: inout Scalars) {
    spare.removeAll()
    var index = 0
    while index < text.count {
      let scalar = text[index]
      if index + 1 < text.count, text[index + 1] == 0x2D, ScalarClass.isDigit(scalar) {
        spare.append(scalar, ScalarClass.space, text[index + 1], ScalarClass.space)
        index += 2
      } else {
        spare.append(scalar)
        index += 1
      }
    }
    swap(&text, &spare)
  }

  @inline(__always)
  private static func isPoint(_ scalar: UInt32) -> Bool { scalar == 0x2E || scalar == 0x2C }
}
