import CaskadeSyntax

/// One object of an evidence file, which knows its own place for messages: `contract.approval`.
struct EvidenceField {
  private let value: JSONValue
  private let place: String

  init(_ value: JSONValue, at place: String) {
    self.value = value
    self.place = place
  }

  func field(_ key: String) throws(EvidenceError) -> EvidenceField {
    guard let field = try optionalField(key) else { throw missing(key) }
    return field
  }

  /// Nil where the key is absent or null; an error where it is of another type.
  func optionalField(_ key: String) throws(EvidenceError) -> EvidenceField? {
    guard let member = present(key) else { return nil }
    guard member.object != nil else { throw missing(key) }
    return EvidenceField(member, at: name(key))
  }

  func text(_ key: String) throws(EvidenceError) -> String {
    guard let text = try optionalText(key) else { throw missing(key) }
    return text
  }

  func optionalText(_ key: String) throws(EvidenceError) -> String? {
    guard let member = present(key) else { return nil }
    guard let text = member.string else { throw missing(key) }
    return text
  }

  /// The greatest number that is read. A million of them can be added up.
  private static let greatest = 1 << 43

  func number(_ key: String) throws(EvidenceError) -> Int {
    guard let number = try optionalNumber(key) else { throw missing(key) }
    return number
  }

  func optionalNumber(_ key: String) throws(EvidenceError) -> Int? {
    guard let member = present(key) else { return nil }
    guard let number = member.integer, (0...Self.greatest).contains(number) else { throw missing(key) }
    return number
  }

  func truth(_ key: String) throws(EvidenceError) -> Bool {
    guard let truth = try optionalTruth(key) else { throw missing(key) }
    return truth
  }

  func optionalTruth(_ key: String) throws(EvidenceError) -> Bool? {
    guard let member = present(key) else { return nil }
    guard let truth = member.bool else { throw missing(key) }
    return truth
  }

  func id(_ key: String) throws(EvidenceError) -> ObjectID {
    guard let id = try optionalID(key) else { throw missing(key) }
    return id
  }

  func optionalID(_ key: String) throws(EvidenceError) -> ObjectID? {
    guard let text = try optionalText(key) else { return nil }
    guard let id = ObjectID(text) else { throw missing(key) }
    return id
  }

  func mode(_ key: String) throws(EvidenceError) -> FileMode {
    guard let mode = FileMode(octal: Array(try text(key).utf8)) else { throw missing(key) }
    return mode
  }

  func choice<Value: RawRepresentable>(_ key: String) throws(EvidenceError) -> Value where Value.RawValue == String {
    let text = try text(key)
    guard let value = Value(rawValue: text) else {
      throw EvidenceError(kind: .unknownValue(key: name(key), found: text))
    }
    return value
  }

  /// Nil for a key that is absent or null; an unknown word is an error all the same.
  func optionalChoice<Value: RawRepresentable>(
    _ key: String
  ) throws(EvidenceError) -> Value? where Value.RawValue == String {
    try optionalText(key) == nil ? nil : try choice(key)
  }

  /// `path_bytes` where it is there, else `path`.
  func path() throws(EvidenceError) -> RepositoryPath {
    let shown = try text("path")
    if let encoded = try optionalText("path_bytes") {
      guard let bytes = Base64.decode(encoded) else { throw missing("path_bytes") }
      return RepositoryPath(bytes: bytes)
    }
    return RepositoryPath(shown)
  }

  func list<Element>(
    _ key: String, _ read: (EvidenceField) throws(EvidenceError) -> Element
  ) throws(EvidenceError) -> [Element] {
    guard let items = value[key]?.array else { throw missing(key) }
    var elements: [Element] = []
    elements.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      elements.append(try read(EvidenceField(item, at: "\(name(key))[\(index)]")))
    }
    return elements
  }

  /// Empty for a key that is absent, as in evidence of an older caskade.
  func optionalList<Element>(
    _ key: String, _ read: (EvidenceField) throws(EvidenceError) -> Element
  ) throws(EvidenceError) -> [Element] {
    present(key) == nil ? [] : try list(key, read)
  }

  func texts(_ key: String) throws(EvidenceError) -> [String] {
    guard let items = value[key]?.array else { throw missing(key) }
    let texts = items.compactMap(\.string)
    guard texts.count == items.count else { throw missing(key) }
    return texts
  }

  /// Empty for a key that is absent.
  func optionalTexts(_ key: String) throws(EvidenceError) -> [String] {
    present(key) == nil ? [] : try texts(key)
  }

  /// Refuses a key that says something where nothing can be said.
  func lacks(_ key: String) throws(EvidenceError) {
    if present(key) != nil { throw missing(key) }
  }

  /// The key's value, unless it is absent or null.
  private func present(_ key: String) -> JSONValue? {
    guard let member = value[key], member != .null else { return nil }
    return member
  }

  private func name(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  private func missing(_ key: String) -> EvidenceError { EvidenceError(kind: .missing(name(key))) }
}
