package import CaskadeSyntax

/// The rules of `caskade lint` beyond a file's structure, by their stable identifiers.
package enum LintRule: String, Hashable, Sendable, CaseIterable {
  case blank = "lint.blank"
  case outcome = "lint.outcome"
  case cutShort = "lint.cut-short"
  case duplicate = "lint.duplicate"
  case noPaths = "lint.no-paths"
  case wide = "lint.wide"
  case noMatch = "lint.no-match"
  case misread = "lint.misread"
  case shallow = "lint.shallow"
  case bareExtension = "lint.bare-extension"
  case shadowed = "lint.shadowed"
  case denyAll = "lint.deny-all"
  case protected = "lint.protected"
  case protectedPattern = "lint.protected-pattern"
  case toolConflict = "lint.tool-conflict"
  case policyTool = "lint.policy-tool"
  case noValidation = "lint.no-validation"
  case missingProgram = "lint.missing-program"
  case missingScript = "lint.missing-script"
  case openLine = "lint.open-line"
  case unknownProof = "lint.unknown-proof"
  case unknownAfter = "lint.unknown-after"
  case hiddenSummary = "lint.hidden-summary"
  case statusLost = "lint.status-lost"
  case passesEmpty = "lint.passes-empty"
  case noStop = "lint.no-stop"
  case unknownArea = "lint.unknown-area"
  case budget = "lint.budget"
  case policyBudget = "lint.policy-budget"
  case retiredTemplate = "lint.retired-template"
  case noBranch = "lint.no-branch"
  case noExpires = "lint.no-expires"
  case expired = "lint.expired"
  case band = "lint.band"
  case emptyArea = "lint.empty-area"
  case bandOrder = "lint.band-order"
  case unsatisfiable = "lint.unsatisfiable"
  case noSigner = "lint.no-signer"
  case takenName = "lint.taken-name"
  case unusedGroup = "lint.unused-group"
  case expiredAllowance = "lint.expired-allowance"
  case wideAllowance = "lint.wide-allowance"
  case checksWide = "lint.checks-wide"

  /// An error where the file can't be meant as it stands.
  package var severity: Diagnostic.Severity {
    switch self {
    case .blank, .misread, .unsatisfiable, .noSigner, .takenName, .denyAll, .toolConflict, .policyTool, .unknownArea,
      .policyBudget, .unknownProof:
      .error
    case .outcome, .cutShort, .duplicate, .noPaths, .wide, .noMatch, .shallow, .bareExtension, .shadowed, .protected,
      .unknownAfter, .protectedPattern, .noValidation, .missingProgram, .missingScript, .hiddenSummary, .statusLost,
      .passesEmpty,
      .noStop, .budget, .retiredTemplate, .noBranch,
      .noExpires,
      .expired, .band, .emptyArea, .bandOrder, .unusedGroup, .expiredAllowance, .wideAllowance, .checksWide:
      .warning
    case .openLine: .note
    }
  }

  /// What the rule finds, in one line.
  package var summary: String {
    switch self {
    case .blank: "a blank of the template was never filled in: 'TODO', '<...>', 'your-team'"
    case .outcome: "the outcome says no more than the title, so nobody can check it"
    case .cutShort: "YAML reads the rest of a value as a comment: 'make test #fast'"
    case .duplicate: "the same entry stands twice"
    case .noPaths: "nothing is allowed to change"
    case .wide: "an allow pattern takes in the whole repository"
    case .noMatch: "a pattern matches no file of the repository"
    case .misread: "a pattern that means something else than it looks like, and so restricts nothing"
    case .shallow: "a pattern such as 'docs/*' leaves out what lies deeper"
    case .bareExtension: "a pattern such as '*.ext' leaves out the files that lie deeper"
    case .shadowed: "all that an allow pattern matches is denied"
    case .denyAll: "all that is allowed is denied"
    case .protected: "a protected file is named, which asks for the high band"
    case .protectedPattern: "a pattern covers protected files, which only their very path opens"
    case .toolConflict: "a tool is both allowed and denied"
    case .policyTool: "a tool is allowed that the policy denies"
    case .noValidation: "no command shows that the outcome is reached"
    case .missingProgram: "a command's program is not on this machine"
    case .missingScript: "a command's script is not in the repository"
    case .openLine: "an acceptance line has no proof, so a person decides it"
    case .unknownProof: "the proof of an acceptance line names no validation command"
    case .unknownAfter: "the contract waits for one that isn't here, or for itself"
    case .hiddenSummary: "a command hides what its test runner says of how much it ran"
    case .statusLost: "a command's exit status isn't that of its check: '|| true', a pipe, ';', '&'"
    case .passesEmpty: "a command passes where it has nothing to check: '--passWithNoTests', '--collect-only'"
    case .noStop: "no condition stops the run"
    case .unknownArea: "a stop condition names an area that the policy doesn't have"
    case .budget: "a limit on files is larger than the repository"
    case .policyBudget: "a limit is larger than the policy permits in the contract's band"
    case .retiredTemplate: "the contract comes from a template that the policy has retired"
    case .noBranch: "the contract governs every branch"
    case .noExpires: "the contract never expires"
    case .expired: "the contract is no longer in force"
    case .band: "the declared band is below the one that the granted paths ask for"
    case .emptyArea: "an area of the policy has no paths"
    case .bandOrder: "a band of the policy asks for less than the one below it"
    case .unsatisfiable: "the policy asks for signatures that nobody can give"
    case .noSigner: "no line of the signers' file counts"
    case .takenName: "a file is called like policy or signers, and is neither"
    case .unusedGroup: "no band of the policy asks for a group"
    case .expiredAllowance: "an allowance for a secret is no longer in force"
    case .checksWide: "an entry of checks_may_change covers more than half of the tests"
    case .wideAllowance: "an allowance for secrets takes in the whole repository"
    }
  }
}
