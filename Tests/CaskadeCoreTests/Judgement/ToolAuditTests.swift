import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// What transcripts tell, against contract, change and validation; and what gates `tools` and `stop` make of it.
final class ToolAuditTests: XCTestCase {
  private static let setting = TranscriptSetting(roots: ["/srv/app"], home: "/home/dev")
  private static let tools = """
    tools:
      allow: [read, edit, { shell: swift test * }, { shell: make test }, { shell: git status }]
      deny:
        - shell: git push *
    """

  private func shell(
    _ command: String, _ status: ToolUse.Status = .ok, id: String? = nil, folder: String = "/srv/app"
  ) -> ToolUse {
    var use = ToolUse(id: id, line: 1, tool: "Bash", action: .shell)
    (use.command, use.status, use.folder) = (.line(command), status, folder)
    return use
  }

  private func file(_ path: String, _ operation: ToolFile.Operation, _ status: ToolUse.Status = .ok) -> ToolUse {
    var use = ToolUse(id: nil, line: 2, tool: "File", action: operation.isWrite ? .edit : .read)
    (use.files, use.status, use.folder) = ([ToolFile(path, operation)], status, "/srv/app")
    return use
  }

  private func transcript(_ uses: [ToolUse], folder: String = "/srv/app") -> Transcript {
    var transcript = Transcript(agent: "Agent", format: "format", writtenFor: "1")
    transcript.uses = uses
    transcript.folders = [folder]
    return transcript
  }

  private func world(_ uses: [ToolUse], _ more: String = tools, folder: String = "/srv/app") throws -> JudgementWorld {
    try world(transcript(uses, folder: folder), more)
  }

  private func world(_ transcript: Transcript, _ more: String = tools) throws -> JudgementWorld {
    var world = try JudgementWorld.usual(more)
    world.changes = [JudgementWorld.change("Sources/a.swift"), JudgementWorld.change("Sources/b.swift")]
    world.tools = ToolAudit.record(
      [
        GivenTranscript(
          name: "s.jsonl", transcript: transcript, faults: transcript.reading.badLines > 0 ? ["torn"] : [])
      ],
      contract: world.contract, policy: world.policy, changes: ChangeSet(world.changes), validation: world.validation,
      setting: Self.setting)
    return world
  }

  func testWhatTheContractSaysOfACall() throws {
    let rows: [Row<ToolUse, String>] = [
      Row(shell("swift test --filter A"), "pass: 1 call, all allowed, asserted by s.jsonl"),
      Row(shell("cd Sub && swift test"), "pass: 1 call, all allowed, asserted by s.jsonl"),
      Row(shell("timeout 60 swift test"), "pass: 1 call, all allowed, asserted by s.jsonl"),
      Row(shell("bash -lc 'swift test'"), "pass: 1 call, all allowed, asserted by s.jsonl"),
      Row(file("/srv/app/Sources/a.swift", .update), "pass: 1 call, all allowed, asserted by s.jsonl"),
      Row(shell("swift test && curl -s example.com"), "fail: 1 of 1 call not allowed, asserted by s.jsonl"),
      Row(shell("sudo swift test"), "fail: 1 of 1 call not allowed, asserted by s.jsonl"),
      Row(shell("git push"), "fail: 1 of 1 call not allowed, asserted by s.jsonl"),
      Row(shell("git -C . push origin"), "fail: 1 of 1 call not allowed, asserted by s.jsonl"),
      Row(shell("eval \"$X\""), "fail: 1 of 1 call not allowed, asserted by s.jsonl"),
      Row(shell("git push", .rejected), "unproven: no call is told, asserted by s.jsonl"),
      Row(
        ToolUse(id: nil, line: 1, tool: "Novel", action: .unknown), "fail: 1 of 1 call not allowed, asserted by s.jsonl"
      ),
      Row(ToolUse(id: nil, line: 1, tool: "Plan", action: .own), "pass: 1 call, all allowed, asserted by s.jsonl"),
      Row(
        ToolUse(id: nil, line: 1, tool: "Search", action: .web(host: nil)),
        "fail: 1 of 1 call not allowed, asserted by s.jsonl"),
    ]
    for row in rows {
      let world = try world([row.input])
      XCTAssertEqual(
        world.gate(.tools), row.expected, row.input.command?.text ?? row.input.tool, file: row.file, line: row.line)
    }
  }

