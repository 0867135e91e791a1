import CaskadeInspection
import CaskadeSyntax

/// What a reader has noted so far: calls are told apart by their ids, and results find their calls, whichever came first.
struct TranscriptNotes {
  /// What became of a call.
  struct Outcome {
    var status: ToolUse.Status
    var exitStatus: Int?

    init(_ status: ToolUse.Status, exitStatus: Int? = nil) {
      self.status = status
      self.exitStatus = exitStatus
    }
  }

  private(set) var transcript: Transcript
  private var places: [String: Int] = [:]
  private var waiting: [String: Outcome] = [:]
  private var lastTimes: [String: Int] = [:]
  private var tokensByMessage: [String: Int] = [:]

  private static let mostCalls = 500_000
  private static let mostNames = 1_000
  private static let minute = 60_000
  /// The year 10000: what isn't before it is no time.
  private static let latest = 253_402_300_800_000
  /// No sum grows beyond it.
  private static let mostSum = 1 << 42
  private static let mostText = 1 << 18

  init(_ transcript: Transcript) { self.transcript = transcript }

  /// Whose it is turned out; how it was read so far stays.
  mutating func begin(_ transcript: Transcript) {
    let reading = self.transcript.reading
    self.transcript = transcript
    self.transcript.reading = reading
  }

  // MARK: Calls

  /// A call that was noted before under its id is the same one.
  ///
  /// - Parameter name: stands for its id, where that alone doesn't tell it from others.
  mutating func add(_ use: ToolUse, as name: String? = nil) {
    guard transcript.uses.count < Self.mostCalls else {
      transcript.reading.uncounted += 1
      return
    }
    var use = use
    use.spent.milliseconds = transcript.workMilliseconds
    (use.spent.tokens, use.spent.cost) = (transcript.tokens, transcript.cost ?? 0)
    if let command = use.command, command.text.utf8.count > Self.mostText {
      use.command = nil
      use.action = .unknown
    }
    guard let id = name ?? use.id else {
      transcript.uses.append(use)
      return
    }
    if let place = places[id] {
      complete(place, use)
      return
    }
    if let outcome = waiting.removeValue(forKey: id) { use.settle(outcome) }
    places[id] = transcript.uses.count
    transcript.uses.append(use)
  }

  /// What only the later record of a call tells.
  private mutating func complete(_ place: Int, _ use: ToolUse) {
    if use.status != .noResult { transcript.uses[place].settle(Outcome(use.status, exitStatus: use.exitStatus)) }
    if transcript.uses[place].files.isEmpty { transcript.uses[place].files = use.files }
    if transcript.uses[place].command == nil { transcript.uses[place].command = use.command }
  }

  mutating func settle(_ id: String, _ outcome: Outcome) {
    if let place = places[id] {
      transcript.uses[place].settle(outcome)
    } else if waiting.count < Self.mostCalls {
      waiting[id] = outcome
    } else {
      transcript.reading.strayResults += 1
    }
  }

  mutating func unreadCall() { transcript.reading.unreadCalls += 1 }

  // MARK: The session

  /// A record of a kind that the dialect doesn't know.
  mutating func ignore(_ kind: String) {
    let kind = String(kind.prefix(80))
    guard transcript.reading.unknown.count < Self.mostNames || transcript.reading.unknown[kind] != nil else {
      transcript.reading.unknown["more", default: 0] += 1
      return
    }
    transcript.reading.unknown[kind, default: 0] += 1
  }

  /// - Parameters:
  ///   - session: whose clock it is.
  ///   - isPerson: the record is a person's: the time before it was theirs.
  mutating func saw(_ time: Int?, of session: String?, isPerson: Bool = false) {
    guard let time, (0..<Self.latest).contains(time) else { return }
    transcript.start = min(transcript.start ?? time, time)
    transcript.end = max(transcript.end ?? time, time)
    let name = session ?? ""
    if let last = lastTimes[name] {
      if time < last - Self.minute { transcript.reading.clockSteps += 1 }
      if !isPerson, time > last {
        transcript.workMilliseconds = min(Self.mostSum, transcript.workMilliseconds + time - last)
      }
    }
    if lastTimes[name] != nil || lastTimes.count < Self.mostNames { lastTimes[name] = time }
  }

  mutating func saw(_ text: String?, as list: WritableKeyPath<Transcript, [String]>) {
    guard let text, !text.isEmpty, transcript[keyPath: list].last != text else { return }
    if !transcript[keyPath: list].contains(text), transcript[keyPath: list].count < Self.mostNames {
      transcript[keyPath: list].append(text)
    }
  }

  mutating func saw(_ escalation: ToolEscalation, line: Int) {
    if transcript.escalations[escalation] == nil { transcript.escalations[escalation] = line }
  }

  /// The last number that is told of one message counts.
  mutating func saw(tokens: Int?, ofMessage id: String?) {
    guard let tokens, tokens > 0, tokens < Self.mostSum else { return }
    let before = id.flatMap { tokensByMessage.updateValue(tokens, forKey: $0) } ?? 0
    transcript.tokens = max(0, min(Self.mostSum, transcript.tokens + tokens - before))
  }

  /// The whole session's, as it is told again and again.
  mutating func saw(allTokens: Int?) {
    guard let allTokens, allTokens < Self.mostSum else { return }
    transcript.tokens = max(transcript.tokens, allTokens)
  }

  mutating func saw(dollars: Double?) {
    guard let dollars, dollars >= 0, dollars < 1e6 else { return }
    transcript.cost = min(Self.mostSum, (transcript.cost ?? 0) + Self.millionths(dollars))
  }

  mutating func saw(allDollars dollars: Double?) {
    guard let dollars, dollars >= 0, dollars < 1e6 else { return }
    transcript.cost = max(transcript.cost ?? 0, Self.millionths(dollars))
  }

  private static func millionths(_ dollars: Double) -> Int { Int((dollars * 1e6).rounded()) }

  // MARK: How it was read

  mutating func counted(_ change: (inout TranscriptReading) -> Void) { change(&transcript.reading) }

  mutating func finish() {
    transcript.reading.strayResults += waiting.count
    waiting = [:]
  }
}

extension ToolUse {
  /// What refused or failed once stays so: a record that comes later may only add what is missing.
  fileprivate mutating func settle(_ outcome: TranscriptNotes.Outcome) {
    switch (status, outcome.status) {
    case (_, .noResult), (.rejected, _), (.error, .ok): break
    case (_, let next): status = next
    }
    exitStatus = exitStatus ?? outcome.exitStatus
  }
}
