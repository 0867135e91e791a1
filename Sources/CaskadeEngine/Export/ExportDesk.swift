package import CaskadeAgents
import CaskadeContracts
package import CaskadeSyntax
package import CaskadeSystem

/// A contract's export for one target: made from the approved contract, laid where the agent finds it, compared with what
/// lies there.
package struct ExportDesk {
  /// Where a file of the export stands.
  package enum Standing: Hashable, Sendable {
    case missing
    /// As it would be written.
    case same
    case differs(onDisk: String)
  }

  package struct Item: Sendable {
    package let file: AgentExport.File
    package let path: ByteString
    /// For people.
    package let name: String
    package let standing: Standing
    /// A person's own: it isn't written, its text is shown.
    package let isForeign: Bool
  }

  package let target: ExportTarget
  package let export: AgentExport
  package let request: ExportRequest
  /// Whether the contract is approved, and where.
  package let approval: String
  /// What the hook starts lies where the agent may write.
  package let isProgramInside: Bool
  let session: Session
  let folder: ByteString

  package init(
    _ target: ExportTarget, contract word: String?, base: String?, dialect: ExportRequest.Dialect,
    _ session: Session
  ) throws(CommandError) {
    self.target = target
    self.session = session
    let shown = try ShownContract(word, base: base, session)
    guard let path = shown.path, ContractFolder.holdsContract(path) else {
      throw CommandError(
        "'\(shown.name)' is no contract of this repository", hint: "an export is made from Contracts/NAME.yaml")
    }
    let name = ContractFolder.name(of: path)
    let (contract, approval) = try Self.approved(shown, path, session)
    self.approval = approval
    let place = "caskade/export/\(name)/\(target.word)"
    folder = try asking(session.repository.place(inGit: place))
    let root = try touching(FileSystem.realPath(session.repository.location.workTree))
    guard let rootText = Self.text(root), let folderText = Self.text(folder) else {
      throw CommandError(
        "the repository's path isn't UTF-8, and no agent's settings can name it",
        hint: "move the clone to another folder")
    }
    let program = Self.program(session)
    var request = ExportRequest(
      contract: contract, name: name, policy: shown.policy, root: rootText, folder: folderText, program: program.text)
    request.isSandboxed = shown.policy[shown.reach.band].isSandboxed
    request.dialect = dialect
    self.request = request
    isProgramInside = program.isInside(root)
    export = AgentExport(target, request)
  }

  /// The base's version where there is one: what the working tree says may be the agent's own.
  private static func approved(
    _ shown: ShownContract, _ path: RepositoryPath, _ session: Session
  ) throws(CommandError) -> (Contract, String) {
    guard let tip = shown.tip, let shelf = shown.shelf, let source = try shelf.source(of: path),
      source.bytes != shown.source.bytes
    else { return (shown.contract, shown.approval) }
    let result = ContractReader.read(source)
    guard let contract = result.contract else {
      throw CommandError.unreadable("the contract '\(source.name)' on \(tip.name)", result.diagnostics, in: source)
    }
    return (contract, "as it is on \(tip.name); the working tree has another version, which isn't approved")
  }

  /// This very program by its path, else the one that `PATH` has.
  private static func program(_ session: Session) -> ByteString {
    if let path = try? FileSystem.realPath(InnerProcess.program) { return path }
    return (try? session.programs.find("caskade", outside: session.untrusted)) ?? "caskade"
  }

  private static func text(_ path: ByteString) -> String? { String(validating: path.bytes, as: UTF8.self) }

  // MARK: What lies there

  /// Every file of the export, as it stands on the disk.
  package func items() throws(CommandError) -> [Item] {
    var items: [Item] = []
    for file in export.files {
      switch file.place {
      case .beside:
        let path = folder.appending(file.path)
        items.append(
          Item(
            file: file, path: path, name: path.text, standing: try Self.standing(path, file.text), isForeign: false))
      case .tree:
        let path = session.repository.location.workTree.appending(file.path)
        let standing = try Self.standing(path, file.text)
        items.append(
          Item(
            file: file, path: path, name: file.path, standing: standing,
            isForeign: try isForeign(file, path, standing)))
      }
    }
    return items
  }

  private static func standing(_ path: ByteString, _ text: String) throws(CommandError) -> Standing {
    guard FileSystem.exists(path) else { return .missing }
    let bytes = try touching(FileReader.read(path, limit: 16 << 20))
    return bytes == Array(text.utf8) ? .same : .differs(onDisk: String(decoding: bytes, as: UTF8.self))
  }

  /// A tracked file, and one that no export wrote, is a person's; so is what lies behind a link.
  private func isForeign(
    _ file: AgentExport.File, _ path: ByteString, _ standing: Standing
  ) throws(CommandError) -> Bool {
    if try asking(session.repository.isTracked(RepositoryPath(file.path))) { return true }
    if try isBehindLink(path) { return true }
    guard case .differs(let present) = standing else { return false }
    let copy = copy(of: file)
    guard FileSystem.exists(copy) else { return true }
    return try touching(FileReader.read(copy, limit: 16 << 20)) != Array(present.utf8)
  }

  /// A branch can hold a link that leads out of the tree where an agent's folder would be.
  private func isBehindLink(_ path: ByteString) throws(CommandError) -> Bool {
    let root = session.repository.location.workTree
    var folder = path.folder
    while folder != root, folder.bytes.count > root.bytes.count, !FileSystem.exists(folder) { folder = folder.folder }
    let real = try touching(FileSystem.realPath(root))
    guard let found = try? FileSystem.realPath(folder) else { return true }
    return found.bytes.dropFirst(real.bytes.count) != folder.bytes.dropFirst(root.bytes.count)
      || !found.bytes.starts(with: real.bytes)
  }

  /// Of what was laid into the tree, beside the other files: so a later export knows its own.
  func copy(of file: AgentExport.File) -> ByteString {
    folder.appending("tree").appending(file.path)
  }

  // MARK: Writing

  /// Writes what is no person's, and keeps git from taking it for the branch's work.
  package func deploy(_ items: [Item]) throws(CommandError) {
    for item in items where !item.isForeign {
      try touching { () throws(FileError) in
        try FileSystem.createFolders(item.path.folder)
        if item.standing != .same {
          try AtomicFile.write(Array(item.file.text.utf8), to: item.path, mode: 0o644, replacing: true)
        }
      }
      guard item.file.place == .tree else { continue }
      let copy = copy(of: item.file)
      try touching { () throws(FileError) in
        try FileSystem.createFolders(copy.folder)
        try AtomicFile.write(Array(item.file.text.utf8), to: copy, replacing: true)
      }
      try exclude(item.file.path)
    }
  }

  /// What git passed over for the export's sake, it sees again.
  func include(_ path: String) throws(CommandError) {
    let file = try asking(session.repository.place(inGit: "info/exclude"))
    let line = Array("/\(path)\n".utf8)
    try touching { () throws(FileError) in
      guard FileSystem.exists(file) else { return }
      let bytes = try FileReader.read(file, limit: 4 << 20)
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let kept = lines.filter { !$0.elementsEqual(line.dropLast()) }
      guard kept.count < lines.count else { return }
      try AtomicFile.write(Array(kept.joined(separator: [0x0A])), to: file, replacing: true)
    }
  }

  /// In this clone only. A line that is there already stays alone.
  private func exclude(_ path: String) throws(CommandError) {
    let file = try asking(session.repository.place(inGit: "info/exclude"))
    let line = Array("/\(path)".utf8)
    try touching { () throws(FileError) in
      var bytes = FileSystem.exists(file) ? try FileReader.read(file, limit: 4 << 20) : []
      guard !bytes.split(separator: 0x0A).contains(where: { $0.elementsEqual(line) }) else { return }
      if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
      try FileSystem.createFolders(file.folder)
      try AtomicFile.write(bytes + line + [0x0A], to: file, replacing: true)
    }
  }
}
