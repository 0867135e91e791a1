package import CaskadeSyntax

/// What the contract's paths say of one operation on one path, and which entry said it.
package enum ScopeDecision: Hashable, Sendable {
  case allowed(by: PathEntry)
  case denied(by: PathEntry)
  /// An entry covers the path, and none that does grants the operation. The entry is the first such.
  case operationNotGranted(by: PathEntry, granted: Operations)
  /// No entry mentions the path.
  case outside

  package var isAllowed: Bool {
    if case .allowed = self { true } else { false }
  }

  /// One more entry would allow it: no deny stands against that.
  package var isAmendable: Bool {
    switch self {
    case .outside, .operationNotGranted: true
    case .allowed, .denied: false
    }
  }

  /// The contract's line that decided; nil where no line speaks.
  package var line: Int? {
    switch self {
    case .allowed(let entry), .denied(let entry), .operationNotGranted(let entry, _): entry.line
    case .outside: nil
    }
  }
}

extension ScopeDecision {
  /// Deny beats allow, and nothing is allowed that no entry allows.
  ///
  /// - Parameters:
  ///   - denied: the first `deny` entry that covers the path.
  ///   - covering: the `allow` entries that cover it, in the contract's order.
  fileprivate init(_ operation: Operation, denied: PathEntry?, covering: some Sequence<PathEntry>) {
    if let denied {
      self = .denied(by: denied)
      return
    }
    var first: PathEntry?
    var granted: Operations = []
    for entry in covering {
      if entry.may.contains(operation) {
        self = .allowed(by: entry)
        return
      }
      first = first ?? entry
      granted.formUnion(entry.may)
    }
    self = first.map { .operationNotGranted(by: $0, granted: granted) } ?? .outside
  }
}

/// A contract's paths, compiled to judge many changes.
package struct ScopeRules: Sendable {
  private let paths: Contract.Paths
  private let allow: PatternSet
  private let deny: PatternSet

  package init(_ paths: Contract.Paths) {
    self.paths = paths
    allow = PatternSet(paths.allow.map(\.pattern))
    deny = PatternSet(paths.deny.map(\.pattern))
  }

  /// Deny is matched folded, allow byte by byte.
  package func decision(for operation: Operation, on path: FoldedPath) -> ScopeDecision {
    ScopeDecision(
      operation, denied: deniedEntry(covering: path), covering: allow.allMatches(path).lazy.map { paths.allow[$0] })
  }

  package func deniedEntry(covering path: FoldedPath) -> PathEntry? {
    deny.firstMatchFolded(path).map { paths.deny[$0] }
  }

  /// True when an entry without a wildcard names exactly this path and grants the operation, and nothing denies it: what
  /// opens a protected file.
  package func opens(_ path: FoldedPath, for operation: Operation) -> Bool {
    deniedEntry(covering: path) == nil
      && allow.allMatches(path).contains {
        paths.allow[$0].may.contains(operation) && paths.allow[$0].pattern.names(path.path)
      }
  }
}

extension Contract.Paths {
  /// The decision for one path; for many, `ScopeRules` is made once.
  package func decision(for operation: Operation, on folded: FoldedPath) -> ScopeDecision {
    ScopeDecision(
      operation, denied: deny.first { $0.pattern.matchesFolded(folded) },
      covering: allow.lazy.filter { $0.pattern.matches(folded.path) })
  }

  /// True when an `allow` entry without a wildcard names exactly this path.
  package func namesExactly(_ path: RepositoryPath) -> Bool {
    allow.contains { $0.pattern.names(path) }
  }
}
