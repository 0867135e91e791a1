import CaskadeInspection
import CaskadeSyntax

/// How one agent asks its hook, and how it wants to be answered.
protocol HookDialect {
  /// The versions whose documentation it was written from.
  static var writtenFor: String { get }
  /// What becomes of "ask", for people.
  static var asking: String { get }

  static func read(_ record: JSONNode) throws(HookFault) -> HookCall

  /// Whether a hook of this event can have a person asked: an "ask" anywhere else would let the call through.
  static func canAsk(_ event: String) -> Bool

  /// - Parameter event: nil where what came couldn't be read.
  static func reply(_ verdict: HookVerdict, to event: String?) -> HookReply
}

extension HookDialect {
  /// The same, where an agent can't ask: what a person has to be asked for is refused.
  static func settled(_ verdict: HookVerdict, _ event: String?) -> HookVerdict {
    guard case .ask(let reason) = verdict, !(event.map(canAsk) ?? false) else { return verdict }
    return .deny("\(reason)\nThis hook can't ask a person, so it is refused until one allows it.")
  }

  /// One object on a line.
  static func object(_ members: [JSONMember]) -> [UInt8] { JSONWriter(.compact).bytes(.object(members)) + [0x0A] }

  static func answer(_ members: [JSONMember]) -> HookReply {
    HookReply(output: object(members), errors: "", refuses: false)
  }

  /// Said twice, so that either way of reading it refuses.
  static func refusal(_ members: [JSONMember], _ reason: String) -> HookReply {
    HookReply(output: object(members), errors: "\(reason)\n", refuses: true)
  }
}

/// The folder, the session and the tool, under the names that most agents share.
enum HookFields {
  static func common(_ call: inout HookCall, _ record: JSONNode) {
    call.session =
      (record["session_id"] ?? record["sessionId"] ?? record["sessionID"] ?? record["conversation_id"])?.string
    call.folder = folder(record)
    call.folders = record["workspace_roots"]?.elements.compactMap(\.string) ?? []
    call.isUnguarded = ["bypassPermissions", "yolo"].contains(record["permission_mode"]?.string ?? "")
    if case .call(var use) = call.question {
      if use.folder == nil { use.folder = call.folder }
      if call.isUnguarded { use.escalation = .permissionsBypassed }
      call.question = .call(use)
    }
  }

  static func folder(_ record: JSONNode) -> String? {
    let text = (record["cwd"] ?? record["directory"])?.string
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }

  static func isRepeated(_ record: JSONNode) -> Bool {
    record["stop_hook_active"]?.bool == true || (record["loop_count"]?.integer ?? 0) > 0
  }
}
