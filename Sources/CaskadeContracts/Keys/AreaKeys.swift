import CaskadeSyntax

/// The keys of one area.
enum AreaKeys {
  static let table = KeyTable<Draft>(
    blank: Draft(),
    [
      Key(
        "name", \.title, .optional(.text), "what this repository calls it; contracts may use either name",
        example: "money", absent: "its key", .none),
      Key(
        "band", \.band, .optional(.choice), "the band of a run that touches it", absent: "as built in, else medium",
        .none),
      Key("paths", \.patterns, .list(.pattern, SchemaParts.anyPattern), "where it is", absent: "as built in", .none),
    ])

  /// What the policy says of an area, before it is joined with what is built in.
  struct Draft: Hashable, Sendable {
    var title: String?
    var band: Band?
    var patterns: [PathPattern] = []
  }
}

extension Key where Whole == Policy {
  /// Areas of the policy, added to the built-in ones, renamed or re-banded.
  static var areas: Key {
    let about = "risk areas, added to the built-in ones, renamed or re-banded"
    return Key(
      "areas", about, inside: AreaKeys.table.descriptions.map { $0.below("NAME") },
      schema: { SchemaParts.names(.object(AreaKeys.table.schema), about: about) },
      read: { decoder, node, place, policy in
        read(node, place, into: &policy, &decoder)
        return true
      },
      listed: { policy, path in policy.areas.flatMap { listed($0, "\(path).\($0.name)") } },
      .areas)
  }

  private static func read(
    _ node: YAMLNode, _ place: KeyPlace, into policy: inout Policy, _ decoder: inout NodeDecoder
  ) {
    var titles: [(title: String, key: String, range: SourceRange)] = []
    for entry in decoder.anyMapping(node, key: place.name) ?? [] {
      let builtIn = policy.area(named: entry.key)
      let inner = place.inside(entry.key, isQualified: true, line: place.line)
      var draft = AreaKeys.Draft()
      AreaKeys.table.read(entry.value, inner, into: &draft, with: &decoder)
      if let title = draft.title { titles.append((title, entry.key, entry.value.value(of: "name") ?? entry.keyRange)) }
      let area = Area(
        name: entry.key, title: draft.title, band: draft.band ?? builtIn?.band ?? .medium,
        patterns: (builtIn?.patterns ?? []) + draft.patterns)
      if let index = policy.areas.firstIndex(where: { $0.name == entry.key }) {
        policy.areas[index] = area
      } else {
        policy.areas.append(area)
      }
    }
    // A name that two areas had would let a condition on the one pass for one on the other.
    for (title, key, range) in titles where policy.areas.contains(where: { $0.name != key && $0.isCalled(title) }) {
      decoder.report(.takenName(key: "\(place.path).\(key).name", found: title), at: range)
    }
  }

  private static func listed(_ area: Area, _ path: String) -> [ListedValue] {
    let isBuiltIn = BuiltInPolicy.policy.area(named: area.name) != nil
    return (area.title == area.name ? [] : [ListedValue("\(path).name", area.title)]) + [
      ListedValue("\(path).band", area.band.rawValue),
      ListedValue("\(path).paths", counted(area.patterns), isAdded: isBuiltIn),
    ]
  }

  private static func counted(_ patterns: [PathPattern]) -> String {
    let shown = patterns.prefix(3).map(\.text).joined(separator: ", ")
    return patterns.count > 3 ? "\(shown) and \(patterns.count - 3) more" : shown.isEmpty ? "none" : shown
  }

  /// Paths that are protected beside the built-in ones.
  static var protected: Key {
    let about = "paths that no pattern of a contract opens"
    let notation = Notation<PathPattern>.pattern.list(SchemaParts.anyPattern)
    return Key(
      "protected", about, absent: "the built-in ones alone", schema: { notation.schema(about, nil) },
      read: { decoder, node, place, policy in
        let patterns = notation.read(&decoder, node, place)
        policy.protected.append(
          ProtectedRule(rule: "protected.policy", what: "file that the policy protects", patterns: patterns ?? []))
        return patterns != nil
      },
      listed: { policy, path in
        let builtIn = BuiltInPolicy.policy.protected.map(\.rule)
        return policy.protected.map { rule in
          ListedValue(builtIn.contains(rule.rule) ? rule.rule : path, counted(rule.patterns))
        }
      },
      .protected)
  }
}

extension YAMLNode {
  fileprivate func value(of key: String) -> SourceRange? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value.range
  }
}
