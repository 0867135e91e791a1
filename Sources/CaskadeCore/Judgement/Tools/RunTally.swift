package import CaskadeContracts
package import CaskadeInspection

/// What the transcript of a run that still goes on tells of it: asserted, as all that is read from a file.
package struct RunTold: Hashable, Sendable {
  /// A command that is called again and again.
  package struct Loop: Hashable, Sendable {
    /// Without secrets, and shortened.
    package let command: String
    package let times: Int
  }

  package var calls = 0
  /// Runs of the contract's commands in a row, the last ones, that failed.
  package var failures = 0
  package var tokens = 0
  /// In millionths of a dollar; nil where nothing tells it.
  package var cost: Int?
  package var loop: Loop?

  package init() {}

  /// One that tells everything.
  package static let all: RunTold = {
    var told = RunTold()
    (told.tokens, told.cost) = (1, 0)
    return told
  }()

  /// Of several transcripts of one run.
  package static func + (one: RunTold, other: RunTold) -> RunTold {
    var sum = one
    sum.calls += other.calls
    sum.failures = max(one.failures, other.failures)
    sum.tokens += other.tokens
    if let cost = other.cost { sum.cost = (one.cost ?? 0) + cost }
    if let loop = other.loop, loop.times > one.loop?.times ?? 0 { sum.loop = loop }
    return sum
  }
}

/// Counts a transcript that grows. What was counted of it is not read again, but that results come later than their calls.
package struct RunTally {
  private let claims: ValidationClaims
  private let mask = TextMask()
  /// Of each call that was seen: whether it runs one of the contract's commands, and nothing else.
  private var provers: [Bool] = []
  /// Calls that another transcript of the run has too.
  private var doubles: Set<Int> = []
  /// Calls that were there before the run, and what they had taken.
  private var older = 0
  private var spentBefore = ToolUse.Spent()

  private static let mostCharacters = 160

  package init(_ contract: Contract) {
    claims = ValidationClaims(contract.validation ?? [], .none)
  }

  /// What is there by now is of before the run.
  package mutating func begin(_ transcript: Transcript) {
    older = transcript.uses.count
    (spentBefore.tokens, spentBefore.cost) = (transcript.tokens, transcript.cost ?? 0)
  }

  /// - Parameters:
  ///   - start: milliseconds since 1970; what is older isn't of this run, for one that is read anew each time.
  ///   - owners: which transcript has a call, by its id.
  package mutating func told(
    _ transcript: Transcript, since start: Int?, as file: Int, _ owners: inout [String: Int]
  ) -> RunTold {
    let uses = transcript.uses
    for index in uses.indices.dropFirst(provers.count) {
      provers.append(claims.command(of: uses[index], ToolParts(uses[index])) != nil)
      guard let id = uses[index].name ?? uses[index].id else { continue }
      if let owner = owners[id], owner != file { doubles.insert(index) } else { owners[id] = file }
    }
    var (first, before) = (older, spentBefore)
    if let start {
      first = uses.firstIndex { $0.time.map { $0 >= start } ?? false } ?? uses.count
      before = first < uses.count ? uses[first].spent : spent(transcript)
    }
    var told = RunTold()
    var (last, times) = ("", 0)
    for index in first..<uses.count where !doubles.contains(index) {
      let use = uses[index]
      guard use.status != .rejected, use.answer != "deny" else { continue }
      told.calls += 1
      if provers[index] {
        told.failures = use.status == .error ? told.failures + 1 : use.status == .ok ? 0 : told.failures
      }
      let command = use.action == .shell ? use.command?.text ?? "" : ""
      if command.isEmpty || command != last { (last, times) = (command, 0) }
      times += 1
      if !command.isEmpty, times > told.loop?.times ?? 1 {
        told.loop = RunTold.Loop(command: command, times: times)
      }
    }
    told.tokens = max(0, transcript.tokens - before.tokens)
    told.cost = transcript.cost.map { max(0, $0 - before.cost) }
    told.loop = told.loop.map { RunTold.Loop(command: shown($0.command), times: $0.times) }
    return told
  }

  private func spent(_ transcript: Transcript) -> ToolUse.Spent {
    var spent = ToolUse.Spent()
    (spent.tokens, spent.cost) = (transcript.tokens, transcript.cost ?? 0)
    return spent
  }

  private func shown(_ text: String) -> String {
    let text = mask.maskedStrictly(text)
    return text.count > Self.mostCharacters ? "\(text.prefix(Self.mostCharacters))…" : text
  }
}
