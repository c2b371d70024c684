// SPDX-License-Identifier: Apache-2.0

extension PreparedText {
  /// The first place of a sequence of characters from a place on; `nil` where it does not stand.
  func firstPlace(of wanted: [UInt32], from start: Int = 0) -> Int? {
    guard let first = wanted.first, wanted.count <= count else { return nil }
    let scalars = self.scalars
    return scalars.withUnsafeBufferPointer { scalars in
      wanted.withUnsafeBufferPointer { wanted in
        var index = start
        while index <= scalars.count - wanted.count {
          if scalars[index] == first {
            var length = 1
            while length < wanted.count, scalars[index + length] == wanted[length] { length += 1 }
            if length == wanted.count { return index }
          }
          index += 1
        }
        return nil
      }
    }
  }

  /// Whether a sequence of characters stands at a place.
  @inline(__always)
  func stands(_ wanted: [UInt32], at index: Int) -> Bool {
    guard index >= 0, index + wanted.count <= count else { return false }
    for offset in 0..<wanted.count where scalars[index + offset] != wanted[offset] { return false }
    return true
  }

  /// The runs of characters in a zone; neighbouring tags and placeholders apart.
  func runs(of zone: TextZone) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < count {
      guard zones[index] == zone else {
        index += 1
        continue
      }
      let start = index
      index += 1
      while index < count, zones[index] == zone {
        if zone == .markup, [0x3C, 0x26, 0x25].contains(scalars[index]) { break }
        if zone == .markup, [0x3E, 0x3B].contains(scalars[index - 1]) { break }
        index += 1
      }
      found.append(start..<index)
    }
    return found
  }
}
