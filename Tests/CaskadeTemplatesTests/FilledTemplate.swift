import CaskadeSyntax
import CaskadeTemplates

/// Fills in a template line by line, as a drafter does.
struct FilledTemplate {
  /// What a drafter may find out about the work. Nil and empty leave nothing behind.
  struct Answers {
    var title = "Fix the login redirect loop"
    var outcome: String? = "Signing in from any page returns the person to that page."
    var ticket: String? = "WEB-1423"
    var owner: String? = "dev@example.com"
    var branch = "fix/login-*"
    var expires = "2027-01-31"
    var allowed = ["Sources/Login/**", "Tests/LoginTests/**"]
    var denied = ["Sources/Login/Keychain.swift"]
    var commands = ["swift test --filter LoginTests", "swift build"]
  }

  let source: SourceText

  init(_ template: BuiltInTemplate, _ answers: Answers = Answers()) {
    var lines: [String] = []
    var commandsOfTheirOwn = 0
    var inOutcome = false
    for line in template.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if inOutcome, line.hasPrefix("  ") { continue }
      inOutcome = line.hasPrefix("outcome:") && answers.outcome != nil
      if inOutcome, let outcome = answers.outcome {
        lines += ["outcome: >", "  \(outcome)"]
        continue
      }
      guard let blank = KnownBlank.allCases.first(where: { line.hasSuffix($0.rawValue) }) else {
        if !line.hasPrefix("# caskade template") { lines.append(line) }
        continue
      }
      let head = line.dropLast(blank.rawValue.count)
      let values: [String]
      switch blank {
      case .title: values = [answers.title]
      case .ticket: values = answers.ticket.map { [$0] } ?? []
      case .owner: values = answers.owner.map { [$0] } ?? []
      case .branch: values = [answers.branch]
      case .expires: values = [answers.expires]
      case .allowed: values = answers.allowed
      case .denied: values = answers.denied
      case .command:
        switch head.trimmingPrefix(while: { $0 == " " }) {
        case "run: ":
          values = [answers.commands[commandsOfTheirOwn]]
          commandsOfTheirOwn += 1
        case "- ": values = Array(answers.commands.dropFirst(commandsOfTheirOwn))
        default: values = answers.commands
        }
      }
      lines += values.map { head + $0 }
    }
    source = SourceText(name: "\(template.name).yaml", lines.joined(separator: "\n"))
  }
}

/// The blanks that a drafter knows how to fill in. Each stands alone, at the end of its line.
enum KnownBlank: String, CaseIterable {
  case title = "<title of the work>"
  case ticket = "<ticket or address>"
  case owner = "<who answers for it>"
  case branch = "<branch of the work>"
  case expires = "<last day in force>"
  case allowed = "<path that may change>"
  case denied = "<path that must not change>"
  case command = "<command that proves it>"
}
