// SPDX-License-Identifier: Apache-2.0

internal import BitextCorpus
internal import BitextIO
internal import BitextLexicon
internal import BitextModel
internal import BitextPairing

/// Documents to the keys that originals are found by: `{"id","keys":[…],"weights":[…]}`.
///
/// An original's keys are its stems, names and numbers, each of weight 1. A translation's are its copied
/// names and numbers, of weight 1, and the stems that the lexicon renders its words by, of the square root
/// of the link's weight. Keys ascend; each stands once.
struct KeysStage: WorkerStage {
  private let records = DocumentRecord()
  private let keys: DocumentKeys

  init(lexicon: Lexicon) { keys = DocumentKeys(lexicon: lexicon) }

  func answer(_ record: JSONView, into json: inout JSONWriter) throws {
    let document = try record.document(by: records)
    let found = keys.keys(of: document)
    json.beginObject()
    json.member("id", document.id)
    json.key("keys")
    json.beginArray()
    for key in found { json.hexadecimal(key.key) }
    json.endArray()
    json.key("weights")
    json.beginArray()
    for key in found { json.number(key.weight, decimals: 4) }
    json.endArray()
    json.endObject()
  }
}
