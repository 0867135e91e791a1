package import CaskadeContracts
package import CaskadeSyntax

/// What a check was asked for: what the caller named, left out, or wanted otherwise than usual.
package struct CheckRequest: Hashable, Sendable {
  /// As the caller wrote them; nil for what was found.
  package var contract: String?
  package var contractFrom: String?
  package var base: String?
  package var head: String?
  package var branch: String?
  /// In the order of the gates; nil for all.
  package var onlyGates: [GateName]?
  /// Validation commands by name, sorted; nil for all.
  package var onlyCommands: [String]?
  package var skipValidation = false
  package var allowSelfDeclared = false
  /// No command runs with the base's checks.
  package var noBaseChecks = false
  /// The commands run on the merge of the base's tip and the head.
  package var merged = false
  /// So many hunks are taken back, each by itself; nil for none, or as many as the policy says.
  package var hunks: Int?
  /// Every command ran on the base too.
  package var baseline = false
  package var isolated = false
  package var thorough = false
  package var noCache = false
  /// Names of the caller's variables that the commands got although they look like credentials; sorted.
  package var passed: [String] = []
  /// The share of the commands that runs; nil for all.
  package var share: Share?
  /// The caller stands for validation that others ran and nobody signed.
  package var vouch = false
  /// Who did the work, by the caller's word; nil where nobody says.
  package var agent: String?
  package var model: String?
  /// Transcripts, as the caller named them.
  package var transcripts: [String] = []

  package init() {}

  package static let keys = ObjectForm<CheckRequest>(
    "what the caller named, left out, or wanted otherwise than usual",
    FormKey(all: named, { $0 }),
    FormKey("only_gates", .orNull(.list(.word)), "the gates that are judged; null: all", \.onlyGates),
    FormKey("only_commands", .orNull(.list(.text)), "the validation commands that run; null: all", \.onlyCommands),
    FormKey("skip_validation", .truth, "no command runs", \.skipValidation),
    FormKey("allow_self_declared", .truth, "a contract that nobody approved may judge", \.allowSelfDeclared),
    FormKey("baseline", .truth, "every command runs on the base too", \.baseline),
    FormKey("isolated", .truth, "the commands run in a clean checkout, whatever is judged", \.isolated),
    FormKey("thorough", .truth, "nothing is taken from git's stat data", \.thorough),
    FormKey("no_cache", .truth, "nothing is taken from an earlier check", \.noCache),
    FormKey("passed", .list(.text), "names of variables that the commands got besides the usual", \.passed),
    FormKey("no_base_checks", .truth, older: false, "no command runs with the base's checks", \.noBaseChecks),
    FormKey("merged", .truth, older: false, "the commands run on the merge with the base's tip", \.merged),
    FormKey(ifAny: "hunks", .count, "so many hunks are taken back; absent: the policy says how many", \.hunks),
    FormKey(ifAny: "agent", .text, "the agent that did the work, by the caller's word", \.agent),
    FormKey(ifAny: "model", .text, "its model, by the caller's word", \.model),
    FormKey(ifAny: "share", Share.keys.form, nil, \.share),
    FormKey(ifAny: "vouch", .truth, "the caller stands for validation that nobody signed") { $0.vouch ? true : nil },
    FormKey(ifAny: "transcripts", .list(.text), "of the run, as the caller named them") {
      $0.transcripts.isEmpty ? nil : $0.transcripts
    }
  ) {
    var request = $0
    request.onlyGates = $1
    request.onlyCommands = $2
    (request.skipValidation, request.allowSelfDeclared, request.baseline) = ($3, $4, $5)
    (request.isolated, request.thorough, request.noCache, request.passed) = ($6, $7, $8, $9)
    (request.noBaseChecks, request.merged, request.hunks) = ($10, $11, $12)
    (request.agent, request.model, request.share, request.vouch) = ($13, $14, $15, $16 ?? false)
    request.transcripts = $17 ?? []
    return request
  }

  private static let named = ObjectForm<CheckRequest>(
    "as the caller wrote it; null: it was found",
    FormKey("contract", .orNull(.text), "the contract as the caller named it; null: found", \.contract),
    FormKey(
      "contract_from", .orNull(.text), "what the caller vouches for in the base's place; null: nothing", \.contractFrom),
    FormKey("base", .orNull(.text), "as the caller named it; null: found", \.base),
    FormKey("head", .orNull(.text), "as the caller named it; null: the working tree", \.head),
    FormKey("branch", .orNull(.text), "as the caller named it; null: found", \.branch)
  ) {
    var request = CheckRequest()
    (request.contract, request.contractFrom) = ($0, $1)
    (request.base, request.head, request.branch) = ($2, $3, $4)
    return request
  }
}
