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
  /// All else, made when it is asked for: a file has few of the keys that there are.
  private var make: @Sendable () -> KeyHandling<Whole>

  var handling: KeyHandling<Whole> { make() }

  /// A key with one value.
  ///
  /// - Parameters:
  ///   - absent: what its absence means, where the default's own text doesn't say it.
  ///   - comparison: what two versions of the whole differ in by this key.
  init<Part: Sendable & Hashable>(
    _ name: String, _ part: @autoclosure @escaping @Sendable () -> any WritableKeyPath<Whole, Part> & Sendable,
    _ notation: @autoclosure @escaping @Sendable () -> Notation<Part>, _ about: String, example: String? = nil,
    required: SchemaProblem? = nil, absent: String? = nil,
    whole comparison: @autoclosure @escaping @Sendable () -> Comparison<Whole>
  ) {
    self.init(name, about, required: required) {
      KeyHandling(part(), notation(), (about, example), (required != nil, absent), comparison())
    }
  }

  /// A key with one value that is compared by itself.
  init<Part: Sendable & Hashable>(
    _ name: String, _ part: @autoclosure @escaping @Sendable () -> any WritableKeyPath<Whole, Part> & Sendable,
    _ notation: @autoclosure @escaping @Sendable () -> Notation<Part>, _ about: String, example: String? = nil,
    required: SchemaProblem? = nil, absent: String? = nil,
    _ comparison: @autoclosure @escaping @Sendable () -> Comparison<Part>
  ) {
    self.init(name, about, required: required) {
      let part = part()
      return KeyHandling(part, notation(), (about, example), (required != nil, absent), comparison().of(part))
    }
  }

  /// A key whose value is a mapping with keys of its own.
  init<Part: Sendable>(
    _ name: String, _ part: @autoclosure @escaping @Sendable () -> any WritableKeyPath<Whole, Part> & Sendable,
    _ table: @autoclosure @escaping @Sendable () -> KeyTable<Part>, _ about: String,
    inside: @autoclosure @escaping @Sendable () -> [KeyDescription]? = nil
  ) {
    self.init(name, about) {
      let table = table()
      let part = part()
      return KeyHandling(
        schema: { SchemaParts.described(table.schema, about) }, inside: { inside() ?? table.descriptions },
        read: { decoder, node, place, whole in
          table.read(node, place, into: &whole[keyPath: part], with: &decoder)
        },
        layout: { whole, _ in
          let fields = table.fields(whole[keyPath: part])
          return fields.isEmpty ? nil : .mapping(fields)
        },
        json: { .object(table.members($0[keyPath: part])) },
        listed: { whole, path in table.listed(whole[keyPath: part], below: path) },
        comparison: table.comparison.of(part))
    }
  }

  /// A key whose value is read into the whole beside what stands there, and listed and compared in its own way. It is
  /// never written.
  init(
    _ name: String, _ about: String, absent: String? = nil,
    inside: @autoclosure @escaping @Sendable () -> [KeyDescription] = [],
    schema: @escaping @Sendable () -> JSONValue,
    read: @escaping @Sendable (inout NodeDecoder, YAMLNode, KeyPlace, inout Whole) -> Bool,
    listed: @escaping @Sendable (Whole, String) -> [ListedValue],
    _ comparison: @autoclosure @escaping @Sendable () -> Comparison<Whole>
  ) {
    self.init(name, about) {
      KeyHandling(
        absent: { _ in absent }, schema: schema, inside: inside, read: read, listed: listed, comparison: comparison())
    }
  }

  private init(
    _ name: String, _ about: String, required: SchemaProblem? = nil,
    make: @escaping @Sendable () -> KeyHandling<Whole>
  ) {
    self.name = name
    self.about = about
    self.required = required
    self.make = make
  }

  /// The version of the format, which has to be 1.
  static func version(_ name: String) -> Key {
    let about = "the version of the format"
    return Key(name, about, required: .missingKey(name, example: "\(name): 1")) {
      KeyHandling(
        schema: { SchemaParts.version(about) },
        read: { decoder, node, place, _ in
          guard let text = decoder.text(node, key: place.name) else { return false }
          if text != "1" { decoder.report(.unsupportedVersion(key: place.name, found: text), at: node.range) }
          return text == "1"
        },
        layout: { _, _ in .plain("1") }, listed: { _, _ in [] }, comparison: .none)
    }
  }

  /// The same key, written only where the condition holds.
  func written(where isWritten: @escaping @Sendable (Whole) -> Bool) -> Key {
    var key = self
    key.make = { [make] in
      var handling = make()
      handling.layout = { [layout = handling.layout] whole, blank in isWritten(whole) ? layout(whole, blank) : nil }
      return handling
    }
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
