// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import Glibc

/// Ends the process cleanly when it is told to stop: nothing unfinished is left behind.
enum Interruption {
  /// Blocks the signals and waits for them in a thread of its own; a closed pipe becomes an error of
  /// the write instead of a signal.
  static func install() {
    signal(SIGPIPE, SIG_IGN)
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { _ in
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
        var number: Int32 = 0
        sigwait(&signals, &number)
        PartialOutputs.removeAll()
        Console.error("\nbitext: interrupted; nothing was written")
        _exit(128 + number)
      }, nil)
  }
}
