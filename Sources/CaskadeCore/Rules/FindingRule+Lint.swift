package import CaskadeContracts
import CaskadeSyntax

/// What `caskade lint` finds in a contract, a template or the policy whose structure is sound.
extension FindingRule {
  package static let ofLint = LintRule.allCases.map(FindingRule.init)

  package init(_ rule: LintRule) {
    let severity: Severity =
      switch rule.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    self.init(rule.rawValue, nil, [severity], rule.summary, Self.help(for: rule))
  }

  private static func help(for rule: LintRule) -> RuleHelp {
    switch rule {
    case .blank:
      help(
        "The file still has a placeholder of the template: a TODO, a name in angle brackets, 'your-team'.",
        "A contract with a blank is a draft. Nothing can be judged by it, and 'check' refuses it.",
        "owner: your-team",
        "Write what is meant there, or remove the line.")
    case .outcome:
      help(
        "The outcome repeats the title in other words, or in the same.",
        """
        The outcome is what a reviewer holds the work against. If it only names the topic, everything and nothing
        reaches it.
        """,
        "title: Fix the login loop\noutcome: The login loop is fixed",
        "Say what is true when the work is done, such that somebody can look.")
    case .cutShort:
      help(
        "YAML takes a '#' after a space for the start of a comment, and what follows isn't part of the value.",
        "A command or a path that was cut short is another one than its author sees.",
        "- make test #fast",
        "Quote the value if all of it is meant: 'make test #fast'.",
        "Write '# ' with a space if a comment is meant.")
    case .duplicate:
      help(
        "The same entry stands twice in one list.",
        "One of the two was probably meant to be another one.",
        "allow: [Sources/Login/**, Sources/Login/**]",
        "Remove one of the two, or write what was meant.")
    case .noPaths:
      help(
        "'paths.allow' has no entry, so that every change is outside of the approved paths.",
        "No work can be done under such a contract.",
        "paths:\n  allow: []",
        "List below 'paths: allow:' what may be changed.")
    case .wide:
      help(
        "A pattern below 'paths.allow' matches every file of the repository.",
        "The gate 'scope' then bounds nothing, whatever the run does.",
        "allow: ['**']",
        "Name the folders that the work needs. Whoever finds them too narrow can amend the contract.")
    case .noMatch:
      help(
        "A pattern of the contract or the policy matches no tracked file.",
        """
        It is often misspelt. Below 'allow:' it then grants nothing that was meant, or something that nobody meant later;
        below 'deny:', 'touching:' or 'protected:' it guards nothing.
        """,
        "allow: [Source/Login/**]",
        "Mend the spelling; the hint names what is near.",
        "For files that are yet to come say so: { path: \"Sources/New/**\", may: [create] }.")
    case .misread:
      help(
        """
        A pattern is written in another language, as the repository's files show: brackets that are part of a folder's
        name, the '.*' of a regular expression, a backslash between folders.
        """,
        "It restricts nothing. 'check' doesn't judge by a contract that only seems to deny something.",
        "deny: ['app/[slug]/**']",
        "Write the line of the hint.")
    case .shallow:
      help(
        "A pattern ends in '/*', and the folder has subfolders.",
        "'*' never crosses a '/', so that the pattern leaves out what lies deeper.",
        "deny: [docs/*]",
        "Write 'docs/**' for all below it.",
        "If only the folder's own files are meant, leave it as it is.")
    case .bareExtension:
      help(
        "A pattern without a slash matches at the repository's root only, as paths do here; .gitignore differs.",
        "The files in folders, which are probably meant, are left out.",
        "allow: ['*.swift']",
        "Write '**/*.swift' for every folder, or better the folder that is meant.")
    case .shadowed:
      help(
        "Every file that an entry below 'paths.allow' matches is denied by another, and deny beats allow.",
        "The entry reads like a grant and grants nothing.",
        "allow: [Sources/Login/**]\ndeny: [Sources/**]",
        "Remove one of the two, or narrow the deny.")
    case .denyAll:
      help(
        "One entry below 'paths.deny' covers all that the contract allows.",
        "No change can keep such a contract, so it can't be meant.",
        "allow: [Sources/Login/**]\ndeny: ['**']",
        "Narrow the deny. What isn't allowed is denied anyway.")
    case .protected:
      help(
        "An entry names a protected file by its exact path, which opens it and puts the contract in the high band.",
        "It may be meant. Whoever approves should see it, and the policy asks for more in that band.",
        "allow: [.github/workflows/ci.yml]",
        "If the work doesn't need the file, take the entry out.",
        "If it is about this very file, write 'band: high', and have the contract approved for it.")
    case .protectedPattern:
      help(
        "A pattern covers protected files, and no pattern opens them.",
        "The entry reads like a grant and grants nothing there.",
        "allow: [.github/**]",
        "Take the entry out if the work doesn't need these files.",
        "Else name each file by its exact path, and write 'band: high'.")
    case .toolConflict:
      help(
        "A tool is listed below 'tools.allow' or 'tools.ask', and an entry below 'tools.deny' covers it.",
        "Deny wins, so that the entry is none. It isn't known which of the two was meant.",
        "allow: [{ shell: git push origin }]\ndeny: [{ shell: git push * }]",
        "Remove the entry from the list that allows it.")
    case .policyTool:
      help(
        "A tool is listed below 'tools.allow' or 'tools.ask', and the policy denies it.",
        "No contract can open what the policy denies. The gate 'approval' fails on the same entry.",
        "allow: [{ shell: git push origin }]",
        "Remove the entry. caskade policy show --why tools shows what the policy denies.")
    case .noValidation:
      help(
        "The contract lists no command below 'validation:'.",
        "Without a command nothing shows that the outcome is reached, and gate validation stays unproven.",
        "title: ...\noutcome: ...\npaths: ...",
        "Add commands that fail without the work and pass with it.",
        "If there is truly nothing to run, write 'validation: []', and have that approved.")
    case .missingProgram:
      help(
        "The first word of a command is no program on this machine's PATH.",
        "It is misspelt, or the machine that validates has it and this one doesn't.",
        "validation: [swfit test]",
        "Check its name, or install it where the validation runs.")
    case .missingScript:
      help(
        "A command runs a file of the repository, and the repository has no such file.",
        "The command can't pass anywhere.",
        "validation: [./scripts/test.sh]",
        "Write its path from the repository's root, or from 'dir:'; the hint names what is near.")
    case .openLine:
      help(
        "The line of the outcome names neither a command nor a test, so that every report asks a person about it.",
        "What a machine can tell, nobody has to be asked. What only a person can tell is well placed here.",
        "acceptance:\n  - The session cookie keeps its format.",
        "Add 'proof: COMMAND' or 'test: NAME' where one of them shows it.", "Leave it where a person has to look.")
    case .unknownProof:
      help(
        "A line of 'acceptance:' is to be proven by a command that 'validation:' doesn't have.",
        "The line can never be proven, and every check is unproven for it.",
        "acceptance:\n  - { says: It builds., proof: Biuld }",
        "Write the command's name as it stands below 'validation:', or the command itself where it has none.")
    case .unknownAfter:
      help(
        "'after:' names no contract that is here, open or closed, or the contract itself.",
        "A contract isn't in force before those that it comes after are done: this one never would be.",
        "after: [sesion-store]",
        "Write the name of that contract's file without its ending: session-store for Contracts/session-store.yaml.")
    case .hiddenSummary:
      help(
        """
        The command calls a test runner whose closing lines are read, and a quiet option, a redirection or a filter
        behind it keeps them from being printed.
        """,
        "Then nobody knows whether a test ran, and a check is unproven.",
        "validation: [pytest -q | head -5]",
        "Take what hides them out of the command.",
        "Or have the command write a report, and name it: 'report: build/tests.xml'.")
    case .statusLost:
      help(
        """
        What 'sh -c' ends with is not the status of the command that checks: it stands in a pipe, before '|| true', ';'
        or '&', in a loop or behind '!', or an option of it makes every failure a pass.
        """,
        "A check whose failure nobody is told of can't fail, and proves nothing.",
        "validation: [pytest | tee log.txt]",
        "Write the line of the hint: one command for each entry. Its whole output is kept in the log anyway.")
    case .passesEmpty:
      help(
        """
        By an option, or by what the repository holds, the command passes where it has nothing to check: it only lists
        or builds tests, a target is up to date, a filter selects nothing.
        """,
        "A command that checks nothing passes whatever the work does.",
        "validation: [jest --passWithNoTests]",
        "Write the line of the hint.",
        "For tests that the work is to add say 'on_base: fails' and 'carry:', so that they are seen to run.")
    case .noStop:
      help(
        "The contract has no 'stop_when:'.",
        "Nothing bounds the size of the work, and nothing makes the agent come back and ask.",
        "paths: ...\nvalidation: ...",
        "Add a condition below 'stop_when:', such as '- more_than: 12 files'.")
    case .unknownArea:
      help(
        "A condition says 'area: NAME', and the policy has no area of that name.",
        "The condition can't be judged, and gate stop says so.",
        "stop_when: [{ area: biling }]",
        "Mend the name: caskade policy show --why areas lists them.")
    case .budget:
      help(
        "The limit on files is larger than the number of files in the repository.",
        "Such a limit is never reached, and only looks like one.",
        "stop_when: [{ more_than: 10000 files }]",
        "Write the number of files that the work should need.")
    case .policyBudget:
      help(
        "A limit is larger than what the policy permits in the contract's own band.",
        "No contract can lift the policy's cap. The gate 'budget' fails on the same line.",
        "stop_when: [{ more_than: 100 files }]",
        "Write the policy's number or less; the hint has it.")
    case .retiredTemplate:
      help(
        "The contract says that it was drafted from a template which the policy has retired.",
        "Whoever answers for the template has decided that nothing should begin with it any more.",
        "template: hotfix",
        "Draft it anew from another one: caskade template list. Or ask the template's owner.")
    case .noBranch:
      help(
        "The contract has no 'branch:', so that it governs the work on every branch.",
        "Approved once, it permits the same on every branch that comes.",
        "title: ...\noutcome: ...",
        "Add a line such as 'branch: fix/login-*'.")
    case .noExpires:
      help(
        "The contract has no 'expires:', so that it stays in force until somebody closes it.",
        "A grant without an end outlives the reason for it.",
        "title: ...\noutcome: ...",
        "Add a line such as 'expires: 2027-01-31'.")
    case .expired:
      help(
        "The day of 'expires:' has passed.",
        "The gate 'approval' fails for the contract.",
        "expires: 2026-06-01",
        "If the work is done, close it: caskade close NAME --as done.",
        "Else write a later day, and have the contract approved again.")
    case .band:
      help(
        "The contract declares a band, and grants paths of an area that is of a higher one.",
        "The higher band counts anyway. A reader of the contract should see it.",
        "band: low\npaths:\n  allow: [db/schema.rb]",
        "Declare the higher band, or take the path out.")
    case .emptyArea:
      help(
        "The policy has an area without 'paths:'.",
        "Nothing is in it by its path, so that it guards nothing.",
        "areas:\n  payments: { band: high, paths: [] }",
        "List its patterns below 'paths:', or remove the area.")
    case .bandOrder:
      help(
        "A band of the policy asks for fewer approvals, or for less isolation, than the band below it.",
        "A graver change would then be easier to merge than a lighter one.",
        "bands:\n  medium: { approvals: 2 }\n  high: { approvals: 1 }",
        "Ask in the higher band for at least what the lower one asks for.")
    case .unsatisfiable:
      help(
        """
        A band, or 'policy_changes', asks for more signatures than there are people in 'Contracts/allowed_signers', or
        for one of a group that has no members, or none among the signers.
        """,
        "No contract of the band can ever be approved.",
        "bands:\n  high: { approvals: 2, from: [security] }",
        "Add the missing people's keys to 'Contracts/allowed_signers', and the members to the group.")
    case .noSigner:
      help(
        "'Contracts/allowed_signers' has lines, and none of them counts.",
        "No signature is valid by such a file, so that nobody can approve anything.",
        "ada@example.com ssh-ed25519 AAAA...",
        "Write each line as the hint says: one literal name, the namespace of approvals, and the key.")
    case .takenName:
      help(
        "A file in 'Contracts' is called 'policy' or 'allowed_signers', and is neither the policy nor the signers.",
        "Nothing reads it: it governs no work, and its approvals would be taken for those of policy or signers.",
        "Contracts/policy.yml",
        "Give a contract another name.", "Write the policy to 'Contracts/policy.yaml'.")
    case .unusedGroup:
      help(
        "The policy defines a group, and no band's 'from:' names it.",
        "Whoever wrote it thinks that these people are asked, and they aren't.",
        "groups:\n  security: [ada@example.com]",
        "Name it in a band's 'from:', or remove it.")
    case .expiredAllowance:
      help(
        "The last day of an entry below 'secrets.allow' has passed.",
        "It allows nothing any more. If the text is still there, gate secrets fails when it is next touched.",
        "secrets:\n  allow: [{ path: Tests/keys.pem, reason: test key, expires: 2026-01-31 }]",
        "Remove it if the text is gone.",
        "Else have a later day approved, after looking whether it is still harmless.")
    case .wideAllowance:
      help(
        "A pattern below 'secrets.allow' matches the whole repository.",
        "The gate 'secrets' then finds nothing anywhere.",
        "secrets:\n  allow: [{ path: '**', reason: noise, expires: 2027-01-31 }]",
        "Name the file that holds the harmless text.")
    case .checksWide:
      help(
        "A pattern below 'paths.checks_may_change' matches more than half of the repository's test files.",
        """
        The base's checks are run on the branch's code, but for those that the contract lets change: they are the branch's
        own. What most of the tests would prove, nothing proves then.
        """,
        "paths:\n  checks_may_change: [tests/**]",
        "Name the test files that the outcome makes wrong, each by its path.",
        "Let the branch add new test files: for those no entry is needed.")
    }
  }

  private static func help(_ means: String, _ matters: String, _ example: String, _ settle: String...) -> RuleHelp {
    RuleHelp(means: means, matters: matters, example: example, settle: settle)
  }
}
