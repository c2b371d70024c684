// SPDX-License-Identifier: Apache-2.0

public import BitextModel

private let englishSentences = BreakerPool(.sentences(locale: "en"))
private let chineseSentences = BreakerPool(.sentences(locale: "zh"))

/// The number of sentence ends that ICU's own rules find; the yardstick of the speed benchmark.
///
/// Runs through the same shim, batches and pool as ``SentenceSegmenter``. Not part of the interface:
/// `@_spi(Benchmarks) import BitextText` sees it, a plain import does not.
///
/// - Parameters:
///   - text: UTF-8, fewer than 2^31 bytes.
///   - language: Chinese by its tag, or English rules.
@_spi(Benchmarks)
public func bareICUSentenceBreaks(in text: Span<UInt8>, language: Language) -> Int {
  let pool = language.isChinese ? chineseSentences : englishSentences
  return text.withUnsafeBufferPointer { buffer in
    var count = 0
    pool.forEachBatch(in: buffer) { ends, _ in count += ends.count }
    return count
  }
}
