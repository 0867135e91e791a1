/// A JSON value (RFC 8259), its members in the order in which they stand.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number that isn't an `Int`, as it is written: a fraction, an exponent, `-0`, or too big.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
}

/// One `"key": value` of an object.
package struct JSONMember: Hashable, Sendable {
  package let key: String
  package let value: JSONValue

  package init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }

  /// By the bytes of the key.
  func isNamed(_ name: String) -> Bool {
    key.utf8.count == name.utf8.count && key.utf8.elementsEqual(name.utf8)
  }
}

extension JSONValue {
  /// The value of an object's member, by the bytes of the key; nil for another key and for what isn't an object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.isNamed(key) }?.value
  }

  package var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  package var integer: Int? {
    if case .integer(let integer) = self { integer } else { nil }
  }

  package var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }

  package var object: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  package init(stringLiteral text: String) { self = .string(text) }
  package init(integerLiteral integer: Int) { self = .integer(integer) }
  package init(booleanLiteral bool: Bool) { self = .bool(bool) }
}
