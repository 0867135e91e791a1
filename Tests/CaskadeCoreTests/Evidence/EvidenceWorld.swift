import TestSupport

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// Random evidence, with all that a path and a text can hold.
struct EvidenceWorld {
  private var random: RepeatableRandom

  init(seed: UInt64) { random = RepeatableRandom(seed: seed) }

  private mutating func occasion() -> OccasionRecord {
    OccasionRecord(
      one(Occasion.Kind.allCases), why: text(),
      shown: list { world in OccasionRecord.Shown(world.path(), world.text(), world.list { $0.text() }) })
  }

  mutating func evidence() -> Evidence {
    let id = id()
    let verdict = one(Verdict.allCases)
    return Evidence(
      toolVersion: text(), verdict: verdict, place: text(),
      programs: list { Evidence.Program(name: $0.text(), path: $0.text(), version: $0.text()) },
      request: request(),
      base: Evidence.Base(name: text(), why: text(), tip: id, commit: self.id(), tree: self.id(), pinned: chance()),
      head: Evidence.Head(
        name: text(), branch: maybe { $0.text() }, commit: self.id(), tree: self.id(), uncommitted: chance(),
        ignored: maybe { $0.number() },
        foreignRules: list { ForeignRule(origin: $0.text(), files: $0.number()) },
        left: list { Leftover(path: $0.path(), command: $0.text()) }),
      contract: verdict == .nothing
        ? nil
        : Evidence.ContractRecord(
          title: text(), outcome: text(), owner: maybe { $0.text() }, ticket: maybe { $0.text() }, path: text(),
          blob: self.id(), source: one(ContractStanding.Source.allCases), why: text(), approval: approval(),
          band: one(Band.allCases), lines: list { ContractLine($0.number(), $0.text()) }),
      occasion: verdict == .nothing ? occasion() : nil,
      policy: Evidence.PolicyRecord(path: maybe { $0.text() }, blob: maybe { $0.id() }), changes: list { $0.change() },
      areas: list {
        AreaRecord(
          name: $0.text(), band: $0.one(Band.allCases),
          hits: $0.list { AreaRecord.Hit(path: $0.path(), line: $0.maybe { $0.number() }, rule: $0.text()) },
          omitted: $0.number())
      },
      gates: list {
        Gate(
          $0.one(GateName.allCases), $0.one(Gate.State.allCases), required: $0.chance(), summary: $0.text(),
          skipped: $0.chance(), claim: $0.one(Claim.allCases))
      }, findings: list { $0.finding() }, budget: list { $0.budgetUse() },
      isolation: maybe { $0.one(Isolation.allCases) },
      setup: list {
        ValidationRecord.Setup(command: $0.text(), contractLine: $0.number(), run: $0.run())
      }, validation: list { $0.validation() }, baseChecks: maybe { $0.baseChecks() },
      merged: maybe { $0.merged() }, hunks: maybe { $0.hunks() }, acceptance: list { $0.acceptance() },
      moved: list { $0.text() },
      forHuman: list {
        HumanQuestion(text: $0.text(), contractLine: $0.maybe { $0.number() }, place: $0.maybe { $0.text() })
      },
      notChecked: list { $0.notChecked() },
      timing: Evidence.Timing(
        started: text(), milliseconds: number(),
        commands: list {
          Evidence.Timing.Command(
            name: $0.text(), place: $0.text(), wallMilliseconds: $0.number(), cpuMilliseconds: $0.number(),
            peakMemoryBytes: $0.number(), began: $0.maybe { $0.number() })
        }), joined: maybe { $0.joined() }, tools: maybe { $0.tools() },
      permissions: maybe { $0.permissions() }, signature: maybe { $0.signature() },
      forge: maybe { world in
        ForgeRecord(world.one(ForgeRecord.Kind.allCases), address: "https://forge.example/team/app")
      } ?? nil,
      dependencies: maybe { $0.dependencies() }, eligible: maybe { $0.eligibility() },
      agentRuns: maybe { $0.agentRuns() })
  }

  private mutating func agentRuns() -> AgentRuns {
    var all = AgentRuns()
    (all.runs, all.stopped, all.interrupted, all.killed) = (number(), number(), number(), number())
    (all.warned, all.suspended, all.seconds) = (number(), number(), number())
    all.reasons = list { $0.one(AgentRuns.Reason.allCases) }
    (all.asked, all.answered) = (number(), number())
    (all.granted, all.declined) = (maybe { $0.number() }, maybe { $0.number() })
    return all
  }

