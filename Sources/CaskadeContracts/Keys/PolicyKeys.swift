import CaskadeSyntax

/// The keys of a policy, in the order of the format. What is read stands over the built-in policy.
enum PolicyKeys {
  static let table = KeyTable<Policy>(
    blank: BuiltInPolicy.policy, document: "policy",
    [
      .version("caskade_policy"),
      Key(
        "base", \.base, .optional(.text), "the branch that contracts are merged to", example: "main",
        absent: "the usual names", .value({ $0 ?? "the usual names" }, grew: { _, _ in true })),
      Key("approval", \.self, approval, "what counts as approved"),
      Key(
        "bands", \.self, bands, "what each band asks for", inside: BandKeys.table.descriptions.map { $0.below("NAME") }),
      Key("groups", \.groups, .groups, "groups of signers", .groups),
      .areas,
      .protected,
      Key("gates", \.self, GateKeys.table, "gates beyond the ones that are always required"),
      Key("tools", \.self, tools, "what agents may use"),
      Key("secrets", \.self, secrets, "what the scan for secrets lets pass"),
      Key(
        "unseen", \.unseen, .allowances(of: "unseen", example: "path: Designs/**"),
        "files that a gate may leave unseen", absent: "none",
        .allowances(gained: "lets gates leave unseen", lost: "no longer lets gates leave unseen")),
      Key("governed", \.governed, .governed, "which work needs a contract", absent: "all work", .governed),
      Key(
        "policy_changes", \.policyChanges, PolicyChangeKeys.table,
        "the signatures that a change of policy or signers needs"),
      Key("proof", \.proof, ProofKeys.ofAll, "what counts as proof, in bands that don't say it themselves"),
      Key("hunks", \.hunks, HunkKeys.table, "how much of a change is looked at for what no command notices"),
      Key(
        "caches", \.caches, .list(.homePath, "a folder or file", example: "~/.m2"),
        "what commands find of a person's home in their own, read-only where it can be", absent: "nothing",
        .names(gained: "links", lost: "no longer links", grows: .byGaining)),
      Key(
        "flaky", \.failsFlaky, .word("fails"), "fails: a flaky command fails, whatever 'retries' a contract has",
        absent: "a warning with 'retries' in an approved contract, else unproven",
        .value({ $0 ? "fails" : "a warning" }, grew: { old, _ in old })),
      Key(
        "runners", \.runners, .list(.person, "a runner, as in Contracts/allowed_signers", example: "ci@example.com"),
        "whose signed evidence of validation counts", absent: "nobody's",
        .names(gained: "counts what is signed by", lost: "no longer counts what is signed by", grows: .byGaining)),
      Key(
        "fast_lane", \.fastLane, .fastLane,
        "kept work that may go without a person: evidence says whether it is eligible, and why not", absent: "none",
        .fastLane),
      Key(
        "templates", \.templates, .templates, "what to think of a template; one that isn't named is standard",
        .templates),
    ])

  private static let approval = KeyTable<Policy>(
    blank: BuiltInPolicy.policy,
    [
      Key(
        "self_declared", \.judgesSelfDeclared, .truth, "may a contract that nobody approved be judged at all?",
        .value({ "\($0)" }, grew: { _, new in new }))
    ])

  private static let bands = KeyTable<Policy>(
    blank: BuiltInPolicy.policy,
    [
      Key("low", \.low, BandKeys.table, "what the low band asks for"),
      Key("medium", \.medium, BandKeys.table, "what the medium band asks for"),
      Key("high", \.high, BandKeys.table, "what the high band asks for"),
    ])

  private static let tools = KeyTable<Policy>(
    blank: BuiltInPolicy.policy, isQualified: true,
    [Key("deny", \.deniedTools, .list(.tool, ToolKeys.each), "tools that no contract may allow", .toolsDenied)])

  private static let secrets = KeyTable<Policy>(
    blank: BuiltInPolicy.policy, isQualified: true,
    [
      Key(
        "allow", \.secretAllowances, .allowances(of: "secrets.allow", example: "path: Tests/keys.txt"),
        "texts that look like secrets and are harmless",
        .allowances(gained: "takes for harmless", lost: "no longer takes for harmless"))
    ])
}

