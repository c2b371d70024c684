// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel
internal import BitextPairing

/// Reads collections of originals: records are parsed in order, prepared for the index on all cores, and
/// handed on in order.
struct OriginalReading: Sendable {
  /// The cap on one record, in bytes.
  var recordLimit: Int
  /// How many tasks run at once.
  var width: Int
  /// Whether unknown keys of a record are kept.
  var keepsExtra = false
  /// How documents are prepared.
  var preparation: OriginalPreparation

  /// What became of a record.
  typealias Outcome = Result<PreparedOriginal, RejectedRecord>

  /// Reads a file.
  ///
  /// - Returns: the SHA-256 of its bytes.
  func read(_ path: String, consume: ([Outcome]) throws -> Void) async throws -> String {
    let source = try ByteSource(path: path, hashing: true)
    var options = DocumentReader.Options()
    options.keepsExtra = keepsExtra
    var reader = DocumentReader(source, limit: recordLimit, options: options)
    let preparation = self.preparation
    // What came before a fault in the file is handed on first.
    var fault: (any Error)?
    do {
      try await OrderedBatches.run(
        width: width,
        next: {
          if let fault { throw fault }
          var batch: [Result<Document, RejectedRecord>] = []
          do {
            while batch.count < 64, let record = try reader.next() { batch.append(record) }
          } catch { fault = error }
          if let fault, batch.isEmpty { throw fault }
          return batch.isEmpty ? nil : batch
        },
        work: { batch in Self.prepared(batch, preparation) },
        consume: { outcomes in try consume(outcomes) })
    } catch let failure as IOFailure where failure.code == .truncated || failure.code == .damaged {
      let rejection = Rejection(path: path, code: .truncated, message: failure.message)
      try consume([.failure(RejectedRecord(rejection))])
    }
    let digest = try source.restDigest()
    try source.checkUnchanged()
    return digest
  }

  private static func prepared(
    _ batch: [Result<Document, RejectedRecord>], _ preparation: OriginalPreparation
  ) -> [Outcome] {
    let documents = batch.compactMap { try? $0.get() }
    let prepared = preparation.prepare(documents, fingerprint: Fingerprint.of)
    var outcomes: [Outcome] = []
    var next = 0
    for record in batch {
      switch record {
      case .failure(let rejected): outcomes.append(.failure(rejected))
      case .success:
        outcomes.append(.success(prepared[next]))
        next += 1
      }
    }
    return outcomes
  }
}
