import CaskadeInspection
import CaskadeSyntax

/// What the output of a call of Codex tells of how it ended: the exit status stands in the text, in one of several forms.
enum CodexOutput {
  private static let deniedStarts = [
    "exec command rejected by user", "command rejected by user", "rejected by user", "patch rejected by user",
  ]

  static func outcome(_ output: JSONNode?) -> TranscriptNotes.Outcome {
    guard let output, !output.isNull else { return .init(.ok) }
    if let text = output.string { return outcome(text) }
    if output.isArray {
      let outcomes = output.elements.compactMap { $0["text"]?.string }.map(outcome)
      return outcomes.first { $0.status != .ok } ?? outcomes.first { $0.exitStatus != nil } ?? .init(.ok)
    }
    if let text = (output["content"] ?? output["text"])?.string {
      let told = outcome(text)
      return output["success"]?.bool == false && told.status == .ok ? .init(.error) : told
    }
    if output["success"]?.bool == false { return .init(.error) }
    return outcome(metadata: output) ?? .init(.ok)
  }

  private static func outcome(_ text: String) -> TranscriptNotes.Outcome {
    if text.utf8.first == UInt8(ascii: "{"), let value = JSONTape(Array(text.utf8)).whole,
      let told = outcome(metadata: value)
    {
      return told
    }
    let start = text.prefix(400)
    if deniedStarts.contains(where: { start.hasPrefix($0) }) { return .init(.rejected) }
    for mark in ["Exit code: ", "Process exited with code "] {
      guard let line = start.split(separator: "\n").first(where: { $0.hasPrefix(mark) }) else { continue }
      if let exit = Int(line.dropFirst(mark.count).prefix { $0.isNumber || $0 == "-" }) {
        return .init(exit == 0 ? .ok : .error, exitStatus: exit)
      }
    }
    return .init(.ok)
  }

  private static func outcome(metadata value: JSONNode) -> TranscriptNotes.Outcome? {
    guard let exit = value["metadata"]?["exit_code"]?.integer else { return nil }
    return .init(exit == 0 ? .ok : .error, exitStatus: exit)
  }
}
