import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

extension Evidence {
  /// `caskade.evidence/1` (PRODUCT, "Evidence as JSON"), key by key.
  static let keys = ObjectForm<Evidence>(
    "the complete record of one check",
    FormKey(constant: "schema", schema), FormKey("tool", Tool.keys.form, nil, \.tool),
    FormKey("verdict", .word(else: .unproven), "all required gates taken together", \.verdict),
    FormKey(all: OccasionRecord.Keys.form, { OccasionRecord.Keys($0.occasion) }),
    FormKey(ifAny: "request", CheckRequest.keys.form, nil, \.request), FormKey("base", Base.keys.form, nil, \.base),
    FormKey("head", Head.keys.form, nil, \.head), FormKey("contract", .orNull(ContractRecord.keys), nil, \.contract),
    FormKey("policy", PolicyRecord.keys.form, nil, \.policy),
    FormKey("changes", .list(Change.keys), "every path that differs between the trees", \.changes),
    FormKey(
      "areas", .list(AreaRecord.keys), older: [], "risk areas that the changes touch, gravest first", \.areas),
    FormKey("gates", .list(Gate.keys), "one question and its answer each", \.gates),
    FormKey(
      "findings", .list(KnownFinding.keys), "facts that make a gate fail, or deserve a look", \.knownFindings),
    FormKey(ifAny: "budget", .list(BudgetUse.keys), "limits of size, and how much of each is used") {
      $0.budget.isEmpty ? nil : $0.budget
    },
    FormKey(all: Runs.keys, \.runs),
    FormKey("for_human", .list(HumanQuestion.keys), "what a person has to answer", \.forHuman),
    FormKey("not_checked", .list(NotChecked.form), "what no gate has looked at", \.notChecked),
    FormKey("timing", Timing.keys.form, nil, \.timing),
    FormKey(ifAny: "joined", JoinedParts.keys.form, nil, \.joined),
    FormKey(ifAny: "tools", ToolsRecord.keys.form, nil, \.tools),
    FormKey(
      ifAny: "permissions", .list(PermissionChange.keys), "what changed settings let agents, hooks and workflows do",
      \.permissions),
    FormKey(ifAny: EvidenceDigest.signature, EvidenceSignature.keys.form, nil, \.signature),
    FormKey(ifAny: "forge", ForgeRecord.keys.form, nil, \.forge?.written),
    FormKey(ifAny: "dependencies", DependencyRecord.keys.form, nil, \.dependencies),
    FormKey(ifAny: "eligible", Eligibility.keys.form, nil, \.eligible),
    FormKey(ifAny: "agent_runs", AgentRuns.keys.form, nil, \.agentRuns)
  ) {
    Evidence(
      toolVersion: $1.version, verdict: $2, place: $1.place, programs: $1.programs, request: $4, base: $5, head: $6,
      contract: $7, occasion: $3.record, policy: $8, changes: $9, areas: $10, gates: $11,
      findings: $12.map(\.finding), budget: $13 ?? [], isolation: $14.isolation?.tier, setup: $14.setup,
      validation: $14.validation, baseChecks: $14.baseChecks, merged: $14.merged, hunks: $14.hunks,
      acceptance: $14.acceptance, moved: $14.moved, forHuman: $15, notChecked: $16, timing: $17, joined: $18,
      tools: $19, permissions: $20, signature: $21, forge: $22?.record, dependencies: $23, eligible: $24,
      agentRuns: $25)
  }

  /// A contract that was kept or broken is there.
  func refuseWithoutContract() throws(FormFault) {
    if contract == nil, verdict == .kept || verdict == .broken { throw FormFault(.missing, at: "contract") }
  }
}

// MARK: What was compared

extension Evidence {
  fileprivate struct Tool {
    let version: String
    let place: String
    let programs: [Program]

    static let keys = ObjectForm<Tool>(
      "what made the evidence, and where",
      FormKey(constant: "name", "caskade"), FormKey("version", .text, "of caskade", \.version),
      FormKey("place", .text, "'local', or the CI system's name", \.place),
      FormKey("programs", .list(Program.keys), "found once, before anything ran", \.programs)
    ) { Tool(version: $1, place: $2, programs: $3) }
  }

