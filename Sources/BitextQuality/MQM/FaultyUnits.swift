// SPDX-License-Identifier: Apache-2.0

/// Which units had a fault, also where faults of one unit do not come in a row: what the whole corpus decides
/// comes late.
///
/// - Complexity: O(id) a fault; 8 to 32 bytes for each unit and kind of fault that it has. Ids are told by 64 bits: of a
///   million units with a fault two are taken for one with a probability of 3 · 10⁻⁸.
public struct FaultyUnits: Sendable {
  private var seen: Set<UInt64> = []

  /// Of no fault.
  public init() {}

  /// Whether this is a unit's first fault of a kind.
  ///
  /// - Parameter kind: what faults are told apart by, a rule's number; negative numbers for all of them.
  public mutating func isFirst(_ unit: String, kind: Int = -1) -> Bool {
    var hash = 0xcbf2_9ce4_8422_2325 ^ UInt64(bitPattern: Int64(kind))
    for byte in unit.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return seen.insert(hash).inserted
  }
}
