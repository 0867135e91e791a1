import CaskadeSyntax

extension Notation where Value == String {
  /// Text of any number of lines.
  static var text: Notation {
    Notation(
      schema: { SchemaParts.text($0, example: $1) },
      read: { decoder, node, place in decoder.text(node, key: place.name) },
      json: { .string($0) }, layout: { .text($0) })
  }

  /// Text that is written on one line.
  static var line: Notation {
    Notation(schema: text.schema, read: text.read, json: text.json, layout: { .line($0) })
  }
}

extension Notation where Value == Bool {
  static var truth: Notation {
    Notation(
      schema: { about, _ in SchemaParts.truth(about) },
      read: { decoder, node, place in decoder.truth(node, key: place.name) }, json: { .bool($0) },
      layout: { .plain("\($0)") })
  }

  /// The one word that may stand there, for what is false without it.
  static func word(_ word: String) -> Notation {
    Notation(
      schema: { about, _ in SchemaParts.choice([word], about) },
      read: { decoder, node, place in
        guard let text = decoder.text(node, key: place.name) else { return nil }
        if text == word { return true }
        let suggestion = Suggestion.closest(to: text, among: [word])
        decoder.report(.notOneOf(key: place.name, found: text, known: [word], suggestion: suggestion), at: node.range)
        return nil
      },
      json: { $0 ? .string(word) : .null }, layout: { $0 ? .line(word) : nil })
  }
}

extension Notation where Value == Int {
  static func count(_ range: ClosedRange<Int>) -> Notation {
    Notation(
      schema: { about, _ in SchemaParts.count(range, about) },
      read: { decoder, node, place in decoder.count(node, key: place.name, in: range) }, json: { .integer($0) },
      layout: { .plain("\($0)") })
  }

  /// The most of something; without it there is no cap.
  static var cap: Notation {
    count(1...1_000_000).told { "at most \($0)" }
  }
}

extension Notation where Value == CalendarDate {
  static var date: Notation {
    Notation(
      schema: { about, _ in SchemaParts.date(about) },
      read: { decoder, node, place in decoder.date(node, key: place.name) }, json: { .string($0.text) },
      layout: { .plain($0.text) })
  }
}

extension Notation where Value == TimeSpan {
  static var timeSpan: Notation {
    Notation(
      schema: { about, example in
        SchemaParts.matching(
          "^([0-9]+h([0-9]+m)?([0-9]+s)?|[0-9]+m([0-9]+s)?|[0-9]+s)$", about, example: example ?? "1h30m")
      },
      read: { decoder, node, place in decoder.timeSpan(node, key: place.name) }, json: { .string($0.text) },
      layout: { .plain($0.text) })
  }
}

extension Notation where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
  /// One of the words of a type.
  static var choice: Notation {
    Notation(
      schema: { about, _ in SchemaParts.choice(Value.allCases.map(\.rawValue), about) },
      read: { decoder, node, place in decoder.choice(node, key: place.name, of: Value.self) },
      json: { .string($0.rawValue) }, layout: { .plain($0.rawValue) })
  }
}

extension Notation where Value == PathPattern {
  static var pattern: Notation {
    Notation(
      schema: { SchemaParts.pattern($0, example: $1) },
      read: { decoder, node, place in decoder.pattern(node, key: place.name) }, json: { .string($0.text) },
      layout: { .line($0.text) })
  }
}
