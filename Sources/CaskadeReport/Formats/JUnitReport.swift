import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// Renders a check as JUnit XML in the form that Jenkins reads: a case for the verdict and for each gate, for each command,
/// and for each acceptance line.
///
/// A *failure* is what the check shows to be wrong, an *error* what it couldn't prove; *skipped* is what needn't be proven,
/// what the caller left out, and what a person answers. Flaky runs are told as such.
struct JUnitReport: EvidenceRendering {
  let use = "for test dashboards: JUnit XML as Jenkins reads it"

  /// Findings that a single case tells.
  private static let mostFindings = 1_000
  private static let mostOutputLines = 60
  /// Scalars of any one text.
  private static let longest = 1_000

  func render(_ evidence: Evidence, _ provenance: Provenance) -> String {
    let phrases = EvidencePhrases(evidence: evidence, provenance: provenance)
    let suites = [
      Suite(name: "caskade", cases: [Self.verdict(phrases)] + evidence.gates.map { Self.gate($0, phrases) }),
      Suite(name: "caskade.validation", cases: evidence.validation.map { Self.command($0, evidence) }),
      Suite(
        name: "caskade.acceptance",
        cases: evidence.acceptance.enumerated().map { Self.line($1, number: $0 + 1, phrases) }),
    ].filter { !$0.cases.isEmpty }
    let cases = suites.flatMap(\.cases)
    let head =
      "<testsuites name=\"caskade\" tests=\"\(cases.count)\" failures=\"\(cases.count { $0.kind == .failure })\" "
      + "errors=\"\(cases.count { $0.kind == .error })\" time=\"\(Self.seconds(evidence.timing.milliseconds))\">"
    let lines = suites.enumerated().flatMap { $1.lines(properties: $0 == 0 ? Self.properties(phrases) : []) }
    return (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", head] + lines + ["</testsuites>"])
      .joined(separator: "\n") + "\n"
  }

  // MARK: Cases

  private static func verdict(_ phrases: EvidencePhrases) -> Case {
    let evidence = phrases.evidence
    let gates = Set(evidence.gates.map(\.name))
    let own = evidence.findings.filter { !gates.contains($0.gate) }
    let open = evidence.gates.filter { $0.required && $0.state == .unproven }
    let kind: Case.Kind =
      switch evidence.verdict {
      case .kept: .pass
      case .broken: .failure
      case .unproven: !open.isEmpty && open.allSatisfy(\.skipped) ? .skipped : .error
      case .nothing: own.contains { $0.severity == .error } ? .failure : .pass
      }
    return Case(
      group: "caskade", name: "verdict", kind: kind, type: evidence.verdict.rawValue, message: phrases.verdict,
      body: told(own, phrases))
  }

  private static func gate(_ gate: Gate, _ phrases: EvidencePhrases) -> Case {
    let kind: Case.Kind =
      switch gate.state {
      case .pass: .pass
      case .fail: .failure
      case .unproven: gate.required && !gate.skipped ? .error : .skipped
      case .notApplicable: .skipped
      }
    let own = phrases.evidence.findings.filter { $0.gate == gate.name }
    return Case(
      group: "caskade.gates", name: gate.name.rawValue, kind: kind, type: gate.state.rawValue, message: gate.summary,
      body: told(own, phrases))
  }

  private static func command(_ record: ValidationRecord, _ evidence: Evidence) -> Case {
    let run = record.run
    let kind: Case.Kind =
      switch run.state {
      case .pass: .pass
      case .fail, .timedOut: .failure
      case .flaky: .flaky
      case .skipped: .skipped
      case .interrupted, .inconclusive: .error
      }
    let isQuiet = run.state == .pass || run.log.tail.isEmpty
    let end = LogEnd(run.log, lines: mostOutputLines)
    let output = isQuiet ? [] : (end.isPart ? ["..."] : []) + end.lines.map { BoundedText.line($0, limit: longest) }
    let time = evidence.timing.commands.first { $0.name == record.name && $0.place == run.place.rawValue }
    return Case(
      group: "caskade.validation", name: record.name, kind: kind, type: run.state.rawValue, message: run.ending,
      body: output, milliseconds: time?.wallMilliseconds)
  }

  private static func line(_ record: AcceptanceRecord, number: Int, _ phrases: EvidencePhrases) -> Case {
    let kind: Case.Kind =
      switch record.state {
      case .proven, .ownTest: .pass
      case .failed: .failure
      case .unproven: .error
      case .question: .skipped
      }
    return Case(
      group: "caskade.acceptance", name: "\(number). \(record.line.says)", kind: kind, type: record.state.rawValue,
      message: record.why ?? record.state.rawValue, body: [])
  }

  private static func told(_ findings: [Finding], _ phrases: EvidencePhrases) -> [String] {
    let ranked = Finding.Severity.allCases.flatMap { severity in findings.filter { $0.severity == severity } }
    var lines = ranked.prefix(mostFindings).flatMap { finding in
      [
        "\(phrases.place(of: finding)): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]"
      ] + (finding.hint.map { ["  hint: \($0)"] } ?? [])
    }.map { BoundedText.line($0, limit: longest) }
    if ranked.count > mostFindings { lines.append("... and \(ranked.count - mostFindings) more") }
    return lines
  }

  /// What the check is bound to.
  private static func properties(_ phrases: EvidencePhrases) -> [(String, String)] {
    let evidence = phrases.evidence
    let contract = evidence.contract.map { [("contract", $0.path), ("contract.blob", $0.blob.text)] } ?? []
    var all = [("verdict", evidence.verdict.rawValue), ("outcome", phrases.verdict)] + contract
    all += [("base", evidence.base.commit.text), ("base.pinned", "\(evidence.base.pinned)")]
    all += [("head", evidence.head.commit.text), ("head.tree", evidence.head.tree.text)]
    if let eligible = evidence.eligible { all.append(("eligible", "\(eligible.isEligible)")) }
    return all + [("caskade", evidence.toolVersion)]
  }

  fileprivate static func seconds(_ milliseconds: Int) -> String {
    let shown = max(0, milliseconds)
    let rest = String(shown % 1_000)
    return "\(shown / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  fileprivate static func escaped(_ text: String) -> String {
    XMLText.escaped(BoundedText.line(text, limit: longest))
  }
}

/// Cases of one kind.
private struct Suite {
  let name: String
  let cases: [Case]