/// What a band asks for.
enum BandKeys {
  private static func isLooser(_ old: Policy.ToolsDemand?, _ new: Policy.ToolsDemand?) -> Bool {
    (new?.strictness ?? 0) < (old?.strictness ?? 0)
  }

  static let table = KeyTable<Policy.BandRule>(
    blank: Policy.BandRule(),
    [
      Key(
        "approvals", \.approvals, .count(0...20),
        "signatures by different people; 0: its bytes on the base are enough",
        .value({ "\($0)" }, grew: { old, new in new < old })),
      Key(
        "from", \.from, .list(.text, "a group", example: "security"), "groups that have to sign, each",
        absent: "anybody",
        .names(gained: "asks for", lost: "no longer asks for", grows: .byLosing)),
      Key("isolated", \.isolated, .truth, "validation runs in a clean checkout, never in place", .demand),
      Key("pinned", \.pinned, .truth, "the base has to be given as a full object id", .demand),
      Key(
        "files", \.files, .optional(.cap), "the most files that a contract may state, and a run change",
        absent: "no cap", .cap),
      Key("lines", \.lines, .optional(.cap), "the same for lines, added plus deleted", absent: "no cap", .cap),
      Key(
        "network", \.isOffline, .word("off"), "off takes the network away from every command", absent: "on",
        .value({ $0 ? "off" : "on" }, grew: { old, _ in old })),
      Key(
        "sandbox", \.isSandboxed, .word("required"),
        "commands run where all but their own folders is read-only; where that can't be, unproven",
        absent: "not required", .value({ $0 ? "required" : "not required" }, grew: { old, _ in old })),
      Key(
        "tools", \.tools, .optional(.choice), "what gate 'tools' rests on; witnessed: what caskade run heard itself",
        absent: "what 'gates' says", .value({ $0?.rawValue ?? "what 'gates' says" }, grew: Self.isLooser)),
      Key("proof", \.proof, ProofKeys.ofBand, "what counts as proof"),
      Key("hunks", \.hunks, HunkKeys.table, "how much of a change is looked at for what no command notices"),
    ])
}

/// Whether a gate has to pass. Those that are always required can't be loosened; `tools` is optional unless a policy asks
/// for it.
enum GateKeys {
  static let table = KeyTable<Policy>(blank: BuiltInPolicy.policy, GateName.allCases.map(key))

  private enum Requirement: String, CaseIterable { case required, witnessed, optional }

  private static func key(_ gate: GateName) -> Key<Policy> {
    let isAlwaysRequired = gate != .tools
    let words = isAlwaysRequired ? ["required"] : ["required", "witnessed", "optional"]
    let about = "whether the gate has to pass"
    return Key(
      gate.rawValue, about, absent: isAlwaysRequired ? "required" : "optional",
      schema: { SchemaParts.choice(words, about) },
      read: { decoder, node, place, policy in
        guard let requirement = decoder.choice(node, key: place.name, of: Requirement.self) else { return false }
        switch requirement {
        case .required: policy.requiredGates.insert(gate)
        case .optional where isAlwaysRequired, .witnessed where isAlwaysRequired:
          decoder.report(
            .notOneOf(key: place.name, found: requirement.rawValue, known: words, suggestion: nil), at: node.range)
        case .witnessed:
          policy.requiredGates.insert(gate)
          policy.asksForWitnessedTools = true
        case .optional: break
        }
        return true
      },
      listed: { policy, path in
        let isRequired = isAlwaysRequired || policy.requiredGates.contains(gate)
        return [ListedValue(path, isRequired ? Self.word(policy, gate) : "optional")]
      },
      Comparison { old, new, context in
        let (before, after) = (word(old, gate), word(new, gate))
        let order = ["optional", "required", "witnessed"]
        let grew = (order.firstIndex(of: after) ?? 0) < (order.firstIndex(of: before) ?? 0)
        return before == after || isAlwaysRequired
          ? [] : [context.change(grew: grew, "\(context.key) \(before) → \(after)")]
      })
  }

  private static func word(_ policy: Policy, _ gate: GateName) -> String {
    if gate == .tools, policy.asksForWitnessedTools { return "witnessed" }
    return gate != .tools || policy.requiredGates.contains(gate) ? "required" : "optional"
  }
}
