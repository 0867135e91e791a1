package import CaskadeContracts
package import CaskadeSyntax

/// Watches a run by what is seen of it, and says when it has gone too far: a condition at which the contract has it stop,
/// or a change that no check would pass.
package struct RunWatch {
  package enum Reason: Hashable, Sendable {
    /// A condition of the contract, and what was counted.
    case limit(Int, StopCondition.Unit, found: Int, line: Int)
    /// The same by what the run's transcript says.
    case told(Int, StopCondition.Unit, found: Int, line: Int)
    /// The same call again and again, by what the transcript says.
    case loop(String, times: Int)
    /// A change of a file.
    case file(CallReason)
  }

  private let contract: Contract
  private let files: FileJudgement
  /// The contract's own papers, which gate `approval` judges.
  private let isOwn: (RepositoryPath) -> Bool
  private var changed: Set<RepositoryPath> = []
  private var told: Set<Reason> = []
  package private(set) var calls = 0

  /// So many equal calls in a row are no progress any more.
  package static let mostRepeats = 24
  private static let dollar = 1_000_000

  package init(_ contract: Contract, _ policy: Policy, own isOwn: @escaping (RepositoryPath) -> Bool) {
    self.contract = contract
    self.isOwn = isOwn
    files = FileJudgement(contract, policy)
  }

  /// Files that differed before the agent began: they count among the changed ones, and are no change of its own.
  package mutating func began(with paths: [RepositoryPath]) { changed.formUnion(paths.filter { !isOwn($0) }) }

  /// One file as it differs from where the branch began.
  ///
  /// - Parameter operation: what was done to it, altogether.
  package mutating func saw(_ path: RepositoryPath, _ operation: Operation) -> [Reason] {
    guard !isOwn(path), changed.insert(path).inserted || operation == .delete else { return [] }
    let call = CallPath(path.display, operation == .delete ? .delete : .write)
    let place = CallPlace(
      call, .inside(path), exists: operation != .create, isFolder: false, shown: path.display)
    let found = files.reason(place).map { Reason.file($0) }
    return new([found].compactMap { $0 } + limits(.files, changed.count))
  }

  /// Files that are as they were again.
  package mutating func saw(unchanged paths: [RepositoryPath]) { changed.subtract(paths) }

  package mutating func saw(lines: Int) -> [Reason] { new(limits(.lines, lines)) }

  package mutating func sawCall() -> [Reason] {
    calls += 1
    return new(limits(.toolCalls, calls))
  }

  /// What the transcript told so far, altogether.
  package mutating func saw(_ told: RunTold) -> [Reason] {
    var found = contract.limits.compactMap { condition, most, unit -> Reason? in
      let count: Int
      switch unit {
      case .toolCalls: count = told.calls
      case .failedValidations: count = told.failures
      case .tokens: count = told.tokens
      case .dollars:
        guard let cost = told.cost, cost > most.multipliedSafely(Self.dollar) else { return nil }
        return .told(most, unit, found: cost, line: condition.line)
      case .files, .lines, .linesOfCode, .minutes: return nil
      }
      return count > most ? .told(most, unit, found: count, line: condition.line) : nil
    }
    if let loop = told.loop, loop.times >= Self.mostRepeats { found.append(.loop(loop.command, times: loop.times)) }
    return new(found)
  }

  package mutating func saw(seconds: Int) -> [Reason] {
    new(
      contract.limits.filter { $0.unit == .minutes && seconds >= $0.limit.multipliedSafely(60) }.map {
        .limit($0.limit, .minutes, found: seconds / 60, line: $0.condition.line)
      })
  }

  /// Conditions that nobody watches.
  ///
  /// - Parameter told: what a transcript told; nil where there is none.
  package func unwatched(_ told: RunTold?) -> [StopCondition] {
    contract.stopWhen.filter { condition in
      switch condition.kind {
      case .moreThan(_, let unit):
        switch unit {
        case .files, .lines, .toolCalls, .minutes: false
        case .failedValidations: told == nil
        case .tokens: told?.tokens ?? 0 == 0
        case .dollars: told?.cost == nil
        case .linesOfCode: true
        }
      case .question: true
      case .touching, .areas: false
      }
    }
  }

  package var asksForLines: Bool { contract.limits.contains { $0.unit == .lines } }

  private func limits(_ unit: StopCondition.Unit, _ found: Int) -> [Reason] {
    contract.limits.filter { $0.unit == unit && found > $0.limit }.map {
      .limit($0.limit, unit, found: found, line: $0.condition.line)
    }
  }

  /// Each is told once, whatever is counted meanwhile.
  private mutating func new(_ reasons: [Reason]) -> [Reason] { reasons.filter { told.insert($0.kind).inserted } }
}

extension RunWatch.Reason {
  /// It comes from a transcript.
  package var isTold: Bool {
    switch self {
    case .told, .loop: true
    case .limit, .file: false
    }
  }

  /// As a record has it: its kind, and no more.
  package var word: AgentRuns.Reason {
    switch self {
    case .limit(_, let unit, _, _), .told(_, let unit, _, _):
      switch unit {
      case .files: .files
      case .lines, .linesOfCode: .lines
      case .minutes: .minutes
      case .failedValidations: .failedValidations
      case .toolCalls: .toolCalls
      case .tokens: .tokens
      case .dollars: .cost
      }
    case .loop: .loop
    case .file: .change
    }
  }

  fileprivate var kind: Self {
    switch self {
    case .limit(let most, let unit, _, let line), .told(let most, let unit, _, let line):
      .limit(most, unit, found: 0, line: line)
    case .loop(let command, _): .loop(command, times: 0)
    case .file: self
    }
  }

  /// As a sentence begins: "6 files changed, and the contract stops at more than 5".
  ///
  /// - Parameter name: where the contract's lines are counted.
  package func sentence(_ name: String) -> String {
    switch self {
    case .limit(let most, .minutes, let found, let line):
      "\(StopCondition.Unit.minutes.counted(found)) passed, and the run has \(most) (\(name):\(line))"
    case .limit(let most, let unit, let found, let line):
      "\(unit.counted(found)), and the contract stops at more than \(most) (\(name):\(line))"
    case .told(let most, .dollars, let found, let line):
      "\(Self.dollars(found)) USD, and the contract stops at more than \(most) (\(name):\(line)), by its transcript"
    case .told(let most, let unit, let found, let line):
      "\(unit.counted(found)), and the contract stops at more than \(most) (\(name):\(line)), by its transcript"
    case .loop(let command, let times):
      "'\(EscapedText.line(command))' was called \(times) times in a row, by its transcript"
    case .file(let reason): reason.sentence(name) { EscapedText.line($0) }
    }
  }

  /// `5.20`, rounded up, so that what is more than 5 isn't shown as 5.
  private static func dollars(_ millionths: Int) -> String {
    let cents = millionths / 10_000 + (millionths % 10_000 == 0 ? 0 : 1)
    return "\(cents / 100).\(cents % 100 / 10)\(cents % 10)"
  }
}
