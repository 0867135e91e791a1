package import CaskadeAgents
import CaskadeContracts
import CaskadeCore
package import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Answers one question of an agent's hook.
package struct GuardRun {
  private let host: Host
  private let agent: Agent
  private let contract: String?
  private let now: Int

  /// - Parameter contract: as the hook's command line names it.
  package init(_ host: Host, _ agent: Agent, contract: String?, now: Int) {
    self.host = host
    self.agent = agent
    self.contract = contract
    self.now = now
  }

  /// How long a call may take to be judged, and the end of a turn: well below what the agents wait.
  package static let patience = Duration.seconds(5)
  package static let patienceAtStop = Duration.seconds(30)

  /// What is answered where the time is over.
  package static func late(_ agent: Agent, _ event: String?) -> HookReply {
    AgentHook.reply(
      agent, .deny("caskade: the guard took too long to judge this, so it is refused; try it again"), to: event)
  }

  package static func lateAtStop(_ agent: Agent, _ event: String) -> HookReply {
    AgentHook.reply(
      agent, .rest("caskade: the check took longer than 30 s, so nothing was checked: run 'caskade check'"), to: event)
  }

  package func refusal(_ fault: HookFault) -> HookReply {
    AgentHook.reply(agent, .deny("caskade: \(fault.message)"), to: fault.event)
  }

  // MARK: A call

  package func reply(_ call: HookCall, _ use: ToolUse) -> HookReply {
    let roots = candidates(call)
    // A call that goes on in another repository is of the session's all the same: the strictest word counts.
    let opinions = roots.compactMap { opinion(use, in: $0) }
    if let strictest = opinions.max(by: { $0.answer.decision.strictness < $1.answer.decision.strictness }) {
      return settled(strictest.answer, strictest.judging, call, use, strictest.folders)
    }
    guard roots.isEmpty, contract != nil else { return AgentHook.reply(agent, .none, to: call.event) }
    return AgentHook.reply(
      agent, .deny("caskade: this session is under contract '\(contract ?? "")', and there is no repository here"),
      to: call.event)
  }

  private struct Opinion {
    let answer: CallAnswer
    let judging: (contract: Contract, path: String)?
    let folders: GitFolders
  }

  /// Nil where the repository has none.
  private func opinion(_ use: ToolUse, in folders: GitFolders) -> Opinion? {
    let authority = authority(folders)
    if case .notSetUp = authority { return nil }
    let call = ToolCall(placed(use, folders))
    let places = CallPlaces(folders, host).places(of: call)
    switch authority {
    case .notSetUp: return nil
    case .ungoverned(let policy):
      return touched(places, policy).map { Opinion(answer: $0, judging: nil, folders: folders) }
    case .missing(let why):
      let answer = CallJudgement.withoutContract(call, at: places, why: why)
      return Opinion(answer: answer, judging: nil, folders: folders)
    case .contract(let contract, let policy, let path):
      let answer: CallAnswer
      do throws(CommandError) {
        answer = CallJudgement(contract, try policy.read(Self.part(contract, places))).answer(call, at: places)
      } catch {
        answer = CallJudgement.withoutContract(call, at: places, why: error.message)
      }
      return Opinion(answer: answer, judging: (contract, path), folders: folders)
    }
  }

  private func settled(
    _ answer: CallAnswer, _ judging: (contract: Contract, path: String)?, _ call: HookCall, _ use: ToolUse,
    _ folders: GitFolders
  ) -> HookReply {
    let log = GuardLog(folders, agent)
    let wished: HookVerdict =
      switch answer.decision {
      case .none: .none
      case .allow: .allow
      case .ask: .ask(message(answer, judging))
      case .deny: .deny(message(answer, judging))
      }
    let verdict = AgentHook.settled(agent, wished, call.event)
    do throws(FileError) {
      let line = log.line(call, use, answer, verdict, now: now)
      try log.append(line, of: call.session)
      RunChannel.tell(Array(line.dropLast()), host)
    } catch {
      // What can't be told afterwards doesn't happen, but for what changes nothing.
      if case .allow = verdict, use.action != .read, use.action != .search {
        return AgentHook.reply(agent, .deny("caskade: the guard can't write its log: \(error.message)"), to: call.event)
      }
    }
    return AgentHook.reply(agent, verdict, to: call.event)
  }

  private func message(_ answer: CallAnswer, _ judging: (contract: Contract, path: String)?) -> String {
    let mask = TextMask(forFewTexts: true)
    return answer.message(judging?.contract, named: judging?.path ?? "") { mask.maskedStrictly($0) }
  }

  /// Work that needs a contract for what it touches.
  private func touched(_ places: [CallPlace], _ policy: GuardPolicy) -> CallAnswer? {
    var work = Governance.Work()
    for place in places where place.path.deed != .read {
      if case .inside(let path) = place.spot { work.paths.append(path) }
    }
    guard let path = work.paths.first else { return nil }
    guard let policy = try? policy.read(.all) else {
      return CallAnswer(.deny, [.noContract("the policy can't be read")])
    }
    work.areas = policy.areas.filter { area in work.paths.contains { area.covers(FoldedPath($0)) } }
    guard Governance(policy.governed, work).isGoverned else {
      return nil
    }
    return CallAnswer(.deny, [.noContract("it changes '\(path.display)', which the policy keeps for work under one")])
  }

  /// What comes without a folder runs where the hook does.
  private func placed(_ use: ToolUse, _ folders: GitFolders) -> ToolUse {
    var use = use
    use.folder = use.folder ?? folders.root.text
    return use
  }

  /// How much of the policy a call needs.
  private static func part(_ contract: Contract, _ places: [CallPlace]) -> GuardPolicy.Part {
    guard places.contains(where: { $0.path.deed != .read }) else { return .tools }
    let asksForAreas = contract.stopWhen.contains { condition in
      if case .areas = condition.kind { true } else { false }
    }
    return asksForAreas ? .all : .files
  }

  // MARK: Where

  /// The repositories that the session may be in, the likeliest first. Of several worktrees of one it is the first.
  private func candidates(_ call: HookCall) -> [GitFolders] {
    let project = Agent.projectVariables.compactMap { host.environment[$0] }
    var found: [GitFolders] = []
    for place in ([call.folder] + call.folders + project).compactMap({ $0 }) + [host.directory.text] {
      guard place.hasPrefix("/"), let folders = GitFolders(around: ByteString(place)),
        !found.contains(where: { $0.common == folders.common })
      else { continue }
      found.append(folders)
    }
    return found
  }

  private func authority(_ folders: GitFolders) -> GuardAuthority {
    GuardAuthorityReader(host: host, folders: folders, word: contract, now: now)
      .authority()
  }

  // MARK: The end of a turn

  /// What the agent has to mend before it ends; nil where there is nothing to say.
  package func replyAtStop(_ call: HookCall, isRepeated: Bool) -> HookReply {
    guard !isRepeated, let folders = candidates(call).first(where: { authority($0).isOpinion }) else {
      return AgentHook.reply(agent, .none, to: call.event)
    }
    var there = host
    there.directory = folders.root
    do throws(CommandError) {
      guard let text = try GuardStop(there, contract: contract, now: now).findings() else {
        return AgentHook.reply(agent, .none, to: call.event)
      }
      return AgentHook.reply(agent, .goOn(text), to: call.event)
    } catch {
      return AgentHook.reply(
        agent, .rest("caskade: nothing was checked: \(EscapedText.line(error.message))"), to: call.event)
    }
  }
}

extension CallAnswer.Decision {
  fileprivate var strictness: Int {
    switch self {
    case .none: 0
    case .allow: 1
    case .ask: 2
    case .deny: 3
    }
  }
}
