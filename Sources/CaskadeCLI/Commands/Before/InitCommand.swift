import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade init`: sets a repository up. Every file is shown before it is written, and none is ever replaced.
struct InitCommand: Command {
  private let principal, key: String?
  private let asks, onlyChecks: Bool

  static let words = CommandWords(
    name: "init", group: .before, summary: "set a repository up: policy, signers, CI gate; shows each file first",
    examples: ["caskade init", "caskade init --check"],
    exits: "0 all is there, 1 something is missing or was declined, 2 it could not be written")

  init(_ read: inout ArgumentReader) {
    principal = read.value("--as", "PRINCIPAL", "your name among the signers; git's user.email when left out")
    key = read.value(
      "--key", "FILE", "your key; else git's user.signingkey (gpg.format ssh), else the agent's first key")
    asks = !read.flag("--yes", "write without asking")
    onlyChecks = read.flag("--check", "write nothing; say what is missing")
  }

  private enum State {
    case present(RepositoryPath)
    /// It is there, and lacks a line.
    case incomplete(RepositoryPath, line: String)
    case missing
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    try Session.run(host) { (session) throws(CommandError) in
      let setup = try files(session)
      return onlyChecks ? try Self.check(setup, session) : try write(setup, session)
    }
  }

  private func files(_ session: Session) throws(CommandError) -> SetupFiles {
    let revisions = session.repository.revisions
    // Before the first commit there is a branch all the same, and no way to ask for it that can't fail.
    let base = (try? revisions.usualBase(target: nil).branch) ?? "main"
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
    return SetupFiles(base: base, signer: signer, owner: mail)
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
      let place = root.appending(ByteString(bytes: path.bytes))
      guard FileSystem.exists(place) else { continue }
      guard let line = file.needs else { return .present(path) }
      let bytes = try touching(FileReader.read(place, limit: 4 << 20))
      let text = String(decoding: bytes, as: UTF8.self)
      let first = String(file.text.prefix { $0 != "\n" })
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
      case .missing:
        isComplete = false
        try session.host.write("missing  \(file.path.display)\n")
      }
    }
    if !isComplete { try session.host.write("next: caskade init\n") }
    return isComplete ? .good : .bad
  }

  private func write(_ setup: SetupFiles, _ session: Session) throws(CommandError) -> ExitCode {
    let host = session.host
    let root = session.repository.location.workTree
    var isComplete = true
    var written: [RepositoryPath] = []
    for file in setup.files {
      switch try Self.state(file, session) {
      case .present(let path): try host.write("\(path.display) is there, and stays as it is\n")
      case .incomplete(let path, let line):
        isComplete = false
        try host.write("\(path.display) stays as it is; add to it: \(EscapedText.line(line))\n")
      case .missing:
        try host.write("\(file.path.display):\n" + Self.shown(file) + "\n")
        if asks {
          guard try Self.agrees(to: file.path, host) else {
            isComplete = false
            continue
          }
        }
        let place = root.appending(ByteString(bytes: file.path.bytes))
        let folder = root.appending(ByteString(bytes: file.path.parent?.bytes ?? []))
        try touching { () throws(FileError) in
          try FileSystem.createFolders(folder)
          try AtomicFile.write(Array(file.text.utf8), to: place, replacing: false)
        }
        written.append(file.path)
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
      if written.contains(PipelineJob.path) {
        try host.write(
          "then: set the repository's variables \(PipelineJob.address) and \(PipelineJob.digest): the job takes caskade from "
            + "there\n")
      }
    }
    return isComplete ? .good : .bad
  }

  private static func agrees(to path: RepositoryPath, _ host: Host) throws(CommandError) -> Bool {
    guard StandardStream.inputIsTerminal, StandardStream.error.isTerminal else {
      throw CommandError(
        "there is no terminal to ask whether '\(path.display)' may be written", hint: "say --yes to have it written")
    }
    try? StandardStream.error.write("Write it? [y/N] ")
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
