// SPDX-License-Identifier: Apache-2.0

/// What an HTML element means for the text around it.
enum HTMLElement {
  /// Part of the line it stands in: `a`, `b`, `sub`…
  case inline
  /// Begins and ends a line: `p`, `div`, `li`, `td`…
  case block
  /// A block whose line breaks stay: `pre`.
  case preformatted
  /// `br`.
  case lineBreak
  /// Left out with all that is in it: `script`, `style`, `head`, `nav`…
  case hidden
  /// `body`: whatever was hidden before is over.
  case body

  /// The kind of an element by its name in lower case, a C string.
  static func kind(of name: UnsafePointer<UInt8>) -> HTMLElement { table[key(name)] ?? .inline }

  /// Seven letters and the length: enough to tell all names below from one another.
  private static func key(_ name: UnsafePointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    var length: UInt64 = 0
    while name[Int(length)] != 0, length < 255 {
      if length < 7 { value = value << 8 | UInt64(name[Int(length)]) }
      length += 1
    }
    return value << 8 | length
  }

  private static let table: [UInt64: HTMLElement] = {
    var table: [UInt64: HTMLElement] = [:]
    let names: [(HTMLElement, String)] = [
      (
        .block,
        """
        address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption \
        figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol option p \
        section summary table tbody td tfoot th thead tr ul caption
        """
      ),
      (.preformatted, "pre xmp listing plaintext"), (.lineBreak, "br"), (.body, "body"),
      (
        .hidden,
        """
        head script style template noscript nav svg iframe object applet canvas audio video select \
        button textarea datalist
        """
      ),
    ]
    for (kind, list) in names {
      for name in list.split(separator: " ") {
        let bytes = Array(name.utf8) + [0]
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { table[key(base)] = kind } }
      }
    }
    return table
  }()
}