  private var tool: Tool { Tool(version: toolVersion, place: place, programs: programs) }
}

extension Evidence.Program {
  fileprivate static let keys = ObjectForm<Self>(
    "a program that was relied on",
    FormKey("name", .text, "git, ssh-keygen or sh", \.name), FormKey("path", .text, "absolute", \.path),
    FormKey("version", .text, "its own word, or that it has none", \.version)
  ) { Self(name: $0, path: $1, version: $2) }
}

extension Evidence.Base {
  fileprivate static let keys = ObjectForm<Self>(
    "what the change is compared with",
    FormKey("name", .text, "as the caller or the policy names it", \.name),
    FormKey("why", .text, "why this base", \.why),
    FormKey("tip", .objectID, "the commit that the name stood for: contract and policy are read there", \.tip),
    FormKey("commit", .objectID, "the merge base of tip and head", \.commit),
    FormKey("tree", .objectID, "of the merge base", \.tree),
    FormKey("pinned", .truth, "the caller gave a full object id", \.pinned)
  ) { Self(name: $0, why: $1, tip: $2, commit: $3, tree: $4, pinned: $5) }
}

extension Evidence.Head {
  fileprivate static let keys = ObjectForm<Self>(
    "what is judged",
    FormKey("name", .text, "as the caller names it", \.name),
    FormKey("branch", .orNull(.text), "null: unknown", \.branch),
    FormKey("commit", .objectID, "the commit that is judged, or on which the uncommitted work stands", \.commit),
    FormKey("tree", .objectID, "what is judged", \.tree),
    FormKey("uncommitted", .truth, "the tree holds work that no commit does", \.uncommitted),
    FormKey("ignored", .orNull(.count), "ignored files beside the working tree; null for a commit", \.ignored),
    FormKey(
      ifAny: "ignored_outside", .list(ForeignRule.keys),
      "of them, those that rules outside the repository hide, by where the rules are"
    ) { $0.foreignRules.isEmpty ? nil : $0.foreignRules },
    FormKey(
      ifAny: "left", .list(Leftover.keys),
      "untracked files that commands of earlier checks left: in no commit, and not judged"
    ) { $0.left.isEmpty ? nil : $0.left }
  ) {
    Self(
      name: $0, branch: $1, commit: $2, tree: $3, uncommitted: $4, ignored: $5, foreignRules: $6 ?? [],
      left: $7 ?? [])
  }
}

extension Evidence.ContractRecord {
  fileprivate static let keys = ObjectForm<Self>(
    "what is judged by",
    FormKey("title", .text, "of the contract", \.title), FormKey("outcome", .text, "of the contract", \.outcome),
    FormKey("owner", .orNull(.text), "of the contract", \.owner),
    FormKey("ticket", .orNull(.text), "of the contract", \.ticket),
    FormKey("path", .text, "in the repository, or of a file outside", \.path),
    FormKey("blob", .objectID, "of its exact bytes", \.blob), FormKey("source", .word, "where it was read", \.source),
    FormKey("why", .text, "why this contract governs", \.why),
    FormKey("approval", ApprovalRecord.keys.form, nil, \.approval),
    FormKey("band", .word, "the higher of the contract's and the change's", \.band),
    FormKey(ifAny: "lines", .list(ContractLine.keys), "those of its lines that decided something") {
      $0.lines.isEmpty ? nil : $0.lines
    }
  ) {
    Self(
      title: $0, outcome: $1, owner: $2, ticket: $3, path: $4, blob: $5, source: $6, why: $7, approval: $8, band: $9,
      lines: $10 ?? [])
  }
}

extension Evidence.PolicyRecord {
  fileprivate static let keys = ObjectForm<Self>(
    "null and null: the built-in policy",
    FormKey("path", .orNull(.text), "in the repository", \.path),
    FormKey("blob", .orNull(.objectID), "of its exact bytes", \.blob)
  ) { Self(path: $0, blob: $1) }
}

// MARK: What was found

