// SPDX-License-Identifier: Apache-2.0

internal import BitextIO
internal import BitextModel

/// Collects the elements of a TMX into units.
struct TMXState {
  /// Units that are complete.
  var queue = RecordQueue<Result<TranslationUnit, RejectedRecord>>()
  /// What the file says of itself, once its body began.
  private(set) var header: CorpusHeader?
  var repairs = UnitRepairs()

  private(set) var sawRoot = false
  private let limit: Int
  private let path: String
  /// The parser, which lives as long as the collector of both.
  private unowned(unsafe) let push: XMLPush

  private var fields = TMXFields()
  private var text = CodedText()
  private var unit = TMXUnit()
  private var count = 0
  /// The bytes held for the current unit, apart from the text under way.
  private var held = 0
  /// What the text under way is.
  private var open = TMXElement.other
  /// The inline elements that are open.
  private var inline: [Inline] = []
  private var inHeader = false
  private var inUnit = false
  private var inVariant = false
  private var pendingNote = UnitNote("")
  private var pendingProperty = UnitProperty(type: "", value: "")
  private var pendingKnown: TMXFields.Known?
  private var headerLanguage: String?

  init(push: XMLPush, limit: Int) {
    self.push = push
    path = push.path
    self.limit = limit
  }

  /// Gives the memory of the text under way back.
  func free() { text.free() }

  // MARK: Elements

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let element = TMXElement(name)
    if !sawRoot {
      sawRoot = true
      guard element == .tmx else {
        return push.refuse("expected a tmx element, found \"\(name.string.prefix(60))\"")
      }
    }
    if open == .seg { return startInline(element, attributes) }
    guard open == .other else {
      repairs.add(.unknownElements, at: push.position)
      return
    }
    switch element {
    case .tu: startUnit(attributes)
    case .tuv where inUnit: startVariant(attributes)
    case .seg where inVariant: begin(.seg)
    case .prop: startProperty(attributes)
    case .note: startNote(attributes)
    case .header:
      header = fields.header(attributes, &repairs, at: push.position)
      headerLanguage = header?.sourceLanguage?.tag
      inHeader = true
    case .body: header = header ?? CorpusHeader()
    case .ude where inHeader:
      held += 64 + attributes.byteCount
      header?.encodings.append(TMXFields.encoding(attributes))
    case .map where inHeader: addCharacter(attributes)
    case .tmx: break
    default: repairs.add(.unknownElements, at: push.position)
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard open != .other else { return }
    text.append(bytes)
    if text.byteCount + held > limit { refuseLength() }
  }

  mutating func end(_ name: XMLName) {
    let element = TMXElement(name)
    if open == .seg && element != .seg { return endInline() }
    switch element {
    case .seg where open == .seg: endSegment()
    case .prop where open == .prop: endProperty()
    case .note where open == .note: endNote()
    case .tuv: inVariant = false
    case .tu where inUnit: endUnit()
    case .header: inHeader = false
    default: break
    }
  }

  private mutating func begin(_ element: TMXElement) {
    held += text.byteCount + 32
    text.reset()
    open = element
    if held > limit { refuseLength() }
  }

  private func refuseLength() {
    push.refuse("expected a unit within the cap of \(limit) bytes, found a longer one")
  }

  // MARK: Units

  private mutating func startUnit(_ attributes: XMLAttributes) {
    unit.reset()
    unit.position = push.position
    let attributeBytes = attributes.byteCount
    let place = unit.position
    fields.read(attributes, into: &unit, &repairs, at: place)
    held = attributeBytes
    text.reset()
    inUnit = true
    inVariant = false
  }

  private mutating func startVariant(_ attributes: XMLAttributes) {
    inVariant = true
    held += 128 + attributes.byteCount
    unit.variants.append(fields.variant(attributes, &repairs, at: push.position))
    if held > limit { refuseLength() }
  }

  private mutating func endSegment() {
    open = .other
    let mended = text.store(in: &unit.variants[unit.variants.count - 1])
    if mended > 0 { repairs.add(.unpairedCodes, mended, at: push.position) }
  }

  private mutating func endUnit() {
    inUnit = false
    inVariant = false
    defer { count += 1 }
    guard let found = fields.unit(&unit, number: count, header: headerLanguage) else {
      queue.append(
        .failure(
          RejectedRecord(
            Rejection(
              path: path, line: unit.position.line, column: unit.position.column, item: count,
              code: .missingSide,
              message: "expected two sides, found \(unit.variants.count)"))))
      return
    }
    queue.append(.success(found))
  }

  private mutating func addCharacter(_ attributes: XMLAttributes) {
    guard let encodings = header?.encodings, !encodings.isEmpty else { return }
    held += 64 + attributes.byteCount
    header?.encodings[encodings.count - 1].characters.append(TMXFields.character(attributes))
    if held > limit { refuseLength() }
  }

  // MARK: Notes and properties

  private mutating func startProperty(_ attributes: XMLAttributes) {
    guard inUnit || inHeader else { return }
    pendingKnown = inUnit && !inVariant ? TMXFields.known(attributes) : nil
    if pendingKnown == nil { pendingProperty = fields.property(attributes) }
    held += attributes.byteCount
    begin(.prop)
  }

  private mutating func startNote(_ attributes: XMLAttributes) {
    guard inUnit || inHeader else { return }
    pendingNote = TMXFields.note(attributes)
    held += attributes.byteCount
    begin(.note)
  }

  private mutating func endProperty() {
    open = .other
    if let known = pendingKnown {
      if fields.take(known, text.utf8, into: &unit) { return }
      pendingProperty = UnitProperty(type: known.rawValue, value: "")
    }
    pendingProperty.value = text.text
    if inVariant {
      unit.variants[unit.variants.count - 1].properties.append(pendingProperty)
    } else if inUnit {
      unit.properties.append(pendingProperty)
    } else {
      header?.properties.append(pendingProperty)
    }
  }

  private mutating func endNote() {
    open = .other
    pendingNote.text = text.text
    if inVariant {
      unit.variants[unit.variants.count - 1].notes.append(pendingNote)
    } else if inUnit {
      unit.notes.append(pendingNote)
    } else {
      header?.notes.append(pendingNote)
    }
  }

  // MARK: Inline elements

  /// What an inline element that is open became.
  private enum Inline { case code, highlight, subflow, nothing }

  private mutating func startInline(_ element: TMXElement, _ attributes: XMLAttributes) {
    held += attributes.byteCount
    switch element {
    case _ where element.isCode && !text.isInsideCode:
      text.beginCode(TMXFields.code(element, attributes))
      inline.append(.code)
    case .hi where !text.isInsideCode:
      text.add(TMXFields.code(.hi, attributes))
      inline.append(.highlight)
    case .sub where text.isInsideCode:
      text.beginSubflow(type: attributes["type"], dataType: attributes["datatype"])
      inline.append(.subflow)
    default:
      repairs.add(.unknownElements, at: push.position)
      inline.append(.nothing)
    }
    if text.byteCount + held > limit { refuseLength() }
  }

  private mutating func endInline() {
    switch inline.popLast() {
    case .code: text.endCode()
    case .highlight: text.add(InlineCode(kind: .highlightEnd, offset: 0))
    case .subflow: repairs.add(.unpairedCodes, text.endSubflow(), at: push.position)
    case .nothing, nil: break
    }
  }
}
