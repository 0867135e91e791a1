import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What the added lines seem to know of tests, judged by the files around them, and held against the tests of the head.
struct AwarenessReader {
  /// Sorted by path and line.
  let findings: [IntegrityFinding]
  private let search: SpecialCaseSearch
  private let changed: Set<RepositoryPath>
  private let tree: ObjectID
  private let repository: Repository

  /// Files of tests beyond these aren't looked at for a question that is advice.
  private static let mostTests = 4_000
  private static let mostBytes = 64 << 20

  init(
    _ facts: ChangeFacts, _ comparison: BaseAndHead, _ repository: Repository
  ) throws(CommandError) {
    let wanted = Set(facts.awareness.wanted)
    let versions = facts.changes.changes.filter { wanted.contains($0.path) }.compactMap { change in
      change.newMode.kind == FileMode.regular.kind ? change.newID.map { FileVersion(change.path, $0) } : nil
    }
    var heads: [RepositoryPath: [UInt8]] = [:]
    if !versions.isEmpty {
      let readable = try ReadableVersions(versions, repository).readable
      let blobs = try asking(repository.objects.blobs(readable.map(\.id)))
      for (version, blob) in zip(readable, blobs) { heads[version.path] = blob }
    }
    findings = AwarenessScan.findings(facts.awareness, heads: heads)
    search = SpecialCaseSearch(facts.awareness, heads: heads)
    changed = Set(facts.changes.changes.map(\.path))
    tree = comparison.headTree
    self.repository = repository
  }

  /// The first special case, by the tests that the change touches, then by the others. No test is read where no branch of
  /// the added code calls for it.
  func special() throws(CommandError) -> SpecialCase? {
    guard !search.isEmpty else { return nil }
    let entries = try asking(repository.objects.entries(of: tree)).filter {
      $0.mode.kind == FileMode.regular.kind && SpecialCaseSearch.reads($0.path)
    }
    let ordered = entries.filter { changed.contains($0.path) } + entries.filter { !changed.contains($0.path) }
    let versions = ordered.prefix(Self.mostTests).map { FileVersion($0.path, $0.id) }
    let sizes = try asking(repository.objects.sizesIfPresent(versions.map(\.id)))
    var budget = Self.mostBytes
    let wanted = zip(versions, sizes).compactMap { version, size -> FileVersion? in
      guard let size, size <= budget else { return nil }
      budget -= size
      return version
    }
    var found: SpecialCase?
    try asking(
      repository.objects.stream(wanted.map(\.id)) { index, blob in
        if found == nil { found = search.first(in: wanted[index].path, blob) }
      })
    return found
  }
}
