import CaskadeCore
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

/// The contract that `show` is about: the working tree's version, which is what a person is about to approve, else the
/// base's.
struct ShownContract {
  let contract: Contract
  let name: String
  let approval: String
  let policy: Policy
  let source: SourceText
  /// Nil for a file outside the repository.
  let path: RepositoryPath?
  /// Where contracts are approved, and what stands there; nil before there is such a branch.
  let tip: Revision?
  let shelf: ContractShelf?

  init(_ word: String?, base: String?, _ session: Session) throws(CommandError) {
    let objects = session.repository.objects
    // A contract can be reviewed before there is a base to approve it on.
    let hasBase = base != nil || (try? session.repository.revisions.usualBase(target: session.ci.targetBranch)) != nil
    let tip = hasBase ? try Comparison.base(base, session) : nil
    var shelf: ContractShelf?
    if let tip { shelf = try ContractShelf(of: tip.commit, objects) }
    policy = try shelf?.policy().policy ?? BuiltInPolicy.policy
    let (source, path) = try Self.source(word, shelf, session)
    let result = ContractReader.read(source)
    guard let contract = result.contract else {
      throw CommandError.unreadable("the contract '\(source.name)'", result.diagnostics, in: source)
    }
    self.contract = contract
    self.source = source
    self.path = path
    self.tip = tip
    self.shelf = shelf
    name = source.name
    let blob = try asking { () throws(GitError) in try objects.hash(source.bytes) }
    if let path, let tip, let approved = shelf?.blob(at: path) {
      approval =
        approved == blob ? "approved: its bytes are on \(tip.name)" : "not approved: \(tip.name) has another version"
    } else {
      approval = "not approved: nobody has merged it to \(tip?.name ?? "a base branch")"
    }
  }

  private static func source(
    _ word: String?, _ shelf: ContractShelf?, _ session: Session
  ) throws(CommandError) -> (SourceText, RepositoryPath?) {
    let root = session.repository.location.workTree
    let name: String
    if let word { name = word } else { name = try onlyOpen(shelf, root) }
    let isName = ContractFolder.isName(name)
    let file = isName ? root.appending("Contracts/\(name).yaml") : session.host.path(name)
    let path = session.repository.path(of: file)
    if FileTree.exists(file) {
      let bytes = try CommittedFile.read(file, limit: 4 << 20, session)
      return (SourceText(name: path?.display ?? EscapedText.line(name), bytes: bytes), path)
    }
    if let path, let source = try shelf?.source(of: path) { return (source, path) }
    throw CommandError(
      "there is no contract '\(name)'", hint: "open contracts are Contracts/NAME.yaml; caskade draft writes one")
  }

  private static func onlyOpen(_ shelf: ContractShelf?, _ root: ByteString) throws(CommandError) -> String {
    let entries = (try? FileTree.entries(of: root.appending("Contracts"))) ?? []
    let present = entries.map { RepositoryPath(bytes: Array("Contracts/".utf8) + $0.bytes) }
    let open = Set(present.filter(ContractFolder.holdsContract) + (shelf?.contracts ?? [])).sorted()
    if open.count == 1 { return ContractFolder.name(of: open[0]) }
    let names = open.map { ContractFolder.name(of: $0) }.joined(separator: ", ")
    throw CommandError(
      open.isEmpty ? "there is no open contract" : "\(open.count) contracts are open: \(names)",
      hint: open.isEmpty ? "write one: caskade draft 'What has to be done'" : "name one of them")
  }
}
