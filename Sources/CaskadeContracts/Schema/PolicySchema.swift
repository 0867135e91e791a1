package import CaskadeSyntax

/// The JSON Schema (draft-07) of a policy in YAML, for editors: what the decoder refuses for its structure.
package enum PolicySchema {
  package static let value: JSONValue = .object(
    [
      JSONMember("$schema", .string(SchemaParts.draft)),
      JSONMember("title", "caskade: policy"),
      JSONMember("description", "the standing rules of a repository, which tighten the built-in ones"),
    ] + SchemaParts.mapping(PolicyReader.keys, parts, required: ["caskade_policy"], extensions: true))

  private static let parts: [String: JSONValue] = [
    "caskade_policy": SchemaParts.version("the version of the format"),
    "base": SchemaParts.text("the branch that contracts are merged to", example: "main"),
    "approval": SchemaParts.described(
      SchemaParts.mapping(
        ["self_declared"],
        ["self_declared": SchemaParts.truth("may a contract that nobody approved be judged at all?")]),
      "what counts as approved"),
    "bands": SchemaParts.described(
      SchemaParts.mapping(
        Band.allCases.map(\.rawValue), Dictionary(uniqueKeysWithValues: Band.allCases.map { ($0.rawValue, band) })),
      "what each band asks for"),
    "groups": SchemaParts.names(
      SchemaParts.list(
        SchemaParts.matching(
          "^[^*?!,\" ]+$", "one person, as in Contracts/allowed_signers", example: "dev@example.com"),
        "the members"), about: "groups of signers"),
    "areas": SchemaParts.names(area, about: "risk areas, added to the built-in ones, renamed or re-banded"),
    "protected": SchemaParts.list(SchemaParts.pattern, "paths that no pattern of a contract opens"),
    "gates": SchemaParts.described(
      SchemaParts.mapping(
        GateName.allCases.map(\.rawValue), Dictionary(uniqueKeysWithValues: GateName.allCases.map(gate))),
      "gates beyond the ones that are always required"),
    "tools": SchemaParts.described(
      SchemaParts.mapping(["deny"], ["deny": SchemaParts.list(SchemaParts.tool, "tools that no contract may allow")]),
      "what agents may use"),
    "secrets": SchemaParts.described(
      SchemaParts.mapping(
        ["allow"], ["allow": SchemaParts.list(allowance, "texts that look like secrets and are harmless")]),
      "what the scan for secrets lets pass"),
    "templates": SchemaParts.names(template, about: "what to think of a template; one that isn't named is standard"),
  ]

  private static let band = JSONValue.object(
    SchemaParts.mapping(
      PolicyReader.bandKeys,
      [
        "approvals": SchemaParts.count(0...20, "signatures by different people; 0: its bytes on the base are enough"),
        "from": SchemaParts.list(SchemaParts.text("a group", example: "security"), "groups that have to sign, each"),
        "isolated": SchemaParts.truth("validation runs in a clean checkout, never in place"),
        "pinned": SchemaParts.truth("the base has to be given as a full object id"),
        "files": SchemaParts.count(PolicyReader.caps, "the most files that a contract may state, and a run change"),
        "lines": SchemaParts.count(PolicyReader.caps, "the same for lines, added plus deleted"),
      ]))

  private static let area = JSONValue.object(
    SchemaParts.mapping(
      PolicyReader.areaKeys,
      [
        "name": SchemaParts.text("what this repository calls it; contracts may use either name", example: "money"),
        "band": SchemaParts.choice(Band.allCases.map(\.rawValue), "the band of a run that touches it"),
        "paths": SchemaParts.list(SchemaParts.pattern, "where it is"),
      ]))

  private static let template = JSONValue.object(
    SchemaParts.mapping(
      PolicyReader.templateKeys,
      [
        "standing": SchemaParts.choice(
          Policy.TemplateRule.Standing.allCases.map(\.rawValue), "nothing is drafted from a retired one"),
        "owner": SchemaParts.text("who answers for it", example: "dev@example.com"),
      ]))

  private static let allowance = JSONValue.object(
    SchemaParts.mapping(
      PolicyReader.allowanceKeys,
      [
        "path": SchemaParts.pattern,
        "reason": SchemaParts.text("why it is harmless", example: "test vectors"),
        "expires": SchemaParts.date("the last day on which it is allowed"),
      ], required: PolicyReader.allowanceKeys))

  /// Only `tools` is optional by itself, and so may be called so.
  private static func gate(_ name: GateName) -> (String, JSONValue) {
    let values = name == .tools ? ["required", "optional"] : ["required"]
    return (name.rawValue, SchemaParts.choice(values, "whether the gate has to pass"))
  }
}
