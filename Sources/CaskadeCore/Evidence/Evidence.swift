package import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// The complete record of one check: immutable, versioned, and all that a rendering knows.
package struct Evidence: Hashable, Sendable {
  /// The name and major version of the JSON form; readers ignore keys that they don't know.
  package static let schema = "caskade.evidence/1"

  package struct Program: Hashable, Sendable {
    package let name: String
    package let path: String
    package let version: String

    package init(name: String, path: String, version: String) {
      self.name = name
      self.path = path
      self.version = version
    }
  }

  package struct Base: Hashable, Sendable {
    package let name: String
    /// Which reading of the name was taken, and why it was this name.
    package let why: String
    package let tip: ObjectID
    /// The merge base of tip and head: what the change is compared with.
    package let commit: ObjectID
    package let tree: ObjectID
    package let pinned: Bool

    package init(name: String, why: String, tip: ObjectID, commit: ObjectID, tree: ObjectID, pinned: Bool) {
      self.name = name
      self.why = why
      self.tip = tip
      self.commit = commit
      self.tree = tree
      self.pinned = pinned
    }
  }

  package struct Head: Hashable, Sendable {
    package let name: String
    package let branch: String?
    /// The commit that is judged, or on which the uncommitted work stands.
    package let commit: ObjectID
    package let tree: ObjectID
    package let uncommitted: Bool
    /// Files in the working tree that are ignored, and so outside the check; nil for a committed head.
    package let ignored: Int?
    /// The rules that hide some of them and are in neither tree.
    package let foreignRules: [ForeignRule]
    /// Untracked files that commands of earlier checks left: in no commit, and not judged. Sorted by path.
    package let left: [Leftover]

    package init(
      name: String, branch: String?, commit: ObjectID, tree: ObjectID, uncommitted: Bool, ignored: Int?,
      foreignRules: [ForeignRule] = [], left: [Leftover] = []
    ) {
      self.name = name
      self.branch = branch
      self.commit = commit
      self.tree = tree
      self.uncommitted = uncommitted
      self.ignored = ignored
      self.foreignRules = foreignRules
      self.left = left
    }
  }

  package struct ContractRecord: Hashable, Sendable {
    package let title: String
    package let outcome: String
    package let owner: String?
    package let ticket: String?
    /// The path in the repository, or the name of a file outside it.
    package let path: String
    package let blob: ObjectID
    package let source: ContractStanding.Source
    /// Why this contract governs.
    package let why: String
    package let approval: ApprovalRecord
    package let band: Band
    /// Those that decided something, in their order.
    package let lines: [ContractLine]

    package init(
      title: String, outcome: String, owner: String?, ticket: String?, path: String, blob: ObjectID,
      source: ContractStanding.Source, why: String, approval: ApprovalRecord, band: Band, lines: [ContractLine] = []
    ) {
      self.title = title
      self.outcome = outcome
      self.owner = owner
      self.ticket = ticket
      self.path = path
      self.blob = blob
      self.source = source
      self.why = why
      self.approval = approval
      self.band = band
      self.lines = lines
    }
  }

  package struct PolicyRecord: Hashable, Sendable {
    /// Nil for the built-in policy.
    package let path: String?
    package let blob: ObjectID?

    package init(path: String?, blob: ObjectID?) {
      self.path = path
      self.blob = blob
    }
  }

  package struct Timing: Hashable, Sendable {
    package struct Command: Hashable, Sendable {
      package let name: String
      package let place: String
      package let wallMilliseconds: Int
      package let cpuMilliseconds: Int
      package let peakMemoryBytes: Int
      /// When it began, in milliseconds from the beginning of the check; nil in evidence of a caskade that didn't record it.
      package let began: Int?

      package init(
        name: String, place: String, wallMilliseconds: Int, cpuMilliseconds: Int, peakMemoryBytes: Int,
        began: Int? = nil
      ) {
        self.began = began
        self.name = name
        self.place = place
        self.wallMilliseconds = wallMilliseconds
        self.cpuMilliseconds = cpuMilliseconds
        self.peakMemoryBytes = peakMemoryBytes
      }
    }

    /// RFC 3339, in UTC, to the second.
    package let started: String
    package let milliseconds: Int
    package let commands: [Command]

    package init(started: String, milliseconds: Int, commands: [Command]) {
      self.started = started
      self.milliseconds = milliseconds
      self.commands = commands
    }
  }

  package let toolVersion: String
  package let verdict: Verdict
  /// Where the check ran: "local", or the CI system's name.
  package let place: String
  package let programs: [Program]
  /// Nil in evidence of a caskade that didn't record it.
  package let request: CheckRequest?
  package let base: Base
  package let head: Head
  /// Nil where no contract judges: then the verdict is none, or unproven.
  package let contract: ContractRecord?
  /// What the check had before it; nil where that is work.
  package let occasion: OccasionRecord?
  package let policy: PolicyRecord
  package let changes: [Change]
  /// The risk areas that the changes touch, gravest first.
  package let areas: [AreaRecord]
  package let gates: [Gate]
  package let findings: [Finding]
  /// How much of each limit of size is used; empty where none is stated, and in older evidence.
  package let budget: [BudgetUse]
  /// Nil when no command ran.
  package let isolation: Isolation?
  /// The lines of `setup:` that ran, in the order in which they did.
  package let setup: [ValidationRecord.Setup]
  package let validation: [ValidationRecord]
  /// Nil where the branch touched no check file.
  package let baseChecks: BaseChecks?
  /// Nil where the commands ran on the head as it is.
  package let merged: MergedRecord?
  /// Nil where no hunk was taken back.
  package let hunks: HunkTrialRecord?
  /// What became of each acceptance line, in the contract's order.
  package let acceptance: [AcceptanceRecord]
  /// Names that stood for another commit after the commands than before; one line each.
  package let moved: [String]
  package let forHuman: [HumanQuestion]
  package private(set) var notChecked: [NotChecked]
  package let timing: Timing
  /// Nil where no transcript was given.
  package let tools: ToolsRecord?
  /// What settings of agents, servers, hooks and workflows let happen now, or no longer; nil where none was changed.
  package let permissions: [PermissionChange]?
  /// Nil where the commands ran here.
  package let joined: JoinedParts?
  /// Nil where nobody says where the repository is kept.
  package let forge: ForgeRecord?
  /// What lock files say of packages; nil where none changed.
  package let dependencies: DependencyRecord?
  /// Nil where no run and no question is known, and in evidence of a caskade that didn't look.
  package let agentRuns: AgentRuns?
  /// Of whoever ran the check and says so with a key; nil for evidence that nobody signed.
  package private(set) var signature: EvidenceSignature?
  /// Nil where the policy has no fast lane, or no contract judged.
  package private(set) var eligible: Eligibility?

  package init(
    toolVersion: String, verdict: Verdict, place: String, programs: [Program], request: CheckRequest? = nil,
    base: Base, head: Head, contract: ContractRecord?, occasion: OccasionRecord? = nil, policy: PolicyRecord,
    changes: [Change], areas: [AreaRecord] = [], gates: [Gate],
    findings: [Finding], budget: [BudgetUse] = [],
    isolation: Isolation? = nil, setup: [ValidationRecord.Setup] = [], validation: [ValidationRecord],
    baseChecks: BaseChecks? = nil, merged: MergedRecord? = nil, hunks: HunkTrialRecord? = nil,
    acceptance: [AcceptanceRecord] = [], moved: [String] = [],
    forHuman: [HumanQuestion], notChecked: [NotChecked], timing: Timing, joined: JoinedParts? = nil,
    tools: ToolsRecord? = nil, permissions: [PermissionChange]? = nil, signature: EvidenceSignature? = nil,
    forge: ForgeRecord? = nil, dependencies: DependencyRecord? = nil, eligible: Eligibility? = nil,
    agentRuns: AgentRuns? = nil
  ) {
    self.toolVersion = toolVersion
    self.verdict = verdict
    self.place = place
    self.programs = programs
    self.request = request
    self.base = base
    self.head = head
    self.contract = contract
    self.occasion = occasion
    self.policy = policy
    self.changes = changes
    self.areas = areas
    self.gates = gates
    self.findings = findings
    self.budget = budget
    self.isolation = isolation
    self.setup = setup
    self.validation = validation
    self.baseChecks = baseChecks
    self.merged = merged
    self.hunks = hunks
    self.acceptance = acceptance
    self.moved = moved
    self.forHuman = forHuman
    self.notChecked = notChecked
    self.timing = timing
    self.joined = joined
    self.tools = tools
    self.permissions = permissions
    self.signature = signature
    self.eligible = eligible
    self.forge = forge
    self.dependencies = dependencies
    self.agentRuns = agentRuns
  }

  package func signed(_ signature: EvidenceSignature) -> Evidence {
    var evidence = self
    evidence.signature = signature
    return evidence
  }

  /// The same with what the policy's fast lane says of it.
  package func judged(for lane: FastLane?) -> Evidence {
    var evidence = self
    evidence.eligible = lane.map { $0.eligibility(of: self) }
    return evidence
  }

  /// The same with more lines on what was not checked; none stands there twice.
  func adding(_ lines: [NotChecked]) -> Evidence {
    var evidence = self
    evidence.notChecked += lines.filter { !notChecked.contains($0) }
    return evidence
  }
}

/// A stop condition in free text: a person answers it, and it never blocks.
package struct HumanQuestion: Hashable, Sendable {
  package let text: String
  /// The condition that asks it; nil for one that the change itself raises.
  package let contractLine: Int?
  /// The place in the change that raises it: `PATH:LINE`.
  package let place: String?

  package init(text: String, contractLine: Int?, place: String? = nil) {
    self.text = text
    self.contractLine = contractLine
    self.place = place
  }
}
