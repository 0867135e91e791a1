package import CaskadeSyntax

extension LintProblem {
  package func diagnostic(at range: SourceRange?, notes: [Diagnostic.Note] = []) -> Diagnostic {
    Diagnostic(rule.severity, rule: rule.rawValue, message, at: range, hint: hint, notes: notes)
  }

  package var message: String {
    switch self {
    case .blank(let text): "a blank is left: '\(text)'"
    case .outcomeRepeatsTitle: "the outcome only repeats the title, so nobody can check it"
    case .cutShort(let kept, let comment): "'\(comment)' is read as a comment, and the value is '\(kept)'"
    case .duplicate(let text, let place): "'\(text)' stands twice in '\(place)'"
    case .noPaths: "'paths.allow' has no entry, so that nothing may be changed"
    case .wide(let pattern): "'\(pattern)' allows the whole repository"
    case .noMatch(let pattern, _): "'\(pattern)' matches no file of the repository"
    case .idle(let pattern, let place, _):
      "'\(pattern)' in '\(place)' matches no file of the repository, and so does nothing"
    case .misread(let pattern, let misreading): Self.misread(pattern, misreading)
    case .shallow(let pattern, let deeper):
      "'\(pattern)' matches only what lies directly there, and not '\(deeper.display)'"
    case .bareExtension(let pattern, let deeper):
      "'\(pattern)' matches only at the root, and not '\(deeper.display)'"
    case .shadowed(let pattern, let deny, let isForGood):
      pattern == deny
        ? "'\(pattern)' is allowed and denied, and deny beats allow"
        : "\(isForGood ? "all" : "every file") that '\(pattern)' allows is denied by '\(deny)'"
    case .denyAll(let deny): "'\(deny)' denies all that the contract allows"
    case .protected(let path, let what): "'\(path.display)' is protected (\(what)), so the band is high"
    case .protectedPattern(let pattern, let what):
      "'\(pattern)' opens nothing: what it covers is protected (\(what))"
    case .toolConflict(let tool, let denied, let list):
      tool == denied
        ? "'\(tool.text)' is both \(Self.past(list)) and denied"
        : "'\(tool.text)' is \(Self.past(list)), and '\(denied.text)' denies it"
    case .policyTool(let tool, let denied, let list):
      "'\(tool.text)' is \(Self.past(list)), and the policy denies '\(denied.text)'"
    case .noValidation: "no validation command shows that the outcome is reached"
    case .missingProgram(let name): "the program '\(name)' can't be found here"
    case .missingScript(let path, _): "'\(path.display)' is not in the repository"
    case .openLine(let says): "nothing proves '\(says)', so a person has to decide it at each check"
    case .unknownProof(let name, _): "no validation command is called '\(name)', so the line can't be proven"
    case .unknownContract(let name, _):
      "no contract here is called '\(EscapedText.line(name))', open or closed, so this one is never in force"
    case .waitsForItself(let name): "the contract comes after itself ('\(name)'), so it is never in force"
    case .hiddenSummary(let runner, let by):
      "\(runner) says at its end how much it ran, and '\(by)' hides that, so that a check is unproven"
    case .flaw(let flaw): flaw.message
    case .noStop: "no condition stops the run"
    case .unknownArea(let name, _): "no area is called '\(name)', so the condition can't be judged"
    case .budget(let limit, let files):
      "the limit of \(StopCondition.Unit.files.counted(limit)) is larger than the repository, which has \(files)"
    case .policyBudget(let limit, let most, let unit, let band):
      "\(unit.counted(limit)) are more than the policy permits in band \(band): \(most)"
    case .retiredTemplate(let name, _): "the policy has retired the template '\(name)'"
    case .noBranch: "no 'branch:', so the contract governs every branch"
    case .noExpires: "no 'expires:', so the contract stays in force forever"
    case .expired(let date): "the contract expired on \(date.text)"
    case .band(let declared, let needed, let pattern, let area):
      "band \(declared.rawValue) is declared, and '\(pattern)' is in the area \(area), band \(needed.rawValue)"
    case .emptyArea(let name): "the area '\(name)' has no paths"
    case .bandOrder(let band, let below): "band \(band.rawValue) asks for less than band \(below.rawValue)"
    case .tooFewSigners(let place, let needed, let people):
      "'\(place)' asks for \(needed.counted("signature")), and \(Self.signersFile) has "
        + (people == 0 ? "nobody who could sign" : "\(people) \(people == 1 ? "person" : "people")")
    case .emptyGroup(let place, let group): "'\(place)' asks for the group '\(group)', which has no members"
    case .foreignGroup(let place, let group):
      "'\(place)' asks for the group '\(group.name)', and no member of it stands in \(Self.signersFile)"
    case .noSigner(let line, let reason):
      "no line of the file counts, so that nobody can approve; line \(line): \(reason.message)"
    case .takenName(let name, .policy):
      "the policy is read from \(ContractFolder.policy.display) alone, not from '\(name)'"
    case .takenName(let name, _):
      "a contract can't be called '\(name)': its approvals would be those of \(ContractFolder.folder.display)/\(name)"
    case .unusedGroup(let name): "no band asks for the group '\(name)'"
    case .expiredAllowance(let pattern, let date): "the allowance for '\(pattern)' expired on \(date.text)"
    case .checksWide(let pattern, let covered, let all):
      "'\(pattern)' in 'paths.checks_may_change' covers \(covered) of the \(all) test files, and what it covers proves "
        + "nothing by the base's checks"
    case .wideAllowance(let pattern): "'\(pattern)' allows secrets in the whole repository"
    }
  }

