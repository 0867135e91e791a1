import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What the change did to the checks: the old and the new content of every changed file that is one, compared.
enum CheckFileReader {
  static func findings(
    _ facts: ChangeFacts, _ comparison: BaseAndHead, _ contract: Contract, _ repository: Repository
  ) throws(CommandError) -> [IntegrityFinding] {
    let changes = facts.changes
    let commands = (contract.validation ?? []).map {
      CheckCommand(name: $0.name, run: $0.run, directory: $0.directory)
    }
    let plan = IntegrityPlan(changes, facts.roles, validation: commands)
    let files = try asking(
      changed(plan, changes, repository.objects) + unchanged(plan, comparison.baseTree, repository.objects))
    let exempt = { (path: RepositoryPath) in contract.paths.checksMayChange.contains { $0.pattern.matches(path) } }
    return IntegrityScan.findings(files, plan: plan, exempt: exempt) + facts.suppressions.filter { !exempt($0.path) }
  }

  private static func changed(
    _ plan: IntegrityPlan, _ changes: ChangeSet, _ objects: ObjectReader
  ) throws(GitError) -> [FileVersions] {
    let wanted = Set(plan.wanted)
    let relevant = changes.changes.filter { wanted.contains($0.path) }
    let ids = relevant.flatMap { [readable($0.oldMode, $0.oldID), readable($0.newMode, $0.newID)].compactMap { $0 } }
    let unique = Array(Set(ids)).sorted()
    let contents = Dictionary(zip(unique, try objects.blobs(unique))) { first, _ in first }
    return relevant.map { change in
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
