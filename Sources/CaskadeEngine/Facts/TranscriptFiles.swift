import CaskadeAgents
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Reads the transcripts that a check is given, or finds those of this repository, its branch and its time.
struct TranscriptFiles {
  private let session: Session
  private let comparison: BaseAndHead
  private let roots: [String]
  private let home: String?

  /// Finds them by itself.
  static let auto = "auto"
  private static let mostFiles = 2_000
  /// Messages of one session, and parts of one message.
  private static let mostMessages = 20_000
  private static let mostRecord = 16 << 20
  private static let checkpoints = ["refs/heads/entire/checkpoints/v1", "refs/remotes/origin/entire/checkpoints/v1"]

  init(_ session: Session, _ comparison: BaseAndHead) {
    self.session = session
    self.comparison = comparison
    let root = session.repository.location.workTree
    let real = (try? FileSystem.realPath(root)) ?? root
    roots = Array(Set([root.text, real.text])).sorted()
    home = session.host.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
  }

  var setting: TranscriptSetting { TranscriptSetting(roots: roots, home: home) }

  /// - Parameter words: files as the caller named them, or `auto`.
  func read(_ words: [String]) throws(CommandError) -> [GivenTranscript] {
    var given: [GivenTranscript] = []
    for word in words {
      if word == Self.auto {
        given += try found()
      } else {
        let path = session.host.path(word)
        if let found = ofDatabase(path, named: EscapedText.line(word)) {
          given += found
          continue
        }
        given.append(try read(path, named: EscapedText.line(word)))
        if let place = TranscriptPlaces.besides(path.text) {
          for file in Self.files(in: place) { given.append(try read(file, named: EscapedText.line(file.bytes))) }
        }
      }
      try session.stopIfInterrupted()
    }
    return given
  }

  private func read(_ path: ByteString, named name: String) throws(CommandError) -> GivenTranscript {
    if let storage = SessionStorage(holding: path.text),
      let bytes = try? FileReader.read(path, limit: Self.mostRecord), let session = SessionStorage.session(bytes)
    {
      return Self.read(session, bytes, in: storage, named: name)
    }
    var reader = TranscriptReader()
    try touching { () throws(FileError) in try FileReader.stream(path) { reader.take($0) } }
    return Self.given(&reader, name)
  }

  private static func given(_ reader: inout TranscriptReader, _ name: String) -> GivenTranscript {
    guard let transcript = reader.finish() else {
      let known = TranscriptReader.agents.joined(separator: ", ")
      return GivenTranscript(name: name, transcript: nil, faults: ["it is of no agent that is known: \(known)"])
    }
    return GivenTranscript(name: name, transcript: transcript, faults: transcript.reading.sentences)
  }

  /// What the guard told the run that this check ends.
  static func heard(_ bytes: [UInt8]) -> GivenTranscript {
    var reader = TranscriptReader()
    bytes.withUnsafeBytes { reader.take($0) }
    return given(&reader, "the guard of this run")
  }

  // MARK: Found

  /// Those of a session in this repository, on this branch where it is told, that went on after the base was made.
  private func found() throws(CommandError) -> [GivenTranscript] {
    var given = try ofCheckpoints()
    let start = try asking(session.repository.time(of: comparison.mergeBase))
    if let home {
      let kept = ofDatabases(home, since: start)
      let known = Set(kept.flatMap { $0.transcript?.sessions ?? [] })
      given += ofAgents(home, since: start) + kept + ofStorages(home, since: start, beside: known)
    }
    return given + ofGuards(since: start, beside: given)
  }

  private func ofAgents(_ home: String, since start: Int?) -> [GivenTranscript] {
    var given: [GivenTranscript] = []
    let places = TranscriptPlaces(home: home, environment: session.host.environment).places(of: roots)
    let files = places.flatMap { place in Self.files(in: place).map { (path: $0, isOwn: place.isOwn) } }
    for file in files.filter({ Self.isRecent($0.path, since: start) }).prefix(Self.mostFiles) {
      var reader = TranscriptReader()
      let isRead = (try? FileReader.stream(file.path) { reader.take($0) }) != nil
      let one = Self.given(&reader, EscapedText.line(file.path.bytes))
      if !isRead || file.isOwn && reader.isUnread { given += Self.unread(file.path) }
      guard isRead, let transcript = one.transcript, isOfThis(transcript, since: start) else { continue }
      given.append(one)
      if let place = TranscriptPlaces.besides(file.path.text) {
        given += Self.files(in: place).compactMap { try? read($0, named: EscapedText.line($0.bytes)) }
      }
    }
    return given
  }

  // MARK: What can't be read

