import CaskadeSyntax

/// The branches that a drafted contract governs: one of its own name, and those on which agents begin their work.
package enum DraftBranches {
  /// - Parameters:
  ///   - own: of the work, as `fix/the-price`.
  ///   - current: the branch on which the contract is proposed: it can't govern that.
  ///   - agents: how agents call the branches that they make.
  ///   - others: the contracts beside it. A branch that two govern is judged by neither without a word from the caller.
  package static func patterns(own: String, current: String?, agents: [String], others: [Contract]) -> [String] {
    let free = agents.filter { pattern in
      let sample = pattern.replacing("*", with: "x")
      let meetsCurrent = current.map { $0.split(separator: "/").first == pattern.split(separator: "/").first } ?? false
      return !meetsCurrent && !others.contains { $0.governs(branch: sample) }
    }
    return [own == current ? "\(own)-work" : own] + free
  }

  /// `fix/the-price` for a title `Fix: the price`: what the title begins with isn't said twice.
  package static func own(_ slug: String, template: String) -> String {
    let prefix = prefixes[template] ?? "feature"
    let rest = slug.hasPrefix("\(prefix)-") ? String(slug.dropFirst(prefix.utf8.count + 1)) : slug
    return "\(prefix)/\(rest)"
  }

  private static let prefixes = [
    "bug-fix": "fix", "docs": "docs", "refactor": "refactor", "dependency-update": "deps", "test-coverage": "test",
    "migration": "migrate", "release-support": "release",
  ]
}
