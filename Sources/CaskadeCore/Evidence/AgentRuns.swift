package import CaskadeSyntax

/// What the own files of the repository's worktrees tell of the runs (`caskade run`) that worked under the contract on the
/// branch, and of what was asked there (`caskade ask`): numbers and words of short lists, no text and no name.
///
/// Whoever works there can write those files: it is asserted by them, and no gate reads it.
package struct AgentRuns: Hashable, Sendable {
  /// A kind of thing at which a run is stopped, or of which it is warned.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    case files, lines, minutes, tokens, cost
    case toolCalls = "tool calls"
    case failedValidations = "failed validations"
    /// The same call over and over.
    case loop
    /// A change that no check would pass.
    case change
    /// It couldn't be watched any longer.
    case unwatched
    /// Of a later version.
    case other
  }

  /// What became of one run.
  package enum End: Hashable, Sendable {
    case running, ended, stopped, interrupted, killed
  }

  /// One run, as far as it counts here.
  package struct Run: Hashable, Sendable {
    package let end: End
    /// What was met, whether that ended the run or not.
    package let reasons: [Reason]
    /// How often it was suspended and a person asked whether it may go on.
    package let suspended: Int
    /// Nil where it doesn't tell when it ended.
    package let seconds: Int?

    package init(_ end: End, reasons: [Reason] = [], suspended: Int = 0, seconds: Int? = nil) {
      (self.end, self.reasons, self.suspended, self.seconds) = (end, reasons, suspended, seconds)
    }
  }

  /// What became of a question, or of a request for more.
  package enum Request: Hashable, Sendable {
    /// Nobody has answered it.
    case open
    /// In words, which decide nothing here.
    case answered
    case granted, declined
  }

  package var runs = 0
  /// Of them, those that their watch made to end.
  package var stopped = 0
  package var interrupted = 0
  /// Of them, those of which nothing says how they ended.
  package var killed = 0
  /// Of them, those that met something and went on.
  package var warned = 0
  /// How often one was suspended and a person asked.
  package var suspended = 0
  /// Without repetition, in the order of their list.
  package var reasons: [Reason] = []
  /// Of the runs that ended, together.
  package var seconds = 0
  /// Questions and requests for more, and how many of them a person has answered in whichever way.
  package var asked = 0
  package var answered = 0
  /// Of those that were answered, the ones that a person granted, and declined; an answer may be words alone. Nil in files of
  /// before these were told apart.
  package var granted: Int?
  package var declined: Int?

  package var open: Int { max(0, asked - answered) }

  /// A person or a condition stepped in.
  package var isIntervention: Bool { stopped + interrupted + suspended + answered > 0 }

  package init() {}

  /// Nil where nothing ran and nothing was asked.
  package init?(_ runs: [Run], _ requests: [Request] = []) {
    guard !runs.isEmpty || !requests.isEmpty else { return nil }
    func count(_ end: End) -> Int { runs.count { $0.end == end } }
    func sum(_ numbers: [Int]) -> Int {
      numbers.reduce(0) { min(Form<Int>.greatestCount, $0 + min(max(0, $1), Form<Int>.greatestCount)) }
    }
    self.runs = runs.count
    (stopped, interrupted, killed) = (count(.stopped), count(.interrupted), count(.killed))
    warned = runs.count { $0.end != .stopped && !$0.reasons.isEmpty }
    suspended = sum(runs.map(\.suspended))
    let met = Set(runs.flatMap(\.reasons))
    reasons = Reason.allCases.filter(met.contains)
    seconds = sum(runs.compactMap(\.seconds))
    (asked, answered) = (requests.count, requests.count { $0 != .open })
    (granted, declined) = (requests.count { $0 == .granted }, requests.count { $0 == .declined })
  }

  package static let keys = ObjectForm<AgentRuns>(
    "runs under this contract on this branch, by the own files of the repository's worktrees (older versions: of the one "
      + "that was checked); absent: none is known there",
    FormKey("runs", .count, "that 'caskade run' started", \.runs),
    FormKey("stopped", .count, "of them, those that were made to end", \.stopped),
    FormKey("interrupted", .count, "of them, those that a person broke off", \.interrupted),
    FormKey("killed", .count, "of them, those of which nothing says how they ended", \.killed),
    FormKey("warned", .count, "of them, those that met something and went on", \.warned),
    FormKey("suspended", .count, "how often one was suspended and a person asked", \.suspended),
    FormKey("reasons", .list(.word(else: .other)), "what was met, by kind", \.reasons),
    FormKey("seconds", .count, "of those that ended, together", \.seconds),
    FormKey("asked", .count, "questions and requests for more", \.asked),
    FormKey("answered", .count, "of them, those that a person answered", \.answered),
    FormKey(
      ifAny: "granted", .count, "of them, those that a person granted; absent in older files: not told", \.granted),
    FormKey(
      ifAny: "declined", .count, "of them, those that a person declined; absent in older files: not told", \.declined)
  ) {
    var all = AgentRuns()
    (all.runs, all.stopped, all.interrupted, all.killed) = ($0, $1, $2, $3)
    (all.warned, all.suspended, all.reasons, all.seconds) = ($4, $5, $6, $7)
    (all.asked, all.answered, all.granted, all.declined) = ($8, $9, $10, $11)
    return all
  }
}
