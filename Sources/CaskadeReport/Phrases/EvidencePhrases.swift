import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// The phrases that every rendering for people shares. What they return is free of control characters and bounded, but not
/// escaped for a markup.
struct EvidencePhrases {
  /// Scalars of any one text: a file that claims to be evidence may hold anything.
  private static let longest = 1_000
  /// Bytes of a path; more than PATH_MAX on any system.
  private static let longestPath = 4_096

  /// Facts that are shown beside the one that says most of a change.
  private static let mostCompanions = 5

  private static let mostAreas = 8
  /// Lines of the contract that a check quotes.
  private static let mostLines = 200

  let evidence: Evidence
  let provenance: Provenance
  /// Gravest first, else as in the evidence: a file may hold them in any order.
  let findings: [Finding]
  /// The runs whose output a reader has to see, of setup first: all that neither passed nor were meant to fail.
  let failedRuns: [(name: String, run: ValidationRecord.Run)]

  init(evidence: Evidence, provenance: Provenance) {
    self.evidence = evidence
    self.provenance = provenance
    findings = Finding.Severity.allCases.flatMap { severity in
      evidence.findings.filter { $0.severity == severity }
    }
    let setup = evidence.setup.filter { $0.run.state != .pass }.map { ("setup: \($0.command)", $0.run) }
    // What never began has no output; why is a finding.
    failedRuns = (setup + evidence.validation.flatMap(Self.failedRuns)).filter { _, run in
      run.state != .inconclusive || run.log.totalBytes > 0
    }
  }

  private static func failedRuns(_ record: ValidationRecord) -> [(name: String, run: ValidationRecord.Run)] {
    if record.run.state == .flaky { return record.run.attempts(of: record.name) }
    if record.run.state != .pass { return [(record.name, record.run)] }
    var runs: [(name: String, run: ValidationRecord.Run)] = []
    if let base = record.onBase, base.state != .pass, base.claim == .witnessed {
      let isMeant = (record.expectedOnBase == .fails || record.expectedOnBase == .missing) && base.state == .fail
      if !isMeant { runs.append(("\(record.name) (on the base)", base)) }
    }
    // What fails on the base too says nothing of the change.
    if let checks = record.baseChecks, checks.state != .pass, record.unchangedBase?.endedBadly != true {
      runs.append(("\(record.name) (with the base's checks)", checks))
    }
    if let scripts = record.ownScripts, scripts.state != .pass, record.unchangedBase?.endedBadly != true {
      runs.append(("\(record.name) (with the base's checks and the branch's own scripts)", scripts))
    }
    return runs
  }

  /// The findings, those that say the same of one folder told at once.
  var folded: [FoldedFinding] { FoldedFinding.all(findings) }

  // MARK: The verdict

  /// "Contract kept", "Contract broken: 2 findings", "Contract unproven: nothing proves validation".
  var verdict: String { [outcome, reason].compactMap { $0 }.joined(separator: ": ") }

  /// "Contract kept, asserted by e.json".
  var outcome: String {
    let words =
      switch evidence.verdict {
      case .nothing: evidence.title
      case .kept, .broken, .unproven: "Contract \(evidence.verdict.rawValue)"
      }
    return switch provenance {
    case .witnessed: words
    case .asserted(let file): "\(words), asserted by \(Self.line(Self.fileName(file)))"
    }
  }

