import CaskadeAgents
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What the branch changes in the permissions of agents, their servers and hooks, and of workflows.
enum PermissionFiles {
  /// More rows than a person reads are counted in the last one.
  private static let most = 200
  private static let mostCharacters = 200

  /// Nil where no such file was changed.
  static func changes(_ changes: ChangeSet, _ repository: Repository) throws(CommandError) -> [PermissionChange]? {
    let files = changes.changes.filter { change in
      change.operation != .submodule && PermissionReader.reads(change.path)
        && [change.oldMode, change.newMode].allSatisfy { $0 != .symlink && $0 != .submodule }
    }
    guard !files.isEmpty else { return nil }
    let ids = files.flatMap { [$0.oldID, $0.newID].compactMap { $0 } }
    let blobs = try asking(repository.objects.blobs(ids))
    let contents = Dictionary(zip(ids, blobs)) { first, _ in first }
    let mask = TextMask()
    func shown(_ text: String) -> String {
      let masked = mask.maskedStrictly(text)
      return masked.count > mostCharacters ? "\(masked.prefix(mostCharacters))..." : masked
    }
    let rows = files.flatMap { file in
      PermissionReader.changes(
        file.path, from: file.oldID.flatMap { contents[$0] }, to: file.newID.flatMap { contents[$0] })
    }.map { row in
      PermissionChange(
        path: row.path, subject: row.subject, kind: row.kind, what: shown(row.what), before: row.before.map(shown),
        after: row.after.map(shown))
    }
    guard rows.count > most, let last = rows.last else { return rows.isEmpty ? nil : rows }
    let more = PermissionChange(
      path: last.path, subject: last.subject, kind: .changed, what: (rows.count - most).counted("more change"))
    return rows.prefix(most) + [more]
  }
}
