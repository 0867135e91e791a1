import CaskadeSyntax

/// The keys of one kind of mapping, in the order of the format.
struct KeyTable<Whole: Sendable>: Sendable {
  let keys: [Key<Whole>]
  /// Made when it is asked for.
  private let makeBlank: @Sendable () -> Whole
  /// What the file is called, if this is a whole file: `contract`. Keys that begin with `x-` may stand there.
  let document: String?
  /// Messages name its keys with what they stand in: `paths.allow`, not `allow`.
  let isQualified: Bool
  /// Takes the place of what was read, and what one key means for another.
  let settle: @Sendable (inout Whole, _ line: Int) -> Void

  init(
    blank: @autoclosure @escaping @Sendable () -> Whole, document: String? = nil, isQualified: Bool = false,
    settle: @escaping @Sendable (inout Whole, _ line: Int) -> Void = { _, _ in }, _ keys: [Key<Whole>]
  ) {
    makeBlank = blank
    self.document = document
    self.isQualified = isQualified
    self.settle = settle
    self.keys = keys
  }

  /// The mapping without a key: every default.
  var blank: Whole { makeBlank() }

  var names: [String] { keys.map(\.name) }

  /// What the keys mean, those inside them too.
  var descriptions: [KeyDescription] {
    let blank = blank
    return keys.flatMap { key -> [KeyDescription] in
      let handling = key.handling
      let absence = key.required == nil ? handling.absent(blank) ?? "" : "required"
      return [KeyDescription(key.name, key.about, absent: absence)] + handling.inside().map { $0.below(key.name) }
    }
  }

  // MARK: Reading

  /// A new value; nil if it isn't a mapping, or lacks a required key.
  func value(_ node: YAMLNode, _ place: KeyPlace, with decoder: inout NodeDecoder) -> Whole? {
    var whole = blank
    return read(node, place, into: &whole, with: &decoder) ? whole : nil
  }

  /// Reads what stands in the mapping over what the whole has. False if it isn't a mapping, or lacks a required key.
  @discardableResult
  func read(_ node: YAMLNode, _ place: KeyPlace, into whole: inout Whole, with decoder: inout NodeDecoder) -> Bool {
    if let document {
      guard case .mapping = node.content else {
        decoder.report(.notAMapping(what: document), at: node.range)
        return false
      }
    }
    guard let entries = decoder.mapping(node, key: place.path, known: names, extensions: document != nil) else {
      return false
    }
    var isWhole = true
    var present = Set<String>()
    for entry in entries {
      guard let key = keys.first(where: { $0.name == entry.key }) else { continue }
      present.insert(key.name)
      let inner = place.inside(entry.key, isQualified: isQualified, line: decoder.line(of: entry.keyRange))
      if !key.handling.read(&decoder, entry.value, inner, &whole), key.required != nil { isWhole = false }
    }
    let range = document == nil ? node.range : SourceRange(node.range.start, node.range.start)
    for key in keys where !present.contains(key.name) {
      guard let problem = key.required else { continue }
      decoder.report(problem, at: range)
      isWhole = false
    }
    settle(&whole, place.line)
    return isWhole
  }

  // MARK: Writing

  /// The keys to write: what is the default left out.
  func fields(_ whole: Whole) -> [YAMLField] {
    let blank = blank
    return keys.compactMap { key in key.handling.layout(whole, blank).map { YAMLField(key.name, $0) } }
  }

  /// Every key with its default written out.
  func members(_ whole: Whole) -> [JSONMember] {
    keys.compactMap { key in key.handling.json(whole).map { JSONMember(key.name, $0) } }
  }

  var schema: [JSONMember] {
    SchemaParts.mapping(
      keys.map { JSONMember($0.name, $0.handling.schema()) }, required: keys.filter { $0.required != nil }.map(\.name),
      extensions: document != nil)
  }

  func listed(_ whole: Whole, below path: String) -> [ListedValue] {
    keys.flatMap { $0.handling.listed(whole, path.isEmpty ? $0.name : "\(path).\($0.name)") }
  }

  // MARK: Comparing

  /// The differences by each key in turn.
  var comparison: Comparison<Whole> {
    let keys = keys
    return Comparison { old, new, context in
      keys.flatMap { $0.handling.comparison.changes(old, new, context.inside($0.name)) }
    }
  }
}

/// Where a value stands in a file.
struct KeyPlace: Hashable, Sendable {
  /// As messages name it: `timeout`, `paths.allow`.
  let name: String
  /// From the top of the file: `bands.high.from`.
  let path: String
  /// The line of the key, or of the item of a list.
  let line: Int

  static let file = KeyPlace(name: "", path: "", line: 1)

  func inside(_ key: String, isQualified: Bool, line: Int) -> KeyPlace {
    let path = path.isEmpty ? key : "\(path).\(key)"
    return KeyPlace(name: isQualified ? path : key, path: path, line: line)
  }

  func item(line: Int) -> KeyPlace { KeyPlace(name: name, path: path, line: line) }
}

/// What a key means, as the reference tells it.
package struct KeyDescription: Hashable, Sendable {
  /// `paths.allow`; NAME stands for a name that the writer chooses.
  package let path: String
  package let about: String
  /// What holds without it; empty where there is nothing to say.
  package let absent: String

  init(_ path: String, _ about: String, absent: String) {
    self.path = path
    self.about = about
    self.absent = absent
  }

  func below(_ outer: String) -> KeyDescription {
    KeyDescription("\(outer).\(path)", about, absent: absent)
  }
}
