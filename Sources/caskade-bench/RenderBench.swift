import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Every rendering of evidence with 50,000 changes and 10,000 findings, read from its file, against reading it alone.
enum RenderBench {
  private static let formats = [
    "text", "markdown", "html", "github", "sarif", "junit", "gitlab", "in-toto", "otlp", "json",
  ]

  static func run(_ bench: Bench) throws {
    let file = bench.scratch.path.appending("large.json")
    guard let evidence = evidence() else { throw Bench.Failure(what: "no object ids") }
    try AtomicFile.write(EvidenceWriter.bytes(evidence), to: file, replacing: true)
    let bytes = try FileReader.read(file, limit: 256 << 20)
    let reading = try Bench.best(of: 3) { _ = try EvidenceReader.read(bytes) }
    for format in formats {
      let ours = try Bench.best(of: 3) {
        try bench.run(bench.caskade, ["report", file.text, "--format", format], in: bench.scratch.path)
      }
      bench.row("report --format \(format)", ours, against: "reading the evidence", reading)
    }
  }

  private static func evidence() -> Evidence? {
    func id(_ number: Int) -> ObjectID? {
      let digits = String(number, radix: 16)
      return ObjectID(String(repeating: "0", count: 40 - digits.count) + digits)
    }
    guard let one = id(1) else { return nil }
    let changes = (0..<50_000).map { number in
      let isGone = number % 10 == 0
      return Change(
        path: path(number), operation: isGone ? .delete : .modify, oldMode: .regular,
        newMode: isGone ? .absent : .regular, oldID: id(number + 1), newID: isGone ? nil : id(number + 100_000),
        lines: .counted(added: number % 7, deleted: number % 5))
    }
    let gates = GateName.allCases
    let rules = RuleCatalogue.all
    let findings = (0..<10_000).map { number in
      Finding(
        .error, gate: gates[number % gates.count], rule: rules[number % rules.count], path: path(number),
        line: number + 1, "created, outside the approved paths",
        hint: "revert it (git checkout 4f2c91a -- \(path(number).display)), or amend the contract")
    }
    return Evidence(
      toolVersion: "1.0.0", verdict: .broken, place: "local", programs: [],
      base: Evidence.Base(name: "main", why: "named", tip: one, commit: one, tree: one, pinned: true),
      head: Evidence.Head(name: "HEAD", branch: "work", commit: one, tree: one, uncommitted: false, ignored: nil),
      contract: Evidence.ContractRecord(
        title: "Measure", outcome: "The time is known.", owner: nil, ticket: nil, path: "Contracts/measure.yaml",
        blob: one, source: .base, why: "the only one", approval: ApprovalRecord(summary: "approved"), band: .low),
      policy: Evidence.PolicyRecord(path: nil, blob: nil), changes: changes,
      gates: gates.map { Gate($0, .fail, required: true, summary: "it fails") }, findings: findings, validation: [],
      forHuman: [], notChecked: [],
      timing: Evidence.Timing(started: "2026-01-02T03:04:05Z", milliseconds: 5, commands: []))
  }

  private static func path(_ number: Int) -> RepositoryPath {
    RepositoryPath("src/\(number / 100)/file\(number).txt")
  }
}
