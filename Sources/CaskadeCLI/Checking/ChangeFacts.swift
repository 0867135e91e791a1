import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What the two trees and the commits between them show: the changes with their lines, the secrets that the range adds,
/// where changed links lead, and what was not looked into.
struct ChangeFacts {
  let changes: ChangeSet
  let secrets: SecretScan
  /// Where added lines touch a risk area by what they say.
  let areaHits: [AreaHit]
  /// Paths that commits of the range changed and that are in the end as they were.
  let passing: [PassingChange]
  /// Nil where the change makes or retargets no link.
  let links: LinkMap?
  let notChecked: [String]

  init(_ comparison: Comparison, _ session: Session) throws(CommandError) {
    let repository = session.repository
    let trees = repository.comparison(base: comparison.baseTree, head: comparison.headTree)
    var changes = try asking { () throws(GitError) in try trees.changes() }
    guard !changes.changes.isEmpty else { throw Self.nothing(comparison) }
    var areas = AreaContentScanner(comparison.policy)
    var search = SecretSearch(repository)
    var pointers: [Int] = []
    let paths = changes.changes
    let lines = try asking { () throws(GitError) in
      try trees.readPatch(of: changes) { line in
        guard line.added else { return }
        search.look(line, path: paths[line.change].path)
        areas.read(line, path: paths[line.change].path)
        if LFSPointer.mayHold(line) { pointers.append(line.change) }
      }
    }
    changes.setLines(lines)
    try search.lookIntoBinaries(changes)
    let history = try asking { () throws(GitError) in
      try repository.history(from: comparison.base.commit, to: comparison.head.commit)
    }
    try search.lookIntoHistory(history, changes, mergeBaseTree: comparison.baseTree)
    self.changes = changes
    areaHits = areas.hits
    secrets = search.scan
    passing = Self.passing(history, changes)
    links = try Self.links(changes, comparison.headTree, repository)
    let outside = try Self.linksOutside(changes, comparison.snapshot, repository)
    notChecked =
      search.notChecked + (try Self.pointers(pointers, changes, repository)) + outside
      + Self.submodules(changes, comparison.snapshot)
  }

  private static func passing(_ history: [HistoryRecord], _ changes: ChangeSet) -> [PassingChange] {
    var seen = Set(changes.changes.map(\.path))
    return history.compactMap { record in
      seen.insert(record.path).inserted ? PassingChange(path: record.path, commit: record.commit) : nil
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
  ) throws(CommandError) -> [String] {
    guard let links = snapshot?.links, !links.isEmpty else { return [] }
    let changed = Set(changes.changes.map(\.path))
    let targets = try asking { () throws(GitError) in try repository.objects.blobs(links.map(\.id)) }
    let map = LinkMap(targets: Dictionary(zip(links.map(\.path), targets)) { first, _ in first }, paths: [])
    return links.map(\.path).filter { !changed.contains($0) && map.destination(of: $0) == .outside }.map {
      "what was written through the link '\($0.display)': it leads out of the repository"
    }
  }

  private static func pointers(
    _ candidates: [Int], _ changes: ChangeSet, _ repository: Repository
  ) throws(CommandError) -> [String] {
    let candidates = candidates.compactMap { index in
      changes.changes[index].newID.map { (path: changes.changes[index].path, id: $0) }
    }
    let sizes = try asking { () throws(GitError) in try repository.objects.sizes(candidates.map(\.id)) }
    let small = zip(candidates, sizes).filter { $1 <= LFSPointer.mostBytes }.map(\.0)
    let blobs = try asking { () throws(GitError) in try repository.objects.blobs(small.map(\.id)) }
    return zip(small, blobs).filter { LFSPointer.isPointer($1) }.map {
      "the content of '\($0.0.path.display)': the repository holds a Git LFS pointer to it"
    }
  }

  /// A working tree's submodules are all on disk; of a committed head those count that the change moves.
  private static func submodules(_ changes: ChangeSet, _ snapshot: WorkingTreeSnapshot?) -> [String] {
    let moved = changes.changes.filter { $0.newMode == .submodule }.map(\.path)
    return Set(moved + (snapshot?.submodules ?? [])).sorted().map { "what is inside the submodule '\($0.display)'" }
  }

  /// Nothing to judge is no pass.
  private static func nothing(_ comparison: Comparison) -> CommandError {
    let head = comparison.snapshot == nil ? comparison.head.name : "the working tree"
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
