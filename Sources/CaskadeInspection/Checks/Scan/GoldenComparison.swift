import CaskadeSyntax

/// Expected outputs and test data: deleted, or rewritten together with the code. One finding of a kind for a change.
enum GoldenComparison {
  static func findings(_ plan: IntegrityPlan, exempt: (RepositoryPath) -> Bool) -> [IntegrityFinding] {
    guard plan.holdsData else { return [] }
    let changes = plan.changes.filter { !exempt($0.path) }
    func role(_ change: Change) -> IntegrityRole { plan.roles[change.path] ?? IntegrityRole(change.path) }
    let data = changes.filter { role($0).isGolden || role($0).isFixture }
    guard !data.isEmpty else { return [] }
    let created = plan.changes.filter { $0.operation == .create }
    let contents = Set(created.compactMap(\.newID))
    let names = Set(created.map { Array($0.path.name) })
    let gone = data.filter { change in
      change.operation == .delete && !(change.oldID.map(contents.contains) ?? false)
        && !names.contains(Array(change.path.name))
    }
    let goldens = gone.filter { role($0).isGolden }
    // As many new ones as old ones: renamed and recorded again.
    let replaced = created.count { role($0).isGolden } >= goldens.count
    var findings: [IntegrityFinding] = []
    if let first = goldens.first, !replaced {
      findings.append(IntegrityFinding(.goldenDeleted(count: goldens.count), first.path, .file))
    }
    let fixtures = gone.filter { role($0).isFixture }
    if let first = fixtures.first {
      findings.append(IntegrityFinding(.fixtureDeleted(count: fixtures.count), first.path, .file))
    }
    let rewritten = data.filter { $0.operation == .modify } + (replaced ? goldens : [])
    let hasCode = plan.changes.contains { change in
      let role = role(change)
      return role.isCode && !role.isGolden && !role.isFixture && (role.tests == nil || role.tests == .read(.rust))
    }
    if let first = rewritten.first, hasCode {
      findings.append(IntegrityFinding(.goldensRewritten(count: rewritten.count), first.path, .file))
    }
    return findings
  }
}
