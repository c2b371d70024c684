// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Collects the units of XLIFF 1.0 to 1.2, and the segments of XLIFF 2.
///
/// Candidates of other memories (`alt-trans`, `mtc:match`) are not read.
final class XLIFFCollector: XMLUnitCollector {
  let push: XMLPush
  private(set) var sawRoot = false
  private(set) var header: CorpusHeader?
  private(set) var repairs = UnitRepairs()
  var queue = RecordQueue<Result<TranslationUnit, RejectedRecord>>()

  private let limit: Int
  private var isVersion2 = false
  private var languages = (source: "", target: "")
  private var unit = XLIFFUnit()
  private var count = 0
  private var held = 0
  private var text = CodedText()
  /// What the text under way is for.
  private var open = Open.nothing
  /// The elements that are open inside a source or target.
  private var inline: [Inline] = []
  /// How deep the parser stands inside an element that is left out.
  private var skipped = 0
  private var note = UnitNote("")
  private var noteSide = ""
  private var metaType = ""
  private var dataID = ""

  enum Open { case nothing, source, target, note, meta, data }
  enum Inline { case code, span(InlineCode?), subflow, nothing }

  init(path: String, limit: Int) {
    self.limit = limit
    push = XMLPush(path: path)
    push.handler = self
  }

  deinit { text.free() }

