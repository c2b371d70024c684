// SPDX-License-Identifier: Apache-2.0

import BitextCorpus
import BitextModel
import BitextQuality
import BitextTestSupport
import BitextWorkflow
import Foundation
import Testing

struct `A build's headline` {
  @Test func `is in the report, the summary and the manifest`() async throws {
    let build = try await SampleBuild.shared.value
    let headline = build.report.headline
    let score = try #require(headline.faults)
    #expect(score.documents == build.report.counts.paired)
    #expect(headline.coverage > 0.9 && headline.coverage <= 1)
    #expect(headline.omissionRate < 0.1)
    #expect(headline.omittedWords <= headline.sourceWords)
    #expect(build.report.summary.contains("source sentences covered"))
    #expect(build.report.json.contains("\"headline\":{\"weighted_faults\""))
    let manifest = try #require(try build.objects("manifest.json").first)
    let written = try #require(manifest["headline"] as? [String: Any])
    #expect(written["covered_sentences"] as? Int == headline.coveredSentences)
  }

  @Test func `covers the sentences of the units that are written`() async throws {
    let build = try await SampleBuild.shared.value
    let units = try build.units("corpus.jsonl", .jsonl)
    let sentences = units.reduce(0) { $0 + ($1.bead?.source ?? 0) }
    #expect(build.report.headline.coveredSentences == sentences)
  }

  @Test func `checks about as many documents as it is told, or none`() async throws {
    var options = CorpusBuild.Options()
    options.checkedDocuments = 10
    let some = try await SampleBuild(width: 2, options: options).report.headline
    let documents = try #require(some.faults).documents
    #expect(documents > 0 && documents <= 10)
    options.checkedDocuments = 0
    let none = try await SampleBuild(width: 1, options: options).report.headline
    #expect(none.faults == nil && none.coverage == some.coverage)
  }

  @Test func `leaves sentences of unwritten units uncovered`() async throws {
    var options = CorpusBuild.Options()
    options.minimumScore = 1
    let strict = try await SampleBuild(width: 2, options: options).report.headline
    let usual = try await SampleBuild.shared.value.report.headline
    #expect(strict.coverage < usual.coverage)
    #expect(strict.omittedWords == usual.omittedWords)
  }
}
