import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// `caskade amend`: writes into a contract what the run needed, for a person to approve.
struct AmendCommand: Command {
  private let contract, base, head: String?

  static let words = CommandWords(
    name: "amend", group: .after, summary: "write into a contract what the run needed, for a person to approve",
    examples: ["caskade amend login-redirect"],
    exits: "0 all that was needed is in it, 1 a person has to grant the rest, 2 it could not be amended")

  init(_ read: inout ArgumentReader) {
    contract = read.optionalOperand("[CONTRACT]", .contract)
    base = read.value("--base", "REV", "what to compare with, as for check")
    head = read.value("--head", "REV", "whose changes are needed; without it the working tree's")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    try Session.run(host) { (session) throws(CommandError) in try amend(session) }
  }

  private func amend(_ session: Session) throws(CommandError) -> ExitCode {
    let host = session.host
    let shown = try ShownContract(contract, base: base, session)
    guard let path = shown.path, ContractFolder.holdsContract(path) else {
      throw CommandError(
        "'\(shown.name)' is not a contract of this repository", hint: "amend what lies at Contracts/NAME.yaml")
    }
    let comparison = try BaseAndHead(CheckOptions(base: base, head: head), session)
    let facts = try ChangeFacts(comparison, session)
    let own = ContractStanding(source: .base, path: path, name: path.display, why: "", amendment: nil)
    let changes = facts.changes.changes.filter { !own.isOwn($0.path) }
    let amendment: ContractAmendment
    do throws(ContractAmendment.Failure) {
      amendment = try ContractAmendment(shown.source, shown.contract, changes: changes, policy: comparison.policy)
    } catch {
      throw Self.failure(error, path)
    }
    let left = amendment.omissions.map { "  \($0.what): \($0.reason)" }
    guard amendment.bytes != shown.source.bytes else {
      try host.write(
        left.isEmpty
          ? "\(path.display) allows all that the run needed: nothing to amend\n"
          : "\(path.display) stays as it is. Only a person can grant the rest:\n" + left.joined(separator: "\n") + "\n")
      return left.isEmpty ? .good : .bad
    }
    let file = session.repository.location.workTree.appending(ByteString(bytes: path.bytes))
    try touching(AtomicFile.write(amendment.bytes, to: file, replacing: true))
    var lines = ["\(path.display) is amended: \(amendment.difference.changes.map(\.text).joined(separator: ", "))"]
    if !left.isEmpty { lines += ["Only a person can grant the rest:"] + left }
    let name = ContractFolder.name(of: path)
    lines += [
      "Nobody has approved it yet: until then the version on \(comparison.base.name) judges.", "next:",
      "  1. review what it grants now: caskade show \(name)",
      "  2. a person approves it: caskade approve \(name), or merges it to \(comparison.base.name)",
    ]
    try host.write(lines.joined(separator: "\n") + "\n")
    return left.isEmpty ? .good : .bad
  }

  private static func failure(_ failure: ContractAmendment.Failure, _ path: RepositoryPath) -> CommandError {
    switch failure {
    case .noPlaceForPaths(let lines):
      var error = CommandError(
        "'\(path.display)' has no list of paths with an entry on each line", hint: "put these lines below 'allow:'")
      error.diagnostics = lines.map { "    \($0)" }.joined(separator: "\n")
      return error
    case .unreadable:
      return CommandError(
        "'\(path.display)' can't be amended line by line", hint: "write what check lists into it by hand")
    }
  }
}
