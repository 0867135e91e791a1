import CaskadeContracts
package import CaskadeSyntax

/// The JSON Schema (draft-07) of `caskade.evidence/1`.
///
/// Every key that a check writes is described. Others are allowed everywhere: a later minor version may add some, and
/// readers ignore what they don't know.
package enum EvidenceSchema {
  package static let value: JSONValue = .object(
    [
      JSONMember("$schema", .string(SchemaParts.draft)), JSONMember("title", "caskade evidence"),
      JSONMember("description", "the complete record of one check"),
    ]
      + members([
        .required("schema", constant(Evidence.schema)), .required("tool", tool),
        .required("verdict", words(Verdict.allCases.map(\.rawValue), "all required gates taken together")),
        .required("base", base), .required("head", head), .required("contract", contract),
        .required("policy", policy), .required("changes", list(change, "every path that differs between the trees")),
        .optional("areas", list(area, "risk areas that the changes touch, gravest first")),
        .required("gates", list(gate, "one question and its answer each")),
        .required("findings", list(finding, "facts that make a gate fail, or deserve a look")),
        .optional("isolation", isolation),
        .optional("setup", list(setup, "the lines of setup that ran, in their order")),
        .required("validation", list(command, "the commands that ran, in the contract's order")),
        .optional("moved", list(text("one line for a person"), "names that moved while the commands ran")),
        .required("for_human", list(question, "stop conditions that a person answers")),
        .required("not_checked", list(text("one line for a person"), "what no gate has looked at")),
        .required("timing", timing),
      ]))

  // MARK: What was compared

  private static let tool = object(
    "what made the evidence, and where",
    [
      .required("name", constant("caskade")), .required("version", text("of caskade")),
      .required("place", text("'local', or the CI system's name")),
      .required(
        "programs",
        list(
          object(
            "a program that was relied on",
            [
              .required("name", text("git, ssh-keygen or sh")), .required("path", text("absolute")),
              .required("version", text("its own word, or that it has none")),
            ]),
          "found once, before anything ran")),
    ])

  private static let base = object(
    "what the change is compared with",
    [
      .required("name", text("as the caller or the policy names it")), .required("why", text("why this base")),
      .required("tip", id("the commit that the name stood for: contract and policy are read there")),
      .required("commit", id("the merge base of tip and head")), .required("tree", id("of the merge base")),
      .required("pinned", truth("the caller gave a full object id")),
    ])

  private static let head = object(
    "what is judged",
    [
      .required("name", text("as the caller names it")), .required("branch", optional("string", "null: unknown")),
      .required("commit", id("the commit that is judged, or on which the uncommitted work stands")),
      .required("tree", id("what is judged")),
      .required("uncommitted", truth("the tree holds work that no commit does")),
      .required("ignored", optional("integer", "ignored files beside the working tree; null for a commit")),
    ])

  private static let contract = object(
    "what is judged by",
    [
      .required("title", text("of the contract")), .required("outcome", text("of the contract")),
      .required("owner", optional("string", "of the contract")),
      .required("ticket", optional("string", "of the contract")),
      .required("path", text("in the repository, or of a file outside")), .required("blob", id("of its exact bytes")),
      .required("source", words(ContractStanding.Source.allCases.map(\.rawValue), "where it was read")),
      .required("why", text("why this contract governs")),
      .required("approval", approval),
      .required("band", words(Band.allCases.map(\.rawValue), "the higher of the contract's and the change's")),
    ])

  private static let approval = object(
    "who stands for it",
    [
      .required("summary", text("for people")),
      .optional(
        "needed",
        object(
          "what the policy asks for in the band of the run",
          [
            .required("approvals", number("signatures by different people")),
            .required("from", list(text("a group"), "one member each has to have signed")),
          ])),
      .optional("people", number("different people who signed what counts")),
      .optional("signatures", list(signature, "every file that is meant as an approval, sorted by path")),
    ])

  private static let signature = object(
    "one approval; null what its header doesn't tell",
    path + [
      .required("blob", optionalID("of the file")),
      .required("principal", optional("string", "who signed, as Contracts/allowed_signers names them")),
      .required("fingerprint", optional("string", "of the key; null: the signature isn't known to be good")),
      .required("band", nullableWords(Band.allCases.map(\.rawValue), "the highest that it covers")),
      .required("base", optionalID("the tip of the base on which it was given")),
      .required("branch", optional("string", "patterns parted by blanks; empty: every branch")),
      .required("time", optional("string", "as the signer's clock had it, RFC 3339 in UTC")),
      .required("expires", optional("string", "the last day on which it counts")),
      .required("state", words(ApprovalRecord.State.allCases.map(\.rawValue), "in the band of this run")),
      .required("why", optional("string", "null: it counts")),
    ])

  private static let policy = object(
    "null and null: the built-in policy",
    [.required("path", optional("string", "in the repository")), .required("blob", optionalID("of its exact bytes"))])

  private static let change = object(
    "one path that differs",
    path + [
      .required("operation", words(Operation.allCases.map(\.rawValue), "from base to head")),
      .required("old_mode", mode), .required("new_mode", mode), .required("old_id", optionalID("null: absent")),
      .required("new_id", optionalID("null: absent")), .required("added", optional("integer", "lines; null: binary")),
      .required("deleted", optional("integer", "lines; null: binary")),
      .optional("binary", truth("git sees no lines in it")),
    ])

  // MARK: What was found

  private static let area = object(
    "one risk area",
    [
      .required("name", text("as the repository calls it")),
      .required("band", words(Band.allCases.map(\.rawValue), "of a run that touches it")),
      .required(
        "hits",
        list(
          object(
            "one place",
            path + [
              .required(
                "line", optional("integer", "an added line that says it; null: the path or the kind of change does")),
              .required("rule", text("area.NAME.WHAT")),
            ]), "sorted, the first ones of many")),
      .required("omitted", number("hits that are left out")),
    ])

  private static let gate = object(
    "one question and its answer",
    [
      .required("name", words(GateName.allCases.map(\.rawValue), "of the gate")),
      .required("state", words(Gate.State.allCases.map(\.rawValue), "the answer")),
      .required("required", truth("it counts for the verdict")), .required("summary", text("one line")),
      .optional("skipped", truth("the caller left it out by name")), .optional("claim", claim),
    ])

  private static let finding = object(
    "one fact, or all that is found of one change",
    [.required("path", optional("string", "null: of the change as a whole")), .optional("path_bytes", bytes)] + fact + [
      .required("hint", optional("string", "the next step")),
      .optional("also", list(object("a fact", fact), "what else is found of the same change; its gates fail too")),
    ])

  private static let fact: [Member] = [
    .required("rule", text("GATE.WHAT")), .required("gate", words(GateName.allCases.map(\.rawValue), "of the fact")),
    .required("severity", words(Finding.Severity.allCases.map(\.rawValue), "an error makes a gate fail")),
    .required("line", optional("integer", "in the file, from 1")), .required("message", text("one line")),
    .required("contract_line", optional("integer", "the contract's line that decided")),
  ]

  private static let question = object(
    "a stop condition in free text",
    [.required("text", text("as the contract has it")), .required("contract_line", number("from 1"))])

  // MARK: What was run

  private static let isolation = nullable(
    "how far the commands were kept from the machine; null: none ran",
    [
      .required("tier", words(Isolation.allCases.map(\.rawValue), "the tier, and no more than that")),
      .required("summary", text("for people")),
    ])

  private static let containment = object(
    "what kept the run's processes from the rest of the machine",
    [
      .required(
        "tier",
        words(
          Containment.Tier.allCases.map(\.rawValue),
          "contained: in a PID namespace, with its own /proc; hunted: on the host; sandboxed: by bubblewrap")),
      .required(
        "network",
        words(Containment.Network.allCases.map(\.rawValue), "not taken away: it was to be, and it couldn't")),
    ])

  private static let claim = words(
    Claim.allCases.map(\.rawValue), "witnessed: this run did it itself; asserted: somebody says so")

  private static let run: [Member] = [
    .required("where", words(ValidationRecord.Place.allCases.map(\.rawValue), "the place of the run")),
    .required("state", words(ValidationRecord.State.allCases.map(\.rawValue), "what became of it")),
    .required("exit_status", optional("integer", "null: it didn't exit by itself")),
    .required("signal", optional("integer", "the signal that ended it")),
    .required("reason", optional("string", "why it is neither a pass nor a plain failure")),
    .optional("claim", claim), .optional("containment", containment),
    .optional("left_processes", truth("it left processes running, which were ended")),
    .optional("disturbed", list(object("a path", path), "files of the judged tree that it changed or left behind")),
    .required(
      "log",
      object(
        "what it printed, made printable, secrets masked",
        [
          .required("head", text("the beginning, of long output")),
          .required("tail", text("the end, or all of short output")),
          .required("omitted_bytes", number("between head and tail")), .required("total_bytes", number("altogether")),
          .optional("blob", optionalID("of the raw output, as git hash-object has it; null: not kept whole")),
        ])),
  ]

  private static let setup = object(
    "one run of one line of setup",
    [.required("command", text("as the contract has it")), .required("contract_line", number("from 1"))] + run)

  private static let onBase: JSONValue = {
    let state = words(ValidationRecord.State.allCases.map(\.rawValue), "skipped: it didn't run there")
    let expected = nullableWords(ValidationCommand.OnBase.allCases.map(\.rawValue), "what the contract expects")
    let own: [Member] = [
      .required("expected", expected), .required("state", state),
      .optional("carried", list(object("a path", path), "files that it took from the head and the branch wrote")),
    ]
    return object(
      "the same command on the base; claim asserted: from an earlier check, and no proof",
      own + run.filter { $0.key != "state" }.map(\.asOptional))
  }()

  private static let command = object(
    "one validation command",
    [
      .required("name", text("the contract's name for it, or the command itself")),
      .required("command", text("as /bin/sh -c got it")), .required("contract_line", number("from 1")),
    ] + run + [
      .optional("on_base", onBase),
      .optional(
        "baseline", nullableWords(ValidationRecord.Baseline.allCases.map(\.rawValue), "head and base together")),
    ])

  private static let timing = object(
    "all that differs between two checks of the same thing",
    [
      .required("started", text("RFC 3339, in UTC")), .required("milliseconds", number("of the whole check")),
      .required(
        "commands",
        list(
          object(
            "one run",
            [
              .required("name", text("of the command")), .required("where", text("the place of the run")),
              .required("wall_ms", number("from start to end")), .required("cpu_ms", number("user and system")),
              .required("peak_memory_bytes", number("an upper bound")),
            ]), "in the order of the runs")),
    ])

  // MARK: Parts

  private struct Member {
    let key: String
    let value: JSONValue
    let isRequired: Bool

    static func required(_ key: String, _ value: JSONValue) -> Member {
      Member(key: key, value: value, isRequired: true)
    }

    static func optional(_ key: String, _ value: JSONValue) -> Member {
      Member(key: key, value: value, isRequired: false)
    }

    var asOptional: Member { .optional(key, value) }
  }

  private static let path: [Member] = [
    .required("path", text("its bytes escaped where they aren't UTF-8")), .optional("path_bytes", bytes),
  ]

  private static let bytes = text("base64 of a path that isn't UTF-8")

  private static func members(_ members: [Member], type: JSONValue = "object") -> [JSONMember] {
    [
      JSONMember("type", type),
      JSONMember("required", .array(members.filter(\.isRequired).map { .string($0.key) })),
      JSONMember("properties", .object(members.map { JSONMember($0.key, $0.value) })),
    ]
  }

  private static func object(_ about: String, _ list: [Member]) -> JSONValue {
    SchemaParts.described(members(list), about)
  }

  private static func nullable(_ about: String, _ list: [Member]) -> JSONValue {
    SchemaParts.described(members(list, type: .array(["object", "null"])), about)
  }

  private static func list(_ items: JSONValue, _ about: String) -> JSONValue {
    SchemaParts.described([JSONMember("type", "array"), JSONMember("items", items)], about)
  }

  private static func text(_ about: String) -> JSONValue { typed("string", about) }
  private static func number(_ about: String) -> JSONValue { typed("integer", about) }
  private static func truth(_ about: String) -> JSONValue { typed("boolean", about) }
  private static func words(_ words: [String], _ about: String) -> JSONValue { SchemaParts.choice(words, about) }

  private static func nullableWords(_ words: [String], _ about: String) -> JSONValue {
    SchemaParts.described([JSONMember("enum", .array(words.map { .string($0) } + [.null]))], about)
  }

  private static func typed(_ type: JSONValue, _ about: String) -> JSONValue {
    SchemaParts.described([JSONMember("type", type)], about)
  }

  private static func optional(_ type: String, _ about: String) -> JSONValue {
    typed(.array([.string(type), "null"]), about)
  }

  private static func constant(_ text: String) -> JSONValue { .object([JSONMember("enum", .array([.string(text)]))]) }

  private static let idPattern = "^([0-9a-f]{40}|[0-9a-f]{64})$"

  private static func id(_ about: String) -> JSONValue {
    SchemaParts.described([JSONMember("type", "string"), JSONMember("pattern", .string(idPattern))], about)
  }

  private static func optionalID(_ about: String) -> JSONValue {
    SchemaParts.described(
      [JSONMember("type", .array(["string", "null"])), JSONMember("pattern", .string(idPattern))], about)
  }

  private static let mode = SchemaParts.described(
    [JSONMember("type", "string"), JSONMember("pattern", "^[0-7]{6}$")], "as git has it; 000000: absent")
}