  /// It was written after the base was made: what is older holds nothing of this work.
  private static func isRecent(_ path: ByteString, since start: Int?) -> Bool {
    guard let stamp = FileStamp(of: (try? FileSystem.realPath(path)) ?? path), stamp.isRegular else { return false }
    return start.map(stamp.isChanged) ?? true
  }

  /// Nothing for a file that another program took away meanwhile.
  private static func unread(_ path: ByteString, _ fault: String = "nothing of it can be read") -> [GivenTranscript] {
    guard let size = FileSystem.size(of: path), size > 0 else { return [] }
    return [GivenTranscript(name: EscapedText.line(path.bytes), transcript: nil, faults: [fault])]
  }

  // MARK: Databases

  /// The sessions that a name of a database stands for: the one that it names, or those of this repository.
  ///
  /// - Returns: nil for what names no database.
  private func ofDatabase(_ path: ByteString, named name: String) -> [GivenTranscript]? {
    var (file, only): (ByteString, String?) = (path, nil)
    if !FileSystem.exists(path), let (own, session) = SessionDatabase.parted(path.text) {
      (file, only) = (ByteString(own), session)
    }
    guard let database = SessionDatabaseFile(file) else { return nil }
    do throws(SQLiteFault) {
      let (told, lost) = try database.transcripts(in: only == nil ? setting : nil) { session in
        only.map(session.belongs) ?? true
      }
      guard !told.isEmpty else {
        let none = only == nil ? "no session of this repository is in it" : "there is no such session in it"
        return [GivenTranscript(name: name, transcript: nil, faults: [none] + lost)]
      }
      return told.map { one in
        let own = SessionDatabase.name(only.map { String(name.dropLast($0.count + 1)) } ?? name, one.session.id)
        return GivenTranscript(name: own, transcript: one.transcript, faults: one.faults + lost)
      }
    } catch {
      return [GivenTranscript(name: name, transcript: nil, faults: [error.message])]
    }
  }

  private func ofDatabases(_ home: String, since start: Int?) -> [GivenTranscript] {
    var given: [GivenTranscript] = []
    for file in Self.databases(home, session.host.environment) {
      guard let database = SessionDatabaseFile(file) else {
        if Self.isRecent(file, since: start) { given += Self.unread(file) }
        continue
      }
      let name = EscapedText.line(file.bytes)
      do throws(SQLiteFault) {
        let (told, lost) = try database.transcripts(in: setting) { session in
          !(start.flatMap { start in session.updated.map { $0 / 1_000 < start } } ?? false)
        }
        let own = told.filter { one in one.transcript.map { isOfThis($0, since: start) } ?? false }
        given += own.map { one in
          GivenTranscript(
            name: SessionDatabase.name(name, one.session.id), transcript: one.transcript, faults: one.faults)
        }
        if !lost.isEmpty, !(start.map(database.isOlder) ?? false) {
          given.append(GivenTranscript(name: name, transcript: nil, faults: lost))
        }
      } catch {
        if start.map(database.isOlder) ?? false || database.isElsewhere(setting) { continue }
        given.append(GivenTranscript(name: name, transcript: nil, faults: [error.message]))
      }
    }
    return given
  }

  /// Those that may be there.
  static func databases(_ home: String, _ environment: [String: String]) -> [ByteString] {
    let (_, folder, only) = TranscriptPlaces(home: home, environment: environment).databases
    if let only { return [ByteString(only)] }
    let names = ((try? FileSystem.entries(of: ByteString(folder))) ?? []).filter {
      SessionDatabase.isDatabase($0.text)
    }
    return names.map { ByteString(folder).appending($0) }
  }

  /// Sessions that lie in many files each.
  ///
  /// - Parameter known: those that were read already, from where they lie since.
  private func ofStorages(_ home: String, since start: Int?, beside known: Set<String>) -> [GivenTranscript] {
    var given: [GivenTranscript] = []
    for storage in TranscriptPlaces(home: home, environment: session.host.environment).storages {
      for file in Self.files(in: storage.sessions).prefix(Self.mostFiles) {
        guard let bytes = try? FileReader.read(file, limit: Self.mostRecord),
          let found = SessionStorage.session(bytes), setting.holds(anyOf: [found.folder]), !known.contains(found.id)
        else { continue }
        if let start, let updated = found.updated, updated / 1_000 < start { continue }
        let one = Self.read(found, bytes, in: storage, named: EscapedText.line(file.bytes))
        if let transcript = one.transcript, isOfThis(transcript, since: start) { given.append(one) }
      }
    }
    return given
  }