  private mutating func eligibility() -> Eligibility {
    Eligibility(list { Eligibility.Reason($0.one(Eligibility.Reason.Kind.allCases), $0.text()) })
  }

  private mutating func budgetUse() -> BudgetUse {
    BudgetUse(
      one(StopCondition.Unit.allCases), used: number(), limit: number(), by: one([.contract, .policy]),
      contractLine: maybe { $0.number() })
  }

  private mutating func dependencies() -> DependencyRecord {
    DependencyRecord(
      packages: list { world in
        DependencyRecord.Package(
          world.path(), world.text(), world.one(DependencyRecord.Change.allCases), old: world.list { $0.text() },
          new: world.list { $0.text() }, license: world.maybe { $0.text() })
      }, omitted: number(), unread: list { DependencyRecord.Unread($0.path(), $0.text()) })
  }

  private mutating func permissions() -> [PermissionChange] {
    [permission()] + list { $0.permission() }
  }

  private mutating func permission() -> PermissionChange {
    PermissionChange(
      path: path(), subject: text(), kind: one(PermissionChange.Kind.allCases), what: text(),
      before: maybe { $0.text() }, after: maybe { $0.text() })
  }

  private mutating func tools() -> ToolsRecord {
    var record = ToolsRecord()
    record.claim = one(Claim.allCases)
    record.sources = list {
      ToolsRecord.Source(
        name: $0.text(), agent: $0.text(), format: $0.text(), writtenFor: $0.text(),
        standing: $0.one(ToolsRecord.Source.Standing.allCases), calls: $0.number(), started: $0.maybe { $0.text() },
        models: $0.list { $0.text() }, faults: $0.list { $0.text() }, isComplete: $0.chance())
    }
    (record.calls, record.violations) = (number(), number())
    (record.refused, record.milliseconds) = (number(), number())
    (record.tokens, record.cost, record.omitted) = (number(), maybe { $0.number() }, number())
    (record.uses, record.refusals) = (list { $0.toolUse() }, list { $0.toolUse() })
    record.unused = list { $0.text() }
    (record.unexplained, record.gone) = (list { $0.path() }, list { $0.path() })
    record.marks = list {
      ToolsRecord.Mark($0.one(ToolsRecord.Mark.Kind.allCases), $0.text(), calls: $0.number(), place: $0.text())
    }
    record.limits = list {
      ToolsRecord.Limit(
        condition: $0.text(), contractLine: $0.number(), value: $0.maybe { $0.number() }, isMet: $0.chance(),
        after: $0.number())
    }
    return record
  }

  private mutating func toolUse() -> ToolsRecord.Use {
    ToolsRecord.Use(
      tool: text(), decision: one(ToolsRecord.Decision.allCases), calls: number(), failed: number(), place: text(),
      contractLine: maybe { $0.number() })
  }

  private mutating func joined() -> JoinedParts {
    JoinedParts(
      parts: list { world in
        JoinedParts.Part(
          digest: world.text(), share: world.maybe { $0.share() }, by: world.maybe { $0.text() },
          time: world.maybe { $0.text() })
      },
      faults: list { JoinedParts.Fault($0.one(JoinedParts.Fault.Kind.allCases), $0.text(), $0.text()) },
      vouched: chance())
  }

  private mutating func share() -> CheckRequest.Share {
    CheckRequest.Share(number: number(), of: number(), plan: text())
  }

  private mutating func signature() -> EvidenceSignature {
    guard let principal = Principal(one(["ci@example.com", "runner"])) else { preconditionFailure("a name") }
    return EvidenceSignature(
      principal: principal, time: "2026-01-01T12:00:00Z", record: one(["", "abc"]), armour: text())
  }

  private mutating func approval() -> ApprovalRecord {
    ApprovalRecord(
      summary: text(),
      needed: maybe { world in
        ApprovalRecord.Demand(approvals: world.number(), from: world.list { $0.text() })
      }, people: maybe { $0.number() },
      signatures: list {
        ApprovalRecord.Signature(
          path: $0.path(), blob: $0.maybe { $0.id() }, principal: $0.maybe { $0.text() },
          fingerprint: $0.maybe { $0.text() }, band: $0.maybe { $0.one(Band.allCases) }, base: $0.maybe { $0.id() },
          branch: $0.maybe { $0.text() }, time: $0.maybe { $0.text() }, expires: $0.maybe { $0.text() },
          state: $0.one(ApprovalRecord.State.allCases), why: $0.maybe { $0.text() })
      })
  }

