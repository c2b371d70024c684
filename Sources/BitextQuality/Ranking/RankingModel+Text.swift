// SPDX-License-Identifier: Apache-2.0

extension RankingModel {
  private static let header = "bitext ranking 1"

  /// Reads weights as ``text`` writes them. Numbers that this version does not know are left out.
  ///
  /// - Throws: ``CheckFailure`` with `brokenModel` and the line.
  public init(text: String, path: String) throws {
    self.init()
    var places: [Substring: Int] = [:]
    for (place, name) in RankingFeatures.names.enumerated() { places[name[...]] = place }
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      func broken(_ expected: String) -> CheckFailure {
        CheckFailure(
          .brokenModel, "\(path):\(number + 1): expected \(expected), found \"\(line.prefix(40))\"")
      }
      if number == 0 {
        guard line == Self.header else { throw broken("\"\(Self.header)\"") }
        continue
      }
      let words = line.split(separator: " ")
      guard let kind = words.first, !kind.hasPrefix("#") else { continue }
      let isNamed = kind == "linear" || kind == "stump"
      let values = words.dropFirst(isNamed ? 2 : 1).map { Float($0) }
      guard values.allSatisfy({ $0?.isFinite ?? false }) else { throw broken("numbers") }
      let given = values.compactMap { $0 }
      let place = isNamed && words.count > 1 ? places[words[1]] : nil
      switch (kind, given.count) {
      case ("linear", 3):
        guard let place else { continue }
        linear.append(
          Linear(feature: place, mean: given[0], scale: given[1], weight: given[2]))
      case ("stump", 3):
        guard let place else { continue }
        stumps.append(
          Stump(feature: place, threshold: given[0], left: given[1], right: given[2]))
      case ("buckets", 2...):
        guard let first = Int(exactly: given[0]), first >= 0,
          first + given.count - 1 <= buckets.count
        else {
          throw broken("buckets below \(buckets.count)")
        }
        for (offset, value) in given.dropFirst().enumerated() {
          buckets[first + offset] = value / 1000
        }
      case ("negation-bare", 1): negators.bare.base = given[0]
      case ("negation-any", 1): negators.any.base = given[0]
      case ("negator-bare", 2), ("negator-any", 2):
        guard let bucket = Int32(exactly: given[0]), bucket >= 0 else { throw broken("a bucket") }
        if kind == "negator-bare" {
          negators.bare.weights[bucket] = given[1]
        } else {
          negators.any.weights[bucket] = given[1]
        }
      case ("bias", 1): bias = given[0]
      case ("share", 1): share = given[0]
      case ("full-words", 1): fullWords = given[0]
      default: throw broken("linear, stump, buckets and so on with their numbers")
      }
    }
  }

  /// The weights as a text file, the same for the same weights.
  public var text: String {
    var text = Self.header + "\n"
    text += "full-words \(Self.short(fullWords))\nshare \(Self.short(share))\n"
    for entry in linear {
      text +=
        "linear \(RankingFeatures.names[entry.feature]) \(Self.short(entry.mean)) "
        + "\(Self.short(entry.scale)) \(Self.short(entry.weight))\n"
    }
    for first in stride(from: 0, to: buckets.count, by: 64) {
      let values = buckets[first..<min(first + 64, buckets.count)].map {
        String(Int(($0 * 1000).rounded()))
      }
      text += "buckets \(first) " + values.joined(separator: " ") + "\n"
    }
    for (name, regression) in [("bare", negators.bare), ("any", negators.any)] {
      text += "negation-\(name) \(Self.short(regression.base))\n"
      for (bucket, weight) in regression.weights.sorted(by: { $0.key < $1.key }) {
        text += "negator-\(name) \(bucket) \(Self.short((weight * 100).rounded() / 100))\n"
      }
    }
    text += "bias \(Self.short(bias))\n"
    for stump in stumps {
      text +=
        "stump \(RankingFeatures.names[stump.feature]) \(Self.short(stump.threshold)) "
        + "\(Self.short(stump.left)) \(Self.short(stump.right))\n"
    }
    return text
  }

  /// Five decimals, as many as are needed.
  private static func short(_ value: Float) -> String {
    let rounded = (Double(value) * 100_000).rounded() / 100_000
    return rounded == rounded.rounded() ? String(Int(rounded)) : rounded.description
  }
}
