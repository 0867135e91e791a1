/// The items of a list in a template, in groups: comments, and the items that they speak of.
struct TemplateItems {
  struct Group {
    var comments: [String] = []
    /// Each with the lines that belong to it.
    var items: [[String]] = []
  }

  var groups: [Group]

  /// - Parameters:
  ///   - lines: below the list's key.
  ///   - indent: of its items.
  init(_ lines: [String], indent: Int) {
    var groups = [Group()]
    for line in lines {
      let text = line.drop { $0 == " " }
      let depth = line.count - text.count
      if text.hasPrefix("- "), depth == indent {
        groups[groups.count - 1].items.append([line])
      } else if (text.isEmpty || text.first == "#") && depth <= indent {
        if groups[groups.count - 1].items.isEmpty == false { groups.append(Group()) }
        if !text.isEmpty { groups[groups.count - 1].comments.append(line) }
      } else if let last = groups[groups.count - 1].items.indices.last {
        groups[groups.count - 1].items[last].append(line)
      }
    }
    self.groups = groups
  }

  /// Without the items that go, and without comments that speak of nothing any more.
  func lines(keeping keep: (String) -> Bool) -> [String] {
    groups.flatMap { group -> [String] in
      let items = group.items.filter { keep(Self.value(of: $0[0])) }
      return items.isEmpty && !group.items.isEmpty ? [] : group.comments + items.flatMap { $0 }
    }
  }

  var hasItems: Bool { groups.contains { !$0.items.isEmpty } }

  /// What stands behind `- `, without quotes; of `- path: docs/**` the pattern.
  static func value(of line: String) -> String {
    var text = line.drop { $0 == " " || $0 == "-" }
    if text.hasPrefix("path: ") { text = text.dropFirst(6) }
    if text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 { text = text.dropFirst().dropLast() }
    return String(text)
  }
}
