import CaskadeContracts
package import CaskadeSyntax

extension EvidenceRecord {
  /// `caskade.record/1`, key by key, but for `digest` and `signature`, which are made of the rest.
  package static let keys = ObjectForm<EvidenceRecord>(
    "the digest form of evidence",
    FormKey("evidence", .text, "SHA-256 of the evidence's JSON, compact, keys sorted, without signature", \.evidence),
    FormKey(all: Made.keys, { Made(version: $0.toolVersion, place: $0.place, started: $0.started, $0.milliseconds) }),
    FormKey("verdict", .word(else: .unproven), "of the check", \.verdict),
    FormKey(ifAny: "kind", .word, "with verdict 'none': what there was instead of governed work", \.kind),
    FormKey("base", Base.keys.form, nil, \.base), FormKey("head", Head.keys.form, nil, \.head),
    FormKey("contract", .orNull(ContractPart.keys), nil, \.contract),
    FormKey("policy", .orNull(.objectID), "of its exact bytes; null: the built-in policy", \.policy),
    FormKey(all: Asserted.keys, { Asserted(agent: $0.agent, model: $0.model) }),
    FormKey("gates", .list(GatePart.keys), "and their answers", \.gates),
    FormKey("areas", .list(AreaPart.keys), "risk areas that the change touches, gravest first", \.areas),
    FormKey("findings", .list(FindingPart.keys), "how many of each rule", \.findings),
    FormKey(all: Changed.keys, { Changed(size: $0.size, inside: $0.inside, omitted: $0.omitted, $0.outside) }),
    FormKey("questions", .count, "that a person answers", \.questions),
    FormKey("not_checked", .count, "things that no gate has looked at", \.notChecked),
    FormKey("isolation", .orNull(.word), "where the commands ran; null: none ran", \.isolation),
    FormKey("validation", .list(RunPart.keys), "the commands that ran, in the contract's order", \.runs),
    FormKey(ifAny: "merged", MergedPart.keys.form, nil, \.merged),
    FormKey(ifAny: "tools", ToolsPart.keys.form, nil, \.tools),
    FormKey(ifAny: "agent_runs", AgentRuns.keys.form, nil, \.agentRuns)
  ) {
    EvidenceRecord(
      evidence: $0, toolVersion: $1.version, place: $1.place, started: $1.started, milliseconds: $1.milliseconds,
      verdict: $2, kind: $3, base: $4, head: $5, contract: $6, policy: $7, agent: $8.agent, model: $8.model,
      gates: $9, areas: $10, findings: $11, size: $12.size, inside: $12.inside, omitted: $12.omitted,
      outside: $12.outside, questions: $13, notChecked: $14, isolation: $15, runs: $16,
      merged: $17, tools: $18, agentRuns: $19)
  }

  fileprivate struct Made {
    let version: String
    let place: String
    let started: String
    let milliseconds: Int

    init(version: String, place: String, started: String, _ milliseconds: Int) {
      (self.version, self.place, self.started, self.milliseconds) = (version, place, started, milliseconds)
    }

    static let keys = ObjectForm<Made>(
      "what made the evidence",
      FormKey("tool", .text, "caskade's version", \.version),
      FormKey("place", .text, "'local', or the CI system's name", \.place),
      FormKey("started", .text, "RFC 3339, in UTC", \.started),
      FormKey("milliseconds", .count, "of the whole check", \.milliseconds)
    ) { Made(version: $0, place: $1, started: $2, $3) }
  }

  fileprivate struct Asserted {
    let agent: String?
    let model: String?

    static let keys = ObjectForm<Asserted>(
      "by the caller's word",
      FormKey(ifAny: "agent", .text, "the agent that worked, by the caller's word", \.agent),
      FormKey(ifAny: "model", .text, "its model, by the caller's word", \.model)
    ) { Asserted(agent: $0, model: $1) }
  }

  fileprivate struct Changed {
    let size: Size
    let inside: [PathPart]
    let omitted: Int
    let outside: [FolderPart]

    init(size: Size, inside: [PathPart], omitted: Int, _ outside: [FolderPart]) {
      (self.size, self.inside, self.omitted, self.outside) = (size, inside, omitted, outside)
    }

    static let keys = ObjectForm<Changed>(
      "what changed",
      FormKey("size", Size.keys.form, nil, \.size),
      FormKey("inside", .list(PathPart.keys), "paths that the contract's patterns cover, sorted", \.inside),
      FormKey("omitted", .count, "paths inside that are left out", \.omitted),
      FormKey("outside", .list(FolderPart.keys), "other paths, by top folder", \.outside)
    ) { Changed(size: $0, inside: $1, omitted: $2, $3) }
  }
}

extension EvidenceRecord.Base {
  fileprivate static let keys = ObjectForm<Self>(
    "what the change was compared with",
    FormKey("tip", .objectID, "of the base", \.tip), FormKey("commit", .objectID, "the merge base", \.commit),
    FormKey("tree", .objectID, "of the merge base", \.tree),
    FormKey("pinned", .truth, "the caller gave a full object id", \.pinned)
  ) { Self(tip: $0, commit: $1, tree: $2, pinned: $3) }
}

extension EvidenceRecord.Head {
  fileprivate static let keys = ObjectForm<Self>(
    "what was judged",
    FormKey("branch", .orNull(.text), "null: unknown", \.branch),
    FormKey("commit", .objectID, "that was judged, or on which the uncommitted work stood", \.commit),
    FormKey("tree", .objectID, "that was judged", \.tree),
    FormKey("uncommitted", .truth, "the tree held work that no commit does", \.uncommitted)
  ) { Self(branch: $0, commit: $1, tree: $2, uncommitted: $3) }
}

