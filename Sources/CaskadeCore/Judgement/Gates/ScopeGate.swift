package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Gate `scope`: every changed path may be changed so, by an entry of the contract.
package struct ScopeGate: GateRule {
  package static let name = GateName.scope
  package static let question =
    "is every change inside `allow`, outside `deny`, by an allowed operation?"
  package static let demand = GateDemand.always
  package static let rules = FindingRule.ofScope
  package static let reproduction = Reproduction.difference
  package static let rankOfWholeChange: Int? = 1

  private let input: JudgementInput
  private let wording: PathWording
  private var findings: [Finding] = []
  private var judged = 0
  private var outside = 0

  package static func ruling(on input: JudgementInput) -> Ruling {
    var gate = ScopeGate(input)
    for decision in input.paths.changes { gate.judge(decision) }
    for path in input.nestedRepositories { gate.judgeNested(path) }
    for path in input.refused { gate.judgeRefused(path) }
    for path in input.unreadableSubmodules { gate.judgeUnreadable(path) }
    for decision in input.paths.passing where !decision.isGuarded && !decision.scope.isAllowed {
      gate.findings.append(decision.finding(.scope))
    }
    let notes = input.origin.brought.map { work in
      Finding(
        .note, gate: .scope, rule: .scopeOtherWork, path: nil, work.message(base: input.baseName),
        hint: work.hint(branch: input.branch))
    }
    return Ruling(gate.answer, findings: notes, ofChanges: gate.findings)
  }

  private init(_ input: JudgementInput) {
    self.input = input
    wording = input.wording
  }

  private var answer: Gate {
    let inside = judged - outside
    return Gate(
      .scope, outside == 0 ? .pass : .fail, required: true,
      summary: "\(inside) of \(judged.counted("changed file")) "
        + "\(inside == 1 || judged == 1 ? "is" : "are") inside the approved paths")
  }

  private mutating func judge(_ decision: PathDecision) {
    judged += 1
    let change = decision.change
    if !decision.scope.isAllowed {
      let isAmendable = decision.rule == nil && decision.scope.isAmendable && change.path.isUTF8
      findings.append(
        Finding(
          .error, gate: .scope, rule: Self.rule(of: decision.scope), path: change.path,
          wording.scope(change, decision.scope), hint: wording.undo(change, isAmendable: isAmendable),
          contractLine: decision.scope.line))
    }
    if let link = decision.link {
      findings.append(
        Finding(
          .error, gate: .scope, rule: link.rule, path: change.path, wording.link(change, link),
          hint: wording.undo(change, isAmendable: false), contractLine: link.line))
    }
    if !decision.scope.isAllowed || decision.link != nil { outside += 1 }
  }

  private static func rule(of decision: ScopeDecision) -> FindingRule {
    switch decision {
    case .allowed, .outside: .scopeOutside
    case .denied: .scopeDenied
    case .operationNotGranted(_, let granted): granted == [.submodule] ? .scopeOutside : .scopeOperation
    }
  }

  /// What is inside a repository of its own is in no tree of this one: it can't be judged, so it can't stay.
  private mutating func judgeNested(_ path: RepositoryPath) {
    add(
      .scopeNestedRepository, path, "a repository of its own that is no submodule: nothing in it can be judged",
      hint: "ask whose it is: its owner moves it out of the tree, or has a person approve it as a submodule")
  }

  /// Git stores no file of such a name, so no tree holds it; a disk does.
  private mutating func judgeRefused(_ path: RepositoryPath) {
    add(
      .scopeRefusedName, path,
      "git refuses to store a file of this name or kind: it is in the working tree, and in no tree that is judged",
      hint: "remove it (rm -- \(ShellWord.quoted(path)))")
  }

  /// Whether it was changed is unknown, and what isn't known is no pass.
  private mutating func judgeUnreadable(_ path: RepositoryPath) {
    add(
      .scopeUnreadableSubmodule, path,
      "a submodule in which git finds no commit: nobody can say at which one it is",
      hint: "set it up again (git submodule update --init -- \(ShellWord.quoted(path))), or empty its folder")
  }

  private mutating func add(_ rule: FindingRule, _ path: RepositoryPath, _ message: String, hint: String) {
    judged += 1
    outside += 1
    findings.append(Finding(.error, gate: .scope, rule: rule, path: path, message, hint: hint))
  }
}

extension PassingDecision {
  /// What was changed and changed back is in no difference of two trees, but in the history.
  func finding(_ gate: GateName) -> Finding {
    Finding(
      .note, gate: gate, rule: .scopeChangedAndBack, path: change.path,
      "changed by commit \(change.commit.short) of the branch, and as it was in the end",
      hint: "git show \(change.commit.short) -- \(ShellWord.quoted(change.path))", contractLine: scope.line)
  }
}
