import CaskadeSyntax

/// One key of a file, and all that caskade knows of it: reader, writers, schema, listing, reference and the comparison of
/// two versions follow from this row.
///
/// A key is added by a stored property, whose initial value is its default, and a row in the table of what holds it.
struct Key<Whole: Sendable>: Sendable {
  let name: String
  /// What it means, for editors and for the reference.
  let about: String
  /// What to say where the key has to stand and doesn't; nil for an optional one.
  let required: SchemaProblem?
  /// What its absence means.
  let absent: @Sendable (_ blank: Whole) -> String?
  /// Made when it is asked for: a check never does.
  let schema: @Sendable () -> JSONValue
  /// The keys inside its value.
  let inside: [KeyDescription]
  /// False after a value that couldn't be read.
  let read: @Sendable (inout NodeDecoder, YAMLNode, KeyPlace, inout Whole) -> Bool
  /// Nil where nothing is to be written, as for a default.
  private(set) var layout: @Sendable (_ whole: Whole, _ blank: Whole) -> YAMLLayout?
  /// Nil for a key that canonical JSON doesn't have.
  private(set) var json: @Sendable (Whole) -> JSONValue?
  private(set) var listed: @Sendable (Whole, _ path: String) -> [ListedValue]
  let comparison: Comparison<Whole>

  /// A key with one value.
  ///
  /// - Parameters:
  ///   - absent: what its absence means, where the default's own text doesn't say it.
  ///   - comparison: what two versions of the whole differ in by this key.
  init<Part: Sendable & Hashable>(
    _ name: String, _ part: any WritableKeyPath<Whole, Part> & Sendable, _ notation: Notation<Part>, _ about: String,
    example: String? = nil, required: SchemaProblem? = nil, absent: String? = nil, whole comparison: Comparison<Whole>
  ) {
    self.name = name
    self.about = about
    self.required = required
    self.comparison = comparison
    let told: @Sendable (Part) -> String? = { value in
      let text = notation.told(value)
      return text.isEmpty ? absent : text
    }
    self.absent = { absent ?? told($0[keyPath: part]) }
    schema = { notation.schema(about, example) }
    inside = notation.inside
    read = { decoder, node, place, whole in
      guard let value = notation.read(&decoder, node, place) else { return false }
      whole[keyPath: part] = value
      return true
    }
    layout = { whole, blank in
      let value = whole[keyPath: part]
      return required == nil && value == blank[keyPath: part] ? nil : notation.layout(value)
    }
    json = { notation.json($0[keyPath: part]) }
    listed = { whole, path in
      if let listed = notation.listed { return listed(whole[keyPath: part], path) }
      return told(whole[keyPath: part]).map { [ListedValue(path, $0)] } ?? []
    }
  }

  /// A key with one value that is compared by itself.
  init<Part: Sendable & Hashable>(
    _ name: String, _ part: any WritableKeyPath<Whole, Part> & Sendable, _ notation: Notation<Part>, _ about: String,
    example: String? = nil, required: SchemaProblem? = nil, absent: String? = nil, _ comparison: Comparison<Part>
  ) {
    self.init(
      name, part, notation, about, example: example, required: required, absent: absent, whole: comparison.of(part))
  }

  /// A key whose value is a mapping with keys of its own.
  init<Part: Sendable>(
    _ name: String, _ part: any WritableKeyPath<Whole, Part> & Sendable, _ table: KeyTable<Part>, _ about: String,
    inside: [KeyDescription]? = nil
  ) {
    self.name = name
    self.about = about
    required = nil
    absent = { _ in nil }
    schema = { SchemaParts.described(table.schema, about) }
    self.inside = inside ?? table.descriptions
    read = { decoder, node, place, whole in
      table.read(node, place, into: &whole[keyPath: part], with: &decoder)
    }
    layout = { whole, _ in
      let fields = table.fields(whole[keyPath: part])
      return fields.isEmpty ? nil : .mapping(fields)
    }
    json = { .object(table.members($0[keyPath: part])) }
    listed = { whole, path in table.listed(whole[keyPath: part], below: path) }
    comparison = table.comparison.of(part)
  }

  /// A key whose value is read into the whole beside what stands there, and listed and compared in its own way. It is
  /// never written.
  init(
    _ name: String, _ about: String, absent: String? = nil, inside: [KeyDescription] = [],
    schema: @escaping @Sendable () -> JSONValue,
    read: @escaping @Sendable (inout NodeDecoder, YAMLNode, KeyPlace, inout Whole) -> Bool,
    listed: @escaping @Sendable (Whole, String) -> [ListedValue], _ comparison: Comparison<Whole>
  ) {
    self.name = name
    self.about = about
    required = nil
    self.absent = { _ in absent }
    self.schema = schema
    self.inside = inside
    self.read = read
    layout = { _, _ in nil }
    json = { _ in nil }
    self.listed = listed
    self.comparison = comparison
  }

  /// The version of the format, which has to be 1.
  static func version(_ name: String) -> Key {
    Key(version: name)
  }

  private init(version name: String) {
    self.name = name
    about = "the version of the format"
    required = .missingKey(name, example: "\(name): 1")
    absent = { _ in nil }
    schema = { [about] in SchemaParts.version(about) }
    inside = []
    read = { decoder, node, place, _ in
      guard let text = decoder.text(node, key: place.name) else { return false }
      if text != "1" { decoder.report(.unsupportedVersion(key: place.name, found: text), at: node.range) }
      return text == "1"
    }
    layout = { _, _ in .plain("1") }
    json = { _ in nil }
    listed = { _, _ in [] }
    comparison = .none
  }

  /// The same key, written only where the condition holds.
  func written(where isWritten: @escaping @Sendable (Whole) -> Bool) -> Key {
    var key = self
    key.layout = { [layout] whole, blank in isWritten(whole) ? layout(whole, blank) : nil }
    return key
  }
}

/// A value as `policy show` lists it.
struct ListedValue: Hashable, Sendable {
  /// `bands.high.approvals`.
  let key: String
  let text: String
  /// The value's own line, where that isn't the key's.
  let line: Int?
  /// The file adds to what is built in.
  let isAdded: Bool

  init(_ key: String, _ text: String, line: Int? = nil, isAdded: Bool = false) {
    self.key = key
    self.text = text
    self.line = line
    self.isAdded = isAdded
  }
}
