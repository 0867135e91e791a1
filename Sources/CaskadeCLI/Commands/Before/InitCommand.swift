import CaskadeAgents
import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade init`: sets a repository up. Every file is shown before it is written, and none is ever replaced.
struct InitCommand: Command {
  private let principal, key: String?
  private let forge: Forge?
  private let asks, onlyChecks, isDry, printsHook, leavesAgents: Bool

  static let words = CommandWords(
    name: "init", group: .before,
    summary: "set a repository up: policy, signers, CI gate, agent skill; shows each file first",
    examples: ["caskade init", "caskade init --check", PushHook.command],
    exits: "0 all is there, 1 something is missing or was declined, 2 it could not be written")

  init(_ read: inout ArgumentReader) {
    principal = read.value("--as", "PRINCIPAL", "your name among the signers; git's user.email when left out")
    key = read.value(
      "--key", "FILE", "your key; else git's user.signingkey (gpg.format ssh), else the agent's first key, else ~/.ssh")
    forge = read.choice(
      "--forge", "FORGE", "whose job to write: github, gitlab or none; else what the remote and the files say")
    leavesAgents = read.flag("--no-agents", "leave out the agents' skill and the paragraph for their instructions")
    asks = !read.flag("--yes", "write without asking")
    onlyChecks = read.flag("--check", "write nothing; say what is missing")
    isDry = read.flag("--dry-run", "show what would be written; write nothing")
    printsHook = read.flag(
      "--pre-push", "print a hook for git that judges each branch before it is pushed; write nothing")
    if printsHook, onlyChecks || isDry || !asks || forge != nil || principal != nil || key != nil {
      read.refuse(CommandError("'--pre-push' goes with nothing else", hint: PushHook.command))
    }
  }

  private enum State {
    case present(RepositoryPath)
    /// It is there, and lacks a line.
    case incomplete(RepositoryPath, line: String)
    /// It is there, and gets these lines at its end.
    case extendable(RepositoryPath, with: String, bytes: [UInt8])
    case missing
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    if printsHook {
      try host.write(PushHook.text)
      return .good
    }
    return try Session.run(host) { (session) throws(CommandError) in
      let setup = try files(session)
      return onlyChecks ? try Self.check(setup, session) : try write(setup, session)
    }
  }

  private func files(_ session: Session) throws(CommandError) -> SetupFiles {
    let revisions = session.repository.revisions
    let base = try asking { () throws(GitError) in try Self.base(revisions) }
    let mail = try asking(session.repository.setting("user.email"))
    var signer: String?
    if !onlyChecks {
      let name = principal ?? mail
      if let key = try signingKey(session) {
        guard let principal = name.flatMap({ Principal($0) }) else {
          throw CommandError("who are you? git's user.email names nobody", hint: "say it: --as dev@example.com")
        }
        signer = "\(principal.text) namespaces=\"\(ApprovalHeader.namespace)\" \(key.key.text)"
      }
    }
    let root = session.repository.location.workTree
    let remote = try asking(session.repository.setting("remote.origin.url"))
    let found = Forge(remote: remote) { FileSystem.exists(root.appending($0)) }
    let instructions =
      [AgentSkill.instructions] + (FileSystem.exists(root.appending(AgentSkill.importer)) ? [AgentSkill.importer] : [])
    return SetupFiles(
      base: base, signer: signer, addsSigner: key != nil, owner: mail, forge: forge ?? found,
      instructions: leavesAgents ? nil : instructions)
  }

  /// Before the first commit there is a branch all the same, and no way to ask for it that can't fail. A git that fails
  /// otherwise is no reason to set up another branch.
  private static func base(_ revisions: RevisionReader) throws(GitError) -> String {
    do throws(GitError) {
      if let base = try revisions.usualBase(target: nil).branch { return base }
    } catch {
      guard case .noBase = error.kind else { throw error }
    }
    do throws(GitError) {
      return try revisions.head().branch ?? "main"
    } catch {
      guard error.kind == .noCommits else { throw error }
      return "main"
    }
  }

  /// A repository can be set up without a key: approvals are then merges.
  private func signingKey(_ session: Session) throws(CommandError) -> SigningKey? {
    let program: SigningProgram
    do throws(CommandError) {
      program = try session.signingProgram()
    } catch {
      if key != nil { throw error }
      return nil
    }
    if let key { return try SigningKey(key, program, session) }
    return try? SigningKey(nil, program, session)
  }

  private static func state(_ file: SetupFiles.File, _ session: Session) throws(CommandError) -> State {
    let root = session.repository.location.workTree
    for path in [file.path] + file.elsewhere {
      let place = root.appending(path)
      guard FileSystem.exists(place) else { continue }
      guard let line = file.needs ?? file.addition else { return .present(path) }
      let bytes = try touching(FileReader.read(place, limit: SourceText.mostBytes))
      let text = String(decoding: bytes, as: UTF8.self)
      if let addition = file.addition, file.marks.isEmpty {
        let lines = text.split(separator: "\n").map(String.init)
        return lines.contains(addition) ? .present(path) : .extendable(path, with: addition, bytes: bytes)
      }
      if let addition = file.addition {
        if file.marks.contains(where: text.contains) { return .present(path) }
        // A link, or one of several names: a new file in its place would part them.
        if FileSystem.isSingleFile(place) { return .extendable(path, with: addition, bytes: bytes) }
        return .incomplete(path, line: file.advice ?? "")
      }
      let first = file.advice ?? String(file.text.prefix { $0 != "\n" })
      return text.contains(line) ? .present(path) : .incomplete(path, line: first)
    }
    return .missing
  }

  private static func check(_ setup: SetupFiles, _ session: Session) throws(CommandError) -> ExitCode {
    var isComplete = true
    for file in setup.files {
      switch try state(file, session) {
      case .present(let path): try session.host.write("present  \(path.display)\n")
      case .incomplete(let path, let line):
        isComplete = false
        try session.host.write("lacks    \(path.display): \(EscapedText.line(line))\n")
      case .missing, .extendable:
        isComplete = false
        try session.host.write("missing  \(file.path.display)\n")
      }
    }
    if !isComplete { try session.host.write("next: caskade init\n") }
    let errors = try LintFacts.errorsOfRules(session)
    for error in errors { try session.host.write("\(error)\n") }
    return isComplete && errors.isEmpty ? .good : .bad
  }

  private func write(_ setup: SetupFiles, _ session: Session) throws(CommandError) -> ExitCode {
    let host = session.host
    let root = session.repository.location.workTree
    var isComplete = true
    var planned: [(path: RepositoryPath, bytes: [UInt8], what: String)] = []
    var extended: Set<RepositoryPath> = []
    for file in setup.files {
      switch try Self.state(file, session) {
      case .present(let path): try host.write("\(path.display) is there, and stays as it is\n")
      case .incomplete(let path, let line):
        isComplete = false
        try host.write("\(path.display) stays as it is; add to it: \(EscapedText.line(line))\n")
      case .extendable(let path, let text, let bytes):
        let lines = text.split(separator: "\n").map { EscapedText.line(String($0)) }
        let what = lines.count == 1 ? "a line" : lines.count.counted("line")
        try host.write("\(path.display) gets \(what):\n" + lines.map { "    \($0)\n" }.joined() + "\n")
        let end: [UInt8] = bytes.last == 0x0A || bytes.isEmpty ? [] : [0x0A]
        let last: [UInt8] = text.hasSuffix("\n") ? [] : [0x0A]
        planned.append((path, bytes + end + Array(text.utf8) + last, "\(lines.count.counted("line")) more"))
        extended.insert(path)
      case .missing:
        try host.write("\(file.path.display):\n" + Self.shown(file) + "\n")
        let lines = file.text.utf8.count { $0 == 0x0A }
        planned.append((file.path, Array(file.text.utf8), lines.counted("line")))
      }
    }
    var written: [RepositoryPath] = []
    if isDry {
      let names = planned.map { "  \($0.path.display), \($0.what)\n" }.joined()
      try host.write(planned.isEmpty ? "Nothing would be written.\n" : "To be written, as shown above:\n\(names)")
      return .good
    }
    if !planned.isEmpty {
      if asks, try !Self.agrees(to: planned.map { ($0.path, $0.what) }, host) {
        isComplete = false
      } else {
        for (path, bytes, _) in planned {
          let place = root.appending(path)
          let folder = root.appending(ByteString(bytes: path.parent?.bytes ?? []))
          try touching { () throws(FileError) in
            try FileSystem.createFolders(folder)
            try AtomicFile.write(bytes, to: place, replacing: extended.contains(path))
          }
          written.append(path)
        }
      }
    }
    if written.contains(ContractFolder.signers), setup.signer == nil {
      try host.write(
        "note: no key of yours was found, so \(ContractFolder.signers.display) names nobody, and no signature counts yet\n"
          + "  hint: add your line to it, of the form that it shows; ssh-keygen -t ed25519-sk makes a key\n")
    }
    if !written.isEmpty {
      let names = written.map { ShellWord.quoted($0) }.joined(separator: " ")
      try host.write("next: git add \(names) && git commit -m 'Set caskade up'\nthen: merge it to the base\n")
      if written.contains(PipelineJob.path) || written.contains(GitLabJob.path) {
        try host.write(
          "then: set the repository's variables \(PipelineJob.address) and \(PipelineJob.digest): the job takes caskade from "
            + "there\n")
      }
      try host.write("also: caskade init --pre-push prints a hook that judges each branch before it is pushed\n")
    }
    return isComplete ? .good : .bad
  }

  /// One question for all of them, behind a list that fits on a screen.
  private static func agrees(
    to planned: [(path: RepositoryPath, what: String)], _ host: Host
  ) throws(CommandError) -> Bool {
    guard StandardStream.inputIsTerminal, StandardStream.error.isTerminal else {
      throw CommandError(
        "there is no terminal to ask whether \(planned.count == 1 ? "this file" : "these files") may be written",
        hint: "say --yes to have it done")
    }
    let width = planned.map { DisplayWidth.of($0.path.display) }.max() ?? 0
    let list = planned.map { "  \($0.path.display.padded(to: width))  \($0.what)\n" }.joined()
    let question = planned.count == 1 ? "Write it? [y/N] " : "Write these \(planned.count) files? [y/N] "
    try? StandardStream.error.write("To be written, as shown above:\n\(list)\(question)")
    let interruption = host.interruption
    let answer = try touching(TypedAnswer.line(interruption: interruption))
    return ["y", "yes"].contains((answer ?? "").lowercased())
  }

  private static func shown(_ file: SetupFiles.File) -> String {
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    if let command = file.printedBy { return "    \(lines.count) lines, as '\(command)' prints them\n" }
    return lines.map { $0.isEmpty ? "\n" : "    \(EscapedText.line(String($0)))\n" }.joined()
  }
}
