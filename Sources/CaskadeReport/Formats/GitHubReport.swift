import CaskadeCore
import CaskadeSyntax

/// Renders a check for the log of GitHub Actions: the report as a terminal shows it, then annotations as workflow commands.
///
/// The runner takes ten annotations of a kind from a step, of 4,096 characters each, and drops the rest without a word
/// (actions/runner, `ExecutionContext.cs`): the tenth says how many more there are. The log above has what they leave out.
struct GitHubReport: EvidenceRendering {
  let use = "for the log of GitHub Actions: the text, then annotations"

  private static let most = 10
  /// Characters of one message, of which the runner's own escapes are none.
  private static let longest = 4_000

  func render(_ evidence: Evidence, _ provenance: Provenance) -> String {
    let phrases = EvidencePhrases(evidence: evidence, provenance: provenance)
    let report = TerminalReport(TerminalScreen()).render(evidence, provenance)
    let placed = PlacedFinding.all(evidence)
    let lines = Finding.Severity.allCases.flatMap { severity in
      Self.annotations(severity, placed.filter { $0.finding.severity == severity }, phrases)
    }
    return report + lines.map { $0 + "\n" }.joined()
  }

  private static func annotations(
    _ severity: Finding.Severity, _ findings: [PlacedFinding], _ phrases: EvidencePhrases
  ) -> [String] {
    let command = command(severity)
    let head = severity == .error ? verdict(phrases).map { ["::\(command) title=caskade::\($0)"] } ?? [] : []
    let room = most - head.count
    let isWhole = findings.count <= room
    let shown = findings.prefix(isWhole ? room : room - 1)
    let more = "::\(command) title=caskade::\((findings.count - shown.count).counted("more finding")); the log has them"
    return head + shown.map { annotation(command, $0) } + (isWhole ? [] : [more])
  }

  /// Nil where it is no error.
  private static func verdict(_ phrases: EvidencePhrases) -> String? {
    let evidence = phrases.evidence
    let open = evidence.gates.filter { $0.required && $0.state == .unproven }
    switch evidence.verdict {
    case .kept, .nothing: return nil
    case .unproven where !open.isEmpty && open.allSatisfy(\.skipped): return nil
    case .broken, .unproven: return message(phrases.verdict, hint: nil)
    }
  }

  private static func annotation(_ command: String, _ placed: PlacedFinding) -> String {
    var properties: [String] = []
    if let path = placed.path { properties += ["file=\(property(path.display))", "line=\(placed.line)"] }
    properties.append("title=\(property(placed.rule))")
    let gone = placed.gone.map { "\($0.display): " } ?? ""
    return "::\(command) \(properties.joined(separator: ","))::\(message(gone + placed.message, hint: placed.hint))"
  }

  private static func command(_ severity: Finding.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  // MARK: Escaping

  /// The hint stands on a line of its own.
  private static func message(_ text: String, hint: String?) -> String {
    let lines = [text] + (hint.map { ["hint: \($0)"] } ?? [])
    let safe = lines.map(disarmed).joined(separator: "\n")
    return escaped(BoundedText.lines(safe, limit: longest), ["%": "%25", "\n": "%0A"])
  }

  private static func property(_ text: String) -> String {
    escaped(disarmed(text), ["%": "%25", ":": "%3A", ",": "%2C"])
  }

  /// Inside of a line, where colons are harmless and other systems' orders are not.
  private static func disarmed(_ text: String) -> String {
    String(WorkflowCommands.disarmed("|\(text)").dropFirst())
  }

  private static func escaped(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if let escape = escapes[scalar] { result += escape } else { result.unicodeScalars.append(scalar) }
    }
  }
}
