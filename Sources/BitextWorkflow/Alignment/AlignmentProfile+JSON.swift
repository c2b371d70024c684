// SPDX-License-Identifier: Apache-2.0

public import BitextAlignment
internal import BitextIO
public import BitextModel

extension AlignmentProfile {
  private static let format = "bitext-alignment-profile"
  private static let keys = [
    "format", "version", "source_language", "target_language", "length_ratio", "length_variance",
    "priors",
  ]

  /// Writes the profile as one JSON object.
  ///
  /// - Throws: `IOFailure`.
  public func write(path: String) throws {
    var json = JSONWriter()
    json.beginObject()
    json.member("format", Self.format)
    json.member("version", 1)
    json.member("source_language", languages.source.tag)
    json.member("target_language", languages.target.tag)
    json.key("length_ratio")
    json.number(lengthRatio, decimals: 4)
    json.key("length_variance")
    json.number(lengthVariance, decimals: 4)
    json.key("priors")
    json.beginObject()
    for (kind, probability) in priors.probabilities {
      json.key(kind.description)
      json.number(max(probability, 1e-6), decimals: 6)
    }
    json.endObject()
    json.endObject()
    json.newline()
    let file = try OutputFile(path: path)
    try file.write(json.bytes)
    try file.finish()
  }

  /// Reads a profile.
  ///
  /// - Parameters:
  ///   - path: a file or `-`.
  ///   - languages: the direction it must have been made for, by primary subtags.
  /// - Throws: ``WorkflowFailure`` with `noInput`, `nothingUsable` where the file is no profile or holds
  ///   an unknown key, `wrongDirection`; `IOFailure`.
  public init(path: String, for languages: LanguagePair) throws {
    guard FileSystem.kind(of: path) != .missing else {
      throw WorkflowFailure(.noInput, "\(path): no such file")
    }
    let bytes = try ProfileBytes.read(path)
    let parser = JSONParser()
    let parsed = bytes.withUnsafeBufferPointer { bytes -> Result<JSONValue, JSONFailure> in
      do throws(JSONFailure) {
        return .success(try parser.parse(bytes).value)
      } catch { return .failure(error) }
    }
    guard case .success(.object(let members)) = parsed else {
      throw WorkflowFailure(.nothingUsable, "\(path): expected a profile as one JSON object")
    }
    if let unknown = members.first(where: { !Self.keys.contains($0.key) }) {
      throw WorkflowFailure(
        .nothingUsable,
        "\(path): expected the keys \(Self.keys.joined(separator: ", ")), found \"\(unknown.key)\"")
    }
    let reader = ProfileMembers(path: path, members: members)
    try reader.expect("format", .string(Self.format))
    try reader.expect("version", .integer(1))
    let direction = LanguagePair(
      source: Language(try reader.string("source_language")),
      target: Language(try reader.string("target_language")))
    guard direction.source.primary == languages.source.primary,
      direction.target.primary == languages.target.primary
    else {
      throw WorkflowFailure(
        .wrongDirection,
        "\(path): expected a profile of \(languages.source) into \(languages.target), "
          + "found one of \(direction.source) into \(direction.target)")
    }
    self.init(
      languages: languages, priors: try reader.priors(),
      lengthRatio: try reader.number("length_ratio", 0.01...100),
      lengthVariance: try reader.number("length_variance", 0.01...10_000))
  }
}

/// The bytes of a small file.
private enum ProfileBytes {
  static func read(_ path: String) throws -> [UInt8] {
    let lines = LineReader(try ByteSource(path: path), limit: 1 << 16)
    var bytes: [UInt8] = []
    while try lines.advance() {
      guard !lines.isTooLong, bytes.count < 1 << 16 else {
        throw WorkflowFailure(.nothingUsable, "\(path): expected a profile, found a larger file")
      }
      bytes += lines.bytes
      bytes.append(10)
    }
    return bytes
  }
}

/// The members of a profile's object, with the messages for what does not fit.
private struct ProfileMembers {
  let path: String
  let members: [JSONMember]

  private func value(_ key: String) throws -> JSONValue {
    guard let member = members.first(where: { $0.key == key }) else {
      throw WorkflowFailure(.nothingUsable, "\(path): expected the key \"\(key)\", found none")
    }
    return member.value
  }

  private func failure(_ key: String, _ expected: String) -> WorkflowFailure {
    WorkflowFailure(.nothingUsable, "\(path): expected \(expected) under \"\(key)\"")
  }

  func expect(_ key: String, _ wanted: JSONValue) throws {
    guard try value(key) == wanted else {
      let text: String =
        switch wanted {
        case .string(let text): "\"\(text)\""
        case .integer(let number): String(number)
        default: "another value"
        }
      throw failure(key, text)
    }
  }

  func string(_ key: String) throws -> String {
    guard case .string(let text) = try value(key) else { throw failure(key, "a string") }
    return text
  }

  func number(_ key: String, _ range: ClosedRange<Double>) throws -> Double {
    guard let number = Self.number(try value(key)), range.contains(number) else {
      throw failure(key, "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  func priors() throws -> BeadPriors {
    guard case .object(let kinds) = try value("priors") else {
      throw failure("priors", "an object")
    }
    var priors: [(BeadKind, Double)] = []
    for member in kinds {
      guard let kind = Self.kind(member.key), let probability = Self.number(member.value),
        probability > 0, probability <= 1, !priors.contains(where: { $0.0 == kind })
      else {
        throw failure("priors", "kinds up to 4-4, each once, with probabilities over 0 to 1")
      }
      priors.append((kind, probability))
    }
    for kind in [BeadKind(1, 0), BeadKind(0, 1)] where !priors.contains(where: { $0.0 == kind }) {
      throw failure("priors", "the kind \(kind)")
    }
    return BeadPriors(priors)
  }

  /// `2-1`.
  private static func kind(_ text: String) -> BeadKind? {
    let sides = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let source = sides[0], let target = sides[1], (0...4).contains(source),
      (0...4).contains(target), source + target > 0
    else { return nil }
    return BeadKind(source, target)
  }
}
