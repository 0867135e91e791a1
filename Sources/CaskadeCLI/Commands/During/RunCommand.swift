import CaskadeAgents
import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade run`: starts an agent under a contract, stops it where that has to, and ends with a check.
struct RunCommand: Command {
  private let words: [String]
  private let onStop: OnStop
  private let isApart, exports: Bool
  private let judging: JudgingOptions

  static let words = CommandWords(
    name: "run", group: .during, summary: "start an agent under the contract and stop it when a condition is met",
    examples: [
      "caskade run login-redirect -- \(Agent.example.rawValue) -p 'Fix it'",
      "caskade run login --on-stop pause -- \(Agent.example.rawValue)",
    ],
    exits: "as for check; 1 too where the run was stopped")

  private static let mostWords = 10_000

  init(_ read: inout ArgumentReader) {
    words = read.operands("CONTRACT -- AGENT...", 2...Self.mostWords, .contract)
    onStop = read.choice("--on-stop", "HOW", standard: .stop)
    isApart = read.flag("--worktree", "give the run a worktree of its own, beside this one, on the contract's branch")
    exports = !read.flag(
      "--no-export", "leave the agent's settings and brief alone; without it the contract's are put in place")
    judging = JudgingOptions(&read)
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    var host = host
    let now = WallClock.seconds()
    let contract = words.first ?? ""
    if isApart { host.directory = try RunPlace(host, contract).worktree() }
    let isAsked = StandardStream.inputIsTerminal
    let there = host
    var outcome = try Session.run(host) { (session) throws(CommandError) in
      try AgentRun(
        session, contract: contract, command: Array(words.dropFirst()), onStop: onStop, export: wish,
        transcripts: judging.transcripts, startedAt: now,
        say: { there.note("caskade: \($0)") },
        asks: isAsked ? { Self.ask($0, there) } : nil
      ).outcome()
    }
    host.note("caskade: \(outcome.record.line)")
    defer {
      if isApart {
        let branch = outcome.record.branch.map { ", on branch \(EscapedText.line($0))" } ?? ""
        host.note("caskade: the work is in \(EscapedText.line(host.directory.bytes))\(branch)")
      }
    }
    guard outcome.record.state != .interrupted else { return .unable }
    var options = try judging.checkOptions(host, contract: contract)
    if outcome.record.calls > 0 { options.heard = outcome.heard }
    if options.transcripts.isEmpty, outcome.isByTranscript { options.transcripts = outcome.transcripts.map(\.text) }
    let evidence: Evidence
    do throws(CommandError) {
      evidence = try Session.run(host) { (session) throws(CommandError) in
        try CheckRun(session, options, startedAt: WallClock.seconds()).evidence()
      }
    } catch {
      guard outcome.record.state == .stopped, !error.interrupted else { throw error }
      host.note("caskade: no check ends it: \(error.message)")
      return .bad
    }
    try outcome.judged(evidence.verdict)
    try host.write(EvidenceFormat.text.render(evidence, .witnessed, on: TerminalScreen(host, to: "-")))
    let code = CheckCommand.exitCode(of: evidence)
    return code == .good && outcome.record.state == .stopped ? .bad : code
  }

  private var wish: RunExport.Wish {
    guard exports else { return .none }
    return judging.agent.flatMap(Agent.init(rawValue:)).map { .of($0) } ?? .byProgram
  }

  private static func ask(_ question: String, _ host: Host) -> String? {
    try? StandardStream.error.write("caskade: \(question) ")
    return try? TypedAnswer.line(interruption: host.interruption)
  }
}

extension OnStop: OptionChoice {}
