import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// The fast part of a check, at the end of an agent's turn: all but the commands.
struct GuardStop {
  private let host: Host
  private let contract: String?
  private let now: Int

  private static let mostFindings = 10
  private static let mostCharacters = 6_000
  /// What the agent itself can mend.
  private static let gates: Set<String> = ["scope", "protected", "budget", "secrets", "integrity", "stop"]

  init(_ host: Host, contract: String?, now: Int) {
    self.host = host
    self.contract = contract
    self.now = now
  }

  /// What is wrong with the work so far, for the agent; nil where nothing is.
  func findings() throws(CommandError) -> String? {
    let evidence = try Session.run(host) { (session) throws(CommandError) in
      let options = CheckOptions(contract: contract, skipValidation: true, allowSelfDeclared: true)
      return try CheckRun(session, options, startedAt: now).evidence()
    }
    let found = evidence.findings.filter { $0.severity == .error && Self.gates.contains($0.gate.rawValue) }
    guard !found.isEmpty else { return nil }
    var lines = ["caskade: \(found.count.counted("finding")) to mend before this is done (validation was not run):"]
    for finding in found.prefix(Self.mostFindings) {
      let place = finding.path.map { $0.display + (finding.line.map { ":\($0)" } ?? "") + ": " } ?? ""
      lines.append("\(place)\(finding.message) [\(finding.rule)]")
      if let hint = finding.hint { lines.append("  hint: \(hint)") }
    }
    if found.count > Self.mostFindings { lines.append("and \(found.count - Self.mostFindings) more: caskade check") }
    lines.append("To ask a person for more: caskade ask 'WHAT IS NEEDED, AND WHY'")
    let text = lines.joined(separator: "\n")
    return text.count > Self.mostCharacters ? "\(text.prefix(Self.mostCharacters))…" : text
  }
}
