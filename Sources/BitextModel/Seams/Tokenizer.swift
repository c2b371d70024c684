// SPDX-License-Identifier: Apache-2.0

/// Finds the tokens of a text.
///
/// Laws: spans are in order, not empty, and do not overlap.
public protocol Tokenizer: Sendable {
  /// The tokens of a UTF-8 text, as byte ranges.
  func tokens(in text: Span<UInt8>) -> [TextSpan]
}
