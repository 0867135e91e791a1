import CaskadeAgents
import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Watches a storage of sessions that lie in many small files each: which are of this folder and went on since the run began,
/// and what their files tell. What the system's stamps call unchanged isn't read again.
struct StorageWatch {
  private struct Followed {
    let id: String
    let path: ByteString
    /// Tells it from every other transcript of the run.
    let number: Int
    var session: StoredSession
    var tally: RunTally
    var told = RunTold()
    /// Messages of which nothing more is expected, or that are older than the run.
    var closed: Set<ByteString> = []
    /// Of each open message, and of its parts by their places.
    var stamps: [ByteString: [ByteString: FileStamp]] = [:]
  }

  /// What one look may still read.
  private struct Allowance {
    var files = StorageWatch.mostFilesAtOnce
    var bytes = StorageWatch.mostBytesAtOnce
    var isSpent: Bool { files <= 0 || bytes <= 0 }
  }

  private let contract: Contract
  private let setting: TranscriptSetting
  private let storage: SessionStorage
  private let startedAt: Int
  private let only: ByteString?
  private var followed: [Followed] = []
  /// Those of other folders.
  private var strange: Set<ByteString> = []
  private var nextLook = ContinuousClock.now
  private var nextSearch = ContinuousClock.now

  private static let mostSessions = 400
  private static let mostListed = 20_000
  private static let mostRecord = 16 << 20
  private static let mostFilesAtOnce = 1_000
  private static let mostBytesAtOnce = 4 << 20
  /// The last look of a run goes on until there is nothing left, but not for ever.
  private static let mostRounds = 50
  /// So many messages may still change after later ones came.
  private static let openMessages = 16

  /// - Parameters:
  ///   - startedAt: seconds since 1970.
  ///   - only: the file of the one session that is watched, whatever its folder; nil for all of this folder.
  init(
    _ contract: Contract, _ storage: SessionStorage, _ setting: TranscriptSetting, startedAt: Int,
    only: ByteString? = nil
  ) {
    self.only = only
    self.contract = contract
    self.storage = storage
    self.setting = setting
    self.startedAt = startedAt
  }

  /// Nil where nothing was of this run.
  var told: RunTold? { followed.isEmpty ? nil : followed.map(\.told).reduce(RunTold(), +) }

  /// The sessions' own files.
  var found: [ByteString] { followed.map(\.path) }

  /// - Parameter owners: which transcript has a call, by its id.
  /// - Returns: whether there is anything new.
  mutating func look(isLast: Bool, _ owners: inout [String: Int]) -> Bool {
    var hasNews = false
    if isLast || .now >= nextSearch {
      let start = ContinuousClock.now
      hasNews = search()
      nextSearch = .now + WatchPace.pause(after: start)
    }
    guard isLast || .now >= nextLook else { return hasNews }
    let start = ContinuousClock.now
    defer { nextLook = .now + WatchPace.pause(after: start) }
    for _ in 0..<(isLast ? Self.mostRounds : 1) {
      var allowance = Allowance()
      for index in followed.indices where read(&followed[index], &allowance, &owners) { hasNews = true }
      guard allowance.isSpent else { break }
    }
    return hasNews
  }

  // MARK: Sessions

  /// - Returns: whether there is another one.
  private mutating func search() -> Bool {
    if let only { return followed.isEmpty && begin(only) }
    let known = strange.union(followed.map(\.path))
    let written = Set(changed(below: ByteString(storage.messages)))
    var hasNews = false
    var listed = 0
    for project in entries(of: ByteString(storage.projects)) {
      let folder = ByteString(storage.projects).appending(project)
      let names = records(in: folder).prefix(max(0, Self.mostListed - listed))
      listed += names.count
      for (name, stamp) in zip(names, FileStamp.all(of: names.map { $0.bytes[...] }, below: folder)) {
        guard let stamp, stamp.isRegular, followed.count < Self.mostSessions else { continue }
        let isWritten = stamp.isChanged(since: startedAt) || written.contains(name.withoutEnding)
        let path = folder.appending(name)
        guard isWritten, !known.contains(path), begin(path) else { continue }
        hasNews = true
      }
    }
    return hasNews
  }

