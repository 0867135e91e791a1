import CaskadeContracts
import CaskadeInspection
package import CaskadeSyntax

/// A file is not evidence that this version can read.
package struct EvidenceError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case notJSON(JSONProblem)
    case notEvidence
    case newerSchema(String)
    case missing(String)
    case unknownValue(key: String, found: String)
  }

  package let kind: Kind

  package var message: String {
    switch kind {
    case .notJSON(let problem): "it is not JSON: \(problem.message)"
    case .notEvidence: "it has no 'schema' that begins with 'caskade.evidence/'"
    case .newerSchema(let found): "its schema is '\(found)', and this caskade reads '\(Evidence.schema)'"
    case .missing(let key): "'\(key)' is missing or of another type"
    case .unknownValue(let key, let found): "'\(key)' is '\(found)', which this version doesn't know"
    }
  }

  package var hint: String {
    switch kind {
    case .newerSchema: "use the caskade that wrote it, or a newer one"
    case .notJSON, .notEvidence, .missing, .unknownValue: "write it anew: caskade check --evidence FILE"
    }
  }
}

/// Reads `caskade.evidence/1`. Unknown keys are ignored; a missing key, an unknown value of a closed list and another
/// major version are errors: evidence that is half understood is none.
package struct EvidenceReader {
  package static func read(_ bytes: [UInt8]) throws(EvidenceError) -> Evidence {
    let value: JSONValue
    do throws(JSONProblem) {
      value = try JSONReader.read(bytes)
    } catch {
      throw EvidenceError(kind: .notJSON(error))
    }
    guard let schema = value["schema"]?.string, schema.hasPrefix("caskade.evidence/") else {
      throw EvidenceError(kind: .notEvidence)
    }
    guard schema == Evidence.schema else { throw EvidenceError(kind: .newerSchema(schema)) }
    return try evidence(EvidenceField(value, at: ""))
  }

  private static func evidence(_ root: EvidenceField) throws(EvidenceError) -> Evidence {
    let tool = try root.field("tool")
    return Evidence(
      toolVersion: try tool.text("version"), verdict: try root.choice("verdict"), place: try tool.text("place"),
      programs: try tool.list("programs") { (item) throws(EvidenceError) in
        Evidence.Program(name: try item.text("name"), path: try item.text("path"), version: try item.text("version"))
      }, base: try base(root.field("base")), head: try head(root.field("head")),
      contract: try contract(root.field("contract")), policy: try policy(root.field("policy")),
      changes: try root.list("changes", change), areas: try root.optionalList("areas", area),
      gates: try root.list("gates", gate),
      findings: try root.list("findings", finding),
      isolation: try root.optionalField("isolation").map(isolation),
      setup: try root.optionalList("setup", setup), validation: try root.list("validation", validation),
      moved: try root.optionalTexts("moved"),
      forHuman: try root.list("for_human") { (item) throws(EvidenceError) in
        HumanQuestion(text: try item.text("text"), contractLine: try item.number("contract_line"))
      }, notChecked: try root.texts("not_checked"), timing: try timing(root.field("timing")))
  }

  /// The summary is made of the rest.
  private static func isolation(_ field: EvidenceField) throws(EvidenceError) -> Isolation {
    _ = try field.text("summary")
    return try field.choice("tier")
  }

  private static func base(_ field: EvidenceField) throws(EvidenceError) -> Evidence.Base {
    Evidence.Base(
      name: try field.text("name"), why: try field.text("why"), tip: try field.id("tip"),
      commit: try field.id("commit"), tree: try field.id("tree"), pinned: try field.truth("pinned"))
  }

  private static func head(_ field: EvidenceField) throws(EvidenceError) -> Evidence.Head {
    Evidence.Head(
      name: try field.text("name"), branch: try field.optionalText("branch"), commit: try field.id("commit"),
      tree: try field.id("tree"), uncommitted: try field.truth("uncommitted"),
      ignored: try field.optionalNumber("ignored"))
  }

  private static func contract(_ field: EvidenceField) throws(EvidenceError) -> Evidence.ContractRecord {
    Evidence.ContractRecord(
      title: try field.text("title"), outcome: try field.text("outcome"), owner: try field.optionalText("owner"),
      ticket: try field.optionalText("ticket"), path: try field.text("path"), blob: try field.id("blob"),
      source: try field.choice("source"), why: try field.text("why"),
      approval: try approval(field.field("approval")), band: try field.choice("band"))
  }

  private static func approval(_ field: EvidenceField) throws(EvidenceError) -> ApprovalRecord {
    let needed = try field.optionalField("needed").map { (field) throws(EvidenceError) in
      ApprovalRecord.Demand(approvals: try field.number("approvals"), from: try field.texts("from"))
    }
    return ApprovalRecord(
      summary: try field.text("summary"), needed: needed, people: try field.optionalNumber("people"),
      signatures: try field.optionalList("signatures", signature))
  }

  private static func signature(_ field: EvidenceField) throws(EvidenceError) -> ApprovalRecord.Signature {
    ApprovalRecord.Signature(
      path: try field.path(), blob: try field.optionalID("blob"), principal: try field.optionalText("principal"),
      fingerprint: try field.optionalText("fingerprint"), band: try field.optionalChoice("band"),
      base: try field.optionalID("base"), branch: try field.optionalText("branch"),
      time: try field.optionalText("time"), expires: try field.optionalText("expires"),
      state: try field.choice("state"), why: try field.optionalText("why"))
  }

  private static func policy(_ field: EvidenceField) throws(EvidenceError) -> Evidence.PolicyRecord {
    Evidence.PolicyRecord(path: try field.optionalText("path"), blob: try field.optionalID("blob"))
  }

  private static func change(_ field: EvidenceField) throws(EvidenceError) -> Change {
    let lines: Change.Lines
    if try field.optionalTruth("binary") ?? false {
      try field.lacks("added")
      try field.lacks("deleted")
      lines = .binary
    } else {
      lines = .counted(added: try field.number("added"), deleted: try field.number("deleted"))
    }
    return Change(
      path: try field.path(), operation: try field.choice("operation"), oldMode: try field.mode("old_mode"),
      newMode: try field.mode("new_mode"), oldID: try field.optionalID("old_id"),
      newID: try field.optionalID("new_id"), lines: lines)
  }

  private static func area(_ field: EvidenceField) throws(EvidenceError) -> AreaRecord {
    AreaRecord(
      name: try field.text("name"), band: try field.choice("band"),
      hits: try field.list("hits") { (item) throws(EvidenceError) in
        AreaRecord.Hit(path: try item.path(), line: try item.optionalNumber("line"), rule: try item.text("rule"))
      }, omitted: try field.number("omitted"))
  }

  private static func gate(_ field: EvidenceField) throws(EvidenceError) -> Gate {
    Gate(
      try field.choice("name"), try field.choice("state"), required: try field.truth("required"),
      summary: try field.text("summary"), skipped: try field.optionalTruth("skipped") ?? false,
      claim: try field.optionalChoice("claim") ?? .witnessed)
  }

  private static func finding(_ field: EvidenceField) throws(EvidenceError) -> Finding {
    let path = try field.optionalText("path") == nil ? nil : try field.path()
    return Finding(
      try field.choice("severity"), gate: try field.choice("gate"), ruleID: try field.text("rule"), path: path,
      line: try field.optionalNumber("line"), try field.text("message"), hint: try field.optionalText("hint"),
      contractLine: try field.optionalNumber("contract_line"),
      also: try field.optionalList("also") { (item) throws(EvidenceError) in
        Finding.Companion(
          try item.choice("severity"), gate: try item.choice("gate"), ruleID: try item.text("rule"),
          line: try item.optionalNumber("line"), try item.text("message"),
          contractLine: try item.optionalNumber("contract_line"))
      })
  }

  private static func validation(_ field: EvidenceField) throws(EvidenceError) -> ValidationRecord {
    var expected: ValidationCommand.OnBase?
    var onBase: ValidationRecord.Run?
    var carried: [RepositoryPath] = []
    if let base = try field.optionalField("on_base") {
      expected = try base.optionalChoice("expected")
      carried = try base.optionalList("carried") { (item) throws(EvidenceError) in try item.path() }
      if try base.optionalText("where") != nil { onBase = try run(base) }
    }
    // Follows from the rest; a file in which it is no such word is none of ours.
    let _: ValidationRecord.Baseline? = try field.optionalChoice("baseline")
    return ValidationRecord(
      name: try field.text("name"), command: try field.text("command"),
      contractLine: try field.number("contract_line"), run: try run(field), expectedOnBase: expected, onBase: onBase,
      carried: carried)
  }

  private static func setup(_ field: EvidenceField) throws(EvidenceError) -> ValidationRecord.Setup {
    ValidationRecord.Setup(
      command: try field.text("command"), contractLine: try field.number("contract_line"), run: try run(field))
  }

  private static func run(_ field: EvidenceField) throws(EvidenceError) -> ValidationRecord.Run {
    let log = try field.field("log")
    return ValidationRecord.Run(
      place: try field.choice("where"), state: try field.choice("state"),
      exitStatus: try field.optionalNumber("exit_status"), signal: try field.optionalNumber("signal"),
      reason: try field.optionalText("reason"),
      log: ValidationRecord.Log(
        head: try log.text("head"), tail: try log.text("tail"), omittedBytes: try log.number("omitted_bytes"),
        totalBytes: try log.number("total_bytes"), blob: try log.optionalID("blob")),
      disturbed: try field.optionalList("disturbed") { (item) throws(EvidenceError) in try item.path() },
      leftProcesses: try field.optionalTruth("left_processes") ?? false,
      claim: try field.optionalChoice("claim") ?? .witnessed)
  }

  private static func timing(_ field: EvidenceField) throws(EvidenceError) -> Evidence.Timing {
    Evidence.Timing(
      started: try field.text("started"), milliseconds: try field.number("milliseconds"),
      commands: try field.list("commands") { (item) throws(EvidenceError) in
        Evidence.Timing.Command(
          name: try item.text("name"), place: try item.text("where"), wallMilliseconds: try item.number("wall_ms"),
          cpuMilliseconds: try item.number("cpu_ms"), peakMemoryBytes: try item.number("peak_memory_bytes"))
      })
  }
}
