import CaskadeSyntax

extension Notation where Value == String {
  /// A literal name of a person or a runner.
  static var person: Notation {
    Notation(
      schema: { about, example in SchemaParts.matching("^[^*?!,\" ]+$", about, example: example ?? "ci@example.com") },
      read: { decoder, node, place in decoder.person(node, place.name) },
      json: { .string($0) }, layout: { .line($0) })
  }
}

extension Notation where Value == [Policy.Group] {
  /// Groups by names that the policy chooses, each a list of people.
  static var groups: Notation {
    let about = "one person, as in Contracts/allowed_signers"
    var notation = Notation(
      schema: { whole, _ in
        let member = SchemaParts.matching("^[^*?!,\" ]+$", about, example: "dev@example.com")
        return SchemaParts.names(SchemaParts.list(member, "the members"), about: whole)
      },
      read: { decoder, node, place in
        (decoder.anyMapping(node, key: place.name) ?? []).map { entry in
          let key = "\(place.path).\(entry.key)"
          let members = (decoder.list(entry.value, key: key) ?? []).compactMap { decoder.person($0, key) }
          return Policy.Group(name: entry.key, members: members)
        }
      },
      json: { .object($0.map { JSONMember($0.name, .array($0.members.map { .string($0) })) }) },
      layout: { .mapping($0.map { YAMLField(YAMLText.line($0.name), .list($0.members.map { .line($0) })) }) })
    notation.inside = {
      [KeyDescription("NAME", "the members, as they stand in Contracts/allowed_signers", absent: "")]
    }
    notation.listed = { groups, path in
      groups.map { ListedValue("\(path).\($0.name)", $0.members.joined(separator: ", ")) }
    }
    return notation
  }
}

extension NodeDecoder {
  /// A literal name of a person or a runner; nil after it was told why not.
  fileprivate mutating func person(_ node: YAMLNode, _ key: String) -> String? {
    guard let name = text(node, key: key) else { return nil }
    guard name.contains(where: { "*?!,\" ".contains($0) }) else { return name }
    report(.wildcardPrincipal(found: name), at: node.range)
    return nil
  }
}

extension Comparison where Value == [Policy.Group] {
  /// Who joins a group may sign for it.
  static var groups: Comparison {
    Comparison { old, new, context in
      let before = Dictionary(old.map { ($0.name, $0.members) }) { first, _ in first }
      let after = Dictionary(new.map { ($0.name, $0.members) }) { first, _ in first }
      let changed = new.filter { before[$0.name] != nil }.flatMap { group in
        Comparison<[String]>.names(gained: "takes in", lost: "no longer holds", grows: .byGaining)
          .changes(before[group.name] ?? [], group.members, context.inside(group.name))
      }
      return changed + new.filter { before[$0.name] == nil }.map { context.neutral("adds the group \($0.name)") }
        + old.filter { after[$0.name] == nil }.map { context.neutral("drops the group \($0.name)") }
    }
  }
}

/// What a policy says of one template.
enum TemplateKeys {
  static let table = KeyTable<Policy.TemplateRule>(
    blank: Policy.TemplateRule(name: ""),
    [
      Key("standing", \.standing, .choice, "nothing is drafted from a retired one", .none),
      Key(
        "owner", \.owner, .optional(.text), "who answers for it", example: "dev@example.com", absent: "nobody", .none),
    ])
}

extension Notation where Value == [Policy.TemplateRule] {
  static var templates: Notation {
    let table = TemplateKeys.table
    var notation = Notation(
      schema: { about, _ in SchemaParts.names(.object(table.schema), about: about) },
      read: { decoder, node, place in
        (decoder.anyMapping(node, key: place.name) ?? []).map { entry in
          let inner = place.inside(entry.key, isQualified: true, line: decoder.line(of: entry.keyRange))
          var rule = Policy.TemplateRule(name: entry.key)
          table.read(entry.value, inner, into: &rule, with: &decoder)
          return rule
        }
      },
      json: { .object($0.map { JSONMember($0.name, .object(table.members($0))) }) },
      layout: { .mapping($0.map { YAMLField(YAMLText.line($0.name), .mapping(table.fields($0))) }) })
    notation.inside = { table.descriptions.map { $0.below("NAME") } }
    notation.listed = { rules, path in rules.flatMap { table.listed($0, below: "\(path).\($0.name)") } }
    return notation
  }
}

extension Comparison where Value == [Policy.TemplateRule] {
  /// A template grants nothing by itself.
  static var templates: Comparison {
    Comparison { old, new, context in
      old == new ? [] : [context.neutral("changes what is said of templates")]
    }
  }
}
