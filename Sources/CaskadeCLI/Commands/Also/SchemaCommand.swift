import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeSyntax

/// `caskade schema`: prints the JSON Schema of a document that caskade reads or writes.
struct SchemaCommand: Command {
  private enum Document { case contract, policy, evidence, record }

  private let document: Document

  static let words = CommandWords(
    name: "schema", group: .also, summary: "print the JSON Schema of contracts, the policy, evidence or records",
    examples: ["caskade schema --evidence > evidence.schema.json"])

  init(_ read: inout ArgumentReader) {
    let evidence = read.flag("--evidence", "of evidence")
    let policy = read.flag("--policy", "of the policy")
    let record = read.flag("--record", "of a record")
    if [evidence, policy, record].count(where: { $0 }) > 1 {
      read.refuse(
        CommandError("one schema at a time", hint: "leave out all but one of '--evidence', '--policy' and '--record'"))
    }
    document = evidence ? .evidence : policy ? .policy : record ? .record : .contract
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    let schema =
      switch document {
      case .contract: ContractSchema.value
      case .policy: PolicySchema.value
      case .evidence: EvidenceSchema.value
      case .record: RecordSchema.value
      }
    try host.write(JSONWriter(.pretty).bytes(schema) + [0x0A])
    return .good
  }
}