  func testAssertedNeverRaises() throws {
    var world = try world([shell("swift test")])
    XCTAssertEqual(world.judgement.verdict, .kept)
    XCTAssertEqual(world.judgement.gates.last?.required, false)
    XCTAssertEqual(world.judgement.gates.last?.claim, .asserted)
    world.policy.requiredGates = [.tools]
    XCTAssertEqual(world.gate(.tools), "pass: 1 call, all allowed, asserted by s.jsonl")
    XCTAssertEqual(world.judgement.verdict, .kept)
    world.policy.asksForWitnessedTools = true
    XCTAssertEqual(
      world.gate(.tools),
      "unproven: 1 call, all allowed, asserted by s.jsonl; the policy counts only what 'caskade run' heard itself")
    XCTAssertEqual(world.judgement.verdict, .unproven)
    world.policy.requiredGates = []
    world.policy.asksForWitnessedTools = false
    world.policy.low.tools = .witnessed
    XCTAssertEqual(world.judgement.verdict, .unproven)
  }

  func testAssertedMayBreak() throws {
    let world = try world([shell("git push origin main"), shell("git push origin main", .error), shell("npm i x")])
    XCTAssertEqual(world.judgement.verdict, .broken)
    XCTAssertEqual(
      world.findings,
      [
        "tools.not-allowed -: 'shell: npm i x' was used, and the contract doesn't allow it (s.jsonl:1)",
        "tools.denied Contracts/login.yaml: 'shell: git push origin main' was used 2 times, and the contract denies it "
          + "(s.jsonl:1) (line 11)",
      ])
  }

  func testTheTable() throws {
    let world = try world([
      file("/srv/app/Sources/a.swift", .update), file("Sources/gone.swift", .write), file("/etc/hosts", .read),
      file("C:\\Users\\dev\\notes.txt", .write), file("/tmp/x", .write), file("/home/dev/.aws/credentials", .read),
      shell("swift test", .rejected), shell("git status"),
    ])
    let record = try XCTUnwrap(world.tools)
    XCTAssertEqual(record.calls, 7)
    XCTAssertEqual(record.refused, 1)
    XCTAssertEqual(record.refusals.map(\.tool), ["shell: swift test"])
    XCTAssertEqual(record.unused, ["shell: swift test *", "shell: make test"])
    XCTAssertEqual(record.unexplained.map(\.display), ["Sources/b.swift"])
    XCTAssertEqual(record.gone.map(\.display), ["Sources/gone.swift"])
    XCTAssertEqual(
      record.marks.map { "\($0.kind.rawValue): \($0.subject)" },
      [
        "read outside the repository: /etc/hosts", "read outside the repository: /home/dev/.aws/credentials",
        "wrote outside the repository: c:/Users/dev/notes.txt", "touched a secret: /home/dev/.aws/credentials",
      ])
    XCTAssertEqual(world.judgement.verdict, .kept)
    XCTAssertEqual(
      world.judgement.notChecked.map(\.text),
      ["what the agent did is told by s.jsonl alone, which whoever ran it can write; no other gate rests on it"])
  }

  func testWrittenOnAnotherMachine() throws {
    var use = file("C:\\src\\app\\Sources\\a.swift", .update)
    use.folder = "C:\\src\\app"
    let there = try world([use], folder: "C:\\src\\app")
    XCTAssertEqual(there.gate(.tools), "pass: 1 call, all allowed, asserted by s.jsonl")
    XCTAssertEqual(there.tools?.unexplained.map(\.display), ["Sources/b.swift"])
    var other = file("/elsewhere/lib/x.swift", .update)
    other.folder = "/elsewhere"
    let foreign = try world([other], folder: "/elsewhere")
    XCTAssertEqual(foreign.gate(.tools), "unproven: the transcript couldn't be read as a whole")
    XCTAssertEqual(
      foreign.findings,
      ["tools.unread -: the transcript 's.jsonl' is of other work: nothing in it is of this repository or this change"])
  }

