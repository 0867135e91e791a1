import CaskadeCore
import CaskadeInspection
import CaskadeSystem

/// What a check asks the repository beside the change itself, begun while that is still read: nothing of it waits for
/// another answer.
struct BesideFacts: Sendable {
  private let works: Errand<[SharedWork], CommandError>
  private let remote: Errand<ForgeRecord?, CommandError>

  init(_ session: Session, _ comparison: BaseAndHead) {
    works = Errand { () throws(CommandError) in try comparison.sharedWorks(session) }
    remote = Errand { () throws(CommandError) in
      if let told = session.ci.forge { return told }
      return try asking(session.repository.setting("remote.origin.url")).flatMap { ForgeRecord(remote: $0) }
    }
  }

  /// What came to the head with commits that another branch has too.
  func brought(_ changes: ChangeSet) throws(CommandError) -> [BroughtWork] {
    let paths = Set(changes.changes.map(\.path))
    return try works.result().map { $0.brought(paths) }
  }

  /// Where the repository is kept: by the CI system's word, else by the remote's address.
  func forge() throws(CommandError) -> ForgeRecord? { try remote.result() }
}
