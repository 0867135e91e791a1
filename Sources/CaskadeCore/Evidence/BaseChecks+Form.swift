package import CaskadeContracts
package import CaskadeSyntax

extension BaseChecks {
  static let keys = ObjectForm<BaseChecks>(
    "the check files that the branch touched; absent: it touched none, or the file is of an older caskade",
    FormKey("demand", .word(else: .required), "what the policy asks for in this band", \.demand),
    FormKey("restored", .list(RepositoryPath.keys), "put back as the base has them", \.restored),
    FormKey("left_out", .list(RepositoryPath.keys), "added by the branch, and left out", \.leftOut),
    FormKey("rewritten", .list(RepositoryPath.keys), "the head's, with the base's sections of runners", \.rewritten),
    FormKey("own", .list(Own.keys), "left as the branch has them, by the contract's word", \.own),
    FormKey(
      ifAny: "scripts", .list(RepositoryPath.keys),
      "scripts that no command names, only other scripts: each command runs with the branch's versions of them too"
    ) { $0.scripts.isEmpty ? nil : $0.scripts },
    FormKey(ifAny: "fault", .text, "why nothing could be put back", \.fault)
  ) { BaseChecks(demand: $0, restored: $1, leftOut: $2, rewritten: $3, own: $4, scripts: $5 ?? [], fault: $6) }
}

extension BaseChecks.Own {
  fileprivate static let keys = ObjectForm<Self>(
    "a check file that the contract lets the branch change",
    FormKey(all: RepositoryPath.keys, \.path),
    FormKey("contract_line", .count, "of checks_may_change, from 1", \.contractLine)
  ) { Self($0, contractLine: $1) }
}