  /// Folders in which something came since the run began.
  private func changed(below folder: ByteString) -> [ByteString] {
    let names = entries(of: folder).prefix(Self.mostListed)
    let stamps = FileStamp.all(of: names.map { $0.bytes[...] }, below: folder)
    return zip(names, stamps).compactMap { name, stamp in
      stamp?.isChanged(since: startedAt) ?? false ? name : nil
    }
  }

  /// - Returns: whether it is of this folder.
  private mutating func begin(_ path: ByteString) -> Bool {
    guard let bytes = try? FileReader.read(path, limit: Self.mostRecord),
      let found = SessionStorage.session(bytes)
    else { return false }
    guard only != nil || setting.holds(anyOf: [found.folder]),
      let session = StoredSession(bytes, since: startedAt * 1_000)
    else {
      strange.insert(path)
      return false
    }
    followed.append(
      Followed(
        id: found.id, path: path, number: -1 - followed.count, session: session, tally: RunTally(contract)))
    return true
  }

  // MARK: One session

  private func read(_ one: inout Followed, _ allowance: inout Allowance, _ owners: inout [String: Int]) -> Bool {
    let folder = ByteString(storage.messages).appending(one.id)
    let names = records(in: folder).filter { !one.closed.contains($0) }
    let all = FileStamp.all(of: names.map { $0.bytes[...] }, below: folder)
    var hasNews = false
    for (index, (name, stamp)) in zip(names, all).enumerated() {
      guard !allowance.isSpent else { break }
      guard let stamp, stamp.isRegular, stamp.isChanged(since: startedAt) else {
        one.closed.insert(name)
        continue
      }
      let message = name.withoutEnding
      var stamps = one.stamps.removeValue(forKey: name) ?? [:]
      var standing = StoredSession.Standing.counted
      if stamps[name] != stamp {
        if let bytes = read(folder.appending(name), &allowance) {
          standing = one.session.take(message: message.text, bytes)
          hasNews = hasNews || standing == .counted
        }
        stamps[name] = stamp
      }
      if standing != .older {
        let news = read(partsOf: message, &stamps, &one.session, &allowance)
        hasNews = hasNews || news
      }
      if standing == .older || !allowance.isSpent && names.count - index > Self.openMessages {
        one.closed.insert(name)
      } else {
        one.stamps[name] = stamps
      }
    }
    if hasNews { one.told = one.tally.told(one.session.transcript, since: nil, as: one.number, &owners) }
    return hasNews
  }

  private func read(
    partsOf message: ByteString, _ stamps: inout [ByteString: FileStamp], _ session: inout StoredSession,
    _ allowance: inout Allowance
  ) -> Bool {
    let folder = ByteString(storage.parts(of: message.text).folder)
    let names = records(in: folder)
    var hasNews = false
    for (name, stamp) in zip(names, FileStamp.all(of: names.map { $0.bytes[...] }, below: folder)) {
      let place = message.appending(name)
      guard let stamp, stamp.isRegular, stamps[place] != stamp else { continue }
      guard !allowance.isSpent else { break }
      stamps[place] = stamp
      if let bytes = read(folder.appending(name), &allowance) {
        hasNews = session.take(part: place.text, of: message.text, bytes) == .counted || hasNews
      }
    }
    return hasNews
  }

  // MARK: Files

  private func read(_ path: ByteString, _ allowance: inout Allowance) -> [UInt8]? {
    allowance.files -= 1
    guard let bytes = try? FileReader.read(path, limit: Self.mostRecord) else { return nil }
    allowance.bytes -= bytes.count
    return bytes
  }

  private func entries(of folder: ByteString) -> [ByteString] { (try? FileSystem.entries(of: folder)) ?? [] }

  private func records(in folder: ByteString) -> [ByteString] {
    entries(of: folder).filter { $0.bytes.suffix(Self.ending.count).elementsEqual(Self.ending) }
  }

  private static let ending = Array(SessionStorage.ending.utf8)
}

extension ByteString {
  fileprivate var withoutEnding: ByteString { ByteString(bytes: bytes.dropLast(SessionStorage.ending.utf8.count)) }
}
