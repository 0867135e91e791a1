import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What the change did to the checks: the old and the new content of every changed file that is one, compared.
enum CheckFileReader {
  /// - Returns: what was found, the checks that couldn't be read, and where the code seems to know a test's answer.
  static func findings(
    _ facts: ChangeFacts, _ comparison: BaseAndHead, _ contract: Contract, _ repository: Repository
  ) throws(CommandError) -> (
    found: [IntegrityFinding], unseen: [Unseen], special: SpecialCase?, reachesOut: Bool, tellsApart: Bool
  ) {
    let changes = facts.changes
    let commands = (contract.validation ?? []).map {
      CheckCommand(name: $0.name, run: $0.run, directory: $0.directory)
    }
    let plan = IntegrityPlan(changes, facts.roles, validation: commands)
    func mayChange(_ path: RepositoryPath) -> Bool {
      contract.paths.checksMayChange.contains { $0.pattern.matches(path) }
    }
    let wanted = Set(plan.wanted)
    let relevant = changes.changes.filter { wanted.contains($0.path) }
    let versions = relevant.flatMap { change in
      ids(change).map { FileVersion(change.path, $0) }
    }
    let looked = try ReadableVersions(versions, repository)
    func reason(_ change: Change) -> Unseen.Reason? {
      ids(change).compactMap { looked.unseen[FileVersion(change.path, $0)] }.first
    }
    let unseen = relevant.filter { !mayChange($0.path) }.compactMap { change in
      reason(change).map { Unseen(by: .integrity, change.path, $0) }
    }
    let files = try asking(
      contents(of: relevant.filter { reason($0) == nil }, repository.objects)
        + unchanged(plan, comparison.baseTree, repository.objects))
    let findings = IntegrityScan.findings(files, plan: plan, exempt: mayChange)
    let aware = try AwarenessReader(facts, comparison, repository)
    return (
      findings + (facts.suppressions + aware.findings).filter { !mayChange($0.path) }, unseen, try aware.special(),
      facts.awareness.reachesOut || !aware.findings.isEmpty,
      facts.awareness.hasConditions || !aware.findings.isEmpty
    )
  }

  private static func ids(_ change: Change) -> [ObjectID] {
    [readable(change.oldMode, change.oldID), readable(change.newMode, change.newID)].compactMap { $0 }
  }

  private static func contents(of changes: [Change], _ objects: ObjectReader) throws(GitError) -> [FileVersions] {
    let unique = Array(Set(changes.flatMap(ids))).sorted()
    let contents = Dictionary(zip(unique, try objects.blobs(unique))) { first, _ in first }
    return changes.map { change in
      FileVersions(
        change.path, old: readable(change.oldMode, change.oldID).flatMap { contents[$0] },
        new: readable(change.newMode, change.newID).flatMap { contents[$0] })
    }
  }

  /// A link's text is no check, and neither is a submodule.
  private static func readable(_ mode: FileMode, _ id: ObjectID?) -> ObjectID? {
    mode.kind == FileMode.regular.kind ? id : nil
  }

  private static func unchanged(
    _ plan: IntegrityPlan, _ tree: ObjectID, _ objects: ObjectReader
  ) throws(GitError) -> [FileVersions] {
    var files: [FileVersions] = []
    for path in plan.atBase {
      guard let entry = try objects.entry(at: path, in: tree), entry.mode.kind == FileMode.regular.kind,
        let content = try objects.blobs([entry.id]).first
      else { continue }
      files.append(FileVersions(path, old: content, new: content))
    }
    return files
  }
}
