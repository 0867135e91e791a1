import CaskadeContracts
import CaskadeSyntax

extension ValidationGate {
  /// A line whose named proof didn't pass is not reached. That a command failed is said of the command.
  mutating func judgeAcceptance(_ answer: inout Gate) {
    guard !answer.skipped else { return }
    let open = input.acceptance.filter { $0.state == .failed || $0.state == .unproven }
    guard !open.isEmpty else { return }
    let fails = open.contains { $0.state == .failed }
    for record in open {
      findings.append(
        Finding(
          .error, gate: .validation, rule: .validationAcceptance, path: input.standing.path,
          "'\(EscapedText.line(record.line.says))' is \(record.state == .failed ? "not reached" : "not proven")"
            + (record.why.map { ": \(EscapedText.line($0))" } ?? ""),
          hint: "make the work do that, such that \(EscapedText.line(record.line.proof.words)) shows it",
          contractLine: record.line.line, subject: record.line.says))
    }
    let state: Gate.State = fails || answer.state == .fail ? .fail : .unproven
    answer = result(
      state,
      "\(answer.summary), \(open.count) acceptance line\(open.count == 1 ? "" : "s") not proven")
  }
}
