package import CaskadeSyntax

/// The JSON Schema (draft-07) of a Goal Contract in YAML, for editors: what the decoder refuses for its structure.
package enum ContractSchema {
  package static let value: JSONValue = .object(
    [
      JSONMember("$schema", .string(SchemaParts.draft)),
      JSONMember("title", "caskade: Goal Contract"),
      JSONMember("description", "what an agent may do in one run, what proves that it did it, and when it has to stop"),
    ] + ContractKeys.table.schema)
}
