import CaskadeCore
import CaskadeSyntax

/// The phrases that every rendering for people shares. What they return is free of control characters, but not escaped
/// for a markup.
struct EvidencePhrases {
  let evidence: Evidence
  let provenance: Provenance

  /// "Contract kept", "Contract broken: 2 findings", "Contract unproven: validation was skipped".
  var verdict: String {
    var asserted = ""
    if case .asserted(let file) = provenance { asserted = ", asserted by \(EscapedText.line(file))" }
    switch evidence.verdict {
    case .kept: return "Contract kept\(asserted)"
    case .broken: return "Contract broken\(asserted): \(Self.count(errors.count, "finding"))"
    case .unproven: return "Contract unproven\(asserted): \(unprovenReason)"
    }
  }

  var errors: [Finding] { evidence.findings.filter { $0.severity == .error } }

  private var unprovenReason: String {
    let open = evidence.gates.filter { $0.required && $0.state == .unproven }
    let unskipped = open.filter { !$0.skipped }
    let gates = (unskipped.isEmpty ? open : unskipped).map(\.name.rawValue)
    let names =
      gates.count > 1 ? gates.dropLast().joined(separator: ", ") + " and " + gates[gates.count - 1] : gates.joined()
    if names.isEmpty { return "no required gate was judged" }
    if unskipped.isEmpty {
      return "\(names) \(gates.count == 1 ? "was" : "were") left out by the caller"
    }
    return "nothing proves \(names)"
  }

  var title: String { EscapedText.line(evidence.contract.title) }

  /// `main 4f2c91a -> 9be01d3`.
  var range: String { "\(EscapedText.line(evidence.base.name)) \(evidence.base.commit.short) -> \(head)" }

  var head: String {
    let commit = evidence.head.commit.short
    return evidence.head.uncommitted ? "working tree on \(commit)" : commit
  }

  /// `7 files +142 -38`.
  var size: String {
    let changes = evidence.changes
    let added = changes.reduce(0) { $0 + $1.added }
    let deleted = changes.reduce(0) { $0 + $1.deleted }
    let binary = changes.count(where: \.isBinary)
    let apart = binary == 0 ? "" : ", \(binary) binary"
    return "\(Self.count(changes.count, "file")) +\(added) -\(deleted)\(apart)"
  }

  var pinned: String { evidence.base.pinned ? "base pinned" : "base not pinned" }

  var validationSeconds: String? {
    let milliseconds = evidence.timing.commands.reduce(0) { $0 + $1.wallMilliseconds }
    return evidence.timing.commands.isEmpty ? nil : Self.seconds(milliseconds)
  }

  /// `path:line` of a finding; the contract's own line when the finding has no file.
  func place(of finding: Finding) -> String {
    guard let path = finding.path else {
      let name = EscapedText.line(evidence.contract.path)
      return finding.contractLine.map { "\(name):\($0)" } ?? name
    }
    let isContract = finding.line == nil && path.display == evidence.contract.path
    let line = finding.line ?? (isContract ? finding.contractLine : nil)
    return line.map { "\(path.display):\($0)" } ?? path.display
  }

  /// `Contracts/login.yaml:12`, where it isn't the finding's own place already.
  func contractPlace(of finding: Finding) -> String? {
    guard let line = finding.contractLine else { return nil }
    let place = "\(EscapedText.line(evidence.contract.path)):\(line)"
    return place == self.place(of: finding) ? nil : place
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `48.2 s`.
  static func seconds(_ milliseconds: Int) -> String {
    "\(milliseconds / 1_000).\(milliseconds % 1_000 / 100) s"
  }

  /// The runs of validation whose output a reader has to see: all that neither passed nor were meant to fail.
  var failedRuns: [(name: String, run: ValidationRecord.Run)] {
    evidence.validation.compactMap { record in
      if record.run.state != .pass { return (record.name, record.run) }
      guard let base = record.onBase, base.state != .pass else { return nil }
      let isMeant = record.expectedOnBase == .fails && base.state == .fail
      return isMeant ? nil : ("\(record.name) (on the base)", base)
    }
  }
}
