// SPDX-License-Identifier: Apache-2.0

/// The rows of all segments of a corpus, for resampling: two bytes a count as long as the counts of
/// every segment are below 65,536, four bytes from then on, eight where rows are not whole.
final class RowStore {
  let width: Int
  private let isWhole: Bool
  private var narrow = Scratch<UInt16>()
  private var wide = Scratch<UInt32>()
  private var real = Scratch<Double>()
  private var isWide = false
  /// How many rows there are.
  private(set) var count = 0

  init(width: Int, whole: Bool) {
    self.width = width
    isWhole = whole
  }

  func append(_ row: UnsafePointer<Double>) {
    count += 1
    for index in 0..<width {
      if !isWhole {
        real.append(row[index])
      } else if isWide {
        wide.append(UInt32(row[index]))
      } else if let small = UInt16(exactly: row[index]) {
        narrow.append(small)
      } else {
        widen()
        wide.append(UInt32(row[index]))
      }
    }
  }

  private func widen() {
    isWide = true
    wide.reserve(narrow.count * 2)
    for index in 0..<narrow.count { wide.append(UInt32(narrow[index])) }
    narrow = Scratch<UInt16>()
  }

  /// Appends rows that stand one after the other.
  func append(rows: [Double]) {
    rows.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for start in stride(from: 0, to: buffer.count, by: width) { append(base + start) }
    }
  }

  /// Sums `draws` rows chosen by a generator, in single precision and in the order drawn, as numpy
  /// sums a `float32` array over its first axis.
  func sum(of draws: Int, drawnBy stream: inout RandomStream, into sums: inout [Float]) {
    if !isWhole {
      Self.sum(real.base, width, draws, count, &stream, &sums)
    } else if isWide {
      Self.sum(wide.base, width, draws, count, &stream, &sums)
    } else {
      Self.sum(narrow.base, width, draws, count, &stream, &sums)
    }
  }

  @inline(__always)
  private static func sum<Element: Countable>(
    _ rows: UnsafeMutablePointer<Element>, _ width: Int, _ draws: Int, _ count: Int,
    _ stream: inout RandomStream, _ sums: inout [Float]
  ) {
    var generator = stream
    sums.withUnsafeMutableBufferPointer { sums in
      sums.update(repeating: 0)
      for _ in 0..<draws {
        let row = rows + generator.index(below: UInt32(count)) * width
        for index in 0..<width { sums[index] += row[index].single }
      }
    }
    stream = generator
  }

  /// Adds each row to one sum where a flag is up, to the other where it is down.
  func deal(by flags: inout RandomFlags, _ stream: inout RandomStream, _ sums: inout DealtSums) {
    if !isWhole {
      Self.deal(real.base, width, count, &flags, &stream, &sums)
    } else if isWide {
      Self.deal(wide.base, width, count, &flags, &stream, &sums)
    } else {
      Self.deal(narrow.base, width, count, &flags, &stream, &sums)
    }
  }

  @inline(__always)
  private static func deal<Element: Countable>(
    _ rows: UnsafeMutablePointer<Element>, _ width: Int, _ count: Int, _ flags: inout RandomFlags,
    _ stream: inout RandomStream, _ sums: inout DealtSums
  ) {
    var generator = stream
    var dealer = flags
    sums.up.withUnsafeMutableBufferPointer { up in
      sums.down.withUnsafeMutableBufferPointer { down in
        up.update(repeating: 0)
        down.update(repeating: 0)
        for at in 0..<count {
          let row = rows + at * width
          let isUp = dealer.next(from: &generator)
          let target = isUp ? up : down
          for index in 0..<width { target[index] += row[index].double }
        }
      }
    }
    stream = generator
    flags = dealer
  }
}

/// The sums of rows that were dealt out to two sides.
struct DealtSums {
  var up: [Double]
  var down: [Double]

  init(width: Int) {
    up = Array(repeating: 0, count: width)
    down = up
  }
}

/// A number that rows are stored as.
protocol Countable: BitwiseCopyable {
  var single: Float { get }
  var double: Double { get }
}

extension UInt16: Countable {
  var single: Float { Float(self) }
  var double: Double { Double(self) }
}

extension UInt32: Countable {
  var single: Float { Float(self) }
  var double: Double { Double(self) }
}

extension Double: Countable {
  var single: Float { Float(self) }
  var double: Double { self }
}
