import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade show`: one page to review before a contract is approved.
struct ShowCommand: Command {
  private enum Format: String, OptionChoice { case text, markdown, json }

  private let contract, base: String?
  private let format: Format
  private let listsFiles: Bool
  private let paths: [String]

  static let words = CommandWords(
    name: "show", group: .before, summary: "show on one page what a contract grants",
    examples: ["caskade show login-redirect", "caskade show login-redirect --why Sources/Login/Keychain.swift"])

  init(_ read: inout ArgumentReader) {
    contract = read.optionalOperand("[CONTRACT]", .contract)
    base = read.value("--base", "REV", "where the approved contract is")
    format = read.choice(
      "--format", "FORMAT",
      "text (default), markdown for a pull request, or json: the contract in canonical form, all defaults written out",
      standard: .text)
    listsFiles = read.flag("--files", "list the tracked files in scope, with the entry that decides")
    paths = read.values("--why", "PATH", "explain one path for each operation; may be repeated")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    try Session.run(host) { (session) throws(CommandError) in
      let shown = try ShownContract(contract, base: base, session)
      // A single path or a list of files needs nothing of owners, history and others.
      let isWhole = format != .text || (paths.isEmpty && !listsFiles)
      let facts = isWhole ? try ReviewReader(shown, session, now: WallClock.seconds()).facts() : ReviewFacts()
      let page = ContractPage(
        contract: shown.contract, name: shown.name, approval: shown.approval, policy: shown.policy,
        tracked: shown.tracked, facts: facts)
      if format == .json {
        try host.write(JSONWriter(.pretty, order: .sorted).bytes(page.json) + [0x0A])
      } else if format == .markdown {
        try host.write(page.markdown)
      } else if !paths.isEmpty {
        for path in paths { try host.write(page.why(try Self.repositoryPath(path, session))) }
      } else if listsFiles {
        try host.write(page.files)
      } else {
        try host.write(
          page.text(width: TerminalScreen(host).width ?? .max, isColored: host.isColored(.output)))
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
