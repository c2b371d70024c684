// SPDX-License-Identifier: Apache-2.0

public import Foundation
import Glibc
import Synchronization

/// What a run of the built `bitext` gave.
public struct CommandRun: Sendable {
  /// The exit code; 128 + N where signal N ended the process.
  public var code: Int32
  /// Standard output.
  public var output: [UInt8]
  /// Standard error.
  public var errors: String

  /// Standard output as text.
  public var text: String { String(decoding: output, as: UTF8.self) }
  /// The lines of standard output.
  public var lines: [String] { text.split(separator: "\n").map(String.init) }
  /// The lines of standard error, empty ones too.
  public var errorLines: [String] {
    var lines = errors.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The built command: it lies beside the test bundle.
  public static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "bitext")

  /// Whether the tests run under a sanitizer, whose own memory no cap leaves room for.
  public static let isSanitized = ProcessInfo.processInfo.environment["BITEXT_SANITIZED"] != nil

  /// Runs `bitext` to its end.
  ///
  /// - Parameters:
  ///   - arguments: what follows the command's name.
  ///   - input: standard input.
  ///   - environment: variables set on top of the test's own.
  ///   - folder: the working folder.
  ///   - timeLimit: after so many seconds the process is killed, and the run fails.
  public static func bitext(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    folder: String? = nil, timeLimit: Double = 40
  ) throws -> CommandRun {
    let command = try RunningCommand(
      arguments, input: .bytes(input), environment: environment, folder: folder)
    return try command.wait(timeLimit: timeLimit)
  }

  /// Runs `bitext` with a text as standard input.
  public static func bitext(_ arguments: [String], input: String) throws -> CommandRun {
    try bitext(arguments, input: Array(input.utf8))
  }

  /// Runs `bitext` into a pipe that nobody reads.
  public static func bitextIntoClosedPipe(_ arguments: [String]) throws -> CommandRun {
    let command = try RunningCommand(arguments, input: .bytes([]), outputIsClosed: true)
    return try command.wait(timeLimit: 40)
  }
}

/// A run of `bitext` that goes on beside the test.
public final class RunningCommand {
  /// Where standard input comes from.
  public enum Input {
    /// These bytes, then the end.
    case bytes([UInt8])
    /// A pipe that stays open, so that the command waits.
    case open
  }

  /// Why a run failed.
  public enum Failure: Error {
    /// The time limit passed.
    case tookTooLong([String])
    /// A pipe could not be made.
    case noPipe
  }

  private let process = Process()
  private let folder: TemporaryFolder
  private let ended = DispatchSemaphore(value: 0)
  private let arguments: [String]
  private var heldInput: FileHandle?
  private var errorPipe: FileHandle?
  private var errorsRead: [UInt8] = []

  /// Starts a run.
  public init(
    _ arguments: [String], input: Input, environment: [String: String] = [:],
    folder workingFolder: String? = nil, outputIsClosed: Bool = false
  ) throws {
    folder = try TemporaryFolder()
    self.arguments = arguments
    process.executableURL = CommandRun.executable
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    variables["SOURCE_DATE_EPOCH"] = nil
    process.environment = variables.merging(environment) { $1 }
    if let workingFolder { process.currentDirectoryURL = URL(filePath: workingFolder) }
    try folder.write("output", "")
    try folder.write("errors", "")
    let output = outputIsClosed ? try Self.closedPipe() : try handle("output")
    process.standardOutput = output
    switch input {
    case .bytes(let bytes):
      process.standardInput = FileHandle(forReadingAtPath: try folder.write("input", bytes))
      process.standardError = try handle("errors")
      process.terminationHandler = { [ended] _ in ended.signal() }
      try process.run()
    case .open:
      let stdin = try Self.pipe()
      let stderr = try Self.pipe()
      process.standardInput = stdin.read
      process.standardError = stderr.write
      process.terminationHandler = { [ended] _ in ended.signal() }
      try process.run()
      try stdin.read.close()
      try stderr.write.close()
      heldInput = stdin.write
      errorPipe = stderr.read
    }
    try output.close()
  }

  /// Reads standard error of a run with open input until a text has come.
  ///
  /// - Returns: whether it came before the end.
  public func waitForErrors(containing text: String) throws -> Bool {
    guard let errorPipe else { return false }
    while !String(decoding: errorsRead, as: UTF8.self).contains(text) {
      let data = errorPipe.availableData
      if data.isEmpty { return false }
      errorsRead += data
    }
    return true
  }

  /// Writes to standard input that was left open.
  public func write(_ text: String) throws { try heldInput?.write(contentsOf: Data(text.utf8)) }

  /// Ends standard input that was left open.
  public func closeInput() {
    try? heldInput?.close()
    heldInput = nil
  }

  /// Whether the run goes on.
  public var isRunning: Bool { process.isRunning }

  /// The files that the process has open.
  public var openFiles: [String] {
    let folder = "/proc/\(process.processIdentifier)/fd"
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return numbers.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)
    }
  }

  /// The number of the process.
  public var identifier: Int32 { process.processIdentifier }

  /// Sends a signal.
  public func send(signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end.
  public func wait(timeLimit: Double = 40) throws -> CommandRun {
    let timeLimit = CommandRun.isSanitized ? 20 * timeLimit : timeLimit
    if ended.wait(timeout: .now() + timeLimit) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      throw Failure.tookTooLong(arguments)
    }
    if let errorPipe { errorsRead += errorPipe.readDataToEndOfFile() }
    let errors = errorPipe == nil ? try folder.bytes("errors") : errorsRead
    let status = process.terminationStatus
    return CommandRun(
      code: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: try folder.bytes("output"), errors: String(decoding: errors, as: UTF8.self))
  }

  private func handle(_ name: String) throws -> FileHandle {
    try FileHandle(forWritingTo: URL(filePath: folder.path(name)))
  }

  /// A pipe that no other child inherits.
  private static func pipe() throws -> (read: FileHandle, write: FileHandle) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw Failure.noPipe }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (
      FileHandle(fileDescriptor: ends[0], closeOnDealloc: true),
      FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    )
  }

  private static func closedPipe() throws -> FileHandle {
    let ends = try pipe()
    try ends.read.close()
    return ends.write
  }
}
