import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// The contracts and the policy of one tree, read as authority is: every blob is hashed again.
struct ContractShelf {
  let tree: ObjectID
  private let entries: [TreeEntry]
  private let objects: ObjectReader

  init(_ tree: ObjectID, _ objects: ObjectReader) throws(CommandError) {
    self.tree = tree
    self.objects = objects
    entries = try asking { () throws(GitError) in try objects.entries(of: tree, below: ContractFolder.folder) }
  }

  /// The open contracts' paths, sorted.
  var contracts: [RepositoryPath] {
    entries.filter { $0.mode.kind == FileMode.regular.kind && ContractFolder.holdsContract($0.path) }.map(\.path)
      .sorted()
  }

  func blob(at path: RepositoryPath) -> ObjectID? {
    entry(at: path)?.id
  }

  func source(of path: RepositoryPath) throws(CommandError) -> SourceText? {
    guard let entry = entry(at: path) else { return nil }
    let bytes = try asking { () throws(GitError) in try objects.trustedBlob(entry.id) }
    return SourceText(name: path.display, bytes: bytes)
  }

  /// The list of those whose signatures count here; an empty one where the file is missing.
  func signers() throws(CommandError) -> AllowedSigners {
    try source(of: ContractFolder.signers).map { AllowedSigners($0.bytes) } ?? .none
  }

  /// The files that may be approvals of a contract, sorted.
  func approvals(of contract: RepositoryPath) -> [TreeEntry] {
    let folder = ContractStanding.approvals(of: contract)
    let files = entries.filter { $0.mode.kind == FileMode.regular.kind && $0.path.parent == folder }
    return files.filter { $0.path.bytes.suffix(9).elementsEqual(".approval".utf8) }
      .sorted { $0.path < $1.path }
  }

  func holdsClosed(_ contract: RepositoryPath) -> Bool {
    let closed = RepositoryPath(bytes: ContractFolder.closed.bytes + [UInt8(ascii: "/")] + contract.name)
    return entries.contains { $0.path == closed }
  }

  /// The policy of this tree over the built-in one; an unreadable one is an error, never the built-in.
  func policy() throws(CommandError) -> (policy: Policy, record: Evidence.PolicyRecord) {
    guard let source = try source(of: ContractFolder.policy) else {
      return (BuiltInPolicy.policy, Evidence.PolicyRecord(path: nil, blob: nil))
    }
    let result = PolicyReader.read(source)
    guard let policy = result.policy else {
      throw CommandError.unreadable("the policy '\(source.name)' on the base", result.diagnostics, in: source)
    }
    return (policy, Evidence.PolicyRecord(path: source.name, blob: blob(at: ContractFolder.policy)))
  }

  /// A link in the place of a contract is not one: what it leads to could be anywhere.
  func entry(at path: RepositoryPath) -> TreeEntry? {
    entries.first { $0.path == path && $0.mode.kind == FileMode.regular.kind }
  }
}
