import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeTemplates

/// `caskade template list|show`.
struct TemplateCommand: Command {
  private let what: [String]

  static let words = CommandWords(
    name: "template", group: .team, summary: "list or show the templates that draft begins with",
    examples: ["caskade template list", "caskade template show bug-fix"])

  init(_ read: inout ArgumentReader) {
    what = read.operands("list|show [NAME]", 1...2, .words(["list", "show"]))
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    switch (what.first, what.count) {
    case ("list", 1):
      let policy = try LintFacts.workingPolicy(host)
      let width = (BuiltInTemplates.all.map(\.name.count).max() ?? 0) + 3
      for template in BuiltInTemplates.all {
        let gap = String(repeating: " ", count: width - template.name.count)
        let standing = Self.standing(of: template.name, policy).map { " (\($0))" } ?? ""
        try host.write("\(template.name)\(gap)\(template.summary)\(standing)\n")
      }
      return .good
    case ("show", 2):
      let template = try Self.named(what[1])
      try host.write(template.text)
      // The text is one to write into a file, so this stands beside it.
      if let standing = Self.standing(of: template.name, try LintFacts.workingPolicy(host)) {
        host.note("caskade: \(template.name) is \(standing)")
      }
      return .good
    case ("show", _):
      throw CommandError("'caskade template show' needs a NAME", hint: "caskade template list")
    default:
      throw CommandError(
        "'caskade template' doesn't know '\(what.joined(separator: " "))'",
        hint: "usage: \(CommandSpec(Self.self).usage)")
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

  /// Refuses a retired template, and says so of an experimental one.
  static func judge(_ template: BuiltInTemplate, _ policy: Policy, _ host: Host) throws(CommandError) {
    let rule = policy.template(named: template.name)
    let owner = rule.owner.map { " (owner \(EscapedText.line($0)))" } ?? ""
    switch rule.standing {
    case .standard: return
    case .experimental:
      host.note("caskade: the template '\(template.name)' is experimental\(owner)")
    case .retired:
      let standard = BuiltInTemplates.all.map(\.name).filter { policy.template(named: $0).standing == .standard }
      throw CommandError(
        "the template '\(template.name)' is retired\(owner)",
        hint: standard.isEmpty
          ? "the policy has no standard template left"
          : "--template with a standard one: \(standard.joined(separator: ", "))")
    }
  }

  /// What the policy says of a template; nil where it doesn't name it.
  private static func standing(of name: String, _ policy: Policy) -> String? {
    guard let rule = policy.templates.first(where: { $0.name == name }) else { return nil }
    return rule.standing.rawValue + (rule.owner.map { ", owner \(EscapedText.line($0))" } ?? "")
  }
}
