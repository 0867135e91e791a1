package import CaskadeCore
package import CaskadeSyntax
package import CaskadeSystem

/// One run of an agent under a contract, as it stands in git's own folder: written when it starts, and again when it ends.
/// One whose process is gone and that doesn't say how it ended was killed.
package struct RunRecord: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case running
    /// The agent ended by itself.
    case ended
    /// It was made to end.
    case stopped
    case interrupted
    /// The process that looked after it is gone, and said nothing.
    case killed
  }

  package var id: String
  package var contract: String
  /// As it was started, without secrets.
  package var command: [String]
  package var branch: String?
  package var base: String
  package var startTree: String
  package var started: String
  package var state = State.running
  package var ended: String?
  package var exitStatus: Int?
  /// Why it was stopped, or what was only warned of.
  package var reasons: [String] = []
  /// Calls that the guard told while it ran.
  package var calls = 0
  package var questions: [String] = []
  package var verdict: String?
  /// Whose export was in place; nil for none, and in older records.
  package var agent: String?
  /// When its last tool call was noted, about; nil where none was, and in older records.
  package var active: String?
  /// The transcripts that were read while it ran; none in older records.
  package var transcripts: [String] = []
  /// The kinds of what `reasons` say; none in older records.
  package var words: [AgentRuns.Reason] = []
  /// How often it was suspended and a person asked whether it may go on; 0 in older records.
  package var suspended = 0

  package static let schema = "caskade.run/1"

  package var value: JSONValue {
    func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    var members = [
      JSONMember("schema", .string(Self.schema)), JSONMember("id", .string(id)),
      JSONMember("contract", .string(contract)), JSONMember("command", texts(command)),
    ]
    if let branch { members.append(JSONMember("branch", .string(branch))) }
    members += [
      JSONMember("base", .string(base)), JSONMember("start_tree", .string(startTree)),
      JSONMember("started", .string(started)), JSONMember("state", .string(state.rawValue)),
    ]
    if let ended { members.append(JSONMember("ended", .string(ended))) }
    if let exitStatus { members.append(JSONMember("exit_status", .integer(exitStatus))) }
    members += [
      JSONMember("reasons", texts(reasons)), JSONMember("calls", .integer(calls)),
      JSONMember("questions", texts(questions)),
    ]
    if let verdict { members.append(JSONMember("verdict", .string(verdict))) }
    if let agent { members.append(JSONMember("agent", .string(agent))) }
    if let active { members.append(JSONMember("active", .string(active))) }
    if !transcripts.isEmpty { members.append(JSONMember("transcripts", texts(transcripts))) }
    if !words.isEmpty { members.append(JSONMember("conditions", texts(words.map(\.rawValue)))) }
    if suspended > 0 { members.append(JSONMember("suspended", .integer(suspended))) }
    return .object(members)
  }

  /// Nil for what is no record of this form.
  package init?(_ value: JSONValue) {
    func texts(_ key: String) -> [String] { value[key]?.array?.compactMap(\.string) ?? [] }
    guard value["schema"]?.string == Self.schema, let id = value["id"]?.string,
      let contract = value["contract"]?.string, let started = value["started"]?.string
    else { return nil }
    (self.id, self.contract, self.started) = (id, contract, started)
    command = texts("command")
    branch = value["branch"]?.string
    base = value["base"]?.string ?? ""
    startTree = value["start_tree"]?.string ?? ""
    state = value["state"]?.string.flatMap(State.init) ?? .killed
    ended = value["ended"]?.string
    exitStatus = value["exit_status"]?.integer
    reasons = texts("reasons")
    calls = value["calls"]?.integer ?? 0
    questions = texts("questions")
    verdict = value["verdict"]?.string
    agent = value["agent"]?.string
    active = value["active"]?.string
    transcripts = texts("transcripts")
    words = texts("conditions").map { AgentRuns.Reason(rawValue: $0) ?? .other }
    suspended = max(0, value["suspended"]?.integer ?? 0)
  }

  init(
    id: String, contract: String, command: [String], branch: String?, base: String, startTree: String, started: String
  ) {
    (self.id, self.contract, self.command, self.branch) = (id, contract, command, branch)
    (self.base, self.startTree, self.started) = (base, startTree, started)
  }

  /// One line, for people.
  package var line: String {
    let what = "\(contract): \(EscapedText.line(command.first ?? "an agent"))"
    switch state {
    case .running: return "\(what) is running since \(started)"
    case .killed: return "\(what) was started at \(started), and killed: nothing says how it ended"
    case .ended, .stopped, .interrupted:
      let why = reasons.first.map { ": \($0)" } ?? ""
      return "\(what) \(state == .ended ? "ended" : "was \(state.rawValue)") at \(ended ?? started)\(why)"
    }
  }
}

/// The records of a work tree.
package struct RunShelf: Sendable {
  private let folder: ByteString

  private static let mostBytes = 1 << 20

  package init(_ folders: GitFolders) { self.init(own: folders.own) }

  /// - Parameter own: see `GitFolders.ofEveryWorktree`.
  package init(own: ByteString) { folder = GitFolders.caskade(in: own).appending("runs") }

  func lock(_ id: String) -> ByteString { folder.appending("\(id).lock") }

  func write(_ record: RunRecord) throws(CommandError) {
    try touching { () throws(FileError) in
      try FileSystem.createFolders(folder, mode: 0o700)
      try AtomicFile.write(
        JSONWriter(.pretty).bytes(record.value) + [0x0A], to: folder.appending("\(record.id).json"), mode: 0o600,
        replacing: true)
    }
  }

  /// All that can be read, the oldest first; one that nobody looks after any more is `killed`.
  package func records() -> [RunRecord] {
    let names = ((try? FileSystem.entries(of: folder)) ?? []).filter { $0.bytes.suffix(5).elementsEqual(".json".utf8) }
    return names.compactMap { name in
      guard let bytes = try? FileReader.read(folder.appending(name), limit: Self.mostBytes),
        let value = try? JSONReader.read(bytes), var record = RunRecord(value)
      else { return nil }
      if record.state == .running, !FileLock.isHeld(lock(record.id)) { record.state = .killed }
      return record
    }
  }
}
