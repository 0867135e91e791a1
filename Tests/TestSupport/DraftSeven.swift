package import CaskadeSyntax
import Foundation

/// A validator for the keywords of JSON Schema draft-07 that our schemas use; any other one is a problem of its own.
package struct DraftSeven {
  private(set) var problems: [String] = []

  package static func problems(of value: JSONValue, by schema: JSONValue) -> [String] {
    var validator = DraftSeven()
    validator.check(value, schema, at: "$")
    return validator.problems
  }

  private mutating func check(_ value: JSONValue, _ schema: JSONValue, at place: String) {
    if schema == true { return }
    if schema == false { return problems.append("\(place): not allowed here") }
    guard let keywords = schema.object else { return problems.append("\(place): no schema") }
    for keyword in keywords {
      let isMet: Bool
      switch keyword.key {
      case "$schema", "title", "description", "examples", "patternProperties", "additionalProperties": continue
      case "type":
        let names = keyword.value.array?.compactMap(\.string) ?? [keyword.value.string ?? ""]
        isMet = names.contains { Self.has(value, type: $0) }
      case "enum": isMet = keyword.value.array?.contains(value) ?? false
      case "pattern": isMet = value.string.map { Self.matches($0, keyword.value.string ?? "") } ?? true
      case "minimum": isMet = value.integer.map { $0 >= keyword.value.integer ?? .max } ?? true
      case "maximum": isMet = value.integer.map { $0 <= keyword.value.integer ?? .min } ?? true
      case "minItems": isMet = value.array.map { $0.count >= keyword.value.integer ?? .max } ?? true
      case "minProperties": isMet = value.object.map { $0.count >= keyword.value.integer ?? .max } ?? true
      case "maxProperties": isMet = value.object.map { $0.count <= keyword.value.integer ?? .min } ?? true
      case "required":
        let keys = keyword.value.array?.compactMap(\.string) ?? []
        isMet = value.object.map { members in keys.allSatisfy { key in members.contains { $0.key == key } } } ?? true
      case "dependencies":
        let needed = (keyword.value.object ?? []).filter { value[$0.key] != nil }.flatMap { $0.value.array ?? [] }
        isMet = needed.allSatisfy { key in key.string.map { value[$0] != nil } ?? false }
      case "anyOf":
        isMet = keyword.value.array?.contains { Self.problems(of: value, by: $0).isEmpty } ?? false
      case "propertyNames":
        isMet =
          value.object?.allSatisfy { Self.problems(of: .string($0.key), by: keyword.value).isEmpty } ?? true
      case "items":
        for (index, item) in (value.array ?? []).enumerated() { check(item, keyword.value, at: "\(place)[\(index)]") }
        continue
      case "properties":
        checkMembers(value, schema, at: place)
        continue
      default: isMet = false
      }
      if !isMet { problems.append("\(place): \(keyword.key)") }
    }
    if schema["properties"] == nil, schema["additionalProperties"] != nil { checkMembers(value, schema, at: place) }
  }

  private mutating func checkMembers(_ value: JSONValue, _ schema: JSONValue, at place: String) {
    for member in value.object ?? [] {
      let inside = "\(place).\(member.key)"
      if let own = schema["properties"]?[member.key] {
        check(member.value, own, at: inside)
      } else if let other = schema["patternProperties"]?.object?.first(where: { Self.matches(member.key, $0.key) }) {
        check(member.value, other.value, at: inside)
      } else if let other = schema["additionalProperties"] {
        check(member.value, other, at: inside)
      }
    }
  }

  private static func has(_ value: JSONValue, type: String) -> Bool {
    switch value {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .integer: type == "integer" || type == "number"
    case .number: type == "number"
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }
}

extension JSONValue {
  /// A YAML node as an editor sees it: an unquoted scalar is a number, a truth value or nothing if it looks like one.
  package init(asEditorsSee node: YAMLNode) {
    switch node.content {
    case .sequence(let items): self = .array(items.map { JSONValue(asEditorsSee: $0) })
    case .mapping(let entries): self = .object(entries.map { JSONMember($0.key, JSONValue(asEditorsSee: $0.value)) })
    case .scalar(_, .empty): self = .null
    case .scalar("true", .plain): self = true
    case .scalar("false", .plain): self = false
    case .scalar("null", .plain), .scalar("~", .plain): self = .null
    case .scalar(let text, .plain):
      self = Int(text).map { .integer($0) } ?? (Double(text) == nil ? .string(text) : .number(text))
    case .scalar(let text, _): self = .string(text)
    }
  }
}
