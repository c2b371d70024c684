// SPDX-License-Identifier: Apache-2.0

package import BitextModel

private let englishSentences = BreakerPool(.sentences(locale: "en"))
private let chineseSentences = BreakerPool(.sentences(locale: "zh"))

/// The number of sentence ends that ICU's own rules find; the yardstick of the speed benchmark.
///
/// Runs through the same shim, batches and pool as ``SentenceSegmenter``.
package func bareICUSentenceBreaks(in text: Span<UInt8>, language: Language) -> Int {
  let pool = language.isChinese ? chineseSentences : englishSentences
  return text.withUnsafeBufferPointer { buffer in
    var count = 0
    pool.forEachBatch(in: buffer) { ends, _ in count += ends.count }
    return count
  }
}
