import CaskadeContracts
package import CaskadeCore
package import CaskadeSyntax

extension FigureSheet {
  /// `caskade.stats/1`: every figure with its definition, for all and for each group.
  package var json: JSONValue {
    let times = [
      JSONMember("since", since.map { .string(InstantText.text(milliseconds: $0 * 1_000)) } ?? .null),
      JSONMember("until", .string(InstantText.text(milliseconds: until * 1_000))),
    ]
    let figures = rows.map { row in
      JSONValue.object(
        [
          JSONMember("id", .string(row.figure.id)), JSONMember("section", .string(row.figure.section.rawValue)),
          JSONMember("title", .string(row.figure.title)), JSONMember("unit", .string(row.figure.unit.rawValue)),
          JSONMember("definition", .string(row.figure.definition)),
        ] + row.value.json)
    }
    let grouped = groups.map { group in
      JSONValue.object([
        JSONMember("name", group.name.map { .string($0) } ?? .null),
        JSONMember(
          "figures", .object(group.rows.map { JSONMember($0.figure.id, .object($0.value.json)) })),
      ])
    }
    let weekly = weeks.map { week in
      JSONValue.object([
        JSONMember("start", .string(FigurePhrases.day(week.start))), JSONMember("kept", .integer(week.kept)),
        JSONMember("broken", .integer(week.broken)), JSONMember("unproven", .integer(week.unproven)),
      ])
    }
    let again = repeats.map { thing in
      JSONValue.object([
        JSONMember("kind", .string(thing.kind.rawValue)), JSONMember("subject", .string(thing.subject)),
        JSONMember("runs", .integer(thing.runs)), JSONMember("of", .integer(thing.of)),
        JSONMember("template", thing.template.map { .string($0) } ?? .null),
        JSONMember("fact", .string(thing.fact)), JSONMember("deed", .string(thing.deed)),
      ])
    }
    let left = [
      ("altered", unread.altered), ("unreadable", unread.unreadable), ("newer", unread.newer),
      ("foreign", unread.foreign), ("others", unread.others), ("unsigned", unread.unsigned),
      ("contracts", unread.contracts),
    ].map { JSONMember($0, .integer($1)) }
    return .object(
      [JSONMember("schema", "caskade.stats/1")] + times + [
        JSONMember("figures", .array(figures)), JSONMember("by", grouping.map { .string($0.rawValue) } ?? .null),
        JSONMember("groups", .array(grouped)), JSONMember("weeks", .array(weekly)),
        JSONMember("repeats", .array(again)), JSONMember("not_counted", .object(left)),
      ] + (rework.map { [JSONMember("rework", $0.json)] } ?? []))
  }
}

extension FigureValue {
  fileprivate var json: [JSONMember] {
    switch self {
    case .count(let count): [JSONMember("value", .integer(count))]
    case .part(let count, let all): [JSONMember("value", .integer(count)), JSONMember("of", .integer(all))]
    case .spread(let spread):
      [
        JSONMember("median", spread.median.map { .integer($0) } ?? .null),
        JSONMember("ninth_decile", spread.ninth.map { .integer($0) } ?? .null),
        JSONMember("sum", .integer(spread.sum)), JSONMember("told_by", .integer(spread.said)),
        JSONMember("of", .integer(spread.all)),
      ]
    case .list(let entries):
      [
        JSONMember(
          "names",
          .array(
            entries.map {
              .object([JSONMember("name", .string($0.name)), JSONMember("runs", .integer($0.count))])
            }))
      ]
    }
  }
}

extension ReworkFigures {
  fileprivate var json: JSONValue {
    func side(_ side: Side) -> JSONValue {
      .object([
        JSONMember("changes", .integer(side.changes)), JSONMember("reverted", .integer(side.reverted)),
        JSONMember("lines", .integer(side.lines)), JSONMember("reworked", .integer(side.reworked)),
      ])
    }
    return .object([
      JSONMember("definition", .string(FigurePhrases.reworkDefinition)), JSONMember("days", .integer(Self.days)),
      JSONMember("governed", side(governed)), JSONMember("other", side(other)),
    ])
  }
}
