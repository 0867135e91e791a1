package import CaskadeContracts
package import CaskadeCore
package import CaskadeSyntax
package import CaskadeSystem

/// The contracts and the policy of one tree, read as authority is: every blob is hashed again.
package struct ContractTree: Sendable {
  let tree: ObjectID
  private let entries: [TreeEntry]
  private let objects: ObjectReader
  /// What was read and hashed already, here or on a shelf that shares it.
  private let read: Locked<[ObjectID: [UInt8]]>

  /// More contracts than this are read one by one, when they are asked for.
  private static let mostAtOnce = 200

  package init(of commit: ObjectID, _ objects: ObjectReader) throws(CommandError) {
    try self.init(ofTree: asking(objects.tree(of: commit)), objects)
  }

  init(ofTree tree: ObjectID, _ objects: ObjectReader) throws(CommandError) {
    try self.init(tree, objects, Locked([:]))
    try load(Array(([ContractFolder.policy] + contracts).prefix(Self.mostAtOnce)))
  }

  /// Another tree's shelf; what both hold is read once.
  init(_ tree: ObjectID, beside other: ContractTree) throws(CommandError) {
    try self.init(tree, other.objects, other.read)
  }

  private init(
    _ tree: ObjectID, _ objects: ObjectReader, _ read: Locked<[ObjectID: [UInt8]]>
  ) throws(CommandError) {
    self.tree = tree
    self.objects = objects
    self.read = read
    entries = try asking(objects.entries(of: tree, below: ContractFolder.folder))
  }

  /// The open contracts' paths, sorted.
  var contracts: [RepositoryPath] {
    entries.filter { $0.mode.kind == FileMode.regular.kind && ContractFolder.holdsContract($0.path) }.map(\.path)
      .sorted()
  }

  /// All files of the tree, contracts or not.
  func files() throws(CommandError) -> [RepositoryPath] {
    try asking(objects.entries(of: tree)).map(\.path)
  }

  /// Every path below `Contracts/`, whatever lies there.
  var paths: [RepositoryPath] { entries.map(\.path) }

  package func blob(at path: RepositoryPath) -> ObjectID? {
    entry(at: path)?.id
  }

  package func source(of path: RepositoryPath) throws(CommandError) -> SourceText? {
    guard let entry = entry(at: path) else { return nil }
    try load([path])
    let bytes = read.withLock { $0[entry.id] } ?? []
    return SourceText(name: path.display, bytes: bytes)
  }

  /// Reads files in one go that will be asked for. One that isn't there is no error.
  func load(_ paths: [RepositoryPath]) throws(CommandError) {
    let known = read.withLock { $0 }
    let ids = Set(paths.compactMap(blob)).filter { known[$0] == nil }.sorted()
    guard !ids.isEmpty else { return }
    let blobs = try asking(objects.trustedBlobs(ids))
    read.withLock { read in
      for (id, blob) in zip(ids, blobs) { read[id] = blob }
    }
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
    let closed = ContractFolder.closedPath(of: contract)
    return entries.contains { $0.path == closed }
  }

  /// The policy of this tree over the built-in one; an unreadable one is an error, never the built-in.
  package func policy() throws(CommandError) -> (policy: Policy, record: Evidence.PolicyRecord) {
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
