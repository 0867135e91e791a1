import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

extension Finding.Companion {
  static let keys = ObjectForm<Self>(
    "a fact",
    FormKey("rule", .text, "GATE.WHAT", \.rule), FormKey("gate", .word, "of the fact", \.gate),
    FormKey("severity", .word, "an error makes a gate fail", \.severity),
    FormKey("line", .orNull(.count), "in the file, from 1", \.line), FormKey("message", .text, "one line", \.message),
    FormKey("contract_line", .orNull(.count), "the contract's line that decided", \.contractLine)
  ) { Self($2, gate: $1, ruleID: $0, line: $3, $4, contractLine: $5) }
}

extension Finding {
  static let keys = ObjectForm<Finding>(
    "one fact, or all that is found of one change",
    FormKey(all: RepositoryPath.keysOrNull, \.path), FormKey(all: Companion.keys, \.fact),
    FormKey(ifAny: "subject", .text, "what in that place it is about, where a rule can hold several times", \.subject),
    FormKey("hint", .orNull(.text), "the next step", \.hint),
    FormKey(
      "also", .list(Companion.keys), older: [], "what else is found of the same change; its gates fail too", \.also)
  ) { path, fact, subject, hint, also in
    Finding(
      fact.severity, gate: fact.gate, ruleID: fact.rule, path: path, line: fact.line, fact.message, hint: hint,
      contractLine: fact.contractLine, also: also, subject: subject)
  }

  private var fact: Companion {
    Companion(severity, gate: gate, ruleID: rule, line: line, message, contractLine: contractLine)
  }
}

extension Gate {
  static let keys = ObjectForm<Gate>(
    "one question and its answer",
    FormKey("name", .word, "of the gate", \.name), FormKey("state", .word(else: .unproven), "the answer", \.state),
    FormKey("required", .truth, "it counts for the verdict", \.required),
    FormKey("summary", .text, "one line", \.summary),
    FormKey("skipped", .truth, older: false, "the caller left it out by name", \.skipped),
    FormKey("claim", .word, older: .witnessed, Claim.about, \.claim)
  ) { Gate($0, $1, required: $2, summary: $3, skipped: $4, claim: $5) }
}

extension AreaRecord {
  static let keys = ObjectForm<AreaRecord>(
    "one risk area",
    FormKey("name", .text, "as the repository calls it", \.name),
    FormKey("band", .word, "of a run that touches it", \.band),
    FormKey("hits", .list(Hit.keys), "sorted, the first ones of many", \.hits),
    FormKey("omitted", .count, "hits that are left out", \.omitted)
  ) { AreaRecord(name: $0, band: $1, hits: $2, omitted: $3) }
}

extension AreaRecord.Hit {
  fileprivate static let keys = ObjectForm<Self>(
    "one place",
    FormKey(all: RepositoryPath.keys, \.path),
    FormKey(
      "line", .orNull(.count), "an added line that says it; null: the path or the kind of change does", \.line),
    FormKey("rule", .text, "area.NAME.WHAT", \.rule)
  ) { Self(path: $0, line: $1, rule: $2) }
}

extension Change {
  static let keys = ObjectForm<Change>(
    "one path that differs",
    FormKey(all: RepositoryPath.keys, \.path), FormKey("operation", .word, "from base to head", \.operation),
    FormKey("old_mode", .fileMode, "as git has it; 000000: absent", \.oldMode),
    FormKey("new_mode", .fileMode, "as git has it; 000000: absent", \.newMode),
    FormKey("old_id", .orNull(.objectID), "null: absent", \.oldID),
    FormKey("new_id", .orNull(.objectID), "null: absent", \.newID), FormKey(all: Lines.keys, \.lines)
  ) { Change(path: $0, operation: $1, oldMode: $2, newMode: $3, oldID: $4, newID: $5, lines: $6) }
}

extension Change.Lines {
  fileprivate static let keys = ObjectForm<Self>(
    "lines by git's own diff",
    FormKey("added", .orNull(.count), "lines; null: binary", \.counts?.added),
    FormKey("deleted", .orNull(.count), "lines; null: binary", \.counts?.deleted),
    FormKey(ifAny: "binary", .truth, "git sees no lines in it") { $0 == .binary ? true : nil }
  ) { (added, deleted, binary) throws(FormFault) in
    switch (added, deleted, binary) {
    case (let added?, let deleted?, nil), (let added?, let deleted?, false):
      return .counted(added: added, deleted: deleted)
    case (nil, nil, nil), (nil, nil, true): return .binary
    case (_, _, true): throw FormFault(.missing, at: added == nil ? "deleted" : "added")
    case (_, _, _): throw FormFault(.missing, at: added == nil ? "added" : "deleted")
    }
  }

  private var counts: (added: Int, deleted: Int)? {
    switch self {
    case .counted(let added, let deleted): (added, deleted)
    case .binary: nil
    }
  }
}
