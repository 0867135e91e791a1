package import CaskadeContracts
package import CaskadeSyntax

/// Whether work needs a contract by the base's policy, and by what.
package struct Governance: Hashable, Sendable {
  /// What is known of the work. Only `authors` is the forge's word; branch and trailers are the branch's own.
  package struct Work: Hashable, Sendable {
    package var branch: String?
    /// All whom the forge names: who opened it, who pushed. Empty where it says nothing.
    package var authors: [String] = []
    /// Whole lines of its commits' messages.
    package var lines: [String] = []
    package var paths: [RepositoryPath] = []
    package var areas: [Area] = []
    /// It changes policy or signers.
    package var changesRules = false
    /// The first of the contracts and approvals that it creates or changes: merged, each of them grants something.
    package var grants: RepositoryPath?

    package init() {}
  }

  package enum Reason: Hashable, Sendable {
    /// The policy says nothing of what is governed.
    case everything
    case rules
    case grants(RepositoryPath)
    case branch(NamePattern, String)
    case author(NamePattern, String)
    case trailer(NamePattern, String)
    case path(PathPattern, RepositoryPath)
    case area(Area)
  }

  /// Why the work is governed, the first thing that makes it so; nil where it isn't.
  package let reason: Reason?
  /// What of the branch's own word was compared and found not to be governed.
  package let ownWords: [String]
  /// The author by the forge's word is exempt, whatever is touched.
  package let isExempt: Bool

  package init(_ policy: GovernedWork?, _ work: Work) {
    let rules = policy ?? GovernedWork()
    func first(_ patterns: [NamePattern], _ names: [String]) -> (NamePattern, String)? {
      for pattern in patterns {
        if let name = names.first(where: pattern.matches) { return (pattern, name) }
      }
      return nil
    }
    // Where the forge names several people, each has to be exempt: one of them may only have pressed a button.
    isExempt =
      !work.authors.isEmpty && work.authors.allSatisfy { name in rules.exempt.contains { $0.matches(name) } }
    ownWords = (rules.branches.isEmpty ? [] : ["name"]) + (rules.trailers.isEmpty ? [] : ["trailers"])
    reason =
      if policy == nil {
        .everything
      } else if work.changesRules {
        .rules
      } else if let path = work.grants {
        .grants(path)
      } else if let (pattern, name) = first(rules.branches, [work.branch].compactMap { $0 }) {
        .branch(pattern, name)
      } else if let (pattern, name) = first(rules.authors, work.authors) {
        .author(pattern, name)
      } else if let (pattern, line) = first(rules.trailers, work.lines) {
        .trailer(pattern, line)
      } else if isExempt {
        nil
      } else {
        Self.touched(rules, work)
      }
  }

  package var isGoverned: Bool { reason != nil }

  private static func touched(_ rules: GovernedWork, _ work: Work) -> Reason? {
    for pattern in rules.paths {
      // As where something is denied: a disk that folds case must not open a hole.
      if let path = work.paths.first(where: pattern.matchesFolded) { return .path(pattern, path) }
    }
    let area = work.areas.first { area in area.band == .high || rules.areas.contains(where: area.isCalled) }
    return area.map { .area($0) }
  }
}
