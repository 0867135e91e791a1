import CaskadeSyntax

/// Which work may go without a person looking at it.
enum FastLaneKeys {
  static let table = KeyTable<FastLane>(
    blank: FastLane(), isQualified: true,
    [
      Key(
        "bands", \.bands, .list(.choice, "a band", isFilled: true), "runs of these bands", absent: "low",
        .fastLaneBands),
      Key("files", \.files, .optional(.cap), "the most files that change", absent: "no cap", .cap),
      Key("lines", \.lines, .optional(.cap), "the most lines, added plus deleted", absent: "no cap", .cap),
      Key(
        "paths", \.paths, .list(.pattern, SchemaParts.anyPattern, isFilled: true), "where every changed file lies",
        required: .missingKey("fast_lane.paths", example: "paths: [docs/**]"), .fastLanePaths),
    ])
}

extension Notation where Value == FastLane? {
  static var fastLane: Notation {
    var notation = Notation.optional(.mapping(FastLaneKeys.table))
    notation.listed = { lane, path in
      lane.map { FastLaneKeys.table.listed($0, below: path) } ?? [ListedValue(path, "none")]
    }
    return notation
  }
}

extension Comparison where Value == FastLane? {
  /// Without the key nothing goes without a person.
  static var fastLane: Comparison {
    Comparison { old, new, context in
      guard old != new else { return [] }
      guard let new else { return [context.shrank("closes the fast lane")] }
      guard let old else { return [context.grew("opens a fast lane, for work that no person looks at")] }
      return FastLaneKeys.table.comparison.changes(old, new, context)
    }
  }
}

extension Comparison where Value == [Band] {
  fileprivate static var fastLaneBands: Comparison {
    Comparison { old, new, context in
      Comparison<[String]>.names(gained: "adds", lost: "drops", grows: .byGaining)
        .changes(old.map(\.rawValue), new.map(\.rawValue), context)
    }
  }
}

extension Comparison where Value == [PathPattern] {
  fileprivate static var fastLanePaths: Comparison {
    Comparison { old, new, context in
      context.list(
        PatternCover(new).uncovered(old).map { "\(context.key): drops \($0.text)" },
        PatternCover(old).uncovered(new).map { "\(context.key): adds \($0.text)" }, grows: .byGaining)
    }
  }
}
