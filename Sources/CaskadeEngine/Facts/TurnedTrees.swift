import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What is put into the judged tree and into the base so that each assertion of the base's checks says the opposite.
struct TurnedTrees: Sendable {
  let head: CheckoutOverlay
  let base: CheckoutOverlay

  /// Files of checks beyond these stay as they are.
  private static let mostFiles = 2_000

  /// The trees of the base's checks with those added in which they are turned round, where any can be.
  static func added(
    to trees: BaseChecksTrees?, _ head: ObjectID, _ base: ObjectID, _ repository: Repository
  ) throws(CommandError) -> BaseChecksTrees? {
    let checks = trees?.checks ?? .none
    let before = try turned(base, .none, repository)
    guard !before.written.isEmpty else { return trees }
    var all = trees ?? BaseChecksTrees(checks: .none, ownScripts: nil)
    all.turned = TurnedTrees(head: try turned(head, checks, repository), base: before)
    return all
  }

  /// - Parameter overlay: what lies over the tree.
  private static func turned(
    _ tree: ObjectID, _ overlay: CheckoutOverlay, _ repository: Repository
  ) throws(CommandError) -> CheckoutOverlay {
    let over = Set(overlay.present.map(\.path) + overlay.gone + overlay.written.map(\.path))
    let entries = try asking(repository.objects.entries(of: tree)).filter { !over.contains($0.path) } + overlay.present
    let checks = entries.filter { entry in
      entry.mode.kind == FileMode.regular.kind && TurnedChecks.reads(entry.path)
    }.prefix(mostFiles)
    let sizes = try asking(repository.objects.sizesIfPresent(checks.map(\.id)))
    let wanted = zip(checks, sizes).compactMap { entry, size in
      size.map { $0 <= TurnedChecks.mostBytes } ?? false ? entry : nil
    }
    let blobs = try asking(repository.objects.blobs(wanted.map(\.id)))
    var written: [CheckoutOverlay.Written] = zip(wanted, blobs).compactMap { entry, bytes in
      TurnedChecks.turned(bytes, entry.path).map {
        CheckoutOverlay.Written(path: entry.path, mode: entry.mode, bytes: $0)
      }
    }
    written += overlay.written.map { file in
      let bytes = TurnedChecks.reads(file.path) ? TurnedChecks.turned(file.bytes, file.path) : nil
      return CheckoutOverlay.Written(path: file.path, mode: file.mode, bytes: bytes ?? file.bytes)
    }
    let paths = Set(written.map(\.path))
    return CheckoutOverlay(
      present: overlay.present.filter { !paths.contains($0.path) }, gone: overlay.gone, written: written)
  }
}
