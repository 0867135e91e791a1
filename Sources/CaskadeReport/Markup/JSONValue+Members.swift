import CaskadeSyntax

extension JSONValue {
  /// An object without the members that have nothing to say.
  static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { key, value in value.map { JSONMember(key, $0) } })
  }
}
