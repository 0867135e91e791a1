import CaskadeContracts
import CaskadeAgents
package import CaskadeCore
import CaskadeInspection
package import CaskadeSyntax
package import CaskadeSystem

/// What a run does where it has gone too far.
package enum OnStop: String, CaseIterable, Hashable, Sendable {
  /// The agent is ended.
  case stop
  /// It is suspended, and a person asked.
  case pause
  /// It is said, and no more.
  case warn
}

/// Starts an agent under a contract, looks after it, and ends it at the contract's conditions.
package struct AgentRun {
  private let session: Session
  private let word: String
  private let command: [String]
  private let onStop: OnStop
  private let wish: RunExport.Wish
  private let transcripts: [String]
  private let startedAt: Int
  /// Says a line to the person.
  private let say: (String) -> Void
  /// Asks the person, while the agent is suspended; nil where nobody is there.
  private let asks: ((String) -> String?)?

  /// How long it may take to notice: changes that come at once are looked at once.
  private static let pauseBetweenLooks = Duration.milliseconds(300)
  private static let pauseBetweenLines = Duration.seconds(2)
  /// Between two notes in the record that it is at work.
  private static let pauseBetweenNotes = Duration.seconds(30)
  /// Where the system doesn't tell what changes.
  private static let pauseBetweenSearches = Duration.seconds(5)
  private static let grace = Duration.seconds(5)
  private static let mostPaths = 400
  /// Looks in a row that git couldn't answer.
  private static let mostFailures = 8
  private static let mostHeard = 32 << 20

  /// - Parameters:
  ///   - export: whose is put in place for the run.
  ///   - transcripts: files to watch, or `auto`; where none is named, those of the agent that is known.
  package init(
    _ session: Session, contract: String, command: [String], onStop: OnStop, export wish: RunExport.Wish,
    transcripts: [String], startedAt: Int, say: @escaping (String) -> Void, asks: ((String) -> String?)?
  ) {
    self.wish = wish
    self.transcripts = transcripts
    self.session = session
    word = contract
    self.command = command
    self.onStop = onStop
    self.startedAt = startedAt
    self.say = say
    self.asks = asks
  }

  /// How it ended, and what the agent's hook told meanwhile, as a transcript.
  package struct Outcome {
    package var record: RunRecord
    package let heard: [UInt8]
    /// The transcripts that the agent wrote meanwhile.
    package let transcripts: [ByteString]
    /// A transcript told what the hook couldn't: a check by the hook alone would contradict it.
    package let isByTranscript: Bool
    package let shelf: RunShelf

    /// Adds what the check with which it ended says.
    package mutating func judged(_ verdict: Verdict) throws(CommandError) {
      record.verdict = verdict.rawValue
      try shelf.write(record)
    }
  }

  package func outcome() throws(CommandError) -> Outcome {
    let options = CheckOptions(contract: word, skipValidation: true, allowSelfDeclared: true)
    let comparison = try BaseAndHead(options, session)
    let governing = try CheckRun(session, options, startedAt: startedAt).contract(comparison, named: word)
    guard let folders = GitFolders(around: session.repository.location.workTree) else {
      throw CommandError("git's own folder can't be found here")
    }
    _ = try program(command)
    let id = "\(startedAt)-\(UInt32.random(in: 0 ... .max))"
    let shelf = RunShelf(folders)
    guard let lock = try touching({ () throws(FileError) in try FileLock(shelf.lock(id)) }) else {
      throw CommandError("another run holds '\(id)'")
    }
    // The system lets go of it however this ends; its name would stay.
    defer { try? FileSystem.remove(shelf.lock(id)) }
    let mask = TextMask()
    var record = RunRecord(
      id: id, contract: ContractFolder.name(of: RepositoryPath(governing.standing.name)),
      command: command.map { mask.maskedStrictly($0) }, branch: comparison.branch, base: comparison.base.commit.text,
      startTree: comparison.headTree.text, started: Timestamp.text(startedAt))
    let export = try RunExport(wish, contract: word, command: command, session)
    defer { for line in export.takeAway() { say(line) } }
    for line in export.lines { say(line) }
    record.agent = export.agent?.rawValue
    let program = try program(export.command)
    try shelf.write(record)
    let socket = try touching { () throws(FileError) in
      try LineSocket(at: session.repository.scratch.appending("run"))
    }
    var watched = Watched(
      session, comparison, governing, socket, id: id,
      watch: RunWatch(governing.contract, comparison.policy, own: governing.standing.ownPaths),
      transcripts: transcriptWatch(governing.contract, export.agent ?? command.first.flatMap(Agent.init(program:))))
    let unwatched = watched.unwatched
    if !unwatched.isEmpty {
      say("not watched while it runs: \(unwatched.map(\.text).joined(separator: "; "))")
    }
    var request = ProcessRequest(
      program, export.command.dropFirst().map { ByteString($0) },
      environment: session.host.environment.merging(export.variables) { $1 }
        .merging([RunChannel.variable: socket.path.text]) { $1 },
      directory: session.host.directory, input: .inherited, output: .inherited, outputLimit: .first(0), deadline: nil)
    request.grace = Self.grace
    guard let runner = session.host.runner as? ProcessRunner else {
      throw CommandError("this host can't look after a program")
    }
    let result: ProcessResult
    var fault: CommandError?
    var (wasStopped, failures) = (false, 0)
    var reasons: [RunWatch.Reason] = []
    do throws(ProcessError) {
      result = try runner.attend(request, wakers: watched.wakers) { process in
        guard !process.isStopping else { return }
        do throws(CommandError) {
          let found = try watched.look()
          record.questions += told(&watched) { answer($0, folders, process) }
          failures = 0
          if watched.isActive() {
            record.active = Timestamp.text(WallClock.seconds())
            try shelf.write(record)
          }
          guard !found.isEmpty else { return }
          reasons += found
          if onStop == .pause, asks != nil { record.suspended += 1 }
          act(found, governing.standing.name, process)
          wasStopped = wasStopped || process.isStopping
        } catch {
          // Git may be busy for a moment; a run that nobody can watch doesn't go on.
          failures += 1
          guard failures >= Self.mostFailures || error.interrupted else { return }
          fault = fault ?? error
          process.stop()
        }
      }
    } catch {
      record.state = .ended
      record.reasons = [error.message]
      try shelf.write(record)
      throw CommandError(error)
    }
    // What came between the last look and the end.
    var last: [RunWatch.Reason] = []
    for isSecond in [false, true] {
      do throws(CommandError) {
        last = try watched.look(isLast: true)
        break
      } catch {
        if isSecond { fault = fault ?? error }
      }
    }
    record.questions += told(&watched) { _ in }
    for reason in last { say(reason.sentence(governing.standing.name)) }
    reasons += last
    record.state =
      switch result.termination {
      case .interrupted: .interrupted
      case .exited, .signalled, .timedOut: wasStopped || fault != nil ? .stopped : .ended
      }
    if case .exited(let status) = result.termination { record.exitStatus = Int(status) }
    record.ended = Timestamp.text(WallClock.seconds())
    record.reasons = (fault.map { [$0.message] } ?? []) + reasons.map { $0.sentence(governing.standing.name) }
    record.words = reasons.map(\.word) + (fault == nil ? [] : [.unwatched])
    record.calls = watched.watch.calls
    record.transcripts = watched.transcripts.found.map(\.text)
    try shelf.write(record)
    if watched.watch.calls == 0 { say("the agent's hook asked nothing here, so that no call is witnessed") }
    if let told = watched.transcripts.told, watched.watch.calls > 0, told.calls > watched.watch.calls {
      say(
        "its transcript tells \(told.calls.counted("call")), and its hook asked about \(watched.watch.calls) that ran")
    }
    let missed = watched.missed.filter { !unwatched.contains($0) }
    if !missed.isEmpty {
      let why = record.transcripts.isEmpty ? "no transcript of this run was found" : "its transcript doesn't tell it"
      say("not watched, as \(why): \(missed.map(\.text).joined(separator: "; "))")
    }
    withExtendedLifetime(lock) {}
    return Outcome(
      record: record, heard: watched.heard, transcripts: watched.transcripts.found,
      isByTranscript: watched.watch.calls == 0 || reasons.contains(where: \.isTold), shelf: shelf)
  }

  /// The questions that came, told to the person.
  private func told(_ watched: inout Watched, then answer: (Int) -> Void) -> [String] {
    defer { watched.questions = [] }
    return watched.questions.map { question in
      say("the agent asks (\(question.number)): \(EscapedText.line(question.text))")
      answer(question.number)
      return "\(question.number): \(question.text)"
    }
  }

  /// Where a person may be interrupted, they answer at once; else the question waits on the board.
  private func answer(_ number: Int, _ folders: GitFolders, _ process: AttendedProcess) {
    guard onStop == .pause, let asks else { return }
    process.pause()
    let text = asks(
      "the agent is suspended. Your answer (y grants it, n declines it, 'n: why' too), or Enter to leave it for later:")
    if let text, !text.isEmpty {
      do throws(CommandError) {
        try Questions(folders).answer(number, Questions.Answer(typed: text), now: WallClock.seconds())
      } catch {
        say("the answer couldn't be kept: \(error.message)")
      }
    }
    say("it goes on")
    process.resume()
  }

  private func act(_ found: [RunWatch.Reason], _ name: String, _ process: AttendedProcess) {
    for reason in found { say(reason.sentence(name)) }
    switch onStop {
    case .warn: return
    case .stop: break
    case .pause:
      guard let asks else { break }
      process.pause()
      if ["y", "yes"].contains(asks("the agent is suspended. Let it go on? [y/N]")?.lowercased()) {
        say("it goes on")
        process.resume()
        return
      }
    }
    say("the agent is stopped")
    process.stop()
  }

  /// Files that are named, else those of the agent, or of all where `auto` says so.
  private func transcriptWatch(_ contract: Contract, _ agent: Agent?) -> TranscriptWatch {
    let named = transcripts.filter { $0 != TranscriptFiles.auto }
    return TranscriptWatch(
      contract, named: named.map(session.host.path), agent: agent,
      isAny: agent == nil && named.count < transcripts.count, startedAt: startedAt, session)
  }

  private func program(_ command: [String]) throws(CommandError) -> ByteString {
    guard let name = command.first, !name.isEmpty else {
      throw CommandError("there is no agent to start", hint: "caskade run CONTRACT -- AGENT...")
    }
    if name.contains("/") { return session.host.path(name) }
    do throws(ProgramFinder.Failure) {
      return try session.programs.find(name, outside: [])
    } catch {
      throw CommandError(error.message, hint: "is it installed?")
    }
  }

  // MARK: What is seen

  /// All by which the run is watched.
  private struct Watched {
    private let session: Session
    private let start: ObjectID
    private let socket: LineSocket
    private let monitor: FolderMonitor
    private let clock = ContinuousClock.now
    private var waiting: Set<RepositoryPath> = []
    private var isWhole = true
    /// What differed when the agent began: no work of its own until it changes again.
    private var before: [RepositoryPath: FileStamp?] = [:]
    private var lastLook = ContinuousClock.now - .seconds(60)
    private var lastLines = ContinuousClock.now
    private var lastNoted = ContinuousClock.now - .seconds(60)
    var watch: RunWatch
    var heard: [UInt8]
    private(set) var transcripts: TranscriptWatch
    private var lastCalls = 0
    var questions: [(number: Int, text: String)] = []

    init(
      _ session: Session, _ comparison: BaseAndHead, _ governing: GoverningContract, _ socket: LineSocket, id: String,
      watch: RunWatch, transcripts: TranscriptWatch
    ) {
      self.transcripts = transcripts
      self.session = session
      self.socket = socket
      self.watch = watch
      start = comparison.mergeBase
      let root = session.repository.location.workTree
      let real = (try? FileSystem.realPath(root)) ?? root
      let found = ((try? session.repository.differences(from: start, at: nil)) ?? []).map(\.path)
      before = Dictionary(zip(found, FileStamp.all(of: found, below: root))) { first, _ in first }
      self.watch.began(with: found)
      let ignored = (try? session.repository.ignoredFolders()) ?? []
      monitor = FolderMonitor(real) { $0.lastComponentIsGit || ignored.contains($0) }
      var members = [JSONMember("caskade_tools", 1), JSONMember("session", .string(id))]
      members.append(JSONMember("cwd", .string(real.text)))
      if let branch = comparison.branch { members.append(JSONMember("branch", .string(branch))) }
      heard = JSONWriter(.compact).bytes(.object(members)) + [0x0A]
    }

    /// What can't be watched, whatever comes.
    var unwatched: [StopCondition] { watch.unwatched(transcripts.isThere ? RunTold.all : nil) }

    /// What wasn't.
    var missed: [StopCondition] { watch.unwatched(transcripts.told) }

    /// Whether it called a tool since it was asked last, if that is some time ago.
    mutating func isActive() -> Bool {
      let calls = watch.calls + (transcripts.told?.calls ?? 0)
      guard calls > lastCalls, lastNoted.duration(to: .now) >= AgentRun.pauseBetweenNotes else { return false }
      (lastCalls, lastNoted) = (calls, .now)
      return true
    }

    var wakers: [Int32] { [socket.descriptor, monitor.descriptor] }

    mutating func look(isLast: Bool = false) throws(CommandError) -> [RunWatch.Reason] {
      var reasons: [RunWatch.Reason] = []
      for line in socket.lines() { reasons += hear(line) }
      let root = session.repository.location.workTree
      for file in monitor.changes() {
        if let path = session.repository.path(of: file) ?? RepositoryPath(file, below: root) { waiting.insert(path) }
      }
      let sinceLook = lastLook.duration(to: .now)
      if !monitor.isTold, sinceLook >= AgentRun.pauseBetweenSearches || isLast { isWhole = true }
      if isWhole || !waiting.isEmpty, sinceLook >= AgentRun.pauseBetweenLooks || isLast {
        reasons += try compare()
      }
      if watch.asksForLines, lastLines.duration(to: .now) >= AgentRun.pauseBetweenLines || isLast {
        lastLines = .now
        reasons += watch.saw(lines: try asking(session.repository.lines(from: start)))
      }
      if let told = transcripts.look(isLast: isLast) { reasons += watch.saw(told) }
      reasons += watch.saw(seconds: Int(clock.duration(to: .now).components.seconds))
      return reasons
    }

    private mutating func compare() throws(CommandError) -> [RunWatch.Reason] {
      let all = isWhole || waiting.count > AgentRun.mostPaths
      let asked = Array(waiting)
      (waiting, isWhole, lastLook) = ([], false, .now)
      monitor.lookedAgain()
      let found: [(path: RepositoryPath, operation: Operation)]
      do throws(GitError) {
        found = try session.repository.differences(from: start, at: all ? nil : asked)
      } catch {
        // What was to be looked at isn't forgotten.
        isWhole = true
        throw CommandError(error)
      }
      if !all { watch.saw(unchanged: asked.filter { path in !found.contains { $0.path == path } }) }
      let stamps = FileStamp.all(of: found.map(\.path), below: session.repository.location.workTree)
      return zip(found, stamps).flatMap { entry, stamp -> [RunWatch.Reason] in
        if let first = before[entry.path] {
          guard first != stamp else { return [] }
          before[entry.path] = nil
          watch.saw(unchanged: [entry.path])
        }
        return watch.saw(entry.path, entry.operation)
      }
    }

    private mutating func hear(_ line: [UInt8]) -> [RunWatch.Reason] {
      guard let value = try? JSONReader.read(line) else { return [] }
      if let question = value["question"]?.string {
        questions.append((value["number"]?.integer ?? 0, question))
        return []
      }
      guard value["tool"]?.string != nil, heard.count + line.count < AgentRun.mostHeard else { return [] }
      heard += line + [0x0A]
      return value["answer"]?.string == "deny" ? [] : watch.sawCall()
    }
  }
}

extension ByteString {
  fileprivate var lastComponentIsGit: Bool { bytes.suffix(5).elementsEqual("/.git".utf8) }
}

extension RepositoryPath {
  /// A file that is gone by now, by its text.
  fileprivate init?(_ file: ByteString, below root: ByteString) {
    let prefix = root.appending("").bytes
    guard file.bytes.starts(with: prefix), file.bytes.count > prefix.count else { return nil }
    self.init(bytes: file.bytes.dropFirst(prefix.count))
  }
}
