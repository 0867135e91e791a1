import CaskadeCore
import CaskadeSyntax

extension EvidencePhrases {
  /// "caskade run, by the worktrees' files: 2 runs, 1 stopped (loop), 95 seconds; 3 requests, 1 granted, 1 without an
  /// answer"; nil where none is known.
  var agentRuns: String? { evidence.agentRuns.map { "caskade run, \(Self.text(of: $0))" } }

  /// "by the worktrees' files: 1 run, 40 seconds".
  static func text(of all: AgentRuns) -> String {
    func some(_ count: Int, _ what: String) -> String? { count > 0 ? "\(count) \(what)" : nil }
    let met = all.reasons.map(\.rawValue).joined(separator: ", ")
    var parts = [
      all.runs.counted("run"), some(all.stopped, "stopped"), some(all.interrupted, "interrupted"),
      some(all.killed, "killed"), some(all.warned, "warned"),
      all.suspended > 0 ? "suspended \(all.suspended.counted("time"))" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
    if !met.isEmpty { parts += " (\(met))" }
    if all.seconds > 0 {
      parts += ", \(all.seconds < 120 ? all.seconds.counted("second") : (all.seconds / 60).counted("minute"))"
    }
    if all.asked > 0 {
      let answers = [
        some(all.granted ?? 0, "granted"), some(all.declined ?? 0, "declined"),
        all.open == all.asked ? "none answered" : some(all.open, "without an answer"),
      ]
      parts += "; \(([all.asked.counted("request")] + answers.compactMap { $0 }).joined(separator: ", "))"
    }
    return "by the worktrees' files: \(parts)"
  }
}
