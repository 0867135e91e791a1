package import CaskadeSyntax

/// The JSON Schema (draft-07) of a policy in YAML, for editors: what the decoder refuses for its structure.
package enum PolicySchema {
  package static let value: JSONValue = .object(
    [
      JSONMember("$schema", .string(SchemaParts.draft)),
      JSONMember("title", "caskade: policy"),
      JSONMember("description", "the standing rules of a repository, which tighten the built-in ones"),
    ] + PolicyKeys.table.schema)
}
