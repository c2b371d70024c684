// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextModel
public import BitextQuality

/// Reads termbases of users: TBX by name, else the columns that ``Termbase`` reads.
public enum TermbaseFile {
  /// Adds the terms of a file.
  ///
  /// Of a TBX entry each English term is one; its Chinese terms are accepted, those that are deprecated or superseded wrong. An
  /// entry without a term in one of the languages is passed over.
  ///
  /// - Throws: ``CheckFailure`` with `brokenTermbase`; `CorpusFailure` with `malformed`; `IOFailure`;
  ///   ``WorkflowFailure`` with `noInput`.
  public static func add(_ path: String, to termbase: inout Termbase) throws {
    guard FileSystem.kind(of: path) != .missing || path == "-" else {
      throw WorkflowFailure(.noInput, "\(path): no such file")
    }
    guard FileSystem.formatExtension(of: path) == "tbx" else {
      try termbase.add(path: path)
      return
    }
    var reader = TBXReader(try ByteSource(path: path))
    var entries: [Termbase.Entry] = []
    var ids: [String] = []
    while let next = try reader.next() {
      guard case .success(let entry) = next else { continue }
      let chinese = entry.terms(in: .chinese)
      let wrong = chinese.filter { $0.status == .deprecated || $0.status == .superseded }
      let accepted = chinese.filter { $0.status != .deprecated && $0.status != .superseded }
      guard !accepted.isEmpty else { continue }
      for term in entry.terms(in: .english) {
        entries.append(
          Termbase.Entry(
            english: term.text, accepted: accepted.map(\.text), wrong: wrong.map(\.text),
            field: entry.subject))
        ids.append(entry.id)
      }
    }
    guard !entries.isEmpty else {
      throw CheckFailure(
        .brokenTermbase, "\(path): expected entries with English and Chinese terms, found none")
    }
    if let first = termbase.add(entries: entries).first {
      throw CheckFailure(
        .brokenTermbase, "\(path): entry \"\(ids[first.place])\": \(first.problem)")
    }
  }
}
