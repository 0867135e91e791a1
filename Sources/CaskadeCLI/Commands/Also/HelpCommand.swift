import CaskadeContracts
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem
import CaskadeTemplates

/// `caskade help`: a verb, a topic or a rule; and what shells and `man` read.
struct HelpCommand: Command {
  private enum Format: String, OptionChoice { case text, markdown }

  private let subject: String?
  private let format: Format
  private let shell: CompletionShell?
  private let isMan: Bool
  private let names: NamedThings?

  static let words = CommandWords(
    name: "help", group: .also, summary: "show help: for a verb, a topic or a finding's rule",
    examples: [
      "caskade help check", "caskade help patterns",
      "caskade help --completions bash > ~/.local/share/bash-completion/completions/caskade",
    ])

  init(_ read: inout ArgumentReader) {
    subject = read.optionalOperand("[VERB|TOPIC|RULE]", .topic)
    let before = read.given.count
    format = read.choice("--format", "FORMAT", standard: .text)
    let isFormatted = read.given.count > before
    shell = read.choice(
      "--completions", "SHELL", "print the completions for a shell: \(CompletionShell.list(standard: nil))")
    isMan = read.flag("--man", "print the manual page, as man reads it")
    names = read.choice("--names", "WHAT", "print the names that a shell completes: contracts or templates")
    let alone = [shell != nil, isMan, names != nil].count { $0 }
    if alone > 1 || (alone == 1 && (isFormatted || subject != nil)) {
      read.refuse(
        CommandError("'--completions', '--man' and '--names' stand alone", hint: "leave out what else was given"))
    }
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    if let names {
      try host.write(Self.list(names, host).map { "\($0)\n" }.joined())
    } else if let shell {
      try host.write(shell.script(CommandTable.manual))
    } else if isMan {
      try host.write(ManPage(manual: CommandTable.manual).text)
    } else if let subject {
      try host.write(try text(about: subject))
    } else {
      try host.write(format == .text ? CommandTable.manual.overview : CommandTable.manual.index.markdown)
    }
    return .good
  }

  /// What lies in the working tree; whatever is wrong there, a shell is told nothing of it.
  private static func list(_ names: NamedThings, _ host: Host) -> [String] {
    switch names {
    case .templates: return BuiltInTemplates.all.map(\.name)
    case .contracts:
      let root = EnclosingFolder.withRepository(above: host.directory) ?? host.directory
      let entries = (try? FileSystem.entries(of: root.appending(ContractFolder.folder))) ?? []
      return entries.map { ContractFolder.path(of: $0.bytes) }.filter(ContractFolder.holdsContract).sorted()
        .map { ContractFolder.name(of: $0) }.filter { !$0.contains(" ") }
    }
  }

  /// A name that is both a verb and a topic has both, in this order.
  private func text(about subject: String) throws(CommandError) -> String {
    let manual = CommandTable.manual
    let spec = manual.verb(named: subject)
    let page = manual.page(named: subject)
    var parts: [String] = []
    switch format {
    case .text:
      if let spec { parts.append(HelpText.verb(spec)) }
      if let page { parts.append(page.text) }
    case .markdown:
      // The topic's page alone: it is the file of that name, and `verbs` has the verb.
      if let page = page ?? spec.map({ ReferencePage(verb: $0) }) { parts.append(page.markdown) }
    }
    if parts.isEmpty, let rule = HelpTopics.rule(subject) { parts.append(rule) }
    guard parts.isEmpty else { return parts.joined(separator: "\n") }
    let close = Suggestion.closest(to: subject, among: manual.subjects).map { "did you mean 'caskade help \($0)'?" }
    throw CommandError("there is no help on '\(subject)'", hint: close ?? "caskade help lists the verbs and the topics")
  }
}