  func lines(properties: [(String, String)]) -> [String] {
    let time = cases.compactMap(\.milliseconds).reduce(0) { min($0 + $1, 1 << 52) }
    let head =
      "  <testsuite name=\"\(name)\" tests=\"\(cases.count)\" failures=\"\(cases.count { $0.kind == .failure })\" "
      + "errors=\"\(cases.count { $0.kind == .error })\" skipped=\"\(cases.count { $0.kind == .skipped })\" "
      + "time=\"\(JUnitReport.seconds(time))\">"
    let told = properties.map { name, value in
      "      <property name=\"\(name)\" value=\"\(JUnitReport.escaped(value))\"/>"
    }
    let block = told.isEmpty ? [] : ["    <properties>"] + told + ["    </properties>"]
    return [head] + block + cases.flatMap(\.lines) + ["  </testsuite>"]
  }
}

/// One question and its answer, as a test that ran.
private struct Case {
  enum Kind {
    case pass, failure, error, skipped, flaky
  }

  let group: String
  let name: String
  let kind: Kind
  let type: String
  let message: String
  let body: [String]
  var milliseconds: Int?

  var lines: [String] {
    let time = milliseconds.map { " time=\"\(JUnitReport.seconds($0))\"" } ?? ""
    let head = "    <testcase classname=\"\(group)\" name=\"\(JUnitReport.escaped(name))\"\(time)"
    let text = body.map(XMLText.escaped).joined(separator: "\n")
    let said = "type=\"\(type)\" message=\"\(JUnitReport.escaped(message))\""
    func element(_ name: String) -> [String] {
      ["\(head)>", text.isEmpty ? "      <\(name) \(said)/>" : "      <\(name) \(said)>\(text)</\(name)>"]
    }
    switch kind {
    case .pass:
      return text.isEmpty ? ["\(head)/>"] : ["\(head)>", "      <system-out>\(text)</system-out>", "    </testcase>"]
    case .failure: return element("failure") + ["    </testcase>"]
    case .error: return element("error") + ["    </testcase>"]
    case .skipped:
      let output = text.isEmpty ? [] : ["      <system-out>\(text)</system-out>"]
      return ["\(head)>", "      <skipped \(said)/>"] + output + ["    </testcase>"]
    case .flaky:
      return [
        "\(head)>", "      <flakyFailure \(said)/>", "      <system-out>\(text)</system-out>", "    </testcase>",
      ]
    }
  }
}
