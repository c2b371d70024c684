// SPDX-License-Identifier: Apache-2.0

/// Writes units to a file.
///
/// Laws: what is written is read back equal; nothing can be written after ``finish()``.
public protocol CorpusWriter: ~Copyable {
  /// Writes one unit.
  mutating func write(_ unit: TranslationUnit) throws
  /// Writes what closes the file, and closes it.
  consuming func finish() throws
}
