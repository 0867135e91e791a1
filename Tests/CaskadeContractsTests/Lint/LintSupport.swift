import CaskadeContracts
import CaskadeSyntax

/// A lint's findings as people read them, without excerpts: `3:5: warning: ... [rule]`, then the hint.
func lintLines(_ text: String, name: String = "c.yaml", _ context: LintContext = .nothing) -> [String] {
  let source = SourceText(name: name, text)
  return DocumentLint.diagnostics(source, context: context).map { plainLine($0, in: source) }
}

func plainLine(_ diagnostic: Diagnostic, in source: SourceText) -> String {
  var place = "-"
  if let range = diagnostic.range {
    let start = source.place(at: range.start)
    place = "\(start.line):\(start.column)"
  }
  let hint = diagnostic.hint.map { " / \($0)" } ?? ""
  return "\(place): \(diagnostic.severity.word): \(diagnostic.message) [\(diagnostic.rule)]\(hint)"
}

/// A contract in which a lint finds nothing, with room for what a test is about.
func soundContract(
  title: String = "Fix the login", outcome: String = "Signing in returns the person to the page.",
  allow: [String] = ["Sources/**"], validation: [String] = ["make test"], more: String = ""
) -> String {
  """
  caskade: 1
  title: \(title)
  outcome: \(outcome)
  branch: fix/login
  expires: 2027-01-31
  paths:
    allow:
  \(allow.map { "    - \($0)\n" }.joined())validation:
  \(validation.map { "  - \($0)\n" }.joined())stop_when:
    - more_than: 2 files
  \(more)
  """
}

extension LintContext {
  static let nothing = LintContext(policy: BuiltInPolicy.policy)

  static func repository(
    _ paths: [String], tests: [String]? = nil, today: String = "2026-06-01", policy: Policy = BuiltInPolicy.policy,
    programs: Set<String>? = nil,
    signers: String? = nil
  ) -> LintContext {
    var exists: (@Sendable (String) -> Bool)?
    if let programs { exists = { programs.contains($0) } }
    return LintContext(
      paths: paths.map { RepositoryPath($0) }, tests: tests?.map { RepositoryPath($0) }, today: CalendarDate(today),
      policy: policy, programExists: exists,
      signers: signers.map { AllowedSigners(Array($0.utf8)) })
  }
}
