package import CaskadeSyntax

/// The vocabulary of our JSON Schemas (draft-07), each part as the decoder reads it.
///
/// Text may stand unquoted in YAML and then look like a number or a truth value, which the decoder takes as it is
/// written. What only the decoder can know, such as whether a pattern is sound, isn't said here.
package enum SchemaParts {
  package static let draft = "http://json-schema.org/draft-07/schema#"

  /// A mapping with these keys and no others but, where asked for, `x-...`.
  static func mapping(
    _ properties: [JSONMember], required: [String] = [], extensions: Bool = false
  ) -> [JSONMember] {
    var members = [JSONMember("type", "object"), JSONMember("properties", .object(properties))]
    if !required.isEmpty { members.append(JSONMember("required", .array(required.map { .string($0) }))) }
    if extensions { members.append(JSONMember("patternProperties", .object([JSONMember("^x-", true)]))) }
    return members + [JSONMember("additionalProperties", false)]
  }

  /// A mapping with exactly one of the keys.
  static func oneOf(_ properties: [JSONMember]) -> JSONValue {
    .object(mapping(properties) + [JSONMember("minProperties", 1), JSONMember("maxProperties", 1)])
  }

  /// A mapping whose keys are names that the writer chose.
  static func names(_ value: JSONValue, pattern: String? = nil, about text: String) -> JSONValue {
    var members = [JSONMember("type", "object"), JSONMember("description", .string(text))]
    if let pattern { members.append(JSONMember("propertyNames", .object([JSONMember("pattern", .string(pattern))]))) }
    return .object(members + [JSONMember("additionalProperties", value)])
  }

  package static func described(_ members: [JSONMember], _ text: String, example: JSONValue? = nil) -> JSONValue {
    let examples = example.map { [JSONMember("examples", .array([$0]))] } ?? []
    return .object([JSONMember("description", .string(text))] + members + examples)
  }

  static let anyText = [
    JSONMember("type", .array(["string", "number", "boolean"])), JSONMember("pattern", "\\S"),
  ]

  static func text(_ text: String, example: String? = nil) -> JSONValue {
    described(anyText, text, example: example.map { .string($0) })
  }

  static func matching(_ pattern: String, _ text: String, example: String) -> JSONValue {
    described([JSONMember("type", "string"), JSONMember("pattern", .string(pattern))], text, example: .string(example))
  }

  package static func choice(_ values: [String], _ text: String) -> JSONValue {
    described([JSONMember("enum", .array(values.map { .string($0) }))], text)
  }

  static func truth(_ text: String) -> JSONValue {
    described([JSONMember("enum", .array([true, false, "true", "false"]))], text)
  }

  static func count(_ range: ClosedRange<Int>, _ text: String) -> JSONValue {
    let number = JSONValue.object([
      JSONMember("type", "integer"), JSONMember("minimum", .integer(range.lowerBound)),
      JSONMember("maximum", .integer(range.upperBound)),
    ])
    let written = JSONValue.object([JSONMember("type", "string"), JSONMember("pattern", "^[0-9]+$")])
    return described([JSONMember("anyOf", .array([number, written]))], text)
  }

  static func version(_ text: String) -> JSONValue {
    described([JSONMember("enum", .array([1, "1"]))], text)
  }

  static func date(_ text: String) -> JSONValue {
    matching("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", text, example: "2027-01-31")
  }

  static let anyPattern =
    "a path from the repository's root, a folder with all below it, or a pattern of git's wildmatch; a pattern that"
    + " begins with * is quoted"

  static func pattern(_ text: String, example: String? = nil) -> JSONValue {
    described(
      [JSONMember("type", .array(["string", "number", "boolean"])), JSONMember("pattern", "^[^/!]")], text,
      example: .string(example ?? "Sources/Login/**"))
  }

  static func list(_ item: JSONValue, _ text: String, atLeast minimum: Int = 0) -> JSONValue {
    var members = [JSONMember("type", "array"), JSONMember("items", item)]
    if minimum > 0 { members.append(JSONMember("minItems", .integer(minimum))) }
    return described(members, text)
  }

  static func either(_ one: JSONValue, _ other: JSONValue, _ text: String) -> JSONValue {
    described([JSONMember("anyOf", .array([one, other]))], text)
  }
}
