// SPDX-License-Identifier: Apache-2.0

/// One thing that is given any bytes, and the laws that it must keep whatever they are.
struct FuzzTarget: Sendable {
  /// How the thing is called with one input.
  enum Body: Sendable {
    case plain(@Sendable (UnsafeRawBufferPointer, Scratch) throws -> Void)
    case asynchronous(@Sendable (UnsafeRawBufferPointer, Scratch) async throws -> Void)
  }

  /// The name by which the target is chosen.
  let name: String
  /// Inputs of our own to begin with.
  let seeds: @Sendable () async throws -> [[UInt8]]
  /// What is done with an input; throws where a law is broken.
  let body: Body

  init(
    _ name: String, seeds: @escaping @Sendable () async throws -> [[UInt8]],
    body: @escaping @Sendable (UnsafeRawBufferPointer, Scratch) throws -> Void
  ) {
    self.name = name
    self.seeds = seeds
    self.body = .plain(body)
  }

  init(
    _ name: String, seeds: @escaping @Sendable () async throws -> [[UInt8]],
    asynchronous body: @escaping @Sendable (UnsafeRawBufferPointer, Scratch) async throws -> Void
  ) {
    self.name = name
    self.seeds = seeds
    self.body = .asynchronous(body)
  }

  /// All targets.
  static let all: [FuzzTarget] =
    pages + documents + units + severalFiles + [
      compressed, cedict, lexicon, index, memorySegment, memoryDetail, memoryStore, text, segmenter,
      aligner, worker, resume,
    ]
}

/// A law that an input showed to be broken.
struct LawBroken: Error, CustomStringConvertible {
  let description: String
}

/// Holds the code to a law.
func law(_ isKept: Bool, _ what: @autoclosure () -> String) throws {
  if !isKept { throw LawBroken(description: what()) }
}

/// Holds a message for people to being one line of sensible length.
func checkMessage(_ message: String) throws {
  let bytes = message.utf8
  try law(!bytes.isEmpty && bytes.count <= 1000, "a message of \(bytes.count) bytes")
  try law(!bytes.contains(10) && !bytes.contains(13), "a message of several lines: \(message)")
}
