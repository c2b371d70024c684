// SPDX-License-Identifier: Apache-2.0

/// How far a long run has come; handed to the caller when a stage begins, with nothing done, and now
/// and then from there on.
public struct Progress: Hashable, Sendable {
  /// The stages of a run, in their order.
  public enum Stage: String, Hashable, Sendable {
    /// Reading pages.
    case reading
    /// Reading and indexing originals.
    case indexing
    /// Looking for originals.
    case pairing
    /// Aligning and writing.
    case writing
    /// Reading units to learn from.
    case training
    /// Inserting units into a memory.
    case inserting
  }

  /// What the run is at.
  public var stage: Stage
  /// How many records of this stage are done.
  public var done: Int
  /// How many there are; `nil` while that is not known.
  public var total: Int?
  /// What people should hear of even where they asked for silence, in one line: a file whose end is missing.
  public var warning: String?

  /// Makes a report.
  public init(stage: Stage, done: Int, total: Int?) {
    self.stage = stage
    self.done = done
    self.total = total
  }

  /// Makes a warning.
  init(stage: Stage, warning: String) {
    self.init(stage: stage, done: 0, total: nil)
    self.warning = warning
  }
}

/// Receives progress; called from the thread that runs, often, so it should return at once.
public typealias ProgressSink = @Sendable (Progress) -> Void
