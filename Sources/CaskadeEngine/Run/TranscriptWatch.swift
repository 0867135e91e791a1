import CaskadeAgents
import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Reads the transcripts that a run's agent writes meanwhile: those that began or grew since, each from where it was left.
struct TranscriptWatch {
  private struct File {
    /// It lay there before the run, and was so long.
    let before: Int?
    /// It was named, or lies where only sessions of this folder do.
    let isOwn: Bool
    /// Tells it from the others.
    let number: Int
    var end = 0
    var reader = TranscriptReader()
    var tally: RunTally
    var told = RunTold()
    var isOfThis = false
    var isLeft = false
  }

  private let contract: Contract
  private let setting: TranscriptSetting
  private let places: [TranscriptPlaces.Place]
  private let named: [ByteString]
  private let startedAt: Int
  private var before: [ByteString: Int] = [:]
  private var files: [ByteString: File] = [:]
  private var owners: [String: Int] = [:]
  private var storages: [StorageWatch] = []
  private var databases: [ByteString: DatabaseWatch] = [:]
  /// A person's home and environment, where databases are looked for.
  private let wide: (home: String, environment: [String: String])?
  private var lastLook: ContinuousClock.Instant?
  private var nextSearch = ContinuousClock.now

  private static let pauseBetweenLooks = Duration.seconds(1)
  private static let pauseBetweenSearches = Duration.seconds(3)
  /// Where many sessions lie, looking through them takes no more than a hundredth of the time.
  private static let restForSearch = 100
  /// Of a session that was long before the run began so much is read, to know whose it is.
  private static let mostOfHead = 1 << 20
  /// A look takes no longer than this needs.
  private static let mostAtOnce = 4 << 20
  private static let mostOfDocument = 16 << 20
  private static let mostFiles = 4_000

  /// - Parameters:
  ///   - named: files that the person named; where there are any, no other is looked for.
  ///   - agent: whose transcripts are looked for; nil for none.
  ///   - isAny: those of every agent are.
  ///   - startedAt: seconds since 1970.
  init(
    _ contract: Contract, named: [ByteString], agent: Agent?, isAny: Bool, startedAt: Int, _ session: Session
  ) {
    self.contract = contract
    self.named = named.filter { Self.storage(of: $0) == nil && Self.database(of: $0) == nil }
    self.startedAt = startedAt
    let tree = session.repository.location.workTree
    let roots = Set([tree, (try? FileSystem.realPath(tree)) ?? tree]).map(\.text).sorted()
    let home = session.host.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    setting = TranscriptSetting(roots: roots, home: home)
    var places: [TranscriptPlaces.Place] = []
    if named.isEmpty, agent != nil || isAny, let home {
      let real = (try? FileSystem.realPath(session.host.directory)) ?? session.host.directory
      let all = TranscriptPlaces(home: home, environment: session.host.environment)
      places = all.places(of: Set(roots + [real.text]).sorted()).filter { isAny || $0.agent == agent }
      for storage in all.storages where isAny || storage.agent == agent {
        storages.append(StorageWatch(contract, storage, setting, startedAt: startedAt))
      }
      wide = isAny || all.databases.agent == agent ? (home, session.host.environment) : nil
    } else {
      wide = nil
    }
    for path in named {
      if let storage = Self.storage(of: path) {
        storages.append(StorageWatch(contract, storage, setting, startedAt: startedAt, only: path))
      } else if let (file, only) = Self.database(of: path) {
        databases[path] = DatabaseWatch(
          contract, file, only: only, isNamed: true, setting, startedAt: startedAt)
      }
    }
    self.places = places
    for (path, _) in listed() { before[path] = FileSystem.size(of: path) ?? 0 }
  }

  /// There is something to look for.
  var isThere: Bool { !named.isEmpty || !places.isEmpty || !storages.isEmpty || !databases.isEmpty || wide != nil }

  /// Those that were of this run, the ones that sub-agents left beside them aside.
  var found: [ByteString] {
    let own = files.filter { $0.value.isOfThis }.keys
    let apart = own.filter { path in !own.contains { $0 != path && Self.isBeside(path, $0) } }
    return (apart + storages.flatMap(\.found) + databases.values.flatMap(\.found)).sorted()
  }

  /// What all of them told so far; nil where there was none.
  var told: RunTold? {
    let own =
      files.values.filter(\.isOfThis).map(\.told) + storages.compactMap(\.told) + databases.values.compactMap(\.told)
    return own.isEmpty ? nil : own.reduce(RunTold(), +)
  }

