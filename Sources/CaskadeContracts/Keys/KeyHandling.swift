import CaskadeSyntax

/// What is done with one key: how it is read, written, told, listed and compared.
struct KeyHandling<Whole: Sendable>: Sendable {
  /// What its absence means.
  var absent: @Sendable (_ blank: Whole) -> String? = { _ in nil }
  /// Made when it is asked for: a check never does.
  var schema: @Sendable () -> JSONValue
  /// The keys inside its value.
  var inside: @Sendable () -> [KeyDescription] = { [] }
  /// False after a value that couldn't be read.
  var read: @Sendable (inout NodeDecoder, YAMLNode, KeyPlace, inout Whole) -> Bool
  /// Nil where nothing is to be written, as for a default.
  var layout: @Sendable (_ whole: Whole, _ blank: Whole) -> YAMLLayout? = { _, _ in nil }
  /// Nil for a key that canonical JSON doesn't have.
  var json: @Sendable (Whole) -> JSONValue? = { _ in nil }
  var listed: @Sendable (Whole, _ path: String) -> [ListedValue]
  var comparison: Comparison<Whole>
}

extension KeyHandling {
  /// Of a key with one value.
  init<Part: Sendable & Hashable>(
    _ part: any WritableKeyPath<Whole, Part> & Sendable, _ notation: Notation<Part>,
    _ words: (about: String, example: String?), _ absence: (isRequired: Bool, told: String?),
    _ comparison: Comparison<Whole>
  ) {
    let told: @Sendable (Part) -> String? = { value in
      let text = notation.told(value)
      return text.isEmpty ? absence.told : text
    }
    self.init(
      absent: { absence.told ?? told($0[keyPath: part]) }, schema: { notation.schema(words.about, words.example) },
      inside: notation.inside,
      read: { decoder, node, place, whole in
        guard let value = notation.read(&decoder, node, place) else { return false }
        whole[keyPath: part] = value
        return true
      },
      layout: { whole, blank in
        let value = whole[keyPath: part]
        return !absence.isRequired && value == blank[keyPath: part] ? nil : notation.layout(value)
      },
      json: { notation.json($0[keyPath: part]) },
      listed: { whole, path in
        if let listed = notation.listed { return listed(whole[keyPath: part], path) }
        return told(whole[keyPath: part]).map { [ListedValue(path, $0)] } ?? []
      },
      comparison: comparison)
  }
}
