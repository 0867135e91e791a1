import CaskadeSyntax

/// The stop conditions that are a key with a value. A bare text is a question for a person.
enum StopKey: String, CaseIterable {
  case moreThan = "more_than"
  case touching, area

  var about: String {
    switch self {
    case .moreThan: "a number and a unit: \(StopCondition.Unit.allCases.map(\.rawValue).joined(separator: ", "))"
    case .touching: SchemaParts.anyPattern
    case .area: "risk areas of the policy"
    }
  }

  var schema: JSONValue {
    switch self {
    case .moreThan: SchemaParts.matching(Self.limitPattern, "a number and a unit", example: "12 files")
    case .touching: SchemaParts.pattern(about)
    case .area: Self.areas.schema(about, nil)
    }
  }

  func read(_ node: YAMLNode, _ place: KeyPlace, with decoder: inout NodeDecoder) -> StopCondition.Kind? {
    switch self {
    case .moreThan:
      guard let text = decoder.text(node, key: place.name) else { return nil }
      if let limit = Self.limit(text) { return limit }
      decoder.report(.badLimit(found: text), at: node.range)
      return nil
    case .touching: return decoder.pattern(node, key: place.name).map { .touching($0) }
    case .area: return Self.areas.read(&decoder, node, place).flatMap { $0.isEmpty ? nil : .areas($0) }
    }
  }

  fileprivate static let areas = Notation<String>.line.oneOrMore(
    "the name of a risk area", several: "several areas", example: "migrations", isFilled: true)

  private static func limit(_ text: String) -> StopCondition.Kind? {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(words[0]),
      let unit = unit(words[1])
    else { return nil }
    return .moreThan(number, unit)
  }

  /// Singular or plural, words parted by any number of spaces.
  private static func unit(_ text: String) -> StopCondition.Unit? {
    let words = text.split(separator: " ").joined(separator: " ")
    return StopCondition.Unit.allCases.first { $0.rawValue == words || $0.singular == words }
  }

  /// `12 files`, `1 file`: any unit, singular or plural.
  private static var limitPattern: String {
    let units = StopCondition.Unit.allCases.map { $0.pattern }
    return "^[0-9]+ +(\(units.joined(separator: "|")))$"
  }
}

extension StopCondition.Unit {
  fileprivate var pattern: String {
    zip(singular.split(separator: " "), rawValue.split(separator: " ")).map { one, several in
      one == several ? String(one) : "\(one)s?"
    }.joined(separator: " +")
  }
}

extension Notation where Value == StopCondition {
  static var condition: Notation {
    var notation = Notation(
      schema: { about, _ in
        SchemaParts.either(
          SchemaParts.text("a condition that a person answers", example: "The session cookie format has to change."),
          SchemaParts.oneOf(StopKey.allCases.map { JSONMember($0.rawValue, $0.schema) }), about)
      },
      read: { decoder, node, place in
        kind(node, place, &decoder).map { StopCondition($0, line: place.line) }
      },
      json: { condition in
        switch condition.kind {
        case .moreThan(let limit, let unit): member(.moreThan, .string(unit.counted(limit)))
        case .touching(let pattern): member(.touching, .string(pattern.text))
        case .areas(let names): member(.area, StopKey.areas.json(names))
        case .question(let text): .string(text)
        }
      },
      layout: { condition in
        switch condition.kind {
        case .moreThan(let limit, let unit): field(.moreThan, .plain(unit.counted(limit)))
        case .touching(let pattern): field(.touching, .line(pattern.text))
        case .areas(let names): StopKey.areas.layout(names).map { field(.area, $0) }
        case .question(let text): .text(text)
        }
      })
    notation.inside = { StopKey.allCases.map { KeyDescription($0.rawValue, $0.about, absent: "") } }
    return notation
  }

  private static func member(_ key: StopKey, _ value: JSONValue) -> JSONValue {
    .object([JSONMember(key.rawValue, value)])
  }

  private static func field(_ key: StopKey, _ value: YAMLLayout) -> YAMLLayout {
    .mapping([YAMLField(key.rawValue, value)])
  }

  private static func kind(
    _ node: YAMLNode, _ place: KeyPlace, _ decoder: inout NodeDecoder
  ) -> StopCondition.Kind? {
    guard case .mapping(let entries) = node.content else {
      return decoder.text(node, key: place.name).map { .question($0) }
    }
    guard let entry = entries.first, entries.count == 1 else {
      decoder.report(.severalKeys(what: "a stop condition", found: entries.map(\.key)), at: node.range)
      return nil
    }
    guard let key = StopKey(rawValue: entry.key) else {
      decoder.reportUnknown(entry, in: place.name, known: StopKey.allCases.map(\.rawValue))
      return nil
    }
    let inner = place.inside(entry.key, isQualified: false, line: place.line)
    return key.read(entry.value, inner, with: &decoder)
  }
}
