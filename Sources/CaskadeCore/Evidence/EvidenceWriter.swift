import CaskadeContracts
import CaskadeInspection
package import CaskadeSyntax

/// Writes evidence as `caskade.evidence/1` (PRODUCT, "Evidence as JSON"): two-space indentation, keys sorted with
/// `schema` first, the same bytes for the same evidence.
package enum EvidenceWriter {
  package static func bytes(_ evidence: Evidence) -> [UInt8] {
    JSONWriter(.pretty, order: .sorted).bytes(value(evidence))
  }

  package static func value(_ evidence: Evidence) -> JSONValue {
    .object([
      JSONMember("schema", .string(Evidence.schema)),
      JSONMember(
        "tool",
        .object([
          JSONMember("name", "caskade"), JSONMember("version", .string(evidence.toolVersion)),
          JSONMember("place", .string(evidence.place)), JSONMember("programs", .array(evidence.programs.map(program))),
        ])),
      JSONMember("verdict", .string(evidence.verdict.rawValue)),
      JSONMember("base", base(evidence.base)), JSONMember("head", head(evidence.head)),
      JSONMember("contract", contract(evidence.contract)),
      JSONMember(
        "policy",
        .object([
          JSONMember("path", .text(evidence.policy.path)), JSONMember("blob", .text(evidence.policy.blob?.text)),
        ])),
      JSONMember("changes", .array(evidence.changes.map(change))),
      JSONMember("areas", .array(evidence.areas.map(area))),
      JSONMember("gates", .array(evidence.gates.map(gate))),
      JSONMember("findings", .array(evidence.findings.map(finding))),
      JSONMember(
        "isolation",
        evidence.isolation.map {
          .object([
            JSONMember("tier", .string($0.rawValue)),
            JSONMember("summary", .string($0.summary(ignored: evidence.head.ignored))),
          ])
        } ?? .null),
      JSONMember("setup", .array(evidence.setup.map(setup))),
      JSONMember("validation", .array(evidence.validation.map(validation))),
      JSONMember("moved", .array(evidence.moved.map { .string($0) })),
      JSONMember(
        "for_human",
        .array(
          evidence.forHuman.map {
            .object([JSONMember("text", .string($0.text)), JSONMember("contract_line", .integer($0.contractLine))])
          })),
      JSONMember("not_checked", .array(evidence.notChecked.map { .string($0) })),
      JSONMember("timing", timing(evidence.timing)),
    ])
  }

  private static func program(_ program: Evidence.Program) -> JSONValue {
    .object([
      JSONMember("name", .string(program.name)), JSONMember("path", .string(program.path)),
      JSONMember("version", .string(program.version)),
    ])
  }

  private static func base(_ base: Evidence.Base) -> JSONValue {
    .object([
      JSONMember("name", .string(base.name)), JSONMember("why", .string(base.why)),
      JSONMember("tip", .string(base.tip.text)), JSONMember("commit", .string(base.commit.text)),
      JSONMember("tree", .string(base.tree.text)), JSONMember("pinned", .bool(base.pinned)),
    ])
  }

  private static func head(_ head: Evidence.Head) -> JSONValue {
    .object([
      JSONMember("name", .string(head.name)), JSONMember("branch", .text(head.branch)),
      JSONMember("commit", .string(head.commit.text)), JSONMember("tree", .string(head.tree.text)),
      JSONMember("uncommitted", .bool(head.uncommitted)), JSONMember("ignored", .number(head.ignored)),
    ])
  }

  private static func contract(_ contract: Evidence.ContractRecord) -> JSONValue {
    .object([
      JSONMember("title", .string(contract.title)), JSONMember("outcome", .string(contract.outcome)),
      JSONMember("owner", .text(contract.owner)), JSONMember("ticket", .text(contract.ticket)),
      JSONMember("path", .string(contract.path)), JSONMember("blob", .string(contract.blob.text)),
      JSONMember("source", .string(contract.source.rawValue)), JSONMember("why", .string(contract.why)),
      JSONMember("approval", approval(contract.approval)),
      JSONMember("band", .string(contract.band.rawValue)),
    ])
  }

  private static func approval(_ approval: ApprovalRecord) -> JSONValue {
    var members = [JSONMember("summary", .string(approval.summary))]
    if let needed = approval.needed {
      members.append(
        JSONMember(
          "needed",
          .object([
            JSONMember("approvals", .integer(needed.approvals)),
            JSONMember("from", .array(needed.from.map { .string($0) })),
          ])))
    }
    if let people = approval.people { members.append(JSONMember("people", .integer(people))) }
    return .object(members + [JSONMember("signatures", .array(approval.signatures.map(signature)))])
  }

  private static func signature(_ signature: ApprovalRecord.Signature) -> JSONValue {
    .object(
      path(signature.path) + [
        JSONMember("blob", .text(signature.blob?.text)), JSONMember("principal", .text(signature.principal)),
        JSONMember("fingerprint", .text(signature.fingerprint)), JSONMember("band", .text(signature.band?.rawValue)),
        JSONMember("base", .text(signature.base?.text)), JSONMember("branch", .text(signature.branch)),
        JSONMember("time", .text(signature.time)), JSONMember("expires", .text(signature.expires)),
        JSONMember("state", .string(signature.state.rawValue)), JSONMember("why", .text(signature.why)),
      ])
  }

  private static func change(_ change: Change) -> JSONValue {
    var members = path(change.path)
    members += [
      JSONMember("operation", .string(change.operation.rawValue)),
      JSONMember("old_mode", .string(change.oldMode.text)), JSONMember("new_mode", .string(change.newMode.text)),
      JSONMember("old_id", .text(change.oldID?.text)), JSONMember("new_id", .text(change.newID?.text)),
    ]
    switch change.lines {
    case .counted(let added, let deleted):
      members += [JSONMember("added", .integer(added)), JSONMember("deleted", .integer(deleted))]
    case .binary:
      members += [JSONMember("added", .null), JSONMember("deleted", .null), JSONMember("binary", true)]
    }
    return .object(members)
  }

  /// The path for people, and in full where it isn't UTF-8.
  private static func path(_ path: RepositoryPath) -> [JSONMember] {
    var members = [
      JSONMember("path", .string(path.isUTF8 ? String(decoding: path.bytes, as: UTF8.self) : path.display))
    ]
    if !path.isUTF8 { members.append(JSONMember("path_bytes", .string(Base64.encode(path.bytes)))) }
    return members
  }

  private static func area(_ area: AreaRecord) -> JSONValue {
    .object([
      JSONMember("name", .string(area.name)), JSONMember("band", .string(area.band.rawValue)),
      JSONMember(
        "hits",
        .array(
          area.hits.map {
            .object(path($0.path) + [JSONMember("line", .number($0.line)), JSONMember("rule", .string($0.rule))])
          })), JSONMember("omitted", .integer(area.omitted)),
    ])
  }

  private static func gate(_ gate: Gate) -> JSONValue {
    .object([
      JSONMember("name", .string(gate.name.rawValue)), JSONMember("state", .string(gate.state.rawValue)),
      JSONMember("required", .bool(gate.required)), JSONMember("summary", .string(gate.summary)),
      JSONMember("skipped", .bool(gate.skipped)), JSONMember("claim", .string(gate.claim.rawValue)),
    ])
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    var members = finding.path.map(path) ?? [JSONMember("path", .null)]
    members += [
      JSONMember("rule", .string(finding.rule)), JSONMember("gate", .string(finding.gate.rawValue)),
      JSONMember("severity", .string(finding.severity.rawValue)), JSONMember("line", .number(finding.line)),
      JSONMember("message", .string(finding.message)), JSONMember("hint", .text(finding.hint)),
      JSONMember("contract_line", .number(finding.contractLine)),
      JSONMember("also", .array(finding.also.map(companion))),
    ]
    return .object(members)
  }

  private static func companion(_ also: Finding.Companion) -> JSONValue {
    .object([
      JSONMember("rule", .string(also.rule)), JSONMember("gate", .string(also.gate.rawValue)),
      JSONMember("severity", .string(also.severity.rawValue)), JSONMember("line", .number(also.line)),
      JSONMember("message", .string(also.message)), JSONMember("contract_line", .number(also.contractLine)),
    ])
  }

  private static func validation(_ record: ValidationRecord) -> JSONValue {
    var members = [
      JSONMember("name", .string(record.name)), JSONMember("command", .string(record.command)),
      JSONMember("contract_line", .integer(record.contractLine)),
    ]
    members += run(record.run)
    if record.expectedOnBase != nil || record.onBase != nil {
      var base = record.onBase.map(run) ?? [JSONMember("state", .string(ValidationRecord.State.skipped.rawValue))]
      base.insert(JSONMember("expected", .text(record.expectedOnBase?.rawValue)), at: 0)
      base.append(JSONMember("carried", .array(record.carried.map { .object(path($0)) })))
      members += [
        JSONMember("on_base", .object(base)), JSONMember("baseline", .text(record.baseline?.rawValue)),
      ]
    }
    return .object(members)
  }

  private static func setup(_ setup: ValidationRecord.Setup) -> JSONValue {
    .object(
      [
        JSONMember("command", .string(setup.command)), JSONMember("contract_line", .integer(setup.contractLine)),
      ] + run(setup.run))
  }

  private static func run(_ run: ValidationRecord.Run) -> [JSONMember] {
    var members = [
      JSONMember("where", .string(run.place.rawValue)), JSONMember("state", .string(run.state.rawValue)),
      JSONMember("exit_status", .number(run.exitStatus)), JSONMember("signal", .number(run.signal)),
      JSONMember("reason", .text(run.reason)), JSONMember("claim", .string(run.claim.rawValue)),
      JSONMember("left_processes", .bool(run.leftProcesses)),
      JSONMember("disturbed", .array(run.disturbed.map { .object(path($0)) })),
      JSONMember(
        "log",
        .object([
          JSONMember("head", .string(run.log.head)), JSONMember("tail", .string(run.log.tail)),
          JSONMember("omitted_bytes", .integer(run.log.omittedBytes)),
          JSONMember("total_bytes", .integer(run.log.totalBytes)), JSONMember("blob", .text(run.log.blob?.text)),
        ])),
    ]
    if let containment = run.containment {
      members.append(
        JSONMember(
          "containment",
          .object([
            JSONMember("tier", .string(containment.tier.rawValue)),
            JSONMember("network", .string(containment.network.rawValue)),
          ])))
    }
    return members
  }

  private static func timing(_ timing: Evidence.Timing) -> JSONValue {
    .object([
      JSONMember("started", .string(timing.started)), JSONMember("milliseconds", .integer(timing.milliseconds)),
      JSONMember(
        "commands",
        .array(
          timing.commands.map {
            .object([
              JSONMember("name", .string($0.name)), JSONMember("where", .string($0.place)),
              JSONMember("wall_ms", .integer($0.wallMilliseconds)), JSONMember("cpu_ms", .integer($0.cpuMilliseconds)),
              JSONMember("peak_memory_bytes", .integer($0.peakMemoryBytes)),
            ])
          })),
    ])
  }
}

extension JSONValue {
  fileprivate static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  fileprivate static func number(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
}
