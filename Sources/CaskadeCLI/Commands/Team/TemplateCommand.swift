import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeTemplates

/// `caskade template list|show|new|promote`.
struct TemplateCommand: Command {
  private let words: [String]
  private let from, summary: String?

  static let words = CommandWords(
    name: "template", group: .team, summary: "list, show and write the templates that draft begins with",
    examples: [
      "caskade template list", "caskade template show bug-fix",
      "caskade template new api-change --from feature --summary 'an interface gets something new'",
      "caskade template promote login-fix login-redirect login-cookie",
    ])

  init(_ read: inout ArgumentReader) {
    words = read.operands(
      "list|show|new|promote [NAME] [CONTRACT...]", 1...64, .words(["list", "show", "new", "promote"]))
    from = read.value("--from", "TEMPLATE", "with new: the template that is copied; feature when left out")
    summary = read.value("--summary", "TEXT", "with new and promote: when to use the template, in one line")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    switch (words.first, words.count) {
    case ("list", 1): try list(host)
    case ("show", 2): try show(words[1], host)
    case ("new", 2): try new(words[1], host)
    case ("promote", 2...): try promote(words[1], Array(words.dropFirst(2)), host)
    case ("show", _), ("new", _), ("promote", _):
      throw CommandError("'caskade template \(words[0])' needs a NAME", hint: "caskade template list")
    default:
      throw CommandError(
        "'caskade template' doesn't know '\(words.joined(separator: " "))'",
        hint: "usage: \(CommandSpec(Self.self).usage)")
    }
    return .good
  }

  private func list(_ host: Host) throws(CommandError) {
    let policy = try LintFacts.workingPolicy(host)
    let shelf = TemplateShelf(host)
    let width = (shelf.templates.map(\.name.count).max() ?? 0) + 3
    for template in shelf.templates {
      let gap = String(repeating: " ", count: width - template.name.count)
      let standing = Self.standing(of: template.name, policy).map { " (\($0))" } ?? ""
      let place = shelf.own.contains(template.name) ? " [this repository]" : ""
      try host.write("\(template.name)\(gap)\(template.summary)\(standing)\(place)\n")
    }
  }

  /// The text is one to write into a file, so what is said of it stands beside it.
  private func show(_ name: String, _ host: Host) throws(CommandError) {
    let template = try TemplateShelf(host).named(name)
    try host.write(template.text)
    if let standing = Self.standing(of: template.name, try LintFacts.workingPolicy(host)) {
      host.note("caskade: \(template.name) is \(standing)")
    }
  }

  private func new(_ name: String, _ host: Host) throws(CommandError) {
    try checkName(name)
    let shelf = TemplateShelf(host)
    let other = try shelf.named(from ?? "feature")
    let text = TemplateText.copy(of: other.text, name: name, summary: summary ?? other.summary)
    try Session.run(host) { (session) throws(CommandError) in try TemplateShelf.write(text, named: name, session) }
  }

  private func promote(_ name: String, _ contracts: [String], _ host: Host) throws(CommandError) {
    try checkName(name)
    try Session.run(host) { (session) throws(CommandError) in
      let runs = try PromotedRuns(contracts, session)
      let made = "work such as '\(EscapedText.line(runs.contracts[0].title.value))'"
      let promotion = TemplatePromotion(
        name: name, summary: summary ?? made, contracts: runs.contracts, sizes: runs.sizes)
      try TemplateShelf.write(promotion.text, named: name, session)
    }
  }

  private func checkName(_ name: String) throws(CommandError) {
    guard TemplateText.isName(name) else {
      throw CommandError(
        "a template can't be called '\(EscapedText.line(name))'", hint: "lower-case letters, digits and hyphens")
    }
    guard let summary else { return }
    guard !summary.isEmpty, EscapedText.line(summary) == summary else {
      throw CommandError("a summary is one line of text", hint: "--summary 'an interface gets something new'")
    }
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
      let standard = TemplateShelf(host).templates.map(\.name).filter {
        policy.template(named: $0).standing == .standard
      }
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
