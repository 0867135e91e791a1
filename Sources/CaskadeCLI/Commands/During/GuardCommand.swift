import CaskadeAgents
import CaskadeEngine
import CaskadeSystem

/// `caskade guard`: answers an agent's hook. Nothing but the answer goes to standard output.
struct GuardCommand: Command {
  private let agent: String
  private let contract: String?

  static let words = CommandWords(
    name: "guard", group: .during, summary: "answer an agent's hook: may this tool call go ahead?",
    examples: ["caskade guard \(Agent.example.rawValue) --contract login-redirect < call.json"],
    exits: "as the agent's own protocol has it; 2 for a refusal where that refuses there")

  init(_ read: inout ArgumentReader) {
    agent = read.operand("AGENT", .words(Agent.allCases.map(\.rawValue)))
    contract = read.value("--contract", "NAME", "the contract that the session is under; else the branch's", .contract)
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    guard let agent = Agent(rawValue: agent) else {
      throw CommandError.badChoice("caskade guard", agent, known: Agent.allCases.map(\.rawValue))
    }
    let late = GuardRun.late(agent, nil)
    let first = Deadline(late, after: GuardRun.patience)
    let guardian = GuardRun(host, agent, contract: contract, now: WallClock.seconds())
    let call: HookCall
    do throws(CommandError) {
      let bytes = try StandardInput.read(host, limit: AgentHook.mostBytes)
      do throws(HookFault) {
        call = try AgentHook.read(agent, bytes)
      } catch {
        return try Self.give(guardian.refusal(error), first, host)
      }
    } catch {
      return try Self.give(guardian.refusal(.malformed), first, host)
    }
    switch call.question {
    case .nothing: return try Self.give(AgentHook.reply(agent, .none, to: call.event), first, host)
    case .call(let use): return try Self.give(guardian.reply(call, use), first, host)
    case .stop(let isRepeated):
      guard first.settle() else { return .unable }
      let second = Deadline(GuardRun.lateAtStop(agent, call.event), after: GuardRun.patienceAtStop)
      return try Self.give(guardian.replyAtStop(call, isRepeated: isRepeated), second, host)
    }
  }

  private static func give(_ reply: HookReply, _ deadline: Deadline, _ host: Host) throws(CommandError) -> ExitCode {
    // Else the answer was given already, and the process ends with it.
    guard deadline.settle() else { return .unable }
    if !reply.errors.isEmpty { try? StandardStream.error.write(reply.errors) }
    try host.write(reply.output)
    return reply.refuses ? .unable : .good
  }
}

extension Deadline {
  fileprivate convenience init(_ reply: HookReply, after time: Duration) {
    self.init(after: time, output: reply.output, errors: reply.errors, status: reply.refuses ? 2 : 0)
  }
}