extension HumanQuestion {
  fileprivate static let keys = ObjectForm<Self>(
    "a stop condition in free text, or what the change itself raises",
    FormKey("text", .text, "as the contract has it, or as caskade asks it", \.text),
    FormKey(ifAny: "contract_line", .count, "from 1; absent: no line of the contract asks it", \.contractLine),
    FormKey(ifAny: "place", .text, "PATH:LINE of the change that raises it; absent: the contract does", \.place)
  ) { Self(text: $0, contractLine: $1, place: $2) }
}

// MARK: What was run

extension Evidence {
  fileprivate struct Runs {
    let isolation: Tier?
    let setup: [ValidationRecord.Setup]
    let validation: [ValidationRecord]
    let baseChecks: BaseChecks?
    let merged: MergedRecord?
    let hunks: HunkTrialRecord?
    let acceptance: [AcceptanceRecord]
    let moved: [String]

    static let keys = ObjectForm<Runs>(
      "what ran",
      FormKey("isolation", .orNull(Tier.keys), older: nil, nil, \.isolation),
      FormKey(
        "setup", .list(ValidationRecord.Setup.keys), older: [], "the lines of setup that ran, in their order", \.setup),
      FormKey(
        "validation", .list(ValidationRecord.keys), "the commands that ran, in the contract's order", \.validation),
      FormKey(ifAny: "tests", TestTotals.keys.form, nil) { TestTotals($0.validation) },
      FormKey(ifAny: "base_checks", BaseChecks.keys.form, nil, \.baseChecks),
      FormKey(ifAny: "merged", MergedRecord.keys.form, nil, \.merged),
      FormKey(ifAny: "hunks", HunkTrialRecord.keys.form, nil, \.hunks),
      FormKey(ifAny: "acceptance", .list(AcceptanceRecord.keys), "the outcome line by line; absent: it has no lines") {
        $0.acceptance.isEmpty ? nil : $0.acceptance
      },
      FormKey("moved", .list(.text), older: [], "names that moved while the commands ran", \.moved)
    ) {
      Runs(
        isolation: $0, setup: $1, validation: $2, baseChecks: $4, merged: $5, hunks: $6, acceptance: $7 ?? [], moved: $8
      )
    }
  }

  private var runs: Runs {
    Runs(
      isolation: isolation.map { Tier(tier: $0, summary: $0.summary(ignored: head.ignored)) }, setup: setup,
      validation: validation, baseChecks: baseChecks, merged: merged, hunks: hunks, acceptance: acceptance,
      moved: moved)
  }

  fileprivate struct Tier {
    let tier: Isolation
    /// Made of the rest, and read for its type alone.
    let summary: String

    static let keys = ObjectForm<Tier>(
      "how far the commands were kept from the machine; null: none ran",
      FormKey("tier", .word, "the tier, and no more than that", \.tier),
      FormKey("summary", .text, "for people", \.summary)
    ) { Tier(tier: $0, summary: $1) }
  }
}

extension Evidence.Timing {
  fileprivate static let keys = ObjectForm<Self>(
    "all that differs between two checks of the same thing",
    FormKey("started", .text, "RFC 3339, in UTC", \.started),
    FormKey("milliseconds", .count, "of the whole check", \.milliseconds),
    FormKey("commands", .list(Command.keys), "in the order of the runs", \.commands)
  ) { Self(started: $0, milliseconds: $1, commands: $2) }
}

extension Evidence.Timing.Command {
  fileprivate static let keys = ObjectForm<Self>(
    "one run",
    FormKey("name", .text, "of the command", \.name), FormKey("where", .text, "the place of the run", \.place),
    FormKey("wall_ms", .count, "from start to end", \.wallMilliseconds),
    FormKey("cpu_ms", .count, "user and system", \.cpuMilliseconds),
    FormKey("peak_memory_bytes", .count, "an upper bound", \.peakMemoryBytes),
    FormKey(ifAny: "began_ms", .count, "from the beginning of the check to its own", \.began)
  ) {
    Self(name: $0, place: $1, wallMilliseconds: $2, cpuMilliseconds: $3, peakMemoryBytes: $4, began: $5)
  }
}
