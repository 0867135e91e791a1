package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What lint may know of the world around the files: nothing, outside of a repository.
package enum LintFacts {
  package static func context(_ host: Host) throws(CommandError) -> LintContext {
    let today = CalendarDate(secondsSince1970: WallClock.seconds())
    guard EnclosingFolder.withRepository(above: host.directory) != nil else {
      return LintContext(paths: nil, today: today, policy: BuiltInPolicy.policy, programExists: nil)
    }
    return try Session.run(host) { (session) throws(CommandError) in try context(session) }
  }

  package static func context(_ session: Session) throws(CommandError) -> LintContext {
    let paths = try TrackedFiles.paths(session)
    let finder = session.programs
    let untrusted = session.untrusted
    let root = session.repository.location.workTree
    return LintContext(
      paths: paths, tests: paths?.filter { [.test, .data].contains(CheckFileKind($0)) },
      today: CalendarDate(secondsSince1970: WallClock.seconds()), policy: try workingPolicy(session),
      programExists: { name in (try? finder.find(name, outside: untrusted)) != nil },
      signers: try workingSigners(session),
      contents: { path in try? FileReader.read(root.appending(path), limit: SourceText.mostBytes) },
      contracts: contractNames(root, tracked: paths ?? []))
  }

  /// Of the base, and as they lie in the working tree, where they are written.
  private static func contractNames(_ root: ByteString, tracked: [RepositoryPath]) -> [String] {
    func held(_ path: RepositoryPath) -> Bool {
      ContractFolder.holdsContract(path)
        || (path.parent == ContractFolder.closed && ContractFolder.holdsContract(ContractFolder.path(of: path.name)))
    }
    var names = Set(tracked.filter(held).map { ContractFolder.name(of: $0) })
    for folder in [ContractFolder.folder, ContractFolder.closed] {
      let entries = (try? FileSystem.entries(of: root.appending(folder))) ?? []
      for entry in entries {
        let path = RepositoryPath(bytes: folder.bytes + [UInt8(ascii: "/")] + entry.bytes)
        if held(path) { names.insert(ContractFolder.name(of: path)) }
      }
    }
    return names.sorted()
  }

  /// What keeps policy or signers from being of use, as they lie in the working tree: each error as it is printed.
  package static func errorsOfRules(_ session: Session) throws(CommandError) -> [String] {
    let context = try context(session)
    var errors: [String] = []
    for path in [ContractFolder.policy, ContractFolder.signers] {
      let file = session.repository.location.workTree.appending(path)
      guard FileSystem.exists(file) else { continue }
      let source = SourceText(
        name: path.display, bytes: try CommittedFile.read(file, limit: SourceText.mostBytes, session))
      let found =
        path == ContractFolder.signers
        ? SignersLint.diagnostics(source) : DocumentLint.diagnostics(source, context: context)
      errors += found.filter { $0.severity == .error }.map { DiagnosticRenderer.render($0, in: source) }
    }
    return errors
  }

  /// The signers as they lie in the working tree; none where there is no such file.
  package static func workingSigners(_ session: Session) throws(CommandError) -> AllowedSigners {
    let file = session.repository.location.workTree.appending(ContractFolder.signers)
    guard FileSystem.exists(file) else { return .none }
    return AllowedSigners(try CommittedFile.read(file, limit: SourceText.mostBytes, session))
  }

  /// The working tree's policy where there may be no repository.
  package static func workingPolicy(_ host: Host) throws(CommandError) -> Policy {
    guard EnclosingFolder.withRepository(above: host.directory) != nil else { return BuiltInPolicy.policy }
    return try Session.run(host) { (session) throws(CommandError) in try workingPolicy(session) }
  }

  /// The policy as it lies in the working tree: lint speaks of what is being written. One that can't be read is linted as
  /// a file of its own.
  package static func workingPolicy(_ session: Session) throws(CommandError) -> Policy {
    let file = session.repository.location.workTree.appending(ContractFolder.policy)
    guard FileSystem.exists(file) else { return BuiltInPolicy.policy }
    let bytes = try CommittedFile.read(file, limit: SourceText.mostBytes, session)
    return PolicyReader.read(SourceText(name: ContractFolder.policy.display, bytes: bytes)).policy
      ?? BuiltInPolicy.policy
  }
}
