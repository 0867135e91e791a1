package import CaskadeAgents
package import CaskadeCore
package import CaskadeInspection
package import CaskadeSyntax
package import CaskadeSystem

/// A database of sessions that another program may be writing: it is read without a lock, and again where it was changed
/// meanwhile in a way that mixes two states.
package struct SessionDatabaseFile {
  /// What the system says of its files.
  struct Stamp: Hashable {
    fileprivate let file: FileStamp?
    fileprivate let log: FileStamp?
  }

  /// What a reader has to find unchanged: the file, which changes when the log is put back into it, and the log's beginning,
  /// which changes when it is written from the start. What is added to the log meanwhile does no harm.
  private struct State: Hashable {
    let file: FileStamp?
    let start: [UInt8]?
  }

  private let path: ByteString
  private let log: ByteString
  private let journal: ByteString

  private static let tries = 4
  private static let magic = Array("SQLite format 3\0".utf8)
  private static let journalMagic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  /// Nil for what is no database.
  package init?(_ path: ByteString) {
    let path = (try? FileSystem.realPath(path)) ?? path
    guard let file = PlacedFile(path), file.read(Self.magic.count, at: 0) == Self.magic else { return nil }
    self.path = path
    log = path.appending(ending: "-wal")
    journal = path.appending(ending: "-journal")
  }

  var stamp: Stamp { Stamp(file: FileStamp(of: path), log: FileStamp(of: log)) }

  /// - Parameter use: may be called again, where what it read before doesn't count.
  func read<Result>(_ use: (SessionDatabase) -> Result) throws(SQLiteFault) -> Result {
    try reading { (database) throws(SQLiteFault) in use(try SessionDatabase(database)) }
  }

  private func reading<Result>(
    _ use: (SQLiteDatabase) throws(SQLiteFault) -> Result
  ) throws(SQLiteFault) -> Result {
    var fault = SQLiteFault.beingWritten
    for _ in 0..<Self.tries {
      let before = state
      do throws(SQLiteFault) {
        let found = try once(use)
        if state == before { return found }
        fault = .beingWritten
      } catch {
        fault = error
      }
    }
    throw fault
  }

  private func once<Result>(
    _ use: (SQLiteDatabase) throws(SQLiteFault) -> Result
  ) throws(SQLiteFault) -> Result {
    guard let file = PlacedFile(path) else { throw .noDatabase }
    if PlacedFile(journal)?.read(Self.journalMagic.count, at: 0) == Self.journalMagic { throw .beingWritten }
    let log = PlacedFile(self.log)
    let database = try SQLiteDatabase(
      { file.read($1, at: $0) }, size: file.size, log: { log?.read($1, at: $0) }, logSize: log?.size ?? 0)
    return try use(database)
  }

  private var state: State {
    State(file: FileStamp(of: path), start: PlacedFile(log).flatMap { $0.read(min(32, $0.size), at: 0) })
  }

  // MARK: What it has to do with

  /// Nothing was written in it since, whatever it holds.
  func isOlder(than start: Int) -> Bool {
    ![path, log, journal].contains { FileStamp(of: $0)?.isChanged(since: start) ?? false }
  }

  /// Its sessions are told, and are all of other folders: so what can't be read of it is none of this repository's.
  func isElsewhere(_ setting: TranscriptSetting) -> Bool {
    guard let folders = try? reading(SessionDatabase.folders) else { return false }
    return !setting.holds(anyOf: folders)
  }

  // MARK: Transcripts

  /// One session's, with what of it couldn't be read.
  package struct Told {
    package let session: SessionStorage.Session
    package let transcript: Transcript?
    package let faults: [String]
  }

  /// - Parameters:
  ///   - setting: only those that worked in it are read; nil for any.
  ///   - isWanted: is read.
  ///   - lost: what of the list of sessions couldn't be read.
  package func transcripts(
    in setting: TranscriptSetting? = nil, _ isWanted: (SessionStorage.Session) -> Bool
  ) throws(SQLiteFault) -> (told: [Told], lost: [String]) {
    try read { database in
      var wanted: [(SessionStorage.Session, [UInt8])] = []
      var losses = SQLiteLosses()
      let lost = database.sessions { session, line in
        guard isWanted(session) else { return }
        let placed = setting.map { database.placed(session, in: $0, &losses) } ?? session
        if let placed { wanted.append((placed, line)) }
      }
      return (wanted.map { Self.told($0, $1, in: database) }, (lost + losses).sentences)
    }
  }

  private static func told(
    _ session: SessionStorage.Session, _ line: [UInt8], in database: SessionDatabase
  ) -> Told {
    var reader = TranscriptReader()
    line.withUnsafeBytes { reader.take($0) }
    let left = database.records(of: session.id, firstFolder: session.firstFolder) { record in
      SessionStorage.line(record.bytes).withUnsafeBytes { reader.take($0) }
    }
    var transcript = reader.finish()
    transcript?.reading.lostRows = left.count
    for folder in session.folders where transcript?.folders.contains(folder) == false {
      transcript?.folders.append(folder)
    }
    return Told(
      session: session, transcript: transcript, faults: (transcript?.reading.sentences ?? []) + left.sentences)
  }
}

extension SessionDatabase {
  /// A session that worked in a setting, with all folders that tell so.
  ///
  /// - Parameter losses: of the moves that may tell it.
  func placed(
    _ session: SessionStorage.Session, in setting: TranscriptSetting, _ losses: inout SQLiteLosses
  ) -> SessionStorage.Session? {
    if setting.holds(anyOf: session.folders) { return session }
    var session = session
    session.otherFolders += moves(of: session.id, &losses)
    return setting.holds(anyOf: session.folders) ? session : nil
  }
}

extension ByteString {
  fileprivate func appending(ending: String) -> ByteString { ByteString(bytes: bytes + Array(ending.utf8)) }
}
