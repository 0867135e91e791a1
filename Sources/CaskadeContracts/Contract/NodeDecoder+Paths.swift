package import CaskadeSyntax

extension NodeDecoder {
  package static let pathsKeys = ["allow", "deny", "checks_may_change"]
  package static let pathEntryKeys = ["path", "may"]

  package mutating func paths(_ entry: YAMLEntry) -> Contract.Paths {
    var paths = Contract.Paths()
    paths.line = line(of: entry.keyRange)
    for field in mapping(entry.value, key: entry.key, known: Self.pathsKeys) ?? [] {
      let key = "\(entry.key).\(field.key)"
      switch field.key {
      case "allow": paths.allow = pathEntries(field.value, key: key, operations: true)
      case "deny": paths.deny = pathEntries(field.value, key: key)
      default: paths.checksMayChange = pathEntries(field.value, key: key)
      }
    }
    return paths
  }

  /// A list of patterns; where operations are asked for, also of `{ path:, may: [...] }`.
  package mutating func pathEntries(_ node: YAMLNode, key: String, operations: Bool = false) -> [PathEntry] {
    (list(node, key: key) ?? []).compactMap { item in
      if operations, case .mapping = item.content { return pathEntryWithOperations(item, key: key) }
      return pattern(item, key: key).map { PathEntry(pattern: $0, line: line(of: item)) }
    }
  }

  private mutating func pathEntryWithOperations(_ node: YAMLNode, key: String) -> PathEntry? {
    guard let fields = mapping(node, key: key, known: Self.pathEntryKeys) else { return nil }
    var found: PathPattern?
    var may = Operation.plain
    for field in fields {
      if field.key == "path" {
        found = pattern(field.value, key: "path")
      } else {
        may = operations(field.value)
      }
    }
    if !fields.contains(where: { $0.key == "path" }) {
      report(.missingKey("path", example: "path: Sources/Login/**"), at: node.range)
    }
    return found.map { PathEntry(pattern: $0, may: may, line: line(of: node)) }
  }

  private mutating func operations(_ node: YAMLNode) -> Set<Operation> {
    let items = list(node, key: "may") ?? []
    if case .sequence = node.content, items.isEmpty { report(.empty(key: "may", shape: .list), at: node.range) }
    return Set(items.compactMap { choice($0, key: "may", of: Operation.self) })
  }
}
