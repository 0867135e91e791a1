import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// Renders a check as in-toto Statements v1, one a line: a Simple Verification Result 0.2 for the verdict, then a test result
/// 0.1 for each validation command that came to one. They are unsigned; whoever attests them signs them.
///
/// Sources: in-toto/attestation, `spec/v1/statement.md`, `spec/predicates/svr.md` and `test-result.md`. A property stands
/// for what passed, and for nothing else.
struct InTotoReport: EvidenceRendering {
  let use = "for attestation: in-toto Statements, one a line, for the verdict and each validation command"

  private static let verifier = "https://in-toto.io/attestation/svr/v0.2"
  private static let testResult = "https://in-toto.io/attestation/test-result/v0.1"
  /// A descriptor's content has to be shorter (`spec/v1/resource_descriptor.md`).
  private static let longestContent = 1_024
  /// Scalars of any one text.
  private static let longest = 1_000

  func render(_ evidence: Evidence, _ provenance: Provenance) -> String {
    let verdict = Self.statement(of: evidence.subject, Self.verifier, Self.verdict(evidence, provenance))
    let tests = evidence.validation.compactMap { record in
      Self.test(record, evidence, provenance).map {
        Self.statement(of: evidence.testedSubject, Self.testResult, $0)
      }
    }
    return ([verdict] + tests).map { JSONWriter(.compact).text($0) + "\n" }.joined()
  }

  private static func statement(of subject: JSONValue, _ type: String, _ predicate: JSONValue) -> JSONValue {
    .members([
      "_type": "https://in-toto.io/Statement/v1", "subject": .array([subject]), "predicateType": .string(type),
      "predicate": predicate,
    ])
  }

  private static func verdict(_ evidence: Evidence, _ provenance: Provenance) -> JSONValue {
    .members([
      "verifier": .members([
        "id": "urn:caskade:check",
        "policies": .array(policies(evidence)),
        "caskade_version": .string(BoundedText.line(evidence.toolVersion, limit: 255)),
      ]),
      "timeCreated": .string(time(evidence)), "properties": .array(properties(evidence).map { .string($0) }),
      "caskade_verdict": .string(evidence.verdict.rawValue),
      "caskade_assertedBy": asserted(provenance),
    ])
  }

  /// `CASKADE_CONTRACT_KEPT`, then the required gates that passed by what this check saw itself.
  private static func properties(_ evidence: Evidence) -> [String] {
    let kept = evidence.verdict == .kept ? ["CASKADE_CONTRACT_KEPT"] : []
    let pinned = evidence.base.pinned ? ["CASKADE_BASE_PINNED"] : []
    let gates = evidence.gates.filter { $0.required && $0.state == .pass && $0.claim == .witnessed }
    return kept + pinned + gates.map { "CASKADE_GATE_\($0.name.rawValue.uppercased())_PASSED" }
  }

  private static func test(_ record: ValidationRecord, _ evidence: Evidence, _ provenance: Provenance) -> JSONValue? {
    let run = record.run
    guard run.counts, let result = result(of: run) else { return nil }
    let names = run.testNames
    func told(_ known: [String], alone: Bool) -> JSONValue {
      let all = known.isEmpty && alone ? [record.name] : known
      return .array(all.map { .string(BoundedText.line($0, limit: longest)) })
    }
    let bytes = Array(record.command.utf8)
    let command: JSONValue = .members([
      "name": .string(BoundedText.line(record.name, limit: longest)),
      "content": bytes.count < longestContent ? .string(Base64.encode(bytes)) : nil,
      "digest": bytes.count < longestContent ? nil : .members(["sha256": .string(SHA256.text(bytes))]),
    ])
    return .members([
      "result": .string(result), "configuration": .array(policies(evidence) + [command]),
      "passedTests": told(names.passed, alone: result == "PASSED"),
      "warnedTests": told([], alone: result == "WARNED"),
      "failedTests": told(names.failed, alone: result == "FAILED"),
      "caskade_state": .string(run.state.rawValue),
      "caskade_place": .string(run.place.rawValue),
      "caskade_omittedNames": names.omitted > 0 ? .integer(names.omitted) : nil,
      "caskade_assertedBy": asserted(provenance),
    ])
  }

  /// Nil where the run came to none: a test that wasn't made has no result.
  private static func result(of run: ValidationRecord.Run) -> String? {
    switch run.state {
    case .pass: run.doubt == nil ? "PASSED" : "WARNED"
    case .flaky: "WARNED"
    case .fail, .timedOut: "FAILED"
    case .skipped, .interrupted, .inconclusive: nil
    }
  }

  /// The contract and the policy, by their exact bytes.
  private static func policies(_ evidence: Evidence) -> [JSONValue] {
    func descriptor(_ name: String, _ blob: ObjectID) -> JSONValue {
      .members([
        "name": .string(BoundedText.line(name, limit: longest)), "digest": .members(["gitBlob": .string(blob.text)]),
      ])
    }
    let contract = evidence.contract.map { descriptor($0.path, $0.blob) }
    let policy = evidence.policy.blob.map { descriptor(evidence.policy.path ?? "policy", $0) }
    return [contract, policy].compactMap(\.self)
  }

  private static func asserted(_ provenance: Provenance) -> JSONValue? {
    switch provenance {
    case .witnessed: nil
    case .asserted(let file): .string(BoundedText.line(file, limit: longest))
    }
  }

  /// RFC 3339 in UTC; what is no time in the evidence is the beginning of time, which is never believed.
  private static func time(_ evidence: Evidence) -> String {
    InstantText.text(milliseconds: InstantText.milliseconds(evidence.timing.started) ?? 0)
  }
}

extension Evidence {
  /// The commit that was judged; work that no commit holds goes by its tree.
  fileprivate var subject: JSONValue {
    let digest: JSONValue =
      head.uncommitted
      ? .members(["gitTree": .string(head.tree.text)]) : .members(["gitCommit": .string(head.commit.text)])
    return .members(["name": .string(BoundedText.line(head.branch ?? head.name, limit: 255)), "digest": digest])
  }

  /// What the commands ran on: the merge with the base's tip has no commit.
  fileprivate var testedSubject: JSONValue {
    guard let merged, merged.state == .clean, let tree = merged.tree else { return subject }
    let name = "\(head.branch ?? head.name), merged into \(base.name)"
    return .members([
      "name": .string(BoundedText.line(name, limit: 255)), "digest": .members(["gitTree": .string(tree.text)]),
    ])
  }
}