  package var hint: String? {
    switch self {
    case .blank: "write what is meant here, or remove the line"
    case .outcomeRepeatsTitle: "say what is true when the work is done, such that a reviewer can look"
    case .cutShort(let kept, let comment):
      "quote the value if it is meant ('\(kept) \(comment)'), or write '# ' for a comment"
    case .duplicate: "remove one of the two"
    case .noPaths: "list below 'paths: allow:' what may be changed"
    case .wide: "name the folders that the work needs"
    case .noMatch(let pattern, let suggestion):
      suggestion.map { "did you mean \(YAMLText.anywhere($0))?" }
        ?? "for files that are yet to come write '- { path: \(YAMLText.quoted(pattern)), may: [create] }'"
    case .idle(_, _, let suggestion):
      suggestion.map { "did you mean \(YAMLText.anywhere($0))?" }
        ?? "check how it is spelt; for files that are yet to come it may stay"
    case .misread(_, let misreading):
      "write \(YAMLText.anywhere(misreading.instead))"
        + (misreading.literal.map { " (names that begin with a dot: \(YAMLText.anywhere($0)))" } ?? "")
    case .shallow(let pattern, _): "write \(YAMLText.anywhere(pattern + "*")) for all below it"
    case .bareExtension(let pattern, _): "write '- \"**/\(pattern)\"' for every folder"
    case .shadowed: "remove one of the two, or narrow the deny"
    case .denyAll: "narrow the deny: as it stands the contract can't be kept by any change"
    case .protected: "write 'band: high', and have the contract approved for it"
    case .protectedPattern: "name each file by its very path, and write 'band: high'"
    case .toolConflict(_, _, let list), .policyTool(_, _, let list):
      "remove it from 'tools.\(list.rawValue)': deny beats \(list.rawValue)"
    case .noValidation: "add commands below 'validation:', or write 'validation: []' if there is nothing to run"
    case .missingProgram: "check its name, or install it where the validation runs"
    case .missingScript(_, let suggestion):
      suggestion.map { "did you mean '\($0)'?" } ?? "write its path from the repository's root, or from 'dir:'"
    case .openLine: "add 'proof: COMMAND' or 'test: NAME' if a machine can tell"
    case .unknownProof(let name, let known):
      Suggestion.closest(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? (known.isEmpty ? "add the command below 'validation:'" : "known: \(known.joined(separator: ", "))")
    case .unknownContract(let name, let known):
      Suggestion.closest(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "write the name of a contract's file without its ending, or draft that contract too"
    case .waitsForItself: "name the contract that has to be done first"
    case .hiddenSummary(_, let by): "take '\(by)' out of the command, or name the report that it writes: 'report: PATH'"
    case .flaw(let flaw): flaw.hint
    case .noStop: "add one below 'stop_when:', such as '- more_than: 12 files'"
    case .unknownArea(let name, let known):
      Suggestion.closest(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "known: \(known.sorted().joined(separator: ", "))"
    case .budget: "write the number of files that the work should need"
    case .policyBudget(_, let most, let unit, _): "write 'more_than: \(unit.counted(most))' or less"
    case .retiredTemplate(_, let owner):
      "draft it anew from another one (caskade template list)" + (owner.map { ", or ask \($0)" } ?? "")
    case .noBranch: "add a line such as 'branch: fix/login-*'"
    case .noExpires: "add a line such as 'expires: 2027-01-31'"
    case .expired: "write a later day, and have the contract approved again"
    case .band(_, let needed, _, _): "write 'band: \(needed.rawValue)': the higher band counts anyway"
    case .emptyArea: "list its patterns below 'paths:', or remove the area"
    case .bandOrder(_, let below): "ask for at least what band \(below.rawValue) asks for"
    case .tooFewSigners(_, let needed, let people):
      "add the keys of \(needed - people) more \(needed - people == 1 ? "person" : "people") to \(Self.signersFile)"
    case .emptyGroup(_, let group): "list its members below 'groups.\(group)'"
    case .foreignGroup(_, let group):
      "add the key of \(group.members.prefix(3).joined(separator: " or ")) there, under that very name"
    case .noSigner: "write 'NAME namespaces=\"\(ApprovalHeader.namespace)\" ssh-ed25519 KEY'"
    case .takenName(_, .policy): "move what it says to \(ContractFolder.policy.display)"
    case .takenName: "give it another name: Contracts/NAME.yaml"
    case .unusedGroup: "name it in a band's 'from:', or remove it"
    case .expiredAllowance: "remove it, or have a later day approved"
    case .checksWide: "name the test files that the outcome makes wrong, each by its path"
    case .wideAllowance: "name the file that holds the harmless text"
    }
  }

  private static var signersFile: String { ContractFolder.signers.display }

  private static func misread(_ pattern: String, _ misreading: Misreading) -> String {
    switch misreading.kind {
    case .brackets(let missed):
      "'\(pattern)' reads its brackets as a set of characters, and so doesn't match '\(missed.display)'"
    case .dotStar: "'\(pattern)' matches only names that begin with a dot, and there is none"
    case .backslash: "'\(pattern)' reads its backslash as an escape, and so matches nothing"
    }
  }

  private static func past(_ list: ToolList) -> String {
    switch list {
    case .allow: "allowed"
    case .ask: "asked for"
    }
  }
}
