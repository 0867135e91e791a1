package import CaskadeAgents
import CaskadeSyntax
import CaskadeSystem

/// A contract's export, in place while an agent runs under it.
package struct RunExport {
  /// By which a program finds its brief.
  package static let briefVariable = "CASKADE_BRIEF"

  /// The system takes no word of more than 128 KiB.
  private static let mostBrief = 64 << 10

  /// Whose export a run wants.
  package enum Wish: Sendable {
    case none
    /// That of the agent whose program is started, else the brief alone.
    case byProgram
    case of(Agent)
  }

  let command: [String]
  let variables: [String: String]
  let agent: Agent?
  /// What was done, and what the agent doesn't enforce, a line each.
  let lines: [String]
  private let desk: ExportDesk?
  private let loan: ExportLoan?

  private init(
    _ command: [String], variables: [String: String] = [:], agent: Agent? = nil, lines: [String] = [],
    desk: ExportDesk? = nil, loan: ExportLoan? = nil
  ) {
    (self.command, self.variables, self.agent, self.lines) = (command, variables, agent, lines)
    (self.desk, self.loan) = (desk, loan)
  }

  /// - Parameter command: as the person gave it.
  init(_ wish: Wish, contract: String, command: [String], _ session: Session) throws(CommandError) {
    let named = command.first.flatMap(Agent.init(program:))
    switch wish {
    case .none: self.init(command)
    case .of(let agent): try self.init(agent, isOwn: named == agent, contract, command, session)
    case .byProgram:
      if let named {
        try self.init(named, isOwn: true, contract, command, session)
      } else {
        self.init(contract, command, session)
      }
    }
  }

  /// The brief alone, for a program that nobody knows; without it the program starts all the same.
  private init(_ contract: String, _ command: [String], _ session: Session) {
    do throws(CommandError) {
      let desk = try ExportDesk(.brief, contract: contract, base: nil, dialect: .v1, session)
      try desk.deploy(desk.items())
      self.init(command, variables: [Self.briefVariable: desk.folder.appending(ContractBrief.file).text])
    } catch {
      self.init(command, lines: ["the brief isn't in place: \(error.message)"])
    }
  }

  private init(
    _ agent: Agent, isOwn: Bool, _ contract: String, _ command: [String], _ session: Session
  ) throws(CommandError) {
    let desk = try ExportDesk(.agent(agent), contract: contract, base: nil, dialect: .v1, session)
    let lock = try desk.hold()
    let items = try desk.items()
    let place = desk.folder.appending(ContractBrief.file).text
    let text = desk.export.files.first { $0.path == ContractBrief.file }?.text ?? ""
    let launched = LaunchedCommand(
      desk.export.start, command, isAgent: isOwn, environment: session.host.environment,
      brief: text.utf8.count <= Self.mostBrief ? text : "Your brief is the file \(place): read all of it first.")
    let loan = try desk.lend(items, lock)
    self.init(
      launched.words, variables: launched.variables.merging([Self.briefVariable: place]) { $1 }, agent: agent,
      lines: Self.lines(agent, desk, items, launched), desk: desk, loan: loan)
  }

  /// Takes away what lay in the tree, or beside the agent's settings, for the run.
  func takeAway() -> [String] {
    guard let desk, let loan else { return [] }
    return desk.takeBack(loan).map {
      "'\(EscapedText.line($0))' was changed while it ran, and stays\($0.hasPrefix("/") ? "" : ": git shows it now")"
    }
  }

  // MARK: Words

  private static func lines(
    _ agent: Agent, _ desk: ExportDesk, _ items: [ExportDesk.Item], _ launched: LaunchedCommand
  ) -> [String] {
    let inTree = items.filter { $0.file.place == .tree && !$0.isForeign }.map { EscapedText.line($0.file.path) }
    var parts = launched.added
    if !inTree.isEmpty { parts.append("\(inTree.joined(separator: ", ")) until it ends") }
    let how = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    var lines = [
      "\(agent.title) works by the contract's export\(how); \(agent.gap), see \(EscapedText.line(desk.folder.text))/"
        + ExportTarget.fidelityFile
    ]
    if !launched.kept.isEmpty {
      let names = launched.kept.joined(separator: ", ")
      lines.append("\(names): yours stays, and the contract's isn't in force there")
    }
    if launched.brief == .left {
      lines.append(
        "the command has words of its own, so the brief only lies at $\(briefVariable): write "
          + "\(LaunchedCommand.placeholder) where the agent is to read it")
    }
    for path in desk.export.start.displaced where FileSystem.exists(ByteString(path)) {
      lines.append("\(path) doesn't hold for this run: the export's settings take its place")
    }
    if desk.isProgramInside {
      lines.append(
        "the hook starts \(EscapedText.line(desk.request.program)), which lies inside the repository, where the agent may "
          + "write")
    }
    for item in items where item.isForeign && item.standing != .same {
      lines.append(
        "\(EscapedText.line(item.file.path)) is yours and stays as it is, so that the contract's isn't in force there; bring "
          + "this into it:\n\(shown(item.file.text))")
    }
    return lines
  }

  private static func shown(_ text: String) -> String {
    text.split(separator: "\n").map { "    \(EscapedText.line(String($0)))" }.joined(separator: "\n")
  }
}
