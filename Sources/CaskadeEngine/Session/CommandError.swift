import CaskadeContracts
package import CaskadeSyntax
package import CaskadeSystem

/// Why a command could not do what it was asked: one message, one hint, exit status 2.
package struct CommandError: Error, Hashable, Sendable {
  package let message: String
  package let hint: String?
  /// What was printed already, such as the diagnostics of a file, makes the message superfluous.
  package var diagnostics: String = ""
  package var interrupted = false
  /// Nobody reads any more, as in `caskade report | head`: nothing to say, and no success either.
  package var unheard = false

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  package static func usage(_ message: String, hint: String) -> CommandError {
    CommandError(message, hint: hint)
  }

  /// A contract of a name that policy and signers have.
  package static func misnamed(
    _ path: RepositoryPath, hint: String = "give it another name: Contracts/NAME.yaml"
  ) -> CommandError {
    CommandError(LintProblem.takenName(ContractFolder.name(of: path), .contract).message, hint: hint)
  }

  init(_ error: GitError) {
    self.init(error.message, hint: error.hint)
    interrupted = error.kind == .interrupted
  }

  package init(_ error: FileError) {
    self.init(error.message, hint: error.kind == .missing ? "check the name, or the folder: caskade -C DIR ..." : nil)
    interrupted = error.kind == .interrupted
    unheard = error.kind == .closedPipe
  }

  init(_ error: SigningError) {
    self.init(error.message, hint: error.hint)
    interrupted = error.kind == .interrupted
  }

  package init(_ error: ProcessError) {
    self.init(error.message, hint: nil)
  }

  /// A file that can't be read as what it should be: its diagnostics say why.
  package static func unreadable(_ what: String, _ diagnostics: [Diagnostic], in source: SourceText) -> CommandError {
    var error = CommandError("\(what) can't be read", hint: "mend it, and 'caskade lint' until it is silent")
    error.diagnostics = diagnostics.map { DiagnosticRenderer.render($0, in: source) }.joined(separator: "\n")
    return error
  }
}

/// The exit statuses of every verb.
package enum ExitCode: Int32, Sendable, CaseIterable {
  /// Kept, or done, or nothing to say.
  case good = 0
  /// Evaluated: broken, unproven, or problems found.
  case bad = 1
  /// Could not be evaluated.
  case unable = 2
}
