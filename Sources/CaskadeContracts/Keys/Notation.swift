import CaskadeSyntax

/// How values of one type stand in a file: read from YAML, written as YAML and as JSON, told to editors and to people.
struct Notation<Value: Sendable>: Sendable {
  /// Nil after the decoder was told why.
  let read: @Sendable (inout NodeDecoder, YAMLNode, KeyPlace) -> Value?
  /// Nil where there is nothing to write.
  let layout: @Sendable (Value) -> YAMLLayout?
  let json: @Sendable (Value) -> JSONValue
  let schema: @Sendable (_ about: String, _ example: String?) -> JSONValue
  /// The keys of a mapping.
  var inside: @Sendable () -> [KeyDescription] = { [] }
  /// One line for people; empty for nothing.
  var told: @Sendable (Value) -> String
  /// What `policy show` lists instead of one line.
  var listed: (@Sendable (Value, _ path: String) -> [ListedValue])?

  init(
    schema: @escaping @Sendable (_ about: String, _ example: String?) -> JSONValue,
    read: @escaping @Sendable (inout NodeDecoder, YAMLNode, KeyPlace) -> Value?,
    json: @escaping @Sendable (Value) -> JSONValue, layout: @escaping @Sendable (Value) -> YAMLLayout?
  ) {
    self.schema = schema
    self.read = read
    self.json = json
    self.layout = layout
    told = { layout($0)?.summary ?? "" }
  }

  /// Absent is nil, which JSON writes as `null`.
  var optional: Notation<Value?> {
    var notation = Notation<Value?>(
      schema: schema, read: { decoder, node, place in read(&decoder, node, place).map(Optional.some) },
      json: { $0.map(json) ?? .null }, layout: { $0.flatMap(layout) })
    notation.inside = inside
    notation.told = { $0.map(told) ?? "" }
    return notation
  }

  /// Another text for people: `at most 12`.
  func told(_ told: @escaping @Sendable (Value) -> String) -> Notation {
    var notation = self
    notation.told = told
    return notation
  }
}

extension Notation where Value: Hashable {
  /// With the line of the key, or of the item of a list.
  var located: Notation<Contract.Located<Value>> {
    var notation = Notation<Contract.Located<Value>>(
      schema: schema,
      read: { decoder, node, place in read(&decoder, node, place).map { Contract.Located($0, line: place.line) } },
      json: { json($0.value) }, layout: { layout($0.value) })
    notation.inside = inside
    return notation
  }

  /// - Parameters:
  ///   - each: what one item is.
  ///   - isFilled: `[]` is refused.
  func list(_ each: String, example: String? = nil, isFilled: Bool = false) -> Notation<[Value]> {
    var notation = Notation<[Value]>(
      schema: { about, _ in SchemaParts.list(schema(each, example), about, atLeast: isFilled ? 1 : 0) },
      read: { decoder, node, place in
        guard let items = decoder.list(node, key: place.name) else { return nil }
        if isFilled, items.isEmpty { decoder.report(.empty(key: place.name, shape: .list), at: node.range) }
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for item in items {
          if let value = read(&decoder, item, place.item(line: decoder.line(of: item))) { values.append(value) }
        }
        return values
      },
      json: { .array($0.map(json)) }, layout: { .list($0.compactMap(layout)) })
    notation.inside = inside
    return notation
  }

  /// One value, or a list of them.
  ///
  /// - Parameter isFilled: `[]` is refused, and a single one is written by itself.
  func oneOrMore(_ each: String, several: String, example: String? = nil, isFilled: Bool) -> Notation<[Value]> {
    let list = list(each, example: example)
    return Notation<[Value]>(
      schema: { about, _ in
        let one = schema(each, example)
        return SchemaParts.either(one, SchemaParts.list(one, several, atLeast: isFilled ? 1 : 0), about)
      },
      read: { decoder, node, place in
        guard case .sequence(let items) = node.content else {
          return read(&decoder, node, place.item(line: decoder.line(of: node))).map { [$0] }
        }
        if isFilled, items.isEmpty { decoder.report(.empty(key: place.name, shape: .list), at: node.range) }
        return list.read(&decoder, node, place)
      },
      json: list.json,
      layout: { values in
        if isFilled, values.count == 1, let only = values.first { return layout(only) }
        return list.layout(values)
      })
  }
}

extension Notation {
  /// A mapping with keys of its own.
  static func mapping(_ table: KeyTable<Value>) -> Notation {
    var notation = Notation(
      schema: { about, _ in about.isEmpty ? .object(table.schema) : SchemaParts.described(table.schema, about) },
      read: { decoder, node, place in table.value(node, place, with: &decoder) },
      json: { .object(table.members($0)) },
      layout: { .mapping(table.fields($0)) })
    notation.inside = { table.descriptions }
    return notation
  }

  /// A mapping, or a single text that stands for one.
  ///
  /// - Parameters:
  ///   - scalar: the short form, with what it means.
  ///   - isShort: whether the short form says it all.
  func orShort<Short: Sendable>(
    _ short: Notation<Short>, _ about: String, example: String? = nil,
    make: @escaping @Sendable (Short) -> Value, isShort: @escaping @Sendable (Value) -> Short?, either: String
  ) -> Notation {
    var notation = Notation(
      schema: { _, _ in SchemaParts.either(short.schema(about, example), schema("", nil), either) },
      read: { decoder, node, place in
        if case .mapping = node.content { return read(&decoder, node, place) }
        return short.read(&decoder, node, place).map(make)
      },
      json: json, layout: { value in isShort(value).map { short.layout($0) } ?? layout(value) })
    notation.inside = inside
    return notation
  }
}

// The same, as rows write them.
extension Notation {
  static func optional<Wrapped>(_ notation: Notation<Wrapped>) -> Notation where Value == Wrapped? { notation.optional }

  static func located<Inner: Hashable>(_ notation: Notation<Inner>) -> Notation where Value == Contract.Located<Inner> {
    notation.located
  }

  static func list<Item: Hashable>(
    _ notation: Notation<Item>, _ each: String, example: String? = nil, isFilled: Bool = false
  ) -> Notation where Value == [Item] {
    notation.list(each, example: example, isFilled: isFilled)
  }

  static func oneOrMore<Item: Hashable>(
    _ notation: Notation<Item>, _ each: String, several: String, example: String? = nil, isFilled: Bool
  ) -> Notation where Value == [Item] {
    notation.oneOrMore(each, several: several, example: example, isFilled: isFilled)
  }
}
