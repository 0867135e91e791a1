package import CaskadeSyntax

extension ReferenceTable {
  /// The keys of a document, as its JSON Schema describes them: each by the way to it, `paths.allow`, and `[]` for an
  /// entry of a list. What a key may hold is listed once, where it comes first.
  package init(keysOf schema: JSONValue) {
    var walk = SchemaWalk()
    walk.descend(into: schema, at: "")
    self.init(["key", "what it says"], walk.rows)
  }
}

private struct SchemaWalk {
  private(set) var rows: [[String]] = []
  private var places: [JSONValue: String] = [:]

  mutating func descend(into node: JSONValue, at place: String) {
    let required = (node["required"]?.array ?? []).compactMap(\.string)
    for member in node["properties"]?.members ?? [] {
      let key = place.isEmpty ? member.key : "\(place).\(member.key)"
      visit(member.value, key, isRequired: required.contains(member.key))
    }
    for alternative in node["anyOf"]?.array ?? [] { descend(into: alternative, at: place) }
    if let items = node["items"] { descend(into: items, at: "\(place)[]") }
    if let others = node["additionalProperties"], others["properties"] != nil || others["anyOf"] != nil {
      visit(others, place.isEmpty ? "NAME" : "\(place).NAME", isRequired: false)
    }
  }

  private mutating func visit(_ node: JSONValue, _ key: String, isRequired: Bool) {
    let earlier = places[node]
    if let text = node["description"]?.string ?? earlier.map({ "as `\($0)`" }) {
      rows.append(["`\(key)`", isRequired ? "\(text) (required)" : text])
    }
    guard earlier == nil else { return }
    places[node] = key
    descend(into: node, at: key)
  }
}

extension JSONValue {
  fileprivate var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }
}
