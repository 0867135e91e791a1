import CaskadeSyntax

extension Comparison where Value == [ValidationCommand]? {
  static var commands: Comparison {
    Comparison { old, new, context in
      var changes: [AuthorityChange] = []
      if old == nil, new?.isEmpty ?? false { changes.append(context.grew("says that there is nothing to validate")) }
      if old?.isEmpty ?? false, new == nil {
        changes.append(context.shrank("no longer says that there is nothing to validate"))
      }
      let pairs = pairs(old ?? [], new ?? [])
      for (one, other) in pairs {
        guard let other else {
          changes.append(context.grew("drops the check \(one.name)"))
          continue
        }
        for change in CommandKeys.table.comparison.changes(one, other, context) {
          let words = "changes the check \(other.name): \(change.words)"
          changes.append(AuthorityChange(key: context.key, effect: change.effect, words: words))
        }
      }
      let kept = Set(pairs.compactMap(\.1?.name))
      let added = (new ?? []).filter { !kept.contains($0.name) }
      return changes + added.map { context.shrank("adds the check \($0.name)") }
    }
  }

  /// Each earlier command with the later one of the same name, or else of the same text.
  private static func pairs(
    _ before: [ValidationCommand], _ after: [ValidationCommand]
  ) -> [(ValidationCommand, ValidationCommand?)] {
    let names = Set(before.map(\.name))
    let named = Dictionary(after.map { ($0.name, $0) }) { first, _ in first }
    let free = after.filter { !names.contains($0.name) }
    let running = Dictionary(free.map { ($0.run, $0) }) { first, _ in first }
    return before.map { ($0, named[$0.name] ?? running[$0.run]) }
  }
}