  func testWhatIsMissingIsUnproven() throws {
    var torn = transcript([shell("swift test")])
    torn.reading.badLines = 1
    var world = try world(torn)
    world.policy.requiredGates = [.tools]
    XCTAssertEqual(
      world.gate(.tools), "unproven: the transcript couldn't be read as a whole; 1 call read, asserted by s.jsonl")
    XCTAssertEqual(world.judgement.verdict, .unproven)
    XCTAssertEqual(world.findings, ["tools.unread -: the transcript 's.jsonl' couldn't be read as a whole: torn"])
  }

  func testStopConditions() throws {
    var uses = [shell("make test", .error), shell("make test", .error), shell("make test"), shell("git status")]
    for index in uses.indices { uses[index].spent.milliseconds = index * 40_000 }
    var told = transcript(uses)
    told.workMilliseconds = 150_000
    told.tokens = 900
    let rows: [Row<String, String>] = [
      Row("more_than: 3 tool calls", "the run took 4 tool calls, and the contract stops at more than 3 tool calls"),
      Row(
        "more_than: 2 tool calls",
        "the run took 4 tool calls, and went on for 1 call, and the contract stops at more than 2 tool calls"),
      Row(
        "more_than: 1 failed validation",
        "the run took 2 failed validations, and went on for 2 calls, and the contract stops at more than 1 failed validation"
      ),
      Row("more_than: 2 failed validations", ""),
      Row(
        "more_than: 2 minutes",
        "the run took 2 minutes, and went on for 1 call, and the contract stops at more than 2 minutes"),
      Row("more_than: 3 minutes", ""),
      Row("more_than: 800 tokens", "the run took 900 tokens, and the contract stops at more than 800 tokens"),
      Row("more_than: 5 USD", ""),
    ]
    for row in rows {
      let world = try world(told, "stop_when: [{ \(row.input) }]")
      let found = world.judgement.findings.filter { $0.gate == .stop }.map(\.message)
      let expected = row.expected.isEmpty ? [] : ["\(row.expected), by the word of s.jsonl"]
      XCTAssertEqual(found, expected, row.input, file: row.file, line: row.line)
      XCTAssertEqual(
        world.judgement.verdict, row.expected.isEmpty ? .kept : .broken, row.input, file: row.file, line: row.line)
      let open = world.judgement.notChecked.filter { $0.kind == .stopCondition }
      XCTAssertEqual(open.isEmpty, !row.expected.isEmpty, row.input, file: row.file, line: row.line)
    }
  }

  func testACommandThatIsSaidToPass() throws {
    var world = try JudgementWorld.usual(Self.tools)
    world.validation = ValidationFacts(records: [JudgementWorld.record("make test", .fail)])
    world.tools = ToolAudit.record(
      [
        GivenTranscript(
          name: "s.jsonl", transcript: transcript([shell("make test", .error), shell("cd /srv/app && make test")]),
          faults: [])
      ],
      contract: world.contract, policy: world.policy, changes: ChangeSet([]), validation: world.validation,
      setting: Self.setting)
    XCTAssertTrue(
      world.findings.contains("tools.claim -: 'make test' is said to pass, and fails here (s.jsonl:1)"),
      "\(world.findings)")
  }

  /// Planted, and visibly fake: nothing of it may be in what a check keeps.
  func testNoSecretLeaves() throws {
    let token = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345".prefix(30) + "3Xy9Zk"
    let password = "postgres://admin:Fake-Passw0rd-123@db.prod.example.com/x"
    var web = ToolUse(id: nil, line: 3, tool: "mcp__a__\(password)", action: .mcp("a/\(password)"))
    web.status = .ok
    let world = try world([shell("psql \(password)"), shell("export TOKEN=\(token); git status"), web])
    let text = String(
      decoding: JSONWriter(.compact).bytes(ToolsRecord.keys.form.write(try XCTUnwrap(world.tools))), as: UTF8.self)
    for secret in ["Fake-Passw0rd-123", "0123456789abcdefghij"] {
      XCTAssertFalse(text.contains(secret), text)
      XCTAssertFalse(world.findings.joined().contains(secret), "\(world.findings)")
    }
    XCTAssertTrue(text.contains("<masked: "), text)
    XCTAssertTrue(text.contains("touched a secret"), text)
    XCTAssertTrue(text.contains("touched a production host"), text)
  }
}
