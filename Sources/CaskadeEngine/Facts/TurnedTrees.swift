import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What is put into the judged tree and into the base so that each assertion of the base's checks says the opposite.
struct TurnedTrees: Sendable {
  let head: CheckoutOverlay
  let base: CheckoutOverlay

  /// Beyond these nothing is turned: half of the checks say nothing of the other half.
  private static let mostFiles = 2_000
  private static let mostBytes = 64 << 20

  /// The trees of the base's checks with those added in which they are turned round, where any can be.
  static func added(
    to trees: BaseChecksTrees?, _ head: ObjectID, _ base: ObjectID, _ repository: Repository
  ) throws(CommandError) -> BaseChecksTrees? {
    let checks = trees?.checks ?? .none
    guard let before = try turned(base, .none, nil, repository), !before.written.isEmpty,
      let after = try turned(head, checks, Set(before.written.map(\.path)), repository)
    else { return trees }
    var all = trees ?? BaseChecksTrees(checks: .none, ownScripts: nil)
    all.turned = TurnedTrees(head: after, base: before)
    return all
  }

  /// - Parameters:
  ///   - overlay: what lies over the tree.
  ///   - paths: the files to turn; nil for all that can be.
  /// - Returns: nil where it is too much.
  private static func turned(
    _ tree: ObjectID, _ overlay: CheckoutOverlay, _ paths: Set<RepositoryPath>?, _ repository: Repository
  ) throws(CommandError) -> CheckoutOverlay? {
    func isAsked(_ path: RepositoryPath) -> Bool { paths?.contains(path) ?? TurnedChecks.reads(path) }
    let over = Set(overlay.present.map(\.path) + overlay.gone + overlay.written.map(\.path))
    let entries = try asking(repository.objects.entries(of: tree)).filter { !over.contains($0.path) } + overlay.present
    let checks = entries.filter { entry in
      entry.mode.kind == FileMode.regular.kind && isAsked(entry.path)
    }
    guard checks.count <= mostFiles else { return nil }
    let sizes = try asking(repository.objects.sizesIfPresent(checks.map(\.id)))
    let wanted = zip(checks, sizes).compactMap { entry, size in
      size.map { $0 <= TurnedChecks.mostBytes } ?? false ? entry : nil
    }
    let known = sizes.compactMap(\.self).filter { $0 <= TurnedChecks.mostBytes }
    guard known.reduce(0, +) <= mostBytes else { return nil }
    let blobs = try asking(repository.objects.blobs(wanted.map(\.id)))
    var written: [CheckoutOverlay.Written] = zip(wanted, blobs).compactMap { entry, bytes in
      TurnedChecks.turned(bytes, entry.path).map {
        CheckoutOverlay.Written(path: entry.path, mode: entry.mode, bytes: $0)
      }
    }
    written += overlay.written.map { file in
      let bytes = isAsked(file.path) ? TurnedChecks.turned(file.bytes, file.path) : nil
      return CheckoutOverlay.Written(path: file.path, mode: file.mode, bytes: bytes ?? file.bytes)
    }
    let replaced = Set(written.map(\.path))
    return CheckoutOverlay(
      present: overlay.present.filter { !replaced.contains($0.path) }, gone: overlay.gone, written: written)
  }
}
