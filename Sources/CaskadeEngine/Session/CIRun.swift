package import CaskadeCore

/// What a CI system says of this run in its environment. Its word is the caller's word, no more.
package struct CIRun: Hashable, Sendable {
  package enum Occasion: Hashable, Sendable {
    case pullRequest, mergeQueue, other
  }

  /// Nil outside of CI, and in a system that says no more than that it is one.
  package let system: CISystem?
  /// "local" outside of CI.
  package let name: String
  package let occasion: Occasion
  package let targetBranch: String?
  package let sourceBranch: String?

  /// The checked-out commit is a merge that the forge made of a pull request: `refs/pull/7/merge`.
  let isMergeReference: Bool

  /// Where the repository is kept; nil where nothing says it.
  package let forge: ForgeRecord?

  package var isCI: Bool { name != "local" }

  package init(_ environment: [String: String]) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    let reference = value("GITHUB_ACTIONS").flatMap { _ in value("GITHUB_REF") } ?? ""
    isMergeReference =
      reference.hasPrefix("refs/pull/") && reference.hasSuffix("/merge")
      || value("GITLAB_CI") != nil && value("CI_MERGE_REQUEST_EVENT_TYPE") == "merged_result"
    forge = ForgeRecord(environment: environment)
    guard let system = CISystem.all.first(where: { value($0.marker) != nil }) else {
      self.system = nil
      name = value("CI").map { $0 == "false" || $0 == "0" ? "local" : "CI" } ?? "local"
      occasion = .other
      targetBranch = nil
      sourceBranch = nil
      return
    }
    self.system = system
    name = system.name
    if let queue = system.queue, let mark = value(queue.marker), queue.value == nil || mark == queue.value {
      occasion = .mergeQueue
      switch queue.target {
      case .variable(let name): targetBranch = value(name).map(Self.branch)
      case .queueBranch(let name): targetBranch = value(name).flatMap { QueueBranch.target(of: Self.branch($0)) }
      }
      sourceBranch = queue.namesSource ? value(system.source).map(Self.branch) : nil
    } else {
      targetBranch = system.target.flatMap(value).map(Self.branch)
      sourceBranch = value(system.source).map(Self.branch)
      occasion = targetBranch == nil ? .other : .pullRequest
    }
  }

  private static func branch(_ name: String) -> String {
    let prefix = "refs/heads/"
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  }
}
