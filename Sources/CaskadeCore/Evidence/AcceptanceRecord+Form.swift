package import CaskadeContracts
package import CaskadeSyntax

extension AcceptanceRecord {
  static let keys = ObjectForm<AcceptanceRecord>(
    "one line of the outcome",
    FormKey("says", .text, "as the contract has it", \.line.says),
    FormKey("contract_line", .count, "from 1", \.line.line),
    FormKey(ifAny: "proof", .text, "the validation command that is to show it", \.commandName),
    FormKey(ifAny: "test", .text, "the test that is to show it", \.testName),
    FormKey("state", .word(else: .unproven), "whether it is shown, and by whose check", \.state),
    FormKey(ifAny: "why", .text, "why it is no better", \.why)
  ) { says, line, command, test, state, why in
    let proof = command.map { AcceptanceLine.Proof.command($0) } ?? test.map { .test($0) }
    return AcceptanceRecord(AcceptanceLine(says, by: proof, line: line), state, why: why)
  }

  private var commandName: String? {
    if case .command(let name) = line.proof { name } else { nil }
  }

  private var testName: String? {
    if case .test(let name) = line.proof { name } else { nil }
  }
}
