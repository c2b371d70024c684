// SPDX-License-Identifier: Apache-2.0

import Glibc

/// `Fuzz --list`, `Fuzz --seeds TARGET FOLDER`, or `Fuzz TARGET [libFuzzer's options, folders or files]`.
@main
enum Fuzz {
  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.dropFirst().first == "--list" {
      for target in FuzzTarget.all { print(target.name) }
    } else if arguments.count == 4, arguments[1] == "--seeds" {
      makeFolder(arguments[3])
      let target = target(arguments[2])
      for (number, seed) in try wait({ try await target.seeds() }).enumerated() {
        let path = "\(arguments[3])/seed-\(number)"
        guard let file = fopen(path, "w") else { stop("\(path): cannot be written") }
        fwrite(seed, 1, seed.count, file)
        fclose(file)
      }
    } else if arguments.count > 1 {
      chosen = Chosen(target: target(arguments[1]), scratch: Scratch())
      run(arguments)
    } else {
      stop("usage: Fuzz --list | --seeds TARGET FOLDER | TARGET [OPTIONS] [FOLDER]...")
    }
  }

  private static func target(_ name: String) -> FuzzTarget {
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
      stop("expected a target of --list, found \(name)")
    }
    return target
  }

  private static func stop(_ message: String) -> Never {
    let line = Array((message + "\n").utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(64)
  }

  struct Chosen: Sendable {
    let target: FuzzTarget
    let scratch: Scratch

    /// Runs the target on one input; what breaks a law ends the process, so that it is seen.
    ///
    /// An input may take a second of CPU time: a wall clock says little on a machine that is busy.
    func run(_ bytes: UnsafeRawBufferPointer) {
      let start = Self.seconds
      defer {
        let taken = Self.seconds - start
        if taken > 1 { fatalError("\(target.name): \(taken) s for \(bytes.count) bytes") }
      }
      do {
        switch target.body {
        case .plain(let body): try body(bytes, scratch)
        case .asynchronous(let body):
          // This thread waits until the task is done with them.
          nonisolated(unsafe) let bytes = bytes
          try Fuzz.wait { [scratch] in try await body(bytes, scratch) }
        }
      } catch {
        fatalError("\(target.name): \(error)")
      }
    }

    /// The CPU time of the process so far.
    private static var seconds: Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }

  /// Waits for a task, on the only thread that has nothing else to do.
  private static func wait<Value>(
    _ body: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    nonisolated(unsafe) let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    defer { done.deallocate() }
    sem_init(done, 0, 0)
    nonisolated(unsafe) var result: Result<Value, any Error>?
    Task.detached {
      do { result = .success(try await body()) } catch { result = .failure(error) }
      sem_post(done)
    }
    while sem_wait(done) != 0 {}
    guard let result else { fatalError("a task that is done has a result") }
    return try result.get()
  }

  // Written once, before anything else runs.
  nonisolated(unsafe) static var chosen: Chosen?
}

#if FUZZING
  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
  ) -> Int32

  extension Fuzz {
    /// Hands everything behind the target's name to libFuzzer.
    private static func run(_ arguments: [String]) {
      let kept = [arguments[0]] + arguments[2...]
      let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
        capacity: kept.count + 1)
      for (index, argument) in kept.enumerated() { list[index] = strdup(argument) }
      list[kept.count] = nil
      var count = Int32(kept.count)
      var pointer = list
      exit(
        runDriver(&count, &pointer) { bytes, count in
          Fuzz.chosen?.run(UnsafeRawBufferPointer(start: bytes, count: count))
          return 0
        })
    }
  }
#else
  extension Fuzz {
    /// Without libFuzzer: runs the files that are named, and its seeds where none is.
    private static func run(_ arguments: [String]) {
      do {
        let inputs =
          arguments.count > 2
          ? arguments[2...].map { Scratch.bytes($0) }
          : try chosen.map { chosen in
            try wait { try await chosen.target.seeds() }
          } ?? []
        for input in inputs { input.withUnsafeBytes { Fuzz.chosen?.run($0) } }
      } catch {
        stop("\(error)")
      }
    }
  }
#endif
