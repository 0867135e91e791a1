package import CaskadeSyntax

/// Reads a contract, a policy or a template, and lints it: all that is wrong with one file, in the order of the file.
package enum DocumentLint {
  package static func diagnostics(_ source: SourceText, context: LintContext) -> [Diagnostic] {
    let kind = DocumentKind.of(source)
    let all =
      switch kind {
      case .contract: contract(source, context)
      case .policy: policy(source, context)
      case .template: template(source, context)
      }
    return misnamed(source, kind) + all
  }

  /// By the last two parts of the name: what is linted may be named from anywhere.
  private static func misnamed(_ source: SourceText, _ kind: DocumentKind) -> [Diagnostic] {
    let end = source.name.split(separator: "/").suffix(2).joined(separator: "/")
    let path = RepositoryPath(end)
    // A policy that can't be told for one is a policy all the same.
    let isContract = kind == .contract && source.holdsLine(beginningWith: "caskade:")
    guard path == ContractFolder.policy ? isContract : ContractFolder.isMisnamed(path) else { return [] }
    return [LintProblem.takenName(ContractFolder.name(of: path), kind).diagnostic(at: nil)]
  }

  private static func contract(_ source: SourceText, _ context: LintContext) -> [Diagnostic] {
    let result = ContractReader.read(source)
    if let contract = result.contract {
      return (result.diagnostics + ContractLint.diagnostics(contract, source: source, context: context)).sortedByPlace()
    }
    let blanks = result.blanks.map(LintFinding.blank)
    return (result.diagnosticsBesideBlanks + blanks).sortedByPlace()
  }

  private static func policy(_ source: SourceText, _ context: LintContext) -> [Diagnostic] {
    let result = PolicyReader.read(source)
    guard let policy = result.policy else { return result.diagnostics }
    return (result.diagnostics + PolicyLint.diagnostics(policy, source: source, context: context)).sortedByPlace()
  }

  /// A blank is what a template is for, also where something else than text is meant, as in `expires: <a day>`.
  private static func template(_ source: SourceText, _ context: LintContext) -> [Diagnostic] {
    let result = ContractReader.read(source)
    let beside = result.diagnosticsBesideBlanks
    guard let draft = result.draft else { return beside }
    let lint = ContractLint.diagnostics(
      template: draft, isWhole: result.contract != nil, source: source, context: context)
    return (beside + lint).sortedByPlace()
  }
}
