import CaskadeAgents
import CaskadeSyntax

/// Reads any bytes as what each agent's hook asks; every answer is one that the agent can read, and a refusal refuses.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHook(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes.prefix(64), as: UTF8.self)
  for agent in Agent.allCases {
    var event: String?
    do throws(HookFault) {
      event = try AgentHook.read(agent, bytes).event
    } catch {
      precondition(!error.message.isEmpty, "a refusal says why")
      event = error.event
    }
    for verdict in [HookVerdict.none, .allow, .ask(text), .deny(text), .goOn(text), .rest(text)] {
      let reply = AgentHook.reply(agent, verdict, to: event)
      if !reply.output.isEmpty { precondition((try? JSONReader.read(reply.output)) != nil, "an answer is JSON") }
      if case .deny = verdict { precondition(reply.refuses || !reply.output.isEmpty, "a refusal isn't silence") }
    }
  }
  return 0
}
