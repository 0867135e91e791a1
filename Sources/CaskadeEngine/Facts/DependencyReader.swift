import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What the change does to the packages that lock files pin: both versions of each that changed, read and compared.
enum DependencyReader {
  /// Lock files that are read; a change of more is no work on packages.
  private static let most = 200
  /// Texts of licences that are read, of those that the change brings.
  private static let mostLicences = 500

  /// Nil where no lock file changed.
  static func record(_ changes: ChangeSet, _ repository: Repository) throws(CommandError) -> DependencyRecord? {
    let files = changes.changes.filter { LockFile($0.path) != nil }
    guard !files.isEmpty else { return nil }
    let texts = changes.changes.filter { $0.newID != nil && LicenceText.isNamed($0.path) }.prefix(mostLicences)
    let wanted = Set(
      (files.prefix(most).flatMap { [id($0.oldMode, $0.oldID), id($0.newMode, $0.newID)] }
        + texts.map { id($0.newMode, $0.newID) }).compactMap { $0 }
    ).sorted()
    let objects = repository.objects
    let sizes = Dictionary(zip(wanted, try asking(objects.sizesIfPresent(wanted)))) { first, _ in first }
    let read = wanted.filter { id in (sizes[id] ?? nil).map { $0 <= LockFile.mostBytes } ?? false }
    let contents = Dictionary(zip(read, try asking(objects.blobs(read)))) { first, _ in first }
    return DependencyRecord(
      of: files.enumerated().map { number, change in
        let ids = [id(change.oldMode, change.oldID), id(change.newMode, change.newID)]
        let fault =
          number < most
          ? ids.compactMap { $0 }.compactMap { contents[$0] == nil ? Self.fault(of: sizes[$0] ?? nil) : nil }.first
          : "more than \(most) lock files changed"
        return DependencyRecord.File(
          change.path, old: ids[0].flatMap { contents[$0] }, new: ids[1].flatMap { contents[$0] }, fault: fault)
      },
      licences: texts.compactMap { change in
        id(change.newMode, change.newID).flatMap { contents[$0] }.map { (change.path, $0) }
      })
  }

  private static func fault(of size: Int?) -> String {
    size.map { LockFile.Problem.tooLarge(bytes: $0).message } ?? "the repository hasn't got its content"
  }

  /// Nil for a link, which is no lock file.
  private static func id(_ mode: FileMode, _ id: ObjectID?) -> ObjectID? {
    mode.kind == FileMode.regular.kind ? id : nil
  }
}
