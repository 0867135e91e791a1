import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade close`: moves a contract to `Contracts/closed/`, with a note of how it ended.
struct CloseCommand: Command {
  private let contract: String
  private let how: ContractClosing?
  private let why: String?
  private let isDry: Bool

  static let words = CommandWords(
    name: "close", group: .after, summary: "move a contract to Contracts/closed: done, cancelled or taken over",
    examples: ["caskade close login-redirect --as done"])

  init(_ read: inout ArgumentReader) {
    contract = read.operand("CONTRACT", .contract)
    how = read.choice("--as", "HOW")
    why = read.value(
      "--why", "REASON[: TEXT]",
      "why, kept in the file; for cancelled and takeover it begins with one of: "
        + ClosingReason.allCases.map(\.rawValue).joined(separator: ", "))
    isDry = read.flag("--dry-run", "say what would be moved; write nothing")
    if let why, let how, how != .done, ClosingReason(beginning: why) == nil {
      let known = ClosingReason.allCases.map(\.rawValue)
      let word = String(why.prefix { $0 != ":" && $0 != " " })
      let close = Suggestion.closest(to: word, among: known).map { "did you mean '\($0)'? One" } ?? "one"
      read.refuse(
        CommandError(
          "'--why' for \(how.rawValue) begins with a reason that can be counted, and '\(word)' is none",
          hint: "\(close) of: \(known.joined(separator: ", ")); text may follow it: --why 'stuck: no test ever passed'")
      )
    }
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    guard let how else {
      let known = ContractClosing.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandError("'caskade close' needs to know how it ended", hint: "--as with one of: \(known)")
    }
    return try Session.run(host) { (session) throws(CommandError) in try close(contract, how, session) }
  }

  private func close(_ word: String, _ how: ContractClosing, _ session: Session) throws(CommandError) -> ExitCode {
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
    let target = ContractFolder.closedPath(of: path)
    let closed = root.appending(target)
    guard !FileSystem.exists(closed) else {
      throw CommandError(
        "'\(target.display)' is there already",
        hint: "rename the contract: what was closed stays as it is")
    }
    let contract = try touching(FileReader.read(file, limit: SourceText.mostBytes))
    let bytes = how.bytes(of: contract, at: Timestamp.text(WallClock.seconds()), why: why)
    if isDry {
      try host.write("\(path.display) would be closed as \(how.rawValue): \(target.display)\n")
      return .good
    }
    try touching { () throws(FileError) in
      try FileSystem.createFolders(root.appending(ContractFolder.closed))
      try AtomicFile.write(bytes, to: closed, replacing: false)
      try FileSystem.remove(file)
    }
    try host.write(
      "\(path.display) is closed as \(how.rawValue): \(target.display)\n"
        + "next: git add Contracts && git commit -m 'Close \(ContractFolder.name(of: path))'\n"
        + "then: \(Self.next(how))\n"
    )
    return .good
  }

  /// Only what is done may be closed with the work: what was cancelled or taken over brings none.
  private static func next(_ how: ContractClosing) -> String {
    switch how {
    case .done: "merge it to the base, by itself, or with the work on the contract's own branch: it takes effect there"
    case .cancelled, .takeover: "merge it to the base, apart from the work: a check of the work refuses it"
    }
  }
}

extension ContractClosing: OptionChoice {}
