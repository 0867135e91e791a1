import CaskadeAgents
import CaskadeSyntax
import CaskadeSystem

/// What a hook did with a call that every contract denies.
package struct HookProof: Sendable {
  package let call: String
  /// Why the agent would refuse it; nil where it wouldn't.
  package let denial: String?
  /// What the hook did instead, for people.
  package let instead: String
}

extension ExportDesk {
  /// Starts the hook that is deployed as the agent would, in the working tree's root.
  package func prove() throws(CommandError) -> HookProof {
    guard case .agent(let agent) = target else {
      throw CommandError(
        "a brief has no hook", hint: "name an agent: caskade export \(Agent.example.rawValue) \(request.name) --prove")
    }
    let name = HookTrial.file(agent, contract: request.name)
    guard let item = try items().first(where: { $0.file.path == name }), item.standing != .missing else {
      throw CommandError(
        "nothing is exported yet", hint: "export first: caskade export \(target.word) \(request.name)")
    }
    let bytes = try touching(FileReader.read(item.path, limit: 16 << 20))
    let text = String(decoding: bytes, as: UTF8.self)
    guard let trial = HookTrial(agent, in: text, contract: request.name, root: request.root) else {
      return HookProof(
        call: "a call", denial: nil, instead: "'\(EscapedText.line(item.name))' names no hook that could be started")
    }
    return try outcome(of: trial)
  }

  private func outcome(of trial: HookTrial) throws(CommandError) -> HookProof {
    let program: ByteString
    let arguments: [ByteString]
    switch trial.start {
    case .line(let line): (program, arguments) = ("/bin/sh", ["-c", ByteString(line)])
    case .words(let words):
      (program, arguments) = (ByteString(words.first ?? ""), words.dropFirst().map { ByteString($0) })
    }
    let request = ProcessRequest(
      program, arguments, environment: session.host.environment, directory: session.repository.location.workTree,
      input: .bytes(Array(trial.input.utf8)), outputLimit: .first(1 << 20), deadline: .seconds(60))
    let result: ProcessResult
    do throws(ProcessError) {
      result = try session.host.runner.run(request)
    } catch {
      return HookProof(call: trial.call, denial: nil, instead: error.message)
    }
    let status: Int32? = if case .exited(let status) = result.termination { status } else { nil }
    let answer = HookTrial.Answer(
      status: status, output: String(decoding: result.standardOutput.head, as: UTF8.self),
      errors: String(decoding: result.standardError.head, as: UTF8.self))
    let words = [answer.output, answer.errors].map { EscapedText.line(String($0.prefix(400))) }.filter { !$0.isEmpty }
    let ending = status.map { "it ended with status \($0)" } ?? "it was ended"
    return HookProof(
      call: trial.call, denial: trial.denial(answer),
      instead: "\(ending), and said \(words.isEmpty ? "nothing" : words.joined(separator: " / "))")
  }
}