extension EvidenceRecord.ContractPart {
  fileprivate static let keys = ObjectForm<Self>(
    "what was judged by; null: no contract judged",
    FormKey("path", .orNull(.text), "null: a file outside of the repository", \.path),
    FormKey("blob", .objectID, "of its exact bytes", \.blob), FormKey("source", .word, "where it was read", \.source),
    FormKey("band", .word, "of the run", \.band),
    FormKey("needed", .orNull(.count), "signatures that the policy asked for; null: not told", \.needed),
    FormKey("people", .orNull(.count), "who signed what counts; null: not told", \.people)
  ) { Self(path: $0, blob: $1, source: $2, band: $3, needed: $4, people: $5) }
}

extension EvidenceRecord.GatePart {
  fileprivate static let keys = ObjectForm<Self>(
    "one gate",
    FormKey("name", .text, "of the gate", \.name), FormKey("state", .word(else: .unproven), "the answer", \.state),
    FormKey("required", .truth, "it counted for the verdict", \.required),
    FormKey("skipped", .truth, "the caller left it out by name", \.skipped),
    FormKey("claim", .word(else: .asserted), Claim.about, \.claim)
  ) { Self(name: $0, state: $1, required: $2, skipped: $3, claim: $4) }
}

extension EvidenceRecord.AreaPart {
  fileprivate static let keys = ObjectForm<Self>(
    "one risk area",
    FormKey("name", .text, "as the repository calls it", \.name),
    FormKey("band", .word, "of a run that touches it", \.band), FormKey("hits", .count, "places", \.hits)
  ) { Self(name: $0, band: $1, hits: $2) }
}

extension EvidenceRecord.FindingPart {
  fileprivate static let keys = ObjectForm<Self>(
    "the findings of one rule",
    FormKey("rule", .text, "GATE.WHAT", \.rule), FormKey("gate", .text, "of the rule", \.gate),
    FormKey("severity", .word(else: .error), "an error made a gate fail", \.severity),
    FormKey("count", .count, "how many", \.count)
  ) { Self(rule: $0, gate: $1, severity: $2, count: $3) }
}

extension EvidenceRecord.Size {
  fileprivate static let keys = ObjectForm<Self>(
    "of the change",
    FormKey("files", .count, "changed", \.files), FormKey("added", .count, "lines", \.added),
    FormKey("deleted", .count, "lines", \.deleted), FormKey("binary", .count, "files without lines", \.binary)
  ) { Self(files: $0, added: $1, deleted: $2, binary: $3) }
}

extension EvidenceRecord.PathPart {
  fileprivate static let keys = ObjectForm<Self>(
    "a changed path",
    FormKey(all: RepositoryPath.keys, \.path), FormKey("operation", .word, "from base to head", \.operation),
    FormKey("added", .count, "lines", \.added), FormKey("deleted", .count, "lines", \.deleted)
  ) { Self(path: $0, operation: $1, added: $2, deleted: $3) }
}

extension EvidenceRecord.FolderPart {
  fileprivate static let keys = ObjectForm<Self>(
    "changed paths below one top folder",
    FormKey("folder", .text, "empty: the repository's root", \.folder), FormKey("files", .count, "changed", \.files),
    FormKey("areas", .list(.text), "risk areas that they touch, by name", \.areas)
  ) { Self(folder: $0, files: $1, areas: $2) }
}

extension EvidenceRecord.RunPart {
  fileprivate static let keys = ObjectForm<Self>(
    "one validation command",
    FormKey("id", .text, "SHA-256 of its name and line, the beginning", \.id),
    FormKey("line", .count, "of the contract, from 1", \.line),
    FormKey("state", .word(else: .inconclusive), "on the head", \.state),
    FormKey(ifAny: "on_base", .word(else: .inconclusive), "on the base, where it ran there", \.onBase),
    FormKey("claim", .word(else: .asserted), Claim.about, \.claim),
    FormKey("milliseconds", .count, "on the head", \.milliseconds)
  ) { Self(id: $0, line: $1, state: $2, onBase: $3, claim: $4, milliseconds: $5) }
}

extension EvidenceRecord.MergedPart {
  fileprivate static let keys = ObjectForm<Self>(
    "the merge on which the commands ran; absent: they ran on the head as it is",
    FormKey("base_tip", .objectID, "what the head was merged into", \.baseTip),
    FormKey("tree", .objectID, "of the merge", \.tree)
  ) { Self(baseTip: $0, tree: $1) }
}

extension EvidenceRecord.ToolsPart {
  fileprivate static let keys = ObjectForm<Self>(
    "what transcripts told of the run, in numbers; absent: none was given",
    FormKey("claim", .word(else: .asserted), Claim.about, \.claim), FormKey("calls", .count, "that ran", \.calls),
    FormKey("violations", .count, "of them, those with a part that isn't allowed", \.violations),
    FormKey("refused", .count, "that were asked for and did not run", \.refused),
    FormKey("work_ms", .count, "between records, without the time before a person's", \.milliseconds),
    FormKey("tokens", .count, "in and out; 0: none is told", \.tokens),
    FormKey(ifAny: "usd_millionths", .count, "what it cost; absent: none is told", \.cost),
    FormKey("loops", .count, "commands that the agent ran over and over", \.loops),
    FormKey("limits", .count, "stop conditions that were met", \.limits),
    FormKey("after", .count, "calls after that", \.after)
  ) {
    Self(
      claim: $0, calls: $1, violations: $2, refused: $3, milliseconds: $4, tokens: $5, cost: $6, loops: $7,
      limits: $8, after: $9)
  }
}