  /// The messages come in the order of their names, which is that of their times.
  ///
  /// - Parameter bytes: the session's own file.
  private static func read(
    _ session: SessionStorage.Session, _ bytes: [UInt8], in storage: SessionStorage, named name: String
  ) -> GivenTranscript {
    var reader = TranscriptReader()
    SessionStorage.line(bytes).withUnsafeBytes { reader.take($0) }
    for message in files(in: storage.messages(of: session)).prefix(mostMessages) {
      let id = String(message.text.split(separator: "/").last?.dropLast(SessionStorage.ending.count) ?? "")
      for record in [message] + files(in: storage.parts(of: id)).prefix(mostMessages) {
        guard let bytes = try? FileReader.read(record, limit: mostRecord) else { continue }
        SessionStorage.line(bytes).withUnsafeBytes { reader.take($0) }
      }
    }
    return given(&reader, name)
  }

  /// What guards were asked in this work tree, of sessions that left no transcript: else each call would be there twice.
  private func ofGuards(since start: Int?, beside given: [GivenTranscript]) -> [GivenTranscript] {
    guard let folders = GitFolders(around: session.repository.location.workTree) else { return [] }
    let told = Set(given.flatMap { $0.transcript?.sessions ?? [] })
    let files = Self.files(in: folders.guardLogs, depth: 0, ending: Array(".jsonl".utf8))
    return files.filter { Self.isRecent($0, since: start) }.prefix(Self.mostFiles).flatMap {
      file -> [GivenTranscript] in
      guard let one = try? read(file, named: EscapedText.line(file.bytes)) else { return Self.unread(file) }
      guard let transcript = one.transcript, told.isDisjoint(with: transcript.sessions),
        isOfThis(transcript, since: start)
      else { return [] }
      return [one]
    }
  }

  private func isOfThis(_ transcript: Transcript, since start: Int?) -> Bool {
    if let start, let end = transcript.end, end / 1_000 < start { return false }
    if let branch = comparison.branch, !transcript.branches.isEmpty, !transcript.branches.contains(branch) {
      return false
    }
    // Where no folder is told, the file's own place was made for this repository.
    return transcript.folders.isEmpty || setting.holds(anyOf: transcript.folders)
  }

  static func files(in place: TranscriptPlaces.Place) -> [ByteString] {
    files(in: ByteString(place.folder), depth: place.depth, ending: Array(place.ending.utf8))
  }

  private static func files(in folder: ByteString, depth: Int, ending: [UInt8]) -> [ByteString] {
    let entries = ((try? FileSystem.entries(of: folder)) ?? []).map { folder.appending($0) }
    let own = entries.filter { $0.bytes.suffix(ending.count).elementsEqual(ending) && FileSystem.isSingleFile($0) }
    guard depth > 0 else { return own }
    return own + entries.filter(FileSystem.isFolder).flatMap { files(in: $0, depth: depth - 1, ending: ending) }
  }

  // MARK: Checkpoints

  /// Whole transcripts on a branch of their own, which commits name in a trailer: `Entire-Checkpoint: 12 hexadecimal digits`.
  private func ofCheckpoints() throws(CommandError) -> [GivenTranscript] {
    let repository = session.repository
    let head = comparison.head.commit
    let lines = try asking(repository.messageLines(from: comparison.mergeBase, to: head))
    let ids = lines.compactMap(Self.checkpoint)
    guard !ids.isEmpty, let tip = try checkpointTip() else { return [] }
    let tree = try asking(repository.objects.tree(of: tip))
    var given: [GivenTranscript] = []
    for id in Array(Set(ids)).sorted().prefix(Self.mostFiles) {
      let folder = RepositoryPath("\(id.prefix(2))/\(id.dropFirst(2))")
      let entries = try asking(repository.objects.entries(of: tree, below: folder))
      for entry in entries where entry.path.bytes.suffix(11).elementsEqual("/full.jsonl".utf8) {
        guard let bytes = try asking(repository.objects.blobs([entry.id])).first else { continue }
        var reader = TranscriptReader()
        bytes.withUnsafeBytes { reader.take($0) }
        given.append(Self.given(&reader, "entire/checkpoints/v1:\(entry.path.display)"))
      }
    }
    return given
  }

  private func checkpointTip() throws(CommandError) -> ObjectID? {
    for name in Self.checkpoints {
      if let found = try? session.repository.revisions.read(name, role: "--transcript") { return found.commit }
    }
    return nil
  }

  static func checkpoint(_ line: String) -> String? {
    let start = "Entire-Checkpoint: "
    guard line.hasPrefix(start) else { return nil }
    let id = line.dropFirst(start.count)
    let isID = id.utf8.count == 12 && id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return isID ? String(id) : nil
  }
}
