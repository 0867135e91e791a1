import CaskadeContracts
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade show`: one page to review before a contract is approved.
enum ShowCommand {
  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    let format = arguments.value("--format") ?? "text"
    guard format == "text" || format == "json" else {
      throw CommandError("'--format' can't be '\(format)'", hint: "one of: text, json")
    }
    return try Session.run(host) { (session) throws(CommandError) in
      let shown = try ShownContract(arguments.operands.first, base: arguments.value("--base"), session)
      let page = ContractPage(
        contract: shown.contract, name: shown.name, approval: shown.approval, policy: shown.policy,
        tracked: try LintFacts.trackedPaths(session) ?? [])
      let paths = arguments.all("--why")
      if format == "json" {
        try host.write(JSONWriter(.pretty, order: .sorted).bytes(ContractJSON.value(shown.contract)) + [0x0A])
      } else if !paths.isEmpty {
        for path in paths { try host.write(page.why(try repositoryPath(path, session))) }
      } else if arguments.has("--files") {
        try host.write(page.files)
      } else {
        try host.write(page.text)
      }
      return .good
    }
  }

  /// A path from the folder that the person stands in; it need not exist.
  private static func repositoryPath(_ word: String, _ session: Session) throws(CommandError) -> RepositoryPath {
    if let path = session.repository.path(of: session.host.path(word)) { return path }
    guard !word.hasPrefix("/"), !word.split(separator: "/").contains("..") else {
      throw CommandError("'\(word)' is not inside the repository", hint: "give a path from the repository's root")
    }
    return RepositoryPath(word)
  }
}
