import CaskadeSyntax

extension ToolsRecord {
  static let keys = ObjectForm<ToolsRecord>(
    "what transcripts tell of the run; absent: none was given",
    FormKey("claim", .word(else: .asserted), Claim.about, \.claim),
    FormKey("transcripts", .list(Source.keys), "what was read", \.sources),
    FormKey(all: Totals.keys) { Totals($0) },
    FormKey("uses", .list(Use.keys), "by tool or command, gravest first", \.uses),
    FormKey("refusals", .list(Use.keys), "asked for and refused", \.refusals),
    FormKey("unused", .list(.text), "what the contract allows and nothing used", \.unused),
    FormKey("unexplained", .list(RepositoryPath.keys), "changed in git, and in no call", \.unexplained),
    FormKey("gone", .list(RepositoryPath.keys), "changed in a call, and as on the base in the end", \.gone),
    FormKey("marks", .list(Mark.keys), "what deserves a look", \.marks),
    FormKey("limits", .list(Limit.keys), "stop conditions that two trees can't show", \.limits)
  ) {
    var record = ToolsRecord()
    (record.claim, record.sources) = ($0, $1)
    (record.calls, record.violations) = ($2.calls, $2.violations)
    (record.refused, record.milliseconds) = ($2.refused, $2.milliseconds)
    (record.tokens, record.cost, record.omitted) = ($2.tokens, $2.cost, $2.omitted)
    (record.uses, record.refusals, record.unused) = ($3, $4, $5)
    (record.unexplained, record.gone, record.marks, record.limits) = ($6, $7, $8, $9)
    return record
  }

  fileprivate struct Totals {
    let calls, violations, refused, milliseconds, tokens, omitted: Int
    let cost: Int?

    init(_ record: ToolsRecord) {
      self.init(
        calls: record.calls, violations: record.violations, refused: record.refused,
        milliseconds: record.milliseconds, tokens: record.tokens, omitted: record.omitted, cost: record.cost)
    }

    private init(
      calls: Int, violations: Int, refused: Int, milliseconds: Int, tokens: Int, omitted: Int, cost: Int?
    ) {
      self.calls = calls
      self.violations = violations
      self.refused = refused
      self.milliseconds = milliseconds
      self.tokens = tokens
      self.omitted = omitted
      self.cost = cost
    }

    static let keys = ObjectForm<Totals>(
      "sums",
      FormKey("calls", .count, "that ran", \.calls),
      FormKey("violations", .count, "of them, those with a part that isn't allowed", \.violations),
      FormKey("refused", .count, "that did not", \.refused),
      FormKey("work_ms", .count, "between records, without the time before a person's", \.milliseconds),
      FormKey("tokens", .count, "in and out; 0: none is told", \.tokens),
      FormKey("omitted", .count, "entries of the lists that are left out", \.omitted),
      FormKey(ifAny: "usd_millionths", .count, "what it cost; absent: none is told", \.cost)
    ) {
      Totals(
        calls: $0, violations: $1, refused: $2, milliseconds: $3, tokens: $4, omitted: $5, cost: $6)
    }
  }
}

extension ToolsRecord.Source {
  fileprivate static let keys = ObjectForm<Self>(
    "one transcript",
    FormKey("name", .text, "the file, as it was named or found", \.name),
    FormKey("agent", .text, "whose it is; empty: not known", \.agent),
    FormKey("format", .text, "of the file", \.format),
    FormKey("written_for", .text, "the agent's versions that the reader was written for", \.writtenFor),
    FormKey("standing", .word(else: .unreadable), "whether its calls are judged", \.standing),
    FormKey("calls", .count, "in it", \.calls), FormKey("started", .orNull(.text), "RFC 3339, in UTC", \.started),
    FormKey("models", .list(.text), "that it names", \.models),
    FormKey("faults", .list(.text), "what of it is not in its calls", \.faults),
    FormKey("complete", .truth, "no call of it can have been lost", \.isComplete)
  ) {
    Self(
      name: $0, agent: $1, format: $2, writtenFor: $3, standing: $4, calls: $5, started: $6, models: $7, faults: $8,
      isComplete: $9)
  }
}

extension ToolsRecord.Use {
  fileprivate static let keys = ObjectForm<Self>(
    "one tool or command",
    FormKey("tool", .text, "in the contract's words, without secrets", \.tool),
    FormKey("decision", .word(else: .notUnderstood), "what the contract says of it", \.decision),
    FormKey("calls", .count, "of it", \.calls), FormKey("failed", .count, "of them", \.failed),
    FormKey("place", .text, "FILE:LINE of the first", \.place),
    FormKey("contract_line", .orNull(.count), "the contract's line that decided", \.contractLine)
  ) { Self(tool: $0, decision: $1, calls: $2, failed: $3, place: $4, contractLine: $5) }
}

extension ToolsRecord.Mark {
  fileprivate static let keys = ObjectForm<Self>(
    "one thing that deserves a look",
    FormKey("kind", .word(else: .other), "what it is", \.kind),
    FormKey("subject", .text, "a path, a command or a host, without secrets", \.subject),
    FormKey("calls", .count, "that tell it", \.calls), FormKey("place", .text, "FILE:LINE of the first", \.place)
  ) { Self($0, $1, calls: $2, place: $3) }
}

extension ToolsRecord.Limit {
  fileprivate static let keys = ObjectForm<Self>(
    "one stop condition",
    FormKey("condition", .text, "as the contract has it", \.condition),
    FormKey("contract_line", .count, "of it", \.contractLine),
    FormKey("value", .orNull(.count), "what was counted; null: no transcript tells it", \.value),
    FormKey("met", .truth, "the run should have stopped", \.isMet),
    FormKey("after", .count, "calls after it was met", \.after)
  ) { Self(condition: $0, contractLine: $1, value: $2, isMet: $3, after: $4) }
}
