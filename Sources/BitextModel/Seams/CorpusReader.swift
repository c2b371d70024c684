// SPDX-License-Identifier: Apache-2.0

/// Reads records of a file, one after the other.
///
/// Laws: a record that cannot be used is a ``Rejection`` in its place; a file that cannot be read
/// at all throws; memory does not grow with the file.
public protocol CorpusReader<Record> {
  /// What is read.
  associatedtype Record
  /// The next record, a rejection, or `nil` at the end.
  mutating func next() throws -> Result<Record, RejectedRecord>?
}

/// A ``Rejection`` as an `Error`, so that a `Result` can hold it.
public struct RejectedRecord: Error, Hashable, Sendable {
  /// What was rejected, and why.
  public var rejection: Rejection
  /// Wraps a rejection.
  public init(_ rejection: Rejection) { self.rejection = rejection }
}
