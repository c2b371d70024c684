// SPDX-License-Identifier: Apache-2.0

/// English words that a translation need not show.
enum FunctionWords {
  /// Whether a word in lower case is one.
  static func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool { hashes.contains(hash(word)) }

  /// Whether the word with a hash as ``LatinWord/folded`` is one.
  @inline(__always)
  static func contains(_ folded: UInt64) -> Bool { hashes.contains(folded) }

  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x8422_2325_cbf2_9ce4
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  private static let hashes = Set(
    """
    a about above according across after again against all also although am among an and another any
    are as at be became because become becomes been before being below between both but by can cannot
    could did do does doing done due during each either else et etc even ever every few for from
    further furthermore get gets give given gives had has have having he hence her here herein him his
    how however i if in indeed instead into is it its itself just less let like made make makes making
    many may me might more moreover most much must my namely near neither no nor not now of off often
    on once one ones only onto or other others our ours out over own per perhaps quite rather re s same
    shall she should since so some still such t than that the their theirs them themselves then there
    thereby therefore these they this those though through throughout thus to together too toward
    towards under until up upon us use used uses using very via was we well were what when where
    whereas whether which while who whole whom whose why will with within without would yet you your
    e g i.e al vs use using based show shows shown
    """.split(whereSeparator: { $0 == " " || $0.isNewline }).map {
      LatinWord.foldedHash(String($0))
    })
}
