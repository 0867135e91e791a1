package import CaskadeSyntax

/// What the contract's paths say of one operation on one path, and which entry said it.
package enum ScopeDecision: Hashable, Sendable {
  case allowed(by: PathEntry)
  case denied(by: PathEntry)
  /// An entry covers the path, and none that does grants the operation. The entry is the first such.
  case operationNotGranted(by: PathEntry, granted: Set<Operation>)
  /// No entry mentions the path.
  case outside

  package var isAllowed: Bool {
    if case .allowed = self { true } else { false }
  }
}

extension Contract.Paths {
  /// Deny beats allow, and is matched folded; nothing is allowed that no pattern allows.
  package func decision(for operation: Operation, on folded: FoldedPath) -> ScopeDecision {
    let path = folded.path
    if let entry = deny.first(where: { $0.pattern.matchesFolded(folded) }) { return .denied(by: entry) }
    var covering: PathEntry?
    var granted: Set<Operation> = []
    for entry in allow where entry.pattern.matches(path) {
      if entry.may.contains(operation) { return .allowed(by: entry) }
      covering = covering ?? entry
      granted.formUnion(entry.may)
    }
    return covering.map { .operationNotGranted(by: $0, granted: granted) } ?? .outside
  }

  /// True when an `allow` entry without a wildcard names exactly this path: what opens a protected file.
  package func namesExactly(_ path: RepositoryPath) -> Bool {
    allow.contains { $0.pattern.names(path) }
  }
}
