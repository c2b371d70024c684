// SPDX-License-Identifier: Apache-2.0

internal import BitextWorkflow
internal import Synchronization

/// Shows progress: one moving line on a terminal, a line a stage elsewhere.
final class ProgressPrinter: Sendable {
  private struct State {
    var stage: Progress.Stage?
    var lastShown: ContinuousClock.Instant?
  }

  private let isQuiet: Bool
  private let isTerminal = Console.isTerminal
  private let state = Mutex(State())

  init(quiet: Bool) { isQuiet = quiet }

  /// What a run is given.
  var sink: ProgressSink { { self.show($0) } }

  /// Ends the moving line.
  func finish() {
    if !isQuiet && isTerminal { Console.write("\r\u{1b}[K") }
  }

  private func show(_ progress: Progress) {
    if let warning = progress.warning {
      return Console.error(
        (isTerminal && !isQuiet ? "\r\u{1b}[K" : "") + "bitext: warning: \(warning)")
    }
    guard !isQuiet else { return }
    let line = state.withLock { state -> String? in
      let isNew = state.stage != progress.stage
      state.stage = progress.stage
      guard isTerminal else { return isNew ? "bitext: \(progress.stage.rawValue)\n" : nil }
      let now = ContinuousClock.now
      let isDue = state.lastShown.map { now - $0 > .milliseconds(100) } ?? true
      guard isNew || isDue else { return nil }
      state.lastShown = now
      return "\r\u{1b}[K" + bar(progress)
    }
    if let line { Console.write(line) }
  }

  private func bar(_ progress: Progress) -> String {
    guard let total = progress.total, total > 0 else {
      return "\(progress.stage.rawValue) \(progress.done)"
    }
    let filled = 24 * progress.done / total
    return "\(progress.stage.rawValue) ["
      + String(repeating: "=", count: filled) + String(repeating: " ", count: 24 - filled)
      + "] \(progress.done)/\(total)"
  }
}
