import CaskadeSyntax

/// Which work needs a contract.
enum GovernedKeys {
  static let table = KeyTable<GovernedWork>(
    blank: GovernedWork(),
    [
      Key(
        "branches", \.branches, .list(.name, "a branch; * is any text", example: "bot/*"), "work on these branches",
        absent: "none", .governedNames),
      Key(
        "authors", \.authors, .list(.name, "an author, by the forge's word", example: "*[bot]"),
        "work of these authors",
        absent: "none", .governedNames),
      Key(
        "trailers", \.trailers, .list(.name, "a trailer of a commit", example: "Co-authored-by: *bot*"),
        "work with one of these trailers in a commit", absent: "none", .governedNames),
      Key(
        "paths", \.paths, .list(.pattern, SchemaParts.anyPattern), "work that changes files here", absent: "none",
        .guarded),
      Key(
        "areas", \.areas, .list(.line, "a risk area", example: "ci"), "work that touches these areas",
        absent: "the high ones", .names(gained: "adds", lost: "drops", grows: .byLosing)),
      Key(
        "exempt", \.exempt, .list(.name, "a person, by the forge's word", example: "alice"),
        "people who may touch paths and areas without a contract", absent: "nobody", .exemptNames),
    ])
}

extension Notation where Value == NamePattern {
  static var name: Notation {
    Notation(
      schema: Notation<String>.text.schema,
      read: { decoder, node, place in decoder.text(node, key: place.name).map { NamePattern($0) } },
      json: { .string($0.text) }, layout: { .line($0.text) })
  }
}

extension Notation where Value == GovernedWork? {
  static var governed: Notation {
    var notation = Notation.optional(.mapping(GovernedKeys.table))
    notation.listed = { work, path in
      work.map { GovernedKeys.table.listed($0, below: path) } ?? [ListedValue(path, "all work")]
    }
    return notation
  }
}

extension Comparison where Value == GovernedWork? {
  /// Without the key all work is governed.
  static var governed: Comparison {
    Comparison { old, new, context in
      guard old != new else { return [] }
      guard let new else { return [context.shrank("governs all work")] }
      guard let old else { return [context.grew("governs some work only")] }
      return GovernedKeys.table.comparison.changes(old, new, context)
    }
  }
}

extension Comparison where Value == [NamePattern] {
  fileprivate static var governedNames: Comparison { names(.byLosing) }
  fileprivate static var exemptNames: Comparison { names(.byGaining) }

  private static func names(_ growth: ComparisonContext.ListGrowth) -> Comparison {
    Comparison { old, new, context in
      Comparison<[String]>.names(gained: "adds", lost: "drops", grows: growth)
        .changes(old.map(\.text), new.map(\.text), context)
    }
  }
}

/// The signatures that a change of policy or signers needs.
enum PolicyChangeKeys {
  static let table = KeyTable<Policy.ChangeRule>(
    blank: Policy.ChangeRule(),
    [
      Key(
        "approvals", \.approvals, .count(0...20), "signatures by different people",
        .value({ "\($0)" }, grew: { $1 < $0 })
      ),
      Key(
        "from", \.from, .list(.text, "a group", example: "security"), "groups that have to sign, each",
        absent: "anybody", .names(gained: "asks for", lost: "no longer asks for", grows: .byLosing)),
    ])
}
