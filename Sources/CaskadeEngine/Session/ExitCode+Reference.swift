package import CaskadeSyntax

extension ExitCode {
  /// What it says, whatever the verb.
  package var meaning: String {
    switch self {
    case .good: "kept, or done, or nothing to say"
    case .bad: "evaluated, and broken or unproven; `lint` found problems; with `diff`, authority grew"
    case .unable:
      "could not be evaluated: wrong usage, a contract that can't be read or used, git that failed, a program that is missing"
    }
  }

  /// The page `exit-status`.
  package static var reference: ReferencePage {
    ReferencePage(
      "exit-status", "what the exit statuses mean, everywhere",
      [
        .table(ReferenceTable(["status", "meaning"], allCases.map { ["`\($0.rawValue)`", $0.meaning] })),
        .text(
          """
          A run that was interrupted ends by its signal, as `128 + signal` in a shell, and never with 0. `caskade VERB --help` \
          says what the statuses mean for that verb.
          """),
        .text(
          """
          What the caller leaves out by name, `--skip-validation`, `--only`, `--allow-self-declared` or `--no-base-checks`, \
          keeps the verdict at unproven, and the output says so; that alone doesn't make the status 1. A script that wants a \
          proof uses none of them.
          """),
      ])
  }
}
