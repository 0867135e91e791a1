import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What is put into the judged tree so that the base's checks run on the head's code.
struct BaseChecksTrees: Sendable {
  let checks: CheckoutOverlay
  /// The same without those scripts that may be checks, or what they check; nil where none of them was changed.
  let ownScripts: CheckoutOverlay?
  /// The same with each assertion turned round; nil where the commands don't run so.
  var turned: TurnedTrees?
  /// The same where the change's code can't tell that it is tested; nil where it has no way to.
  var shipped: CheckoutOverlay?
}

/// Which check files the branch touched, and how the judged tree becomes one with the base's.
struct BaseChecksReader {
  private let plan: BaseChecksPlan
  private let contract: Contract

  init(
    _ facts: ChangeFacts, _ comparison: BaseAndHead, _ contract: Contract, _ repository: Repository
  ) throws(CommandError) {
    self.contract = contract
    let changes = facts.changes
    // Without a change there is nothing to put back, and the base's paths needn't be listed.
    let entries = changes.changes.isEmpty ? [] : try asking(repository.objects.entries(of: comparison.baseTree))
    var reading = BaseChecksReading(
      changes, commands: Self.commands(contract), base: TreePaths(entries.map(\.path)))
    let changed = Dictionary(changes.changes.map { ($0.path, $0) }) { first, _ in first }
    while !reading.wanted.isEmpty {
      reading.take(try Self.contents(of: reading.wanted, changed, entries, repository))
    }
    plan = BaseChecksPlan(reading) { path in
      contract.paths.checksMayChange.first { $0.pattern.matches(path) }?.line
    }
  }

  /// What was found in files that say how checks are built and called.
  var findings: [IntegrityFinding] { plan.findings }

  /// - Parameter fault: why the commands can't run so.
  func record(_ demand: Policy.BaseChecks, fault: String?) -> BaseChecks? {
    guard !plan.isEmpty || !plan.kept.isEmpty else { return nil }
    return BaseChecks(
      demand: demand, restored: plan.restore.map(\.path), leftOut: plan.remove.map(\.path),
      rewritten: plan.rewritten.map(\.path), own: plan.kept.map { BaseChecks.Own($0.path, contractLine: $0.line) },
      scripts: plan.ownScripts?.scripts ?? [], fault: plan.isEmpty ? nil : fault)
  }

  /// Nil where the judged tree has the base's checks already.
  var trees: BaseChecksTrees? {
    guard !plan.isEmpty else { return nil }
    func overlay(_ restore: [BaseChecksPlan.Restored], _ remove: [BaseChecksPlan.Removed]) -> CheckoutOverlay {
      CheckoutOverlay(
        present: restore.map { TreeEntry(mode: $0.mode, id: $0.id, path: $0.path) }, gone: remove.map(\.path),
        written: written)
    }
    return BaseChecksTrees(
      checks: overlay(plan.restore, plan.remove), ownScripts: plan.ownScripts.map { overlay($0.restore, $0.remove) })
  }

  private var written: [CheckoutOverlay.Written] {
    plan.rewritten.map { CheckoutOverlay.Written(path: $0.path, mode: $0.mode, bytes: $0.bytes) }
  }

  /// The same over a merge with another tip of the base: what is put back is as that tip has it.
  ///
  /// Nil where the base changed a build file too, since it parted: which parts of the merged one are the base's can't be
  /// told then.
  func trees(
    atTip tip: ObjectID, from baseTree: ObjectID, _ repository: Repository
  ) throws(CommandError) -> BaseChecksTrees? {
    let paths = Set(plan.restore.map(\.path) + plan.remove.map(\.path) + plan.rewritten.map(\.path))
    func entries(_ tree: ObjectID) throws(CommandError) -> [RepositoryPath: TreeEntry] {
      let found = try asking(repository.objects.entries(of: tree)).filter { paths.contains($0.path) }
      return Dictionary(found.map { ($0.path, $0) }) { first, _ in first }
    }
    let (before, now) = (try entries(baseTree), try entries(tip))
    guard plan.rewritten.allSatisfy({ before[$0.path] == now[$0.path] }) else { return nil }
    func overlay(_ restore: [BaseChecksPlan.Restored], _ remove: [BaseChecksPlan.Removed]) -> CheckoutOverlay {
      let touched = restore.map(\.path) + remove.map(\.path)
      return CheckoutOverlay(
        present: touched.compactMap { now[$0] }, gone: touched.filter { now[$0] == nil }, written: written)
    }
    return BaseChecksTrees(
      checks: overlay(plan.restore, plan.remove), ownScripts: plan.ownScripts.map { overlay($0.restore, $0.remove) })
  }

  private static func commands(_ contract: Contract) -> [CheckCommand] {
    contract.setup.map { CheckCommand(name: $0.value, run: $0.value, directory: nil) }
      + (contract.validation ?? []).map { CheckCommand(name: $0.name, run: $0.run, directory: $0.directory) }
  }

  /// The contents on both sides; a file that can't be read is left out.
  private static func contents(
    of paths: [RepositoryPath], _ changed: [RepositoryPath: Change], _ base: [TreeEntry], _ repository: Repository
  ) throws(CommandError) -> [FileVersions] {
    func readable(_ mode: FileMode, _ id: ObjectID?) -> ObjectID? {
      mode.kind == FileMode.regular.kind ? id : nil
    }
    let objects = repository.objects
    let unchanged = Set(paths.filter { changed[$0] == nil })
    let known = Dictionary(
      unchanged.isEmpty ? [] : base.filter { unchanged.contains($0.path) }.map { ($0.path, $0) }
    ) { first, _ in first }
    var sides: [(path: RepositoryPath, old: ObjectID?, new: ObjectID?)] = []
    for path in paths {
      if let change = changed[path] {
        sides.append((path, readable(change.oldMode, change.oldID), readable(change.newMode, change.newID)))
      } else if let entry = known[path], let id = readable(entry.mode, entry.id) {
        sides.append((path, id, id))
      }
    }
    let versions = sides.flatMap { side in
      [side.old, side.new].compactMap { $0 }.map { FileVersion(side.path, $0) }
    }
    let looked = try ReadableVersions(versions, repository)
    let seen = sides.filter { side in
      [side.old, side.new].compactMap { $0 }.allSatisfy { looked.unseen[FileVersion(side.path, $0)] == nil }
    }
    let unique = Set(seen.flatMap { [$0.old, $0.new].compactMap { $0 } }).sorted()
    let blobs = Dictionary(zip(unique, try asking(objects.blobs(unique)))) { first, _ in first }
    return seen.map { FileVersions($0.path, old: $0.old.flatMap { blobs[$0] }, new: $0.new.flatMap { blobs[$0] }) }
  }
}
