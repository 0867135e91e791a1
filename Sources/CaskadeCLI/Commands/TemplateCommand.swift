import CaskadeSyntax
import CaskadeTemplates

/// `caskade template list|show`.
enum TemplateCommand {
  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    switch (arguments.operands[0], arguments.operands.count) {
    case ("list", 1):
      let width = (BuiltInTemplates.all.map(\.name.count).max() ?? 0) + 3
      for template in BuiltInTemplates.all {
        let gap = String(repeating: " ", count: width - template.name.count)
        try host.write("\(template.name)\(gap)\(template.summary)\n")
      }
      return .good
    case ("show", 2):
      try host.write(try named(arguments.operands[1]).text)
      return .good
    case ("show", _):
      throw CommandError("'caskade template show' needs a NAME", hint: "caskade template list")
    default:
      throw CommandError(
        "'caskade template' doesn't know '\(arguments.operands.joined(separator: " "))'",
        hint: "usage: \(CommandTable.spec(of: .template).usage)")
    }
  }

  static func named(_ name: String) throws(CommandError) -> BuiltInTemplate {
    if let template = BuiltInTemplates.named(name) { return template }
    let known = BuiltInTemplates.all.map(\.name)
    throw CommandError(
      "there is no template '\(name)'",
      hint: Suggestion.closest(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "one of: \(known.joined(separator: ", "))")
  }
}