  private mutating func hunks() -> HunkTrialRecord {
    HunkTrialRecord(
      hunks: number(), leftOut: number(), tried: number(), seed: maybe { $0.number() },
      unnoticed: list { HunkTrialRecord.Unnoticed($0.path(), line: $0.number(), lines: $0.number()) },
      fault: maybe { $0.text() })
  }

  private mutating func merged() -> MergedRecord {
    MergedRecord(
      one(MergedRecord.State.allCases), baseTip: id(), tree: maybe { $0.id() }, conflicts: list { $0.path() },
      reason: maybe { $0.text() })
  }

  private mutating func change() -> Change {
    Change(
      path: path(), operation: one(CaskadeSyntax.Operation.allCases), oldMode: one(FileMode.all),
      newMode: one(FileMode.all),
      oldID: maybe { $0.id() }, newID: maybe { $0.id() },
      lines: chance() ? .binary : .counted(added: number(), deleted: number()))
  }

  private mutating func finding() -> Finding {
    Finding(
      one(Finding.Severity.allCases), gate: one(GateName.allCases), ruleID: text(), path: maybe { $0.path() },
      line: maybe { $0.number() }, text(), hint: maybe { $0.text() }, contractLine: maybe { $0.number() },
      also: list {
        Finding.Companion(
          $0.one(Finding.Severity.allCases), gate: $0.one(GateName.allCases), ruleID: $0.text(),
          line: $0.maybe { $0.number() }, $0.text(), contractLine: $0.maybe { $0.number() })
      }, subject: maybe { $0.text() })
  }

  private mutating func request() -> CheckRequest {
    var request = CheckRequest()
    request.contract = maybe { $0.text() }
    request.contractFrom = maybe { $0.text() }
    request.base = maybe { $0.text() }
    request.head = maybe { $0.text() }
    request.branch = maybe { $0.text() }
    request.onlyGates = maybe { world in world.list { $0.one(GateName.allCases) } }
    request.onlyCommands = maybe { world in world.list { $0.text() } }
    (request.skipValidation, request.allowSelfDeclared, request.baseline) = (chance(), chance(), chance())
    (request.isolated, request.thorough, request.noCache) = (chance(), chance(), chance())
    request.passed = list { $0.text() }
    request.noBaseChecks = chance()
    request.merged = chance()
    request.hunks = maybe { $0.number() }
    (request.agent, request.model) = (maybe { $0.text() }, maybe { $0.text() })
    (request.share, request.vouch) = (maybe { $0.share() }, chance())
    request.transcripts = list { $0.text() }
    return request
  }

  private mutating func notChecked() -> NotChecked {
    let (path, number) = (path(), number())
    let all: [NotChecked] = [
      .stop(text()),
      .ignoredFiles(
        number, by: list { ForeignRule(origin: $0.text(), files: $0.number()) }, listed: chance()),
      .ignored(path, files: maybe { $0.number() }, by: maybe { $0.text() }),
      .left(path, files: maybe { $0.number() }, by: text()), .left(more: number), .forgotten(text(), because: text()),
      .sparse(number), .filtered(number), .filtered(path), .secrets(path, commit: maybe { $0.id() }, because: text()),
      .check(path, because: text()),
      .beyond(link: path), .pointer(path), .submodule(path), .missing(submodule: path),
      .missing(contentOf: path, more: number), .recalled(text(), text()), NotChecked(line: text()),
    ]
    return one(all)
  }

  private mutating func validation() -> ValidationRecord {
    let expected: ValidationCommand.OnBase? = maybe { $0.one(ValidationCommand.OnBase.allCases) }
    var record = ValidationRecord(
      name: text(), command: text(), contractLine: number(), run: run(), expectedOnBase: expected,
      onBase: expected == nil ? nil : maybe { $0.run() }, carried: expected == nil ? [] : list { $0.path() },
      baseChecks: maybe { $0.run() }, ownScripts: maybe { $0.run() }, onPlainBase: maybe { $0.run() })
    (record.turned, record.turnedOnBase, record.asShipped) = (
      maybe { $0.run() }, maybe { $0.run() }, maybe { $0.run() }
    )
    return record
  }