  /// Without the folder: where a file lay on somebody's machine tells nobody anything.
  private static func fileName(_ file: String) -> String {
    let name = file.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file[file.utf8.index(after: $0)...]) } ?? file
    return name.isEmpty ? file : name
  }

  /// Why the verdict is not better; nil when it can't be.
  var reason: String? {
    switch evidence.verdict {
    case .kept: return nil
    case .broken:
      let errors = findings.count { $0.severity == .error }
      if errors > 0 { return errors.counted("finding") }
      let failed = evidence.gates.filter { $0.required && $0.state == .fail }.map(\.name.rawValue)
      return failed.isEmpty ? "no gate says why" : "\(Self.list(failed)) \(failed.count == 1 ? "fails" : "fail")"
    case .unproven: return evidence.contract == nil ? "no contract governs this work" : unprovenReason
    case .nothing:
      let errors = findings.count { $0.severity == .error }
      return [evidence.occasion.map { Self.line($0.why) }, errors > 0 ? errors.counted("finding") : nil]
        .compactMap { $0 }.joined(separator: "; ")
    }
  }

  private var unprovenReason: String {
    let open = evidence.gates.filter { $0.required && $0.state == .unproven }
    if open.isEmpty { return "no required gate was judged" }
    let unskipped = open.filter { !$0.skipped }.map(\.name.rawValue)
    if !unskipped.isEmpty { return "nothing proves \(Self.list(unskipped))" }
    return "\(Self.list(open.map(\.name.rawValue))) \(open.count == 1 ? "was" : "were") left out by the caller"
  }

  // MARK: Acceptance

  /// "3 of 5 acceptance lines are proven, 1 by its own test"; nil where the contract has none.
  var acceptance: String? { evidence.acceptance.summary }

  /// A line and what became of it: "The redirect happens exactly once. (the command 'Redirect regression')".
  func text(of record: AcceptanceRecord) -> String {
    let proof = record.line.proof == nil ? "" : " (\(Self.line(record.line.proof.words)))"
    let why = record.state == .proven || record.state == .ownTest ? nil : record.why
    return Self.line(record.line.says) + proof + (why.map { ": \(Self.line($0))" } ?? "")
  }

  /// In few words.
  static func word(_ state: AcceptanceRecord.State) -> String {
    switch state {
    case .proven: "proven"
    case .ownTest: "own test"
    case .question: "for a human"
    case .failed: "FAILED"
    case .unproven: "unproven"
    }
  }

  // MARK: What it is bound to

  var title: String { Self.line(evidence.title) }

  /// "working tree on 9be01d3, 2 ignored files present": what lies outside of git is named where commands could see it.
  var head: String {
    let commit = evidence.head.commit.short
    let ignored = "\((evidence.head.ignored ?? 0).counted("ignored file")) present"
    if evidence.head.uncommitted { return "working tree on \(commit), \(ignored)" }
    return evidence.isolation == .inPlace ? "\(commit) (working tree, \(ignored))" : commit
  }

  /// `7 files +142 -38`.
  var size: String {
    let changes = evidence.changes
    let binary = changes.count(where: \.isBinary)
    let apart = binary == 0 ? "" : ", \(binary) binary"
    return "\(changes.count.counted("file")) +\(Self.sum(changes.map(\.added)))"
      + " -\(Self.sum(changes.map(\.deleted)))\(apart)"
  }

  /// "run locally", "run in GitHub Actions, on the host in a clean checkout": the tier, where commands ran.
  var place: String {
    let place = evidence.place == "local" ? "run locally" : "run in \(Self.line(evidence.place))"
    return isolation.map { "\(place), on the \($0)" } ?? place
  }

  /// "host in place, contained": the tier, and what kept the processes of it; nil where no command ran.
  var isolation: String? {
    evidence.isolation.map { isolation in
      [isolation.rawValue, Containment.summary(of: evidence.containments)].compactMap { $0 }.joined(separator: ", ")
    }
  }

  var validationTime: String? {
    let commands = evidence.timing.commands
    return commands.isEmpty ? nil : Self.seconds(Self.sum(commands.map(\.wallMilliseconds)))
  }

  /// "migrations (high), checks (medium)"; nil when the change touches no risk area.
  var areas: String? {
    let areas = evidence.areas
    guard !areas.isEmpty else { return nil }
    let shown = areas.prefix(Self.mostAreas).map { "\(Self.line($0.name)) (\($0.band.rawValue))" }
    let more = areas.count > shown.count ? ", and \(areas.count - shown.count) more" : ""
    return shown.joined(separator: ", ") + more
  }

  // MARK: Findings

  /// `path:line` of a finding; the contract's own line when the finding has no file.
  func place(of finding: Finding) -> String {
    let contract = evidence.contract.map { Self.line($0.path) } ?? "the change"
    guard let path = finding.path.map(Self.name) else {
      return finding.contractLine.map { "\(contract):\($0)" } ?? contract
    }
    let line = finding.line ?? (path == contract ? finding.contractLine : nil)
    return line.map { "\(path):\($0)" } ?? path
  }

  /// `Contracts/login.yaml:12`, where it isn't the finding's own place already.
  func contractPlace(of finding: Finding) -> String? {
    guard let line = finding.contractLine, let contract = evidence.contract else { return nil }
    let place = "\(Self.line(contract.path)):\(line)"
    return place == self.place(of: finding) ? nil : place
  }

  /// The contract's line that decided, with its place where that isn't the finding's own; nil where there is none, or
  /// where the finding tells it already.
  func contractWords(of finding: Finding) -> String? {
    let place = contractPlace(of: finding)
    let quoted = finding.gate != .validation && finding.gate != .approval ? quote(of: finding) : nil
    switch (place, quoted) {
    case (let place?, let quoted?): return "\(place): \(quoted)"
    case (let place?, nil): return place
    case (nil, let quoted?): return quoted
    case (nil, nil): return nil
    }
  }

  /// The text of the contract's line that decided; nil in evidence that hasn't it.
  func quote(of finding: Finding) -> String? {
    guard let line = finding.contractLine else { return nil }
    return evidence.contract?.lines.prefix(Self.mostLines).first { $0.line == line }.map { Self.line($0.text) }
  }

  /// The other facts of the same change that the message doesn't say already, and how many are left out.
  func also(_ finding: Finding) -> (shown: [Companion], omitted: Int) {
    let untold = finding.untold
    let shown = untold.prefix(Self.mostCompanions).map { other in
      let line = other.line == finding.line ? nil : other.line
      return Companion(
        text: "\(line.map { "line \($0): " } ?? "")\(Self.line(other.message))", rule: Self.line(other.rule))
    }
    return (shown, untold.count - shown.count)
  }

  struct Companion {
    let text: String
    let rule: String
  }

  /// The files that reviewers have to read, where no contract judges: what became of each, and what it grants.
  var shown: [(title: String, lines: [String])] {
    (evidence.occasion?.shown ?? []).map { file in
      ("\(Self.name(file.path)): \(Self.line(file.what))", file.lines.map { Self.line($0) })
    }
  }

  // MARK: Words and numbers

  static func line(_ text: String) -> String { BoundedText.line(text, limit: longest) }

  private static func name(_ path: RepositoryPath) -> String {
    guard path.bytes.count > longestPath else { return path.display }
    return RepositoryPath(bytes: path.bytes.prefix(longestPath)).display + "..."
  }

  /// "a, b and c".
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return "\(words.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// `48.2 s`.
  static func seconds(_ milliseconds: Int) -> String {
    let shown = max(0, milliseconds)
    return "\(shown / 1_000).\(shown % 1_000 / 100) s"
  }

  /// A file may claim numbers that no sum holds.
  private static func sum(_ numbers: [Int]) -> Int {
    numbers.reduce(0) { total, number in
      let (sum, overflow) = total.addingReportingOverflow(number)
      return overflow ? Int.max : sum
    }
  }
}

extension ValidationRecord.Run {
  /// Each run of a command that ran several times, by its number.
  fileprivate func attempts(of name: String) -> [(name: String, run: ValidationRecord.Run)] {
    let before = earlier.map { attempt in
      ValidationRecord.Run(
        place: place, state: attempt.state, exitStatus: attempt.exitStatus, signal: attempt.signal, reason: nil,
        log: attempt.log, claim: claim)
    }
    return (before + [self]).enumerated().map { ("\(name) (run \($0 + 1))", $1) }
  }
}
