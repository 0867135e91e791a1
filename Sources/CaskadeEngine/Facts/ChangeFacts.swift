import CaskadeContracts
package import CaskadeCore
package import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What the two trees and the commits between them show: the changes with their lines, the secrets that the range adds,
/// where changed links lead, and what was not looked into.
package struct ChangeFacts {
  package let changes: ChangeSet
  package let secrets: SecretScan
  /// The risk areas by path, by trait, and by what the added lines say.
  package let areas: AreaFinder
  /// Paths that commits of the range changed and that are in the end as they were.
  let passing: [PassingChange]
  /// Nil where the change makes or retargets no link.
  let links: LinkMap?
  /// What the changed files have to do with checks.
  let roles: IntegrityRoles
  /// Where added lines tell a checker to look away.
  let suppressions: [IntegrityFinding]
  /// Where added lines may know of tests.
  let awareness: AwarenessScanner
  /// What a gate had to look at and couldn't.
  let unseen: [Unseen]
  let notChecked: [NotChecked]

  /// While git writes the patch, and one processor reads it, another looks at the history and at the paths.
  package init(_ comparison: BaseAndHead, _ session: Session) throws(CommandError) {
    let repository = session.repository
    let trees = repository.comparison(base: comparison.baseTree, head: comparison.headTree)
    let commits = comparison.commits
    // One commit on the merge base changed what the trees differ in, and nothing has come and gone.
    let isOneStep = commits == [[comparison.head.commit, comparison.mergeBase]] && !comparison.isUncommitted
    let history = Errand { () throws(CommandError) in
      isOneStep ? RangeHistory(ofOne: commits[0][0]) : try asking(repository.history(of: commits))
    }
    let policy = comparison.policy
    var suppressions = SuppressionScanner()
    var awareness = AwarenessScanner()
    let unread = AreaContentScanner(policy)
    var readers = FilesReadAgain.Readers(search: SecretSearch(repository), content: unread)
    let scanner = readers.search.scanner
    var pointers: [Int] = []
    var paths: [RepositoryPath] = []
    var returns: Set<Int> = []
    let records = Handoff<ChangeSet>()
    let beside = Errand { () throws(CommandError) -> Aside? in
      guard let all = records.received() else { return nil }
      return try Aside(all, history.result(), policy, scanner, repository)
    }
    let reading = Result { () throws(CommandError) in
      try Self.lines(trees, repository) { all in
        paths = all.changes.map(\.path)
        records.give(all)
      } each: { line in
        suppressions.read(line, path: paths[line.change])
        awareness.read(line, path: paths[line.change])
        if line.holdsLoneReturn { returns.insert(line.change) }
        guard line.added else { return }
        readers.search.look(line, path: paths[line.change])
        readers.content.read(line, path: paths[line.change])
        if LFSPointer.mayHold(line) { pointers.append(line.change) }
      }
    }
    records.close()
    let read = try reading.get()
    guard let aside = try beside.result() else { throw Self.nothing(comparison) }
    var changes = aside.changes
    readers.search.endRun()
    var lines = read ?? changes.changes.map { _ in .binary }
    let odd = lines.indices.filter { lines[$0] == .binary || returns.contains($0) }
    readers.search.forget(Set(odd))
    let forgotten = Set(odd.map { paths[$0] })
    let hits = readers.content.hits.filter { !forgotten.contains($0.path) }
    readers.content = unread
    try FilesReadAgain(odd, of: changes.changes).read(&lines, &readers, repository)
    changes.setLines(lines)
    var search = readers.search
    try search.lookAround(changes)
    try search.lookInto(aside.secrets, of: aside.history.records, changes, mergeBaseTree: comparison.baseTree)
    search.take(aside.words)
    self.changes = changes
    areas = AreaFinder(policy, index: aside.index, hits: hits + readers.content.hits, changes: changes.changes)
    secrets = SecretScan(hits: search.hits, addedLines: changes.added)
    unseen = search.unseen
    self.suppressions = suppressions.findings
    self.awareness = awareness
    passing = aside.passing
    roles = aside.roles
    links = try Self.links(changes, comparison.headTree, repository)
    let outside = try Self.linksOutside(changes, comparison.snapshot, repository)
    notChecked =
      (try Self.pointers(pointers, changes, repository)) + outside + Self.submodules(changes, comparison.snapshot)
  }

  /// Nil where git has the paths but not the content of every file, as in a partial clone: it writes no patch then.
  private static func lines(
    _ trees: TreeComparison, _ repository: Repository, begin: (ChangeSet) -> Void, each: (PatchReader.Line) -> Void
  ) throws(CommandError) -> [Change.Lines]? {
    var ids: [ObjectID] = []
    do throws(GitError) {
      return try trees.read(
        begin: { all in
          ids = all.changes.flatMap { change in
            [(change.oldMode, change.oldID), (change.newMode, change.newID)].compactMap { mode, id in
              mode == .submodule ? nil : id
            }
          }
          begin(all)
        }, each: each)
    } catch {
      guard case .failed = error.kind, try asking(repository.objects.sizesIfPresent(ids)).contains(nil) else {
        throw CommandError(error)
      }
      return nil
    }
  }

  /// What takes no line of the patch.
  private struct Aside {
    let changes: ChangeSet
    let history: RangeHistory
    let secrets: VersionSecrets
    let words: WordSecrets
    let passing: [PassingChange]
    let roles: IntegrityRoles
    let index: PolicyIndex

    init(
      _ changes: ChangeSet, _ history: RangeHistory, _ policy: Policy, _ scanner: SecretScanner,
      _ repository: Repository
    ) throws(CommandError) {
      self.changes = changes
      self.history = history
      var ends: [RepositoryPath: ObjectID?] = [:]
      ends.reserveCapacity(changes.changes.count)
      for change in changes.changes { ends.updateValue(change.newID, forKey: change.path) }
      let found = Errand { () throws(CommandError) in try WordSecrets(history, changes, scanner, repository) }
      secrets = try VersionSecrets(of: history.records, butNotIn: ends, scanner, repository)
      words = try found.result()
      var seen: Set<RepositoryPath> = []
      passing = history.records.compactMap { record in
        ends[record.path] == nil && seen.insert(record.path).inserted
          ? PassingChange(path: record.path, commit: record.commit) : nil
      }
      roles = IntegrityRoles(changes)
      index = PolicyIndex(policy, knowing: changes.changes.map(\.path))
    }
  }

  private static func links(
    _ changes: ChangeSet, _ tree: ObjectID, _ repository: Repository
  ) throws(CommandError) -> LinkMap? {
    guard changes.changes.contains(where: \.isLink) else { return nil }
    return try asking { () throws(GitError) in
      let entries = try repository.objects.entries(of: tree)
      let links = entries.filter { $0.mode == .symlink }
      let targets = try repository.objects.blobs(links.map(\.id))
      let map = Dictionary(zip(links.map(\.path), targets)) { first, _ in first }
      return LinkMap(targets: map, paths: entries.map(\.path))
    }
  }

  /// Links of the working tree that the change doesn't touch: what is written through one that leaves the repository
  /// is in no tree.
  private static func linksOutside(
    _ changes: ChangeSet, _ snapshot: WorkingTreeSnapshot?, _ repository: Repository
  ) throws(CommandError) -> [NotChecked] {
    guard let links = snapshot?.links, !links.isEmpty else { return [] }
    let changed = Set(changes.changes.map(\.path))
    let targets = try asking(repository.objects.blobs(links.map(\.id)))
    let map = LinkMap(targets: Dictionary(zip(links.map(\.path), targets)) { first, _ in first }, paths: [])
    return links.map(\.path).filter { !changed.contains($0) && map.destination(of: $0) == .outside }.map {
      .beyond(link: $0)
    }
  }

  private static func pointers(
    _ candidates: [Int], _ changes: ChangeSet, _ repository: Repository
  ) throws(CommandError) -> [NotChecked] {
    let candidates = candidates.compactMap { index in
      changes.changes[index].newID.map { (path: changes.changes[index].path, id: $0) }
    }
    let sizes = try asking(repository.objects.sizes(candidates.map(\.id)))
    let small = zip(candidates, sizes).filter { $1 <= LFSPointer.mostBytes }.map(\.0)
    let blobs = try asking(repository.objects.blobs(small.map(\.id)))
    return zip(small, blobs).filter { LFSPointer.isPointer($1) }.map { .pointer($0.0.path) }
  }

  /// A working tree's submodules are all on disk; of a committed head those count that the change moves.
  private static func submodules(_ changes: ChangeSet, _ snapshot: WorkingTreeSnapshot?) -> [NotChecked] {
    let moved = changes.changes.filter { $0.newMode == .submodule }.map(\.path)
    return Set(moved + (snapshot?.submodules ?? [])).sorted().map { .submodule($0) }
  }

  /// Nothing to judge is no pass.
  static func nothing(_ comparison: BaseAndHead) -> CommandError {
    let head = comparison.snapshot == nil ? comparison.head.name : "the working tree"
    if let branch = comparison.head.branch, branch == comparison.base.branch {
      return CommandError(
        "this is \(branch) itself, and nothing differs from it: there is nothing to judge",
        hint:
          "make a branch for the work (git switch -c fix/what-it-is), or name what to compare: --base REV, --head REV")
    }
    return CommandError(
      "nothing differs between \(comparison.base.name) \(comparison.mergeBase.short) and \(head): there is nothing to judge",
      hint: "change something first, or name what to compare: --base REV, --head REV")
  }
}

/// Git LFS keeps a file elsewhere, and three lines in its place (git-lfs, docs/spec.md).
private enum LFSPointer {
  /// The specification allows no longer pointer.
  static let mostBytes = 1024

  static func isPointer(_ blob: [UInt8]) -> Bool {
    blob.starts(with: "version https://git-lfs.github.com/spec/v1\n".utf8)
  }

  /// The second line changes whenever the content does.
  static func mayHold(_ line: PatchReader.Line) -> Bool {
    line.number == 2 && line.bytes.starts(with: "oid sha256:".utf8)
  }
}
