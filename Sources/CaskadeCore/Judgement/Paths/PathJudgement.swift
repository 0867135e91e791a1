import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Judges every changed path by scope, protected set and the stop conditions.
package struct PathJudgement: Sendable {
  package private(set) var findings: [Finding] = []
  /// The number of changes that each gate fails for.
  package private(set) var outsideScope = 0
  package private(set) var protectedFiles = 0
  package private(set) var stopTouched = 0
  package private(set) var judged = 0

  private let input: JudgementInput
  private let wording: PathWording
  private let stops: StopRules
  private var links: LinkJudgement

  package init(_ input: JudgementInput) {
    self.input = input
    wording = PathWording(mergeBase: input.mergeBase, amendment: input.standing.amendCommand)
    stops = StopRules(contract: input.contract, policy: input.policy)
    links = LinkJudgement(input)
    for change in input.judgedChanges { judge(change) }
    for path in input.nestedRepositories { judgeNested(path) }
    for path in input.refused { judgeRefused(path) }
    for path in input.unreadableSubmodules { judgeUnreadable(path) }
    for change in input.passing { note(change) }
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

  /// Whether it was changed is unknown, and what isn't known is no pass.
  private mutating func judgeUnreadable(_ path: RepositoryPath) {
    judged += 1
    outsideScope += 1
    findings.append(
      Finding(
        .error, gate: .scope, rule: "scope.unreadable-submodule", path: path,
        "a submodule in which git finds no commit: nobody can say at which one it is",
        hint: "set it up again (git submodule update --init -- \(ShellWord.quoted(path))), or empty its folder"))
  }

  /// Git stores no file of such a name, so no tree holds it; a disk does.
  private mutating func judgeRefused(_ path: RepositoryPath) {
    judged += 1
    outsideScope += 1
    findings.append(
      Finding(
        .error, gate: .scope, rule: "scope.refused-name", path: path,
        "git refuses to store a file of this name or kind: it is in the working tree, and in no tree that is judged",
        hint: "remove it (rm -- \(ShellWord.quoted(path)))"))
  }

  /// What was changed and changed back is in no difference of two trees, but in the history.
  private mutating func note(_ change: PassingChange) {
    guard !input.standing.isOwn(change.path) else { return }
    let path = FoldedPath(change.path)
    let isNamed = input.areas.index.protectedRule(covering: path) != nil && !input.scope.opens(path, for: .modify)
    let isGuarded = isNamed || change.path.isNamedLikeGitDirectory
    let decision = input.scope.decision(for: .modify, on: path)
    guard isGuarded || !decision.isAllowed else { return }
    findings.append(
      Finding(
        .note, gate: isGuarded ? .protected : .scope, rule: "scope.changed-and-back", path: change.path,
        "changed by commit \(change.commit.short) of the branch, and as it was in the end",
        hint: "git show \(change.commit.short) -- \(ShellWord.quoted(change.path))", contractLine: decision.line))
  }

  /// Every gate says what it has to say; `ChangeFindings` makes one finding of it.
  private mutating func judge(_ change: Change) {
    judged += 1
    let path = FoldedPath(change.path)
    let decision = input.scope.decision(for: change.operation, on: path)
    let link = links.fault(of: change)
    let rule = input.areas.index.protectedRule(covering: path)
    let guarded = rule != nil && !input.scope.opens(path, for: change.operation)

    if change.isGitName {
      findings.append(
        Finding(
          .error, gate: .protected, rule: "protected.git-name", path: change.path, wording.gitName(change),
          hint: PathWording.withoutGitName))
    } else if let rule, guarded {
      add(change, .protected, rule.rule, wording.protected(change, rule, decision), decision.line)
    }
    if !decision.isAllowed {
      add(
        change, .scope, wording.rule(of: decision), wording.scope(change, decision), decision.line,
        isAmendable: rule == nil && decision.isAmendable && change.path.isUTF8)
    }
    if let link { add(change, .scope, link.rule, wording.link(change, link), link.line) }
    if let stop = stops.condition(for: path, touching: { input.areas.touches(of: change) }) {
      stopTouched += 1
      add(change, .stop, stop.rule, wording.stop(change, stop), stop.contractLine, at: stop.line)
    }
    if !decision.isAllowed || link != nil { outsideScope += 1 }
    if guarded || change.isGitName { protectedFiles += 1 }
  }

  private mutating func add(
    _ change: Change, _ gate: GateName, _ rule: String, _ message: String, _ contractLine: Int?, at line: Int? = nil,
    isAmendable: Bool = false
  ) {
    findings.append(
      Finding(
        .error, gate: gate, rule: rule, path: change.path, line: line, message,
        hint: wording.undo(change, isAmendable: isAmendable),
        contractLine: contractLine))
  }
}
