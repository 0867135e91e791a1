import CaskadeEngine
import CaskadeSyntax

/// The manual page, in the macros of man(7).
struct ManPage {
  let manual: Manual

  var text: String {
    var lines = [
      ".TH CASKADE 1 \"\" \"caskade \(Version.text)\" \"User Commands\"",
      ".SH NAME", "caskade \\- judge what a coding agent did against what a person approved",
      ".SH SYNOPSIS", ".B caskade", escaped("VERB [OPTION]... [OPERAND]..."),
      ".SH DESCRIPTION",
      escaped(
        "A person approves a contract before a coding agent runs: the outcome, the paths that it may change, the tools"),
      escaped(
        "that it may use, the commands that prove success, and when it must stop. Afterwards caskade compares what git"),
      escaped("says happened with what was approved, and runs the commands itself. Its exit status is the verdict."),
      ".SH OPTIONS", "Every verb takes these.",
    ]
    lines += CommonOptions.specs.flatMap(option)
    for (group, verbs) in manual.groups() {
      lines.append(".SH \(group.rawValue.uppercased())")
      lines += verbs.flatMap(verb)
    }
    lines += [".SH TOPICS", escaped("caskade help TOPIC shows a page of the reference.")]
    for page in manual.pages { lines += [".TP", ".B \(escaped(page.name))", escaped(page.summary)] }
    lines.append(".SH EXIT STATUS")
    for code in ExitCode.allCases { lines += [".TP", ".B \(code.rawValue)", escaped(plain(code.meaning))] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func verb(_ spec: CommandSpec) -> [String] {
    var lines = [
      ".SS \(escaped(spec.name))", escaped("\(spec.words.summary)."), ".PP", ".B \(escaped(spec.shortUsage))",
    ]
    lines += spec.options.flatMap(option)
    if !spec.words.examples.isEmpty {
      lines += [".PP", "Examples:", ".PP", ".nf", ".RS 4"] + spec.words.examples.map(escaped) + [".RE", ".fi"]
    }
    if !spec.words.exits.isEmpty { lines += [".PP", escaped("Exit status: \(spec.words.exits).")] }
    return lines
  }

  private func option(_ option: OptionSpec) -> [String] {
    let names = ([option.short].compactMap { $0 } + [option.usage]).joined(separator: ", ")
    return [".TP", ".B \(escaped(names))", escaped("\(option.help).")]
  }

  private func plain(_ text: String) -> String { text.filter { $0 != "`" } }

  /// A line of text: nothing in it is a request, an escape, or a typographic dash or quote (groff_char(7)).
  private func escaped(_ text: String) -> String {
    let body = text.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\e"
      case "-": text += "\\-"
      case "'": text += "\\(aq"
      case "`": text += "\\(ga"
      case "^": text += "\\(ha"
      case "~": text += "\\(ti"
      default: text.append(character)
      }
    }
    return body.hasPrefix(".") ? "\\&\(body)" : body
  }
}
