package import CaskadeSyntax

/// Judges every changed path by scope, protected set and `touching`: one finding for a change, by the gate that says
/// most about it, while every gate that the change breaks fails.
package struct PathJudgement: Sendable {
  package private(set) var findings: [Finding] = []
  /// The number of changes that each gate fails for.
  package private(set) var outsideScope = 0
  package private(set) var protectedFiles = 0
  package private(set) var stopTouched = 0
  package private(set) var judged = 0

  private let input: JudgementInput
  private let wording: PathWording
  private let stops: PathStops

  package init(_ input: JudgementInput) {
    self.input = input
    wording = PathWording(mergeBase: input.mergeBase)
    stops = PathStops(contract: input.contract, policy: input.policy)
    for change in input.judgedChanges { judge(change) }
    for path in input.nestedRepositories { judgeNested(path) }
  }

  /// What is inside a repository of its own is in no tree of this one: it can't be judged, so it can't stay.
  private mutating func judgeNested(_ path: RepositoryPath) {
    judged += 1
    outsideScope += 1
    findings.append(
      Finding(
        .error, gate: .scope, rule: "scope.nested-repository", path: path,
        "a repository of its own that is no submodule: nothing in it can be judged",
        hint: "remove it or its .git, ignore the folder in a committed .gitignore, or add it as a submodule"))
  }

  private mutating func judge(_ change: Change) {
    judged += 1
    let path = FoldedPath(change.path)
    let decision = input.contract.paths.decision(for: change.operation, on: path)
    let link = linkFault(of: change)
    let rule = input.policy.protected.first { $0.covers(path) }
    let opened = input.contract.paths.namesExactly(change.path)
    let guarded = rule != nil && !opened
    let stop = stops.condition(for: path)

    if !decision.isAllowed || link != nil { outsideScope += 1 }
    if guarded { protectedFiles += 1 }
    if stop != nil { stopTouched += 1 }

    if let rule, guarded {
      add(change, .protected, rule.rule, wording.protected(change, rule, decision), decision.line)
    } else if !decision.isAllowed {
      add(change, .scope, wording.rule(of: decision), wording.scope(change, decision), decision.line)
    } else if let link {
      add(change, .scope, link.rule, wording.link(change, link), link.line)
    } else if let stop {
      add(change, .stop, stop.rule, wording.stop(change, stop), stop.line)
    }
  }

  private mutating func add(_ change: Change, _ gate: GateName, _ rule: String, _ message: String, _ line: Int?) {
    findings.append(
      Finding(
        .error, gate: gate, rule: rule, path: change.path, message, hint: wording.undo(change), contractLine: line))
  }

  /// A link is judged by where it leads too: the file, or the folder and every path below it.
  private func linkFault(of change: Change) -> LinkFault? {
    guard change.isLink, let links = input.links else { return nil }
    switch links.destination(of: change.path) {
    case .outside: return .outsideRepository
    case .endless: return .endless
    case .inside(let target):
      if target == change.path { return .endless }
      let below = links.paths(below: target)
      for path in [target] + below {
        if let fault = fault(reaching: FoldedPath(path)) { return fault }
      }
      // A folder that holds a denied place, even one where nothing stands yet. A pattern for any depth (`**/x`) may
      // match below every folder there is, and counts only for what is there.
      let holder = input.contract.paths.deny.first {
        !$0.pattern.text.hasPrefix("**") && $0.pattern.mayMatchInsideFolded(folder: target)
      }
      if let holder, !links.isFile(target) { return .denied(target, holder) }
      if target.bytes.isEmpty || (!below.isEmpty && !below.allSatisfy { isGranted($0) }) {
        return .outsideScope(target)
      }
      return below.isEmpty && !isGranted(target) ? .outsideScope(target) : nil
    }
  }

  private func fault(reaching path: FoldedPath) -> LinkFault? {
    if let rule = input.policy.protected.first(where: { $0.covers(path) }) { return .protected(path.path, rule) }
    if let entry = input.contract.paths.deny.first(where: { $0.pattern.matchesFolded(path) }) {
      return .denied(path.path, entry)
    }
    return nil
  }

  /// Writing through a link is an edit of the target.
  private func isGranted(_ path: RepositoryPath) -> Bool {
    input.contract.paths.decision(for: .modify, on: FoldedPath(path)).isAllowed
  }
}

/// What is wrong with where a link leads.
package enum LinkFault: Hashable, Sendable {
  case outsideRepository
  case endless
  case denied(RepositoryPath, PathEntry)
  case protected(RepositoryPath, ProtectedRule)
  case outsideScope(RepositoryPath)

  package var rule: String {
    switch self {
    case .outsideRepository: "scope.link-outside-repository"
    case .endless: "scope.link-endless"
    case .denied: "scope.link-to-denied"
    case .protected: "scope.link-to-protected"
    case .outsideScope: "scope.link-outside-scope"
    }
  }

  package var line: Int? {
    if case .denied(_, let entry) = self { entry.line } else { nil }
  }
}

extension ScopeDecision {
  /// The contract's line that decided; nil where no line speaks.
  package var line: Int? {
    switch self {
    case .allowed(let entry), .denied(let entry), .operationNotGranted(let entry, _): entry.line
    case .outside: nil
    }
  }
}
