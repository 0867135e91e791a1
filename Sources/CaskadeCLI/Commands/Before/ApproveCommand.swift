import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade approve`: shows what a contract grants, and signs the very bytes that it showed.
struct ApproveCommand: Command {
  private enum Format: String, OptionChoice { case text, json }

  private let wish: ApprovalDraft.Wish
  private let asks, isDry: Bool
  private let format: Format
  private let action: Action

  private enum Action { case sign, list, revoke }

  static let words = CommandWords(
    name: "approve", group: .before, summary: "sign a contract: a person's word that exactly this may be done",
    examples: [
      "caskade approve login-redirect", "caskade approve login-redirect --key ~/.ssh/id_ed25519_sk.pub",
      "caskade approve --list",
    ],
    exits: "0 signed, listed or removed, 1 not signed as the person didn't want to, 2 it could not be signed")

  init(_ read: inout ArgumentReader) {
    var wish = ApprovalDraft.Wish()
    wish.contract = read.optionalOperand("[CONTRACT]", .contract)
    wish.principal = read.value(
      "--as", "PRINCIPAL", "your name in Contracts/allowed_signers; else the one that has your key")
    wish.key = read.value(
      "--key", "FILE",
      "the key to sign with; else git's user.signingkey (gpg.format ssh), else the agent's first key, else ~/.ssh")
    wish.band = read.value("--band", "BAND", "the highest band that you approve it for: low, medium or high")
    wish.expires = read.value(
      "--expires", "DATE", "the last day on which the approval counts; the contract's own when left out")
    wish.note = read.value("--note", "TEXT", "one line that is signed with it")
    wish.base = read.value("--base", "REV", "the branch that the work is for")
    wish.branch = read.value("--branch", "NAME", "approve it for this branch alone")
    self.wish = wish
    asks = !read.flag("--yes", "sign without asking: for a script that a person started")
    let lists = read.flag("--list", "list the approvals, and whether they count; sign nothing")
    let revokes = read.flag("--revoke", "remove your approval; sign nothing")
    isDry = read.flag("--dry-run", "show what would be signed; sign and write nothing")
    format = read.choice("--format", "FORMAT", "of the list: text (default) or json", standard: .text)
    if format != .text, !lists {
      read.refuse(CommandError("'--format' is for '--list'", hint: "leave one of the two out, or add '--list'"))
    }
    if isDry, lists || revokes {
      read.refuse(CommandError("'--dry-run' is for signing", hint: "leave it out"))
    }
    if lists, revokes {
      read.refuse(CommandError("'--list' and '--revoke' are two things", hint: "leave one of the two out"))
    }
    action = lists ? .list : revokes ? .revoke : .sign
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    try Session.run(host) { (session) throws(CommandError) in
      switch action {
      case .sign: return try sign(session)
      case .list:
        return try ApprovalListing(of: wish.contract, base: wish.base, branch: wish.branch, session)
          .write(asJSON: format == .json)
      case .revoke: return try revoke(session)
      }
    }
  }

  private func sign(_ session: Session) throws(CommandError) -> ExitCode {
    let host = session.host
    guard !asks || isDry || (StandardStream.inputIsTerminal && StandardStream.error.isTerminal) else {
      throw CommandError(
        "an approval is a person's word, and there is no terminal to ask at",
        hint: "start it at a terminal, or say --yes in a script that a person started")
    }
    let program = try session.signingProgram()
    let now = WallClock.seconds()
    if let path = RuleApprovalDraft.path(wish.contract, session) {
      let draft = try RuleApprovalDraft(of: path, wish, program, session, now: now)
      try host.write(Self.page(draft))
      if isDry { return Self.nothing(host) }
      let paper = Paper(
        header: draft.header, key: draft.key, bytes: draft.bytes, message: draft.message, contract: path,
        file: draft.file)
      guard try sign(paper, program, session) else { return .bad }
      try host.write(Self.next(draft))
      return .good
    }
    let draft = try ApprovalDraft(wish, program, session, now: now)
    try host.write(try Self.page(draft, session))
    if isDry { return Self.nothing(host) }
    let paper = Paper(
      header: draft.header, key: draft.key, bytes: draft.shown.source.bytes, message: draft.message,
      contract: draft.path, file: draft.file)
    guard try sign(paper, program, session) else { return .bad }
    try host.write(Self.next(draft))
    return .good
  }

  private static func nothing(_ host: Host) -> ExitCode {
    host.note("caskade: nothing was signed (--dry-run)")
    return .good
  }

  /// What is signed, and where the signature goes.
  private struct Paper {
    let header: ApprovalHeader
    let key: SigningKey
    /// Of the file that is approved.
    let bytes: [UInt8]
    let message: [UInt8]
    let contract: RepositoryPath
    let file: RepositoryPath
  }

  /// - Returns: false where the person didn't want to.
  private func sign(
    _ paper: Paper, _ program: SigningProgram, _ session: Session
  ) throws(CommandError) -> Bool {
    let host = session.host
    if asks {
      try? StandardStream.error.write("Sign it as \(paper.header.principal.text)? Type yes: ")
      let interruption = host.interruption
      let answer = try touching(TypedAnswer.line(interruption: interruption))
      guard answer == "yes" else {
        host.note("caskade: nothing was signed")
        return false
      }
    }
    let environment = host.environment
    let armour = try signing(program.sign(paper.message, key: paper.key.file, environment: environment))
    let bytes = ApprovalFile.bytes(header: paper.header, armour: armour)
    try Self.proof(bytes, paper, program)
    let root = session.repository.location.workTree
    let file = root.appending(paper.file)
    let folder = root.appending(ByteString(bytes: ContractStanding.approvals(of: paper.contract).bytes))
    try touching { () throws(FileError) in
      try FileSystem.createFolders(folder)
      try AtomicFile.write(bytes, to: file, replacing: true)
    }
    return true
  }

  /// What was signed is read and verified as a check will do it, before anybody relies on it.
  private static func proof(
    _ bytes: [UInt8], _ paper: Paper, _ program: SigningProgram
  ) throws(CommandError) {
    guard let file = try? ApprovalFile(bytes), file.header == paper.header, file.signature.key == paper.key.key else {
      throw CommandError("ssh-keygen signed with another key than '\(paper.key.origin)'", hint: "name it: --key FILE")
    }
    guard !file.signature.isUntouched else {
      throw CommandError(
        "the security key signed without being touched, and such an approval doesn't count",
        hint: "sign with one that asks for a touch: ssh-keygen -t ed25519-sk")
    }
    let question = SigningProgram.Question(
      principal: paper.header.principal, signature: file.signature,
      message: file.signedBytes(contract: paper.bytes))
    let answers = try signing(program.verify([question]))
    guard answers.count == 1, answers[0].isGood else {
      throw CommandError("the new signature can't be verified", hint: nil)
    }
  }

  private static func page(_ draft: ApprovalDraft, _ session: Session) throws(CommandError) -> String {
    let shown = draft.shown
    let page = ContractPage(
      contract: shown.contract, name: shown.name, approval: shown.approval, policy: shown.policy,
      tracked: shown.tracked, facts: try ReviewReader(shown, session, now: WallClock.seconds()).facts())
    let text = page.text(
      width: TerminalScreen(session.host).width ?? .max, isColored: session.host.isColored(.output), marksRiskiest: true
    )
    let header = draft.header.text.split(separator: "\n").map { "  \(EscapedText.line(String($0)))" }
    var lines = [text, "You sign, above the contract's \(shown.source.bytes.count) bytes:"]
    lines += header
    lines.append("with \(draft.key.origin): \(draft.key.key.text)")
    if let approved = try amended(draft) { lines += [""] + approved }
    lines += draft.doubts.map { "\nwarning: \($0)" }
    if let riskiest = page.riskiest { lines.append("\nThe riskiest of it: \(riskiest)") }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// What it grants beyond the version on the base, where there is one.
  private static func amended(_ draft: ApprovalDraft) throws(CommandError) -> [String]? {
    guard let source = try draft.shelf.source(of: draft.path), source.bytes != draft.shown.source.bytes,
      let old = ContractReader.read(source).contract
    else { return nil }
    let difference = AuthorityDifference(from: old, to: draft.shown.contract, policy: draft.shown.policy)
    return ["Against the version on \(draft.tip.name):"] + difference.lines.map { "  \($0)" }
  }

  private static func next(_ draft: ApprovalDraft) throws(CommandError) -> String {
    let isOnBase = draft.shelf.blob(at: draft.path) != nil
    let isSame = try draft.shelf.source(of: draft.path)?.bytes == draft.shown.source.bytes
    let place =
      isSame && isOnBase
      ? "It counts once it is merged to \(draft.tip.name), where the contract is"
      : "It counts on this branch with the contract, and on \(draft.tip.name) once both are merged"
    return
      "\(draft.file.display) is written.\nnext: git add Contracts && git commit -m 'Approve \(ContractFolder.name(of: draft.path))'\n\(place).\n"
  }

  // MARK: Taking it back

  /// What the approval is of, and the name of the base.
  private func approved(_ session: Session) throws(CommandError) -> (RepositoryPath, base: String) {
    if let path = RuleApprovalDraft.path(wish.contract, session) {
      return (path, try BaseAndHead.base(wish.base, session).name)
    }
    let shown = try ShownContract(wish.contract, base: wish.base, session)
    guard let path = shown.path else {
      throw CommandError("'\(shown.name)' is not a contract of this repository", hint: nil)
    }
    return (path, shown.tip?.name ?? "the base")
  }

  private func revoke(_ session: Session) throws(CommandError) -> ExitCode {
    let (path, base) = try approved(session)
    let mail = try asking(session.repository.setting("user.email"))
    guard let principal = (wish.principal ?? mail).flatMap({ Principal($0) }) else {
      throw CommandError("whose approval? git's user.email names nobody", hint: "say it: --as dev@example.com")
    }
    let name = RepositoryPath(
      bytes: ContractStanding.approvals(of: path).bytes + Array("/\(principal.text).approval".utf8))
    let file = session.repository.location.workTree.appending(name)
    guard FileSystem.exists(file) else {
      throw CommandError(
        "there is no approval '\(name.display)' in the working tree",
        hint: "caskade approve --list shows which there are; --as NAME names another signer")
    }
    try touching(FileSystem.remove(file))
    let isRule = ContractFile(path)?.isRule ?? false
    let then =
      isRule
      ? "It counted for the change on this branch alone." : "then: merge it to \(base): until then it counts"
    let signers = ContractFolder.signers.display
    let end =
      isRule
      ? "take the key out of \(signers) on \(base)."
      : "close the contract on \(base), or take the key out of \(signers) there."
    let lines = [
      "\(name.display) is removed.", "next: git add -A Contracts && git commit -m 'Revoke approval'", then,
      "An approval that was only on a branch can be put back by whoever writes the branch: to end it for good, "
        + end,
    ]
    try session.host.write(lines.joined(separator: "\n") + "\n")
    return .good
  }
}
