// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import BitextIO
internal import Yams

/// A subcommand with an option `--config`.
protocol ConfigurableCommand: ParsableCommand {
  var config: String? { get }
  /// What the arguments without a name are called in the file.
  static var positional: String { get }
}

/// A file of options: its keys are the long options of the subcommand, in YAML or JSON.
///
/// The file is turned into arguments, so that what it says is read and checked as if it had been typed.
/// An option that stands on the command line wins: the file's value of it is left out, lists whole.
struct ConfigFile {
  /// Why a file cannot serve.
  struct Failure: Error {
    var message: String
    var exitCode: Int32
  }

  private let path: String
  /// What the arguments without a name are called in the file.
  private let positional: String
  private let entries: [(key: String, line: Int, value: Node)]

  private static let commands: [any ConfigurableCommand.Type] = [
    BuildCommand.self, CheckCommand.self, ReportCommand.self,
  ]

  /// The arguments of a command, with what the file behind `--config` says put behind them.
  static func expanded(_ arguments: [String]) throws -> [String] {
    let command = commands.first { $0.configuration.commandName == arguments.first }
    guard let command, let path = path(in: arguments) else { return arguments }
    let options = OptionTable(help: command.helpMessage(columns: 400))
    let file = try ConfigFile(path, positional: command.positional)
    return arguments + (try file.arguments(for: options, typed: arguments))
  }

  private static func path(in arguments: [String]) -> String? {
    for (index, argument) in arguments.enumerated() {
      if argument == "--config", index + 1 < arguments.count { return arguments[index + 1] }
      if argument.hasPrefix("--config=") { return String(argument.dropFirst(9)) }
    }
    return nil
  }

  private init(_ path: String, positional: String) throws {
    self.path = path
    self.positional = positional
    let text = String(decoding: try ByteSource(path: path).readAll(limit: 1 << 20), as: UTF8.self)
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      let words = "\(error)".split(separator: "\n").first.map(String.init) ?? "unreadable"
      throw Failure(message: "\(path): expected YAML or JSON: \(words)", exitCode: 65)
    }
    guard case .mapping(let mapping)? = root else {
      throw Failure(message: "\(path): expected keys with values, found none", exitCode: 65)
    }
    entries = mapping.map { ($0.key.string ?? "", $0.key.mark?.line ?? 1, $0.value) }
  }

  private func failure(_ line: Int, _ message: String) -> Failure {
    Failure(message: "\(path):\(line): \(message)", exitCode: 64)
  }

  private func arguments(for options: OptionTable, typed: [String]) throws -> [String] {
    var result: [String] = []
    for entry in entries {
      if entry.key == positional {
        guard !options.hasPositional(typed.dropFirst()) else { continue }
        result += try texts(entry.value, entry.line, entry.key)
        continue
      }
      guard let option = options[entry.key] else {
        throw failure(
          entry.line,
          "expected one of \(positional), \(options.names.joined(separator: ", ")); found \"\(entry.key)\""
        )
      }
      if options.isTyped(option, in: typed) { continue }
      result += try arguments(for: option, entry.value, entry.line)
    }
    return result
  }

  private func arguments(
    for option: OptionTable.Option, _ value: Node, _ line: Int
  ) throws -> [String] {
    guard option.takesValue else {
      guard let isOn = value.bool else {
        throw failure(line, "expected true or false under \"\(option.name)\"")
      }
      return isOn ? ["--\(option.name)"] : []
    }
    if option.name == "provenance", case .mapping(let mapping) = value {
      return try mapping.flatMap { key, value in
        let text = try texts(value, line, option.name).joined(separator: ", ")
        return ["--provenance=\(key.string ?? "")=\(text)"]
      }
    }
    return try texts(value, line, option.name).map { "--\(option.name)=\($0)" }
  }

  private func texts(_ value: Node, _ line: Int, _ key: String) throws -> [String] {
    switch value {
    case .scalar(let scalar): return [scalar.string]
    case .sequence(let sequence):
      return try sequence.flatMap { try texts($0, $0.mark?.line ?? line, key) }
    default: throw failure(line, "expected a value or a list under \"\(key)\"")
    }
  }
}

/// The options of a subcommand, as its help lists them: so no list of ours can grow stale.
struct OptionTable {
  struct Option: Hashable {
    var name: String
    var short: String?
    var takesValue: Bool
  }

  private let options: [Option]

  init(help: String) {
    options = help.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("  -") else { return nil }
      let words = line.split(separator: " ").prefix(3).map(String.init)
      guard let place = words.firstIndex(where: { $0.hasPrefix("--") }) else { return nil }
      let name = String(words[place].dropFirst(2).prefix { $0 != "," && $0 != "/" })
      guard !["help", "version", "config"].contains(name) else { return nil }
      let next = place + 1 < words.count ? words[place + 1] : ""
      return Option(
        name: name, short: place > 0 ? String(words[0].prefix { $0 != "," }) : nil,
        takesValue: next.hasPrefix("<"))
    }
  }

  var names: [String] { options.map(\.name) }

  subscript(name: String) -> Option? { options.first { $0.name == name } }

  /// Whether an option was typed, in whatever form.
  func isTyped(_ option: Option, in arguments: [String]) -> Bool {
    arguments.contains { argument in
      argument == "--\(option.name)" || argument.hasPrefix("--\(option.name)=")
        || option.short.map { argument.hasPrefix($0) && !argument.hasPrefix("--") } ?? false
    }
  }

  /// Whether an argument stands that is neither an option nor an option's value.
  func hasPositional(_ arguments: some Sequence<String>) -> Bool {
    var isValue = false
    for argument in arguments {
      if isValue {
        isValue = false
      } else if argument == "-" || !argument.hasPrefix("-") {
        return true
      } else if !argument.contains("=") {
        let name = argument.hasPrefix("--") ? String(argument.dropFirst(2)) : nil
        let option = options.first { name == $0.name || argument == $0.short }
        isValue = option?.takesValue ?? (name == "config")
      }
    }
    return false
  }
}
