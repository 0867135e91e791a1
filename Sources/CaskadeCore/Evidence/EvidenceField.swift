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
    guard let field = optionalField(key) else { throw missing(key) }
    return field
  }

  func optionalField(_ key: String) -> EvidenceField? {
    guard let member = value[key], member.object != nil else { return nil }
    return EvidenceField(member, at: name(key))
  }

  func text(_ key: String) throws(EvidenceError) -> String {
    guard let text = optionalText(key) else { throw missing(key) }
    return text
  }

  func optionalText(_ key: String) -> String? { value[key]?.string }

  func number(_ key: String) throws(EvidenceError) -> Int {
    guard let number = optionalNumber(key) else { throw missing(key) }
    return number
  }

  func optionalNumber(_ key: String) -> Int? { value[key]?.integer }

  func truth(_ key: String) throws(EvidenceError) -> Bool {
    guard let truth = optionalTruth(key) else { throw missing(key) }
    return truth
  }

  func optionalTruth(_ key: String) -> Bool? { value[key]?.bool }

  func id(_ key: String) throws(EvidenceError) -> ObjectID {
    guard let id = ObjectID(try text(key)) else { throw missing(key) }
    return id
  }

  func mode(_ key: String) throws(EvidenceError) -> FileMode {
    let digits = try text(key)
    guard digits.utf8.count == 6, let bits = Int(digits, radix: 8), bits >= 0 else { throw missing(key) }
    return FileMode(bits: bits)
  }

  func choice<Value: RawRepresentable>(_ key: String) throws(EvidenceError) -> Value where Value.RawValue == String {
    let text = try text(key)
    guard let value = Value(rawValue: text) else {
      throw EvidenceError(kind: .unknownValue(key: name(key), found: text))
    }
    return value
  }

  /// `path_bytes` where it is there, else `path`.
  func path() throws(EvidenceError) -> RepositoryPath {
    if let encoded = optionalText("path_bytes") {
      guard let bytes = CaskadeSyntax.Base64.decode(encoded) else { throw missing("path_bytes") }
      return RepositoryPath(bytes: bytes)
    }
    return RepositoryPath(try text("path"))
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

  func texts(_ key: String) throws(EvidenceError) -> [String] {
    guard let items = value[key]?.array else { throw missing(key) }
    return items.compactMap(\.string)
  }

  private func name(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  private func missing(_ key: String) -> EvidenceError { EvidenceError(kind: .missing(name(key))) }
}
