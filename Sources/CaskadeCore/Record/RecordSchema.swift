import CaskadeContracts
package import CaskadeSyntax

/// The JSON Schema (draft-07) of `caskade.record/1`. Other keys are allowed, as in evidence.
package enum RecordSchema {
  package static var value: JSONValue {
    var keywords = EvidenceRecord.keys.form.schema
    keywords = keywords.map { member in
      guard member.key == "properties", let properties = member.value.object else { return member }
      return JSONMember("properties", .object(own + properties))
    }
    return .object(
      [JSONMember("$schema", .string(SchemaParts.draft)), JSONMember("title", "caskade record")] + keywords)
  }

  private static let own = [
    JSONMember("schema", .object([JSONMember("enum", .array([.string(EvidenceRecord.schema)]))])),
    JSONMember(
      "digest",
      .object([
        JSONMember("description", "SHA-256 of the rest, compact, keys sorted, without digest and signature"),
        JSONMember("type", "string"),
      ])),
    JSONMember("signature", .object(EvidenceSignature.keys.form.schema)),
  ]
}
