// SPDX-License-Identifier: Apache-2.0

/// One side of the text as the passes go over it. Memory is allocated once and freed with the object.
final class ModelSide {
  let wordCount: Int
  /// Words by number, in blocks of about equal work.
  let blocks: [Range<Int>]

  private let words: UnsafeMutablePointer<Int32>
  private let starts: UnsafeMutablePointer<Int>
  /// The places of each word's occurrences, ascending, and the pairs they stand in.
  private let places: UnsafeMutablePointer<Int32>
  private let pairs: UnsafeMutablePointer<Int32>
  private let occurrenceStarts: [Int]
  /// 1 over the denominator of each place's word.
  private let inverses: UnsafeMutablePointer<Float>
  /// The probability of each word given the other side's null word, and its expected count.
  private let null: UnsafeMutablePointer<Float>
  private let nullCounts: UnsafeMutablePointer<Float>

  init(_ side: TrainingSide, other: TrainingSide, rowStarts: [Int], blockCount: Int) {
    precondition(
      side.words.count < Int(Int32.max), "a side holds at most two thousand million words")
    wordCount = side.wordCount
    words = Self.copy(side.words)
    starts = Self.copy(side.starts)
    inverses = Self.copy(Array(repeating: 0, count: side.words.count))
    null = Self.copy(Array(repeating: 1 / Float(max(1, side.wordCount)), count: side.wordCount))
    nullCounts = Self.copy(Array(repeating: 0, count: side.wordCount))
    var firsts = [Int](repeating: 0, count: side.wordCount + 1)
    for word in side.words { firsts[Int(word) + 1] += 1 }
    for word in 0..<side.wordCount { firsts[word + 1] += firsts[word] }
    occurrenceStarts = firsts
    var next = firsts
    places = .allocate(capacity: side.words.count)
    pairs = .allocate(capacity: side.words.count)
    var work = [Int](repeating: 0, count: side.wordCount)
    for pair in 0..<side.pairCount {
      let length = other.starts[pair + 1] - other.starts[pair]
      for place in side.starts[pair]..<side.starts[pair + 1] {
        let word = Int(side.words[place])
        places[next[word]] = Int32(place)
        pairs[next[word]] = Int32(pair)
        next[word] += 1
        work[word] += length + 4
      }
    }
    for word in work.indices { work[word] += 4 * (rowStarts[word + 1] - rowStarts[word]) }
    blocks = Self.blocks(of: work, count: blockCount)
  }

  deinit {
    words.deallocate()
    starts.deallocate()
    places.deallocate()
    pairs.deallocate()
    inverses.deallocate()
    null.deallocate()
    nullCounts.deallocate()
  }

  private static func copy<Element>(_ values: [Element]) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: values.count)
    values.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { memory.initialize(from: base, count: values.count) }
    }
    return memory
  }

  private static func blocks(of work: [Int], count: Int) -> [Range<Int>] {
    let total = work.reduce(0, +)
    var blocks: [Range<Int>] = []
    var (start, sum) = (0, 0)
    for word in work.indices {
      sum += work[word]
      if sum * count >= total * (blocks.count + 1) || word == work.count - 1 {
        blocks.append(start..<word + 1)
        start = word + 1
      }
    }
    return blocks
  }

  /// Goes over the occurrences of a word: sums the inverses of the other side's places into
  /// `scratch.sums`, and works out the word's own inverses from `scratch.probabilities`.
  func visit(_ word: Int, other: ModelSide, scratch: ModelScratch, pass: TranslationModel.Pass) {
    let (probabilities, sums) = (scratch.probabilities, scratch.sums)
    let (otherWords, otherInverses) = (other.words, other.inverses)
    var nullSum: Float = 0
    for occurrence in occurrenceStarts[word]..<occurrenceStarts[word + 1] {
      let pair = Int(pairs[occurrence])
      let (start, end) = (other.starts[pair], other.starts[pair + 1])
      var sum = null[word]
      if pass.updates && pass.divides {
        for place in start..<end {
          let column = Int(otherWords[place])
          sum += probabilities[column]
          sums[column] += otherInverses[place]
        }
      } else if pass.divides {
        for place in start..<end { sum += probabilities[Int(otherWords[place])] }
      } else {
        for place in start..<end { sums[Int(otherWords[place])] += otherInverses[place] }
      }
      if pass.divides {
        let inverse = 1 / sum
        inverses[Int(places[occurrence])] = inverse
        nullSum += inverse
      }
    }
    if pass.divides { nullCounts[word] = null[word] * nullSum }
  }

  /// Makes the null word's probabilities of their expected counts.
  func normalizeNullWord() {
    var sum = 0.0
    for word in 0..<wordCount { sum += Double(nullCounts[word]) }
    guard sum > 0 else { return }
    let scale = Float(1 / sum)
    for word in 0..<wordCount { null[word] = nullCounts[word] * scale }
  }
}
