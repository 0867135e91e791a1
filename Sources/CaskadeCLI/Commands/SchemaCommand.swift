import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeSyntax

/// `caskade schema`: prints the JSON Schema of a document that caskade reads or writes.
enum SchemaCommand {
  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    guard !(arguments.has("--evidence") && arguments.has("--policy")) else {
      throw CommandError("one schema at a time", hint: "leave out '--evidence' or '--policy'")
    }
    let schema =
      arguments.has("--evidence")
      ? EvidenceSchema.value : arguments.has("--policy") ? PolicySchema.value : ContractSchema.value
    try host.write(JSONWriter(.pretty).bytes(schema) + [0x0A])
    return .good
  }
}
