import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade verify`: says whether evidence still holds for this branch.
struct VerifyCommand: Command {
  private enum Format: String, OptionChoice { case text, json }

  private let evidence: String
  private let format: Format
  private let base, head: String?
  private let rerun: Bool

  static let words = CommandWords(
    name: "verify", group: .after, summary: "say whether evidence still holds for this branch",
    examples: ["caskade verify evidence.json", "caskade verify evidence.json --rerun"],
    exits: "0 all that can be recomputed holds, 1 something differs or is stale, 2 can't tell")

  init(_ read: inout ArgumentReader) {
    evidence = read.operand("EVIDENCE|-")
    base = read.value(
      "--base", "REV", "what the evidence should compare with; without it what check would take here")
    head = read.value("--head", "REV", "what the evidence should be of; without it what is checked out")
    rerun = read.flag("--rerun", "run the validation commands again, here")
    format = read.choice("--format", "FORMAT", standard: .text)
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    let file = try EvidenceFile(evidence, host)
    return try Session.run(host) { (session) throws(CommandError) in
      let verification = try Verification(
        file.evidence, file.document, session, base: base, head: head, rerun: rerun, startedAt: WallClock.seconds())
      switch format {
      case .text: try host.write(Self.text(verification, file))
      case .json: try host.write(JSONWriter(.pretty, order: .sorted).bytes(Self.json(verification, file)) + [0x0A])
      }
      if !verification.differs.isEmpty || !verification.stale.isEmpty { return .bad }
      return verification.unknown.isEmpty ? .good : .unable
    }
  }

  private static func json(_ verification: Verification, _ file: EvidenceFile) -> JSONValue {
    func list(_ items: [String]) -> JSONValue { .array(items.map { .string($0) }) }
    let isKnown = verification.unknown.isEmpty
    let isSame = verification.differs.isEmpty && verification.stale.isEmpty
    return .object([
      JSONMember("schema", "caskade.verification/1"), JSONMember("file", .string(file.name)),
      JSONMember("asserted", .string(file.evidence.verdict.rawValue)),
      JSONMember("holds", isSame && !isKnown ? .null : .bool(isSame)),
      JSONMember("recomputed", .bool(verification.isRecomputed)), JSONMember("stale", list(verification.stale)),
      JSONMember("differs", list(verification.differs)), JSONMember("unknown", list(verification.unknown)),
      JSONMember("gone", list(verification.gone)), JSONMember("missing", list(verification.missing)),
      JSONMember("witnessed", verification.rerun.map { .string($0) } ?? .null),
    ])
  }

  private static func text(_ verification: Verification, _ file: EvidenceFile) -> String {
    let evidence = file.evidence
    var lines = [
      "\(EscapedText.line(evidence.title)): \(evidence.verdict.rawValue), asserted by \(file.name)",
      "\(EscapedText.line(evidence.base.name)) \(evidence.base.commit.short) -> \(evidence.head.commit.short)"
        + (evidence.head.uncommitted ? ", uncommitted work" : ""), "",
    ]
    lines += list("stale", verification.stale)
    lines += list("differs", verification.differs)
    lines += list("unknown", verification.unknown)
    lines += list("gone", verification.gone)
    lines += list("missing", verification.missing)
    if verification.isRecomputed, verification.differs.isEmpty {
      lines.append(
        "  holds     trees, contract, policy, gates, \(evidence.changes.count.counted("change")) and "
          + evidence.findings.count.counted("finding"))
    } else if !verification.isRecomputed {
      lines.append("  unjudged  what the evidence names is not here to be judged again")
    }
    if let line = signature(verification) { lines.append(line) }
    lines.append(validation(verification, file))
    if evidence.toolVersion != Version.text {
      lines.append(
        "  note      made by caskade \(EscapedText.line(evidence.toolVersion)), and this is \(Version.text)")
    }
    lines += ["", conclusion(verification), ""]
    return lines.joined(separator: "\n")
  }

  private static let most = 50

  private static func list(_ word: String, _ items: [String]) -> [String] {
    var lines = items.prefix(most).map { "  \(word)\(String(repeating: " ", count: 10 - word.count))\($0)" }
    if items.count > most { lines.append("            ... and \(items.count - most) more") }
    return lines
  }

  private static func signature(_ verification: Verification) -> String? {
    switch verification.signature {
    case .counted(let runner, let time):
      "  signed    by \(runner.text), \(EscapedText.line(time)): a runner of the base's policy"
    case .notCounted(let why): "  note      the signature doesn't count: \(EscapedText.line(why))"
    case .bad, .unsigned, nil: nil
    }
  }

  private static func validation(_ verification: Verification, _ file: EvidenceFile) -> String {
    let count = file.evidence.validation.count
    if let rerun = verification.rerun { return "  witnessed \(rerun)" }
    if count == 0 { return "  asserted  validation: no command ran" }
    if case .counted(let runner, _) = verification.signature {
      return "  asserted  validation: \(count.counted("command")), run by \(runner.text); --rerun runs them here"
    }
    return
      "  asserted  validation: \(count.counted("command")), by \(file.name) alone; --rerun runs them here"
  }

  private static func conclusion(_ verification: Verification) -> String {
    var parts: [String] = []
    if !verification.differs.isEmpty {
      parts.append(
        "\(verification.differs.count) \(verification.differs.count == 1 ? "claim differs" : "claims differ")")
    }
    if !verification.stale.isEmpty { parts.append("it is stale") }
    if !parts.isEmpty { return "Evidence doesn't hold: \(parts.joined(separator: ", and "))" }
    if !verification.unknown.isEmpty { return "Evidence can't be verified here" }
    return "Evidence holds"
  }
}
