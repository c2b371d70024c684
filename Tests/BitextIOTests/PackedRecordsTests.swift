// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import BitextIO

struct `Packed records` {
  @Test(arguments: [0, 1, 100, 200_000, 3_000_000])
  func `are unpacked as they were, however well they pack`(count: Int) {
    let packing = PackedRecords(dictionary: [])
    let record = [UInt8](repeating: 0x61, count: count)
    let packed = packing.pack(record)
    #expect(packed.withUnsafeBytes { packing.unpack($0) } == record)
  }

  @Test func `take no more memory than they can hold, whatever they say`() {
    // A frame of one segment that says it has a gigabyte, and the beginning of a block.
    let packed: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0xff, 0xff, 0xff, 0x3f, 1, 0, 0, 0x61]
    var before = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &before)
    #expect(packed.withUnsafeBytes { PackedRecords(dictionary: []).unpack($0) } == nil)
    var after = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &after)
    // Kilobytes; other tests of this process take some meanwhile.
    #expect(after.ru_maxrss - before.ru_maxrss < 500_000)
    #expect(PackedRecords.mostBytes(in: packed.count) == 4 << 17)
  }
}