  /// Looks for what is new.
  ///
  /// - Returns: nil where nothing is.
  mutating func look(isLast: Bool) -> RunTold? {
    guard isThere, isLast || lastLook.map({ $0.duration(to: .now) >= Self.pauseBetweenLooks }) ?? true else {
      return nil
    }
    lastLook = .now
    let start = ContinuousClock.now
    if isLast || start >= nextSearch {
      defer {
        let pause = files.isEmpty ? Self.pauseBetweenLooks : Self.pauseBetweenSearches
        nextSearch = .now + max(pause, start.duration(to: .now) * Self.restForSearch)
      }
      for (path, isOwn) in listed() where files[path] == nil {
        let size = FileSystem.size(of: path) ?? 0
        guard size > 0, size != before[path] else { continue }
        files[path] = File(before: before[path], isOwn: isOwn, number: files.count, tally: RunTally(contract))
      }
      for path in wide.map({ TranscriptFiles.databases($0.home, $0.environment) }) ?? [] where databases[path] == nil {
        databases[path] = DatabaseWatch(
          contract, path, only: nil, isNamed: false, setting, startedAt: startedAt)
      }
    }
    var hasNews = false
    for path in files.keys.sorted() {
      guard var file = files.removeValue(forKey: path) else { continue }
      while !file.isLeft, read(path, &file) {
        hasNews = true
        if !isLast { break }
      }
      files[path] = file
    }
    for index in storages.indices where storages[index].look(isLast: isLast, &owners) { hasNews = true }
    for path in databases.keys.sorted() where databases[path]?.look(isLast: isLast, &owners) ?? false { hasNews = true }
    return hasNews ? told : nil
  }

  // MARK: One file

  /// - Returns: whether there was anything.
  private mutating func read(_ path: ByteString, _ file: inout File) -> Bool {
    guard let size = FileSystem.size(of: path), size != file.end else { return false }
    if size < file.end || file.reader.isInDocument || path.hasEnding(".json") { return readWhole(path, size, &file) }
    if file.end == 0, let before = file.before, before > 0 {
      guard take(path, &file, atMost: min(before, Self.mostOfHead)) else { return false }
      let reader = file.reader
      _ = reader.soFar { file.tally.begin($0) }
      // The line that is torn by a leap is one that can't be read, and of before.
      file.end = before
    }
    guard take(path, &file, atMost: Self.mostAtOnce) else { return false }
    if file.reader.isInDocument { return readWhole(path, size, &file) }
    let reader = file.reader
    _ = reader.soFar { count($0, since: nil, &file) }
    return true
  }

  private func take(_ path: ByteString, _ file: inout File, atMost most: Int) -> Bool {
    var reader = file.reader
    file.reader = TranscriptReader()
    defer { file.reader = reader }
    guard let read = try? FileReader.stream(path, from: file.end, atMost: most, { reader.take($0) }),
      read.end > file.end
    else { return false }
    file.end = read.end
    return true
  }

  /// One that is written anew each time.
  private mutating func readWhole(_ path: ByteString, _ size: Int, _ file: inout File) -> Bool {
    guard size <= Self.mostOfDocument, let bytes = try? FileReader.read(path, limit: Self.mostOfDocument) else {
      file.isLeft = true
      return false
    }
    file.reader = TranscriptReader()
    file.tally = RunTally(contract)
    file.end = bytes.count
    var reader = TranscriptReader()
    bytes.withUnsafeBytes { reader.take($0) }
    // Half of a document that is being written is no news.
    guard let transcript = reader.finish(), !transcript.reading.isCut else { return false }
    count(transcript, since: file.before == nil ? nil : startedAt * 1_000, &file)
    return true
  }

  private mutating func count(_ transcript: Transcript, since start: Int?, _ file: inout File) {
    file.isOfThis =
      transcript.folders.isEmpty ? file.isOwn : file.isOwn && !named.isEmpty || setting.holds(anyOf: transcript.folders)
    guard file.isOfThis else {
      // One of another folder is read no further.
      file.isLeft = !file.isOwn && !transcript.folders.isEmpty
      return
    }
    file.told = file.tally.told(transcript, since: start, as: file.number, &owners)
  }

  // MARK: Files

  /// The storage whose session a file is, or will be.
  private static func storage(of path: ByteString) -> SessionStorage? {
    guard let storage = SessionStorage(holding: path.text) else { return nil }
    guard FileSystem.exists(path) else { return storage }
    let bytes = try? FileReader.read(path, limit: mostOfDocument)
    return bytes.flatMap(SessionStorage.session) == nil ? nil : storage
  }

  /// The database that a name stands for, and the session that it names in it.
  private static func database(of path: ByteString) -> (file: ByteString, only: String?)? {
    if FileSystem.exists(path) { return SessionDatabaseFile(path) == nil ? nil : (path, nil) }
    if let (file, session) = SessionDatabase.parted(path.text), SessionDatabase.isDatabase(lastName(of: file)) {
      return (ByteString(file), session)
    }
    return SessionDatabase.isDatabase(lastName(of: path.text)) ? (path, nil) : nil
  }

  private static func lastName(of path: String) -> String { String(path.split(separator: "/").last ?? "") }

  private func listed() -> [(ByteString, isOwn: Bool)] {
    var found = named.map { ($0, isOwn: true) }
    for place in places { found += TranscriptFiles.files(in: place).map { ($0, isOwn: place.isOwn) } }
    for path in named + files.filter({ $0.value.isOfThis }).keys.sorted() {
      guard let place = TranscriptPlaces.besides(path.text) else { continue }
      found += TranscriptFiles.files(in: place).map { ($0, isOwn: true) }
    }
    return Array(found.suffix(Self.mostFiles))
  }

  private static func isBeside(_ path: ByteString, _ other: ByteString) -> Bool {
    TranscriptPlaces.besides(other.text).map { path.text.hasPrefix("\($0.folder)/") } ?? false
  }
}

extension ByteString {
  fileprivate func hasEnding(_ text: String) -> Bool { bytes.suffix(text.utf8.count).elementsEqual(text.utf8) }
}