  // MARK: Elements

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let name = name.string
    if !sawRoot {
      sawRoot = true
      guard name == "xliff" else {
        return push.refuse("expected an xliff element, found \"\(name.prefix(60))\"")
      }
      isVersion2 = attributes["version"]?.hasPrefix("2") == true
      languages = (attributes["srcLang"] ?? "", attributes["trgLang"] ?? "")
      return
    }
    if isInUnit { held += 32 + attributes.byteCount }
    if skipped > 0 {
      skipped += 1
    } else if open == .source || open == .target {
      startInline(name, attributes)
    } else {
      startElement(name, attributes)
    }
    checkLength()
  }

  private func startElement(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "file":
      if !isVersion2 {
        languages = (
          attributes["source-language"] ?? "", attributes["target-language"] ?? ""
        )
      }
      startHeader(attributes)
    case "trans-unit" where !isVersion2, "unit" where isVersion2: startUnit(attributes)
    case "segment": unit.startSegment(attributes["id"], state: attributes["state"])
    case "source": begin(.source, language: attributes["lang"] ?? languages.source)
    case "target":
      if let state = attributes["state"] { unit.state = state }
      begin(.target, language: attributes["lang"] ?? languages.target)
    case "note":
      note = UnitNote("", language: attributes["lang"].map { Language($0) })
      noteSide = attributes["annotates"] ?? attributes["appliesTo"] ?? ""
      begin(.note)
    case "prop", "meta":
      metaType = attributes["type"] ?? ""
      begin(.meta)
    case "data":
      dataID = attributes["id"] ?? ""
      begin(.data)
    case "alt-trans", "matches", "bin-unit", "ignorable", "skl", "skeleton", "glossary":
      repairs.add(.leftOut, at: push.position)
      skipped = 1
    case "seg-source": skipped = 1
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard open != .nothing, skipped == 0 else { return }
    text.append(bytes)
    checkLength()
  }

  func end(_ name: XMLName) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    let name = name.string
    switch open {
    case .source where name == "source" && inline.isEmpty: endSide()
    case .target where name == "target" && inline.isEmpty: endSide()
    case .source, .target: endInline()
    case .note where name == "note": endNote()
    case .meta where name == "prop" || name == "meta":
      unit.meta.append((metaType, text.text))
      open = .nothing
    case .data where name == "data":
      unit.data[dataID] = text.text
      open = .nothing
    case .note, .meta, .data: break
    case .nothing:
      switch name {
      case "segment": finishSegment(of: isVersion2)
      case "trans-unit" where !isVersion2: finishSegment(of: false)
      case "unit" where isVersion2: finishUnit()
      default: break
      }
    }
  }

  private var isInUnit: Bool { unit.line > 0 }

  private func startHeader(_ attributes: XMLAttributes) {
    guard header == nil else { return }
    var made = CorpusHeader()
    if !languages.source.isEmpty { made.sourceLanguage = Language(languages.source) }
    if !languages.target.isEmpty { made.targetLanguage = Language(languages.target) }
    made.attributes.dataType = attributes["datatype"]
    if let original = attributes["original"], !original.isEmpty, original != "bitext" {
      made.properties.append(UnitProperty(type: "x-xliff-original", value: original))
    }
    header = made
  }

  private func startUnit(_ attributes: XMLAttributes) {
    unit = XLIFFUnit()
    unit.id = attributes["id"]
    (unit.line, unit.column) = push.position
    held = attributes.byteCount
  }

  private func begin(_ what: Open, language: String = "") {
    held += text.byteCount + 64
    text.reset()
    open = what
    inline.removeAll(keepingCapacity: true)
    if what == .source { unit.source = XLIFFUnit.side(language) }
    if what == .target { unit.target = XLIFFUnit.side(language) }
  }

  private func checkLength() {
    if held + text.byteCount > limit {
      push.refuse("expected a unit within the cap of \(limit) bytes, found a longer one")
    }
  }

  // MARK: Ends

  private func endSide() {
    var side = (open == .source ? unit.source : unit.target) ?? XLIFFUnit.side("")
    repairs.add(.unpairedCodes, text.store(in: &side), at: push.position)
    if open == .source { unit.source = side } else { unit.target = side }
    open = .nothing
  }

  private func endNote() {
    note.text = text.text
    open = .nothing
    guard isInUnit else {
      header?.notes.append(note)
      return
    }
    unit.notes.append((noteSide, note))
  }

  private func finishSegment(of several: Bool) {
    guard several else {
      emit()
      unit = XLIFFUnit()
      held = 0
      return
    }
    unit.segments.append((unit.source, unit.target, unit.state, unit.segmentID))
    (unit.source, unit.target, unit.state) = (nil, nil, nil)
  }

  private func finishUnit() {
    let segments = unit.segments
    for (index, segment) in segments.enumerated() {
      (unit.source, unit.target, unit.state) = (segment.source, segment.target, segment.state)
      emit(segment: segments.count > 1 ? segment.id ?? String(index) : nil)
    }
    unit = XLIFFUnit()
    held = 0
  }

  private func emit(segment: String? = nil) {
    defer { count += 1 }
    guard let made = unit.made(number: count, segment: segment) else {
      queue.append(
        .failure(
          RejectedRecord(
            Rejection(
              path: push.path, line: unit.line, column: unit.column, item: count,
              code: .missingSide,
              message: "expected a source and a target, found \(unit.source == nil ? 0 : 1)"))))
      return
    }
    queue.append(.success(made))
  }

  // MARK: Inline elements

  private func startInline(_ name: String, _ attributes: XMLAttributes) {
    if text.isInsideCode {
      guard name == "sub" else {
        repairs.add(.unknownElements, at: push.position)
        return inline.append(.nothing)
      }
      text.beginSubflow(
        type: XLIFFCodes.type(attributes["ctype"]), dataType: attributes["datatype"])
      return inline.append(.subflow)
    }
    switch XLIFFCodes.code(name, attributes, data: unit.data, isVersion2: isVersion2) {
    case .withData(let code):
      text.beginCode(code)
      inline.append(.code)
    case .span(let code, let end):
      text.add(code)
      inline.append(.span(end))
    case .character(let bytes):
      bytes.withUnsafeBufferPointer { text.append($0) }
      inline.append(.nothing)
    case .transparent: inline.append(.nothing)
    case .unknown:
      repairs.add(.unknownElements, at: push.position)
      inline.append(.nothing)
    }
  }

  private func endInline() {
    switch inline.popLast() {
    case .code: text.endCode()
    case .span(let end?): text.add(end)
    case .subflow: repairs.add(.unpairedCodes, text.endSubflow(), at: push.position)
    case .span(nil), .nothing, nil: break
    }
  }
}
