/// The entries of a mapping that is being read, with the places of its keys.
///
/// Keys that differ only in Unicode's canonical form look the same to a person; they count as the same key.
struct YAMLEntries {
  private(set) var list: [YAMLEntry] = []
  private var places: [String: SourceRange] = [:]

  /// Notes a key before its value is read; gives the place where the same key was set first, if it was.
  mutating func note(_ key: String, at range: SourceRange) -> SourceRange? {
    if let first = places[key] { return first }
    places[key] = range
    return nil
  }

  mutating func add(_ key: String, _ range: SourceRange, _ value: YAMLNode) {
    list.append(YAMLEntry(key: key, keyRange: range, value: value))
  }
}
