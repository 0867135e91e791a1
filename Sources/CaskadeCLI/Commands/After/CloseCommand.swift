import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade close`: moves a contract to `Contracts/closed/`, with a note of how it ended.
struct CloseCommand: Command {
  private enum How: String, OptionChoice { case done, cancelled, takeover }

  private let contract: String
  private let how: How?
  private let why: String?

  static let words = CommandWords(
    name: "close", group: .after, summary: "move a contract to Contracts/closed: done, cancelled or taken over",
    examples: ["caskade close login-redirect --as done"])

  init(_ read: inout ArgumentReader) {
    contract = read.operand("CONTRACT", .contract)
    how = read.choice("--as", "HOW")
    why = read.value("--why", "TEXT", "a reason, kept in the file")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    guard let how else {
      let known = How.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandError("'caskade close' needs to know how it ended", hint: "--as with one of: \(known)")
    }
    return try Session.run(host) { (session) throws(CommandError) in try close(contract, how, session) }
  }

  private func close(_ word: String, _ how: How, _ session: Session) throws(CommandError) -> ExitCode {
    let host = session.host
    let isName = ContractFolder.isName(word)
    let root = session.repository.location.workTree
    let path = isName ? ContractFolder.path(named: word) : session.repository.path(of: host.path(word))
    guard let path, ContractFolder.holdsContract(path) else {
      throw CommandError("'\(word)' is not an open contract", hint: "open contracts are Contracts/NAME.yaml")
    }
    let file = root.appending(path)
    guard FileSystem.exists(file) else {
      throw CommandError("there is no contract '\(path.display)' in the working tree", hint: "ls Contracts")
    }
    let target = RepositoryPath(bytes: ContractFolder.closed.bytes + [UInt8(ascii: "/")] + path.name)
    let closed = root.appending(target)
    guard !FileSystem.exists(closed) else {
      throw CommandError("'\(target.display)' is there already", hint: "rename the contract, or remove the older one")
    }
    var bytes = try touching(FileReader.read(file, limit: SourceText.mostBytes))
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    let reason = why.map { ": \(EscapedText.line($0))" } ?? ""
    bytes += Array("# closed \(Timestamp.text(WallClock.seconds())) as \(how.rawValue)\(reason)\n".utf8)
    try touching { () throws(FileError) in
      try FileSystem.createFolders(root.appending(ContractFolder.closed))
      try AtomicFile.write(bytes, to: closed, replacing: false)
      try FileSystem.remove(file)
    }
    try host.write(
      "\(path.display) is closed as \(how.rawValue): \(target.display)\n"
        + "next: git add Contracts && git commit -m 'Close \(ContractFolder.name(of: path))'\n"
        + "then: merge it to the base, apart from the work: a check of the work refuses it\n"
    )
    return .good
  }
}
