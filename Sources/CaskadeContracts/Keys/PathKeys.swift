import CaskadeSyntax

/// What stands below `paths:` in a contract.
enum PathKeys {
  static let table = KeyTable<Contract.Paths>(
    blank: Contract.Paths(), isQualified: true, settle: { $0.line = $1 },
    [
      Key("allow", \.allow, .list(.entry, "a pattern, or one with operations"), "what may be changed", whole: .allowed),
      Key(
        "deny", \.deny, .list(.plainEntry, SchemaParts.anyPattern), "what may not be changed, whatever is allowed",
        .entries(gained: "denies", lost: "no longer denies", grows: .byLosing)),
      Key(
        "checks_may_change", \.checksMayChange, .list(.plainEntry, SchemaParts.anyPattern),
        "where tests and other checks may be removed or loosened",
        .entries(gained: "lets checks change in", lost: "no longer lets checks change in", grows: .byGaining)),
      Key(
        "unseen", \.unseen, .allowances(of: "paths.unseen", example: "path: Designs/**"),
        "files that a gate may leave unseen, as in the policy", absent: "none",
        .allowances(gained: "lets gates leave unseen", lost: "no longer lets gates leave unseen")),
    ])
}

/// A path with the operations that are allowed on it.
enum PathEntryKeys {
  /// A pattern that is read before anybody looks at it: the key is required.
  static let table = KeyTable<Draft>(
    blank: Draft(), settle: { $0.line = $1 },
    [
      Key(
        "path", \.pattern, .optional(.pattern), SchemaParts.anyPattern,
        required: .missingKey("path", example: "path: Sources/Login/**"), .none),
      Key("may", \.may, .operations, "what may happen to the files", absent: "create, modify, delete", .none),
    ])

  struct Draft: Hashable, Sendable {
    var pattern: PathPattern?
    var may = Operation.plain
    var line = 1
  }
}

extension Notation where Value == PathEntry {
  /// A pattern, which grants what a plain pattern does.
  static var plainEntry: Notation {
    let pattern = Notation<PathPattern>.pattern
    return Notation(
      schema: pattern.schema,
      read: { decoder, node, place in
        pattern.read(&decoder, node, place).map { PathEntry(pattern: $0, line: place.line) }
      },
      json: { .string($0.pattern.text) }, layout: { .line($0.pattern.text) })
  }

  /// A pattern, or `{ path:, may: [...] }`.
  static var entry: Notation {
    let full = Notation<PathEntryKeys.Draft>.mapping(PathEntryKeys.table)
    let plain = plainEntry
    var notation = Notation(
      schema: { either, _ in
        SchemaParts.either(SchemaParts.pattern(SchemaParts.anyPattern), full.schema("", nil), either)
      },
      read: { decoder, node, place in
        guard case .mapping = node.content else { return plain.read(&decoder, node, place) }
        guard let draft = full.read(&decoder, node, place), let pattern = draft.pattern else { return nil }
        return PathEntry(pattern: pattern, may: draft.may, line: draft.line)
      },
      json: { full.json(draft($0)) },
      layout: { $0.may == Operation.plain ? plain.layout($0) : full.layout(draft($0)) })
    notation.inside = full.inside
    return notation
  }

  private static func draft(_ entry: PathEntry) -> PathEntryKeys.Draft {
    PathEntryKeys.Draft(pattern: entry.pattern, may: entry.may, line: entry.line)
  }
}

extension Notation where Value == Operations {
  static var operations: Notation {
    let list = Notation<Operation>.choice.list("an operation", isFilled: true)
    return Notation(
      schema: list.schema, read: { decoder, node, place in list.read(&decoder, node, place).map { Operations($0) } },
      json: { list.json(sorted($0)) }, layout: { .words(sorted($0).map(\.rawValue)) })
  }

  private static func sorted(_ operations: Operations) -> [Operation] {
    Operation.allCases.filter(operations.contains)
  }
}
