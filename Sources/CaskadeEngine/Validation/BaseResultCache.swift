import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Results of commands on the base that are kept between checks, for the classification by `--baseline` alone.
///
/// Nothing is kept in CI, where nothing that the next check finds was written by the last, nor where the caller hands
/// variables to the commands: what they are would be in the key.
struct BaseResultCache {
  private let folder: BaseResultFolder
  private let session: Session
  private let reads: Bool

  init?(_ session: Session, _ options: ValidationOptions, pinned: Bool) {
    guard !session.ci.isCI, options.passed.isEmpty,
      let folder = BaseResultFolder(environment: session.host.environment, outside: session.repository.location)
    else { return nil }
    self.folder = folder
    self.session = session
    reads = !pinned && !options.noCache
    folder.sweep(now: WallClock.seconds())
  }

  /// The keys of all by one call of git.
  func keys(_ circumstances: [[UInt8]]) throws(CommandError) -> [ObjectID] {
    let repository = session.repository
    return try asking(repository.digests(of: circumstances))
  }

  /// What an earlier check says of a command that the contract expects nothing of on the base.
  func run(of command: ValidationCommand, _ key: ObjectID) -> ValidationRecord.Run? {
    guard reads, command.onBase == nil else { return nil }
    return folder.result(for: key)?.run(expecting: command.expect)
  }

  func keep(_ run: ValidationRecord.Run, _ key: ObjectID) {
    if let result = BaseResult(run) { folder.keep(result, for: key) }
  }
}
