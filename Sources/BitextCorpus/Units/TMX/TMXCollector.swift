// SPDX-License-Identifier: Apache-2.0

internal import BitextModel

/// A parser and what it feeds: the units of a TMX.
///
/// The state lies in memory of its own, for a class checks each access to its properties.
final class TMXCollector: XMLHandler {
  private(set) var push: XMLPush
  private let state: UnsafeMutablePointer<TMXState>

  init(path: String, limit: Int) {
    state = .allocate(capacity: 1)
    push = XMLPush(path: path)
    state.initialize(to: TMXState(push: push, limit: limit))
    push.handler = self
  }

  deinit {
    state.pointee.free()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var sawRoot: Bool { state.pointee.sawRoot }
  var header: CorpusHeader? { state.pointee.header }
  var repairs: UnitRepairs { state.pointee.repairs }

  func start(_ name: XMLName, _ attributes: XMLAttributes) { state.pointee.start(name, attributes) }
  func end(_ name: XMLName) { state.pointee.end(name) }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) { state.pointee.text(bytes) }

  /// The next unit that is complete.
  func popFirst() -> Result<TranslationUnit, RejectedRecord>? { state.pointee.queue.popFirst() }
}
