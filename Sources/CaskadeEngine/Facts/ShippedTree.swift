import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What is put into the judged tree, beside the base's checks, so that the change's code can't tell that it is tested.
enum ShippedTree {
  /// More changed files than these stay as they are.
  private static let mostFiles = 1_000

  /// The trees with this one added, where there is anything to rewrite.
  ///
  /// - Parameter tip: the base that is merged with; what stands there is none of the change's.
  static func added(
    to trees: BaseChecksTrees?, _ head: ObjectID, _ changes: ChangeSet, tip: ObjectID, _ repository: Repository
  ) throws(CommandError) -> BaseChecksTrees? {
    let checks = trees?.checks ?? .none
    let changed = changes.changes.filter { change in
      change.newMode.kind == FileMode.regular.kind && ShippedCode.reads(change.path)
    }.prefix(mostFiles)
    guard !changed.isEmpty else { return trees }
    let paths = Set(changed.map(\.path))
    let entries = try asking(repository.objects.entries(of: head)).filter { paths.contains($0.path) }
    let now = Dictionary(entries.map { ($0.path, $0) }) { first, _ in first }
    let tips = try asking(repository.objects.entries(of: tip)).filter { entry in
      paths.contains(entry.path) && entry.mode.kind == FileMode.regular.kind
    }
    // What moved from one file to another was there before.
    let before = Dictionary(
      changes.changes.filter { ShippedCode.reads($0.path) }.prefix(2 * mostFiles).compactMap { change in
        change.oldMode.kind == FileMode.regular.kind ? change.oldID.map { (change.path, $0) } : nil
      }
    ) { first, _ in first }
    let ids = Set(now.values.map(\.id) + before.values + tips.map(\.id)).sorted()
    let sizes = try asking(repository.objects.sizesIfPresent(ids))
    let readable = zip(ids, sizes).compactMap { id, size in
      size.map { $0 <= ShippedCode.mostBytes } ?? false ? id : nil
    }
    let blobs = Dictionary(zip(readable, try asking(repository.objects.blobs(readable)))) { first, _ in first }
    let known = AddedLines.lines(of: Set(before.values).union(tips.map(\.id)).compactMap { blobs[$0] })
    let put = Dictionary(checks.written.map { ($0.path, $0) }) { first, _ in first }
    let touched = Set(checks.present.map(\.path) + checks.gone)
    let written: [CheckoutOverlay.Written] = changed.compactMap { change in
      guard !touched.contains(change.path), let entry = now[change.path],
        let head = put[change.path]?.bytes ?? blobs[entry.id],
        let bytes = ShippedCode.rewritten(head, known: known, isNew: before[change.path] == nil, change.path)
      else { return nil }
      return CheckoutOverlay.Written(path: change.path, mode: entry.mode, bytes: bytes)
    }
    guard !written.isEmpty else { return trees }
    let rewritten = Set(written.map(\.path))
    var all = trees ?? BaseChecksTrees(checks: .none, ownScripts: nil)
    all.shipped = CheckoutOverlay(
      present: checks.present, gone: checks.gone,
      written: checks.written.filter { !rewritten.contains($0.path) } + written)
    return all
  }
}
