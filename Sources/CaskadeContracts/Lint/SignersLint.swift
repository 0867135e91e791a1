package import CaskadeSyntax

/// Looks whether anybody can sign by a signers' file.
package enum SignersLint {
  /// An error where there are lines, and none counts; at the first of them.
  package static func diagnostics(_ source: SourceText) -> [Diagnostic] {
    let signers = AllowedSigners(source.bytes)
    guard signers.signers.isEmpty, let first = signers.ignored.first else { return [] }
    let range = source.range(of: first.principals.joined(separator: ","), onLine: first.line)
    return [LintProblem.noSigner(line: first.line, first.reason).diagnostic(at: range)]
  }
}