  private mutating func acceptance() -> AcceptanceRecord {
    let proof: AcceptanceLine.Proof? = one([nil, .command(text()), .test(text())])
    return AcceptanceRecord(
      AcceptanceLine(text(), by: proof, line: number()), one(AcceptanceRecord.State.allCases), why: maybe { $0.text() })
  }

  private mutating func baseChecks() -> BaseChecks {
    BaseChecks(
      demand: one(Policy.BaseChecks.allCases), restored: list { $0.path() }, leftOut: list { $0.path() },
      rewritten: list { $0.path() }, own: list { BaseChecks.Own($0.path(), contractLine: $0.number()) },
      scripts: list { $0.path() }, fault: maybe { $0.text() })
  }

  private mutating func log() -> ValidationRecord.Log {
    ValidationRecord.Log(
      head: text(), tail: text(), omittedBytes: number(), totalBytes: number(), blob: maybe { $0.id() })
  }

  private mutating func run() -> ValidationRecord.Run {
    var run = ValidationRecord.Run(
      place: one(ValidationRecord.Place.allCases), state: one(ValidationRecord.State.allCases),
      exitStatus: maybe { $0.number() }, signal: maybe { $0.number() }, reason: maybe { $0.text() },
      log: log(),
      disturbed: list { $0.path() }, left: list { $0.path() }, leftProcesses: chance(), claim: one(Claim.allCases),
      containment: maybe {
        Containment($0.one(Containment.Tier.allCases), network: $0.one(Containment.Network.allCases))
      }, lacks: maybe { $0.text() },
      earlier: list {
        ValidationRecord.Attempt(
          state: $0.one(ValidationRecord.State.allCases), exitStatus: $0.maybe { $0.number() },
          signal: $0.maybe { $0.number() }, log: $0.log())
      }, tests: maybe { $0.tests() }, reportFault: maybe { $0.text() }, doubt: maybe { $0.one(RunDoubt.allCases) })
    run.by = maybe { $0.text() }
    (run.lacksOutput, run.lacksCache) = (maybe { $0.text() }, maybe { $0.text() })
    return run
  }

  private mutating func tests() -> TestRun {
    let counts = TestCounts(
      unit: one(TestCounts.Unit.allCases), run: number(), failed: number(), broken: number(), skipped: number())
    let names = TestNames(
      passed: list { $0.text() }, failed: list { $0.text() }, skipped: list { $0.text() }, omitted: number())
    return TestRun(
      counts, chance() ? .reports(list { $0.path() }) : .closingLines(one(TestRunner.allCases)),
      line: maybe { $0.text() }, names: names)
  }

  private mutating func path() -> RepositoryPath {
    let parts: [[UInt8]] =
      ["a", "é", "e\u{301}", "\\xE9", "\\", "\"", "\n", "\u{202E}", "\u{0}", "😀"].map { Array($0.utf8) } + [
        [0xE9], [0xFF, 0xFE], [0xED, 0xA0, 0x80],
      ]
    return RepositoryPath(bytes: (0..<Int.random(in: 1...5, using: &random)).flatMap { _ in one(parts) })
  }

  private mutating func text() -> String {
    let parts = [
      "", "a", "b c", "\"", "\\", "\n", "\u{1B}[31m", "é", "e\u{301}", "😀", "\u{2028}", "\u{0}", "</x>", "null",
    ]
    return (0..<Int.random(in: 0...3, using: &random)).map { _ in one(parts) }.joined()
  }

  private mutating func id() -> ObjectID {
    let count = chance() ? 40 : 64
    let text = String((0..<count).map { _ in one(Array("0123456789abcdef")) })
    guard let id = ObjectID(text) else { preconditionFailure("an id") }
    return id
  }

  private mutating func number() -> Int { one([0, 1, 2, 255, 1 << 31, 1 << 43]) }
  private mutating func chance() -> Bool { Bool.random(using: &random) }

  private mutating func one<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  private mutating func maybe<Element>(_ make: (inout Self) -> Element) -> Element? { chance() ? make(&self) : nil }

  private mutating func list<Element>(_ make: (inout Self) -> Element) -> [Element] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in make(&self) }
  }
}
