import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What the two trees show: the changes with their lines, the secrets in added lines, and where changed links lead.
struct ChangeFacts {
  let changes: ChangeSet
  let secrets: SecretScan
  /// Where added lines touch a risk area by what they say.
  let areaHits: [AreaHit]
  /// Nil where the change makes or retargets no link.
  let links: LinkMap?

  init(_ comparison: Comparison, _ session: Session) throws(CommandError) {
    let repository = session.repository
    let trees = repository.comparison(base: comparison.baseTree, head: comparison.headTree)
    var changes = try asking { () throws(GitError) in try trees.changes() }
    guard !changes.changes.isEmpty else { throw Self.nothing(comparison) }
    let scanner = SecretScanner()
    var areas = AreaContentScanner(comparison.policy)
    var hits: [SecretScan.Hit] = []
    var addedLines = 0
    let paths = changes.changes
    // A file's language is the same for all of its lines.
    var current = (change: -1, language: SecretLanguage(RepositoryPath("")))
    let lines = try asking { () throws(GitError) in
      try trees.readPatch(of: changes) { line in
        guard line.added else { return }
        addedLines += 1
        let path = paths[line.change].path
        if current.change != line.change { current = (line.change, SecretLanguage(path)) }
        let found = line.bytes.withUnsafeBufferPointer { scanner.scan(line: $0, in: current.language) }
        areas.read(line, path: path)
        if !found.isEmpty { hits += found.map { Self.hit($0, path, line.number) } }
      }
    }
    changes.setLines(lines)
    hits += try Self.scanBinaries(changes, scanner, repository)
    self.changes = changes
    areaHits = areas.hits
    secrets = SecretScan(hits: hits, addedLines: addedLines)
    links = try Self.links(changes, comparison.headTree, repository)
  }

  private static func hit(_ hit: SecretHit, _ path: RepositoryPath, _ line: Int) -> SecretScan.Hit {
    SecretScan.Hit(path: path, line: line, kind: hit.kind.name, rule: "secrets.\(hit.kind.id)")
  }

  /// Git calls a file binary when it holds a NUL byte: UTF-16 text is such a file, and so is text with a NUL slipped in.
  private static func scanBinaries(
    _ changes: ChangeSet, _ scanner: SecretScanner, _ repository: Repository
  ) throws(CommandError) -> [SecretScan.Hit] {
    let binaries = changes.changes.filter { $0.isBinary && $0.newID != nil }
    var hits: [SecretScan.Hit] = []
    for change in binaries {
      guard let id = change.newID else { continue }
      let blob = try asking { () throws(GitError) in try repository.objects.blobs([id]) }.first ?? []
      hits += scanner.scan(blob: blob, path: change.path).map { Self.hit($0, change.path, $0.line) }
    }
    return hits
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

  /// Nothing to judge is no pass.
  private static func nothing(_ comparison: Comparison) -> CommandError {
    let head = comparison.snapshot == nil ? comparison.head.name : "the working tree"
    return CommandError(
      "nothing differs between \(comparison.base.name) \(comparison.mergeBase.short) and \(head): there is nothing to judge",
      hint: "change something first, or name what to compare: --base REV, --head REV")
  }
}
