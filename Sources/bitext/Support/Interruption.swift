// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import Glibc

/// Ends the process cleanly when it is told to stop: nothing unfinished is left behind.
enum Interruption {
  /// The two ends of a pipe: the handler writes the signal's number, a thread waits for it.
  ///
  /// Blocking the signals and waiting for them would not do: libdispatch, once it has the main
  /// thread, keeps a thread of its own that blocks none.
  private static let ends: (read: Int32, write: Int32) = {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    return (ends[0], ends[1])
  }()

  /// Takes the signals; a closed pipe becomes an error of the write instead of a signal.
  static func install() {
    signal(SIGPIPE, SIG_IGN)
    guard ends.read >= 0 else { return }
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { _ in
        Interruption.waitForSignal()
        return nil
      }, nil)
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      sigaddset(&signals, number)
      // What was ignored stays ignored: `nohup`, a shell's background jobs.
      let before = signal(number, SIG_IGN)
      guard unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self) else {
        continue
      }
      signal(number) { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Interruption.ends.write, &byte, 1)
        errno = before
      }
    }
    // Who started the process may have blocked them, as the threads of a pool do.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func waitForSignal() {
    var number: UInt8 = 0
    while read(ends.read, &number, 1) != 1 {
      guard errno == EINTR else { return }
    }
    PartialOutputs.removeAll()
    let rest =
      PartialOutputs.kept.map { "what is finished is kept in \($0)" } ?? "nothing was written"
    Console.error((Console.isTerminal ? "\n" : "") + "bitext: interrupted; \(rest)")
    _exit(128 + Int32(number))
  }
}
