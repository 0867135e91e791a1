import CaskadeContracts
package import CaskadeSyntax

/// The JSON Schema (draft-07) of `caskade.evidence/1`.
///
/// Every key that a check writes is described. Others are allowed everywhere: a later minor version may add some, and
/// readers ignore what they don't know.
package enum EvidenceSchema {
  package static var value: JSONValue {
    .object(
      [JSONMember("$schema", .string(SchemaParts.draft)), JSONMember("title", "caskade evidence")]
        + Evidence.keys.form.schema)
  }
}
