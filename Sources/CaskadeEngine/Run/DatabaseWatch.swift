import CaskadeAgents
import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Watches a database of sessions: which are of this folder and went on since the run began, and what their rows tell. As
/// long as the system's stamps call it unchanged it isn't read again.
struct DatabaseWatch {
  private struct Followed {
    let id: String
    let firstFolder: String?
    /// Tells it from every other transcript of the run.
    let number: Int
    var session: StoredSession
    var tally: RunTally
    var told = RunTold()
  }

  private let contract: Contract
  private let setting: TranscriptSetting
  private let path: ByteString
  private let only: String?
  private let startedAt: Int
  private let isNamed: Bool
  private var followed: [Followed] = []
  private var stamp: SessionDatabaseFile.Stamp?
  private var nextLook = ContinuousClock.now

  private static let mostSessions = 400
  /// Other transcripts of a run count from 0 up, and from -1 down.
  private static let firstNumber = -1_000_000

  /// - Parameters:
  ///   - only: the one session that is watched, with its sub-agents; nil for those of this folder.
  ///   - isNamed: a person named the file.
  ///   - startedAt: seconds since 1970.
  init(
    _ contract: Contract, _ path: ByteString, only: String?, isNamed: Bool, _ setting: TranscriptSetting,
    startedAt: Int
  ) {
    self.contract = contract
    self.path = path
    self.only = only
    self.isNamed = isNamed
    self.setting = setting
    self.startedAt = startedAt
  }

  /// Nil where nothing was of this run.
  var told: RunTold? { followed.isEmpty ? nil : followed.map(\.told).reduce(RunTold(), +) }

  var found: [ByteString] { followed.map { ByteString(SessionDatabase.name(path.text, $0.id)) } }

  /// - Parameter owners: which transcript has a call, by its id.
  /// - Returns: whether there is anything new.
  mutating func look(isLast: Bool, _ owners: inout [String: Int]) -> Bool {
    guard isLast || .now >= nextLook, let file = SessionDatabaseFile(path) else { return false }
    let start = ContinuousClock.now
    defer { nextLook = .now + WatchPace.pause(after: start) }
    let stamp = file.stamp
    guard stamp != self.stamp else { return false }
    let (before, many) = (followed, followed.count)
    guard let (after, changed) = try? file.read({ read($0, before) }) else { return false }
    self.stamp = stamp
    followed = after
    for index in followed.indices where changed.contains(followed[index].id) {
      let one = followed[index]
      followed[index].told = followed[index].tally.told(one.session.transcript, since: nil, as: one.number, &owners)
    }
    return !changed.isEmpty || followed.count > many
  }

  private func read(
    _ database: SessionDatabase, _ before: [Followed]
  ) -> (followed: [Followed], changed: Set<String>) {
    var followed = before
    let known = Set(before.map(\.id))
    var losses = SQLiteLosses()
    _ = database.sessions { session, line in
      guard !known.contains(session.id), followed.count < Self.mostSessions,
        isNamed || session.updated.map({ $0 / 1_000 >= startedAt }) ?? true,
        only.map(session.belongs) ?? (database.placed(session, in: setting, &losses) != nil),
        let stored = StoredSession(line, since: startedAt * 1_000)
      else { return }
      let number = Self.firstNumber - followed.count
      followed.append(
        Followed(
          id: session.id, firstFolder: session.firstFolder, number: number, session: stored, tally: RunTally(contract)))
    }
    var changed: Set<String> = []
    for index in followed.indices where Self.read(database, &followed[index]) { changed.insert(followed[index].id) }
    return (followed, changed)
  }

  /// - Returns: whether there is anything new.
  private static func read(_ database: SessionDatabase, _ one: inout Followed) -> Bool {
    var next = one
    var hasNews = false
    let before = one.session
    _ = database.records(of: one.id, firstFolder: one.firstFolder, isKnown: before.isSettled) { record in
      if next.session.take(record) { hasNews = true }
    }
    one = next
    return hasNews
  }
}
