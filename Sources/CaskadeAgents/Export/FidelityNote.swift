import CaskadeContracts
import CaskadeSyntax

/// What an agent can't say or doesn't enforce, and what holds it all the same.
package struct FidelityNote: Hashable, Sendable {
  package let what: String
  package let holds: String

  init(_ what: String, _ holds: String) {
    self.what = what
    self.holds = holds
  }

  package var text: String { "\(what); \(holds)" }
}

// MARK: Entries of the contract

extension FidelityNote {
  private static func name(_ entry: ToolEntry) -> String { "`\(EscapedText.line(entry.tool.text))`" }

  static func overlapping(_ entry: ToolEntry, _ other: Tool) -> FidelityNote {
    FidelityNote(
      "\(name(entry)) is not allowed ahead, as a part of it is under `\(EscapedText.line(other.text))`",
      "the hook answers each call")
  }

  static func runningMore(_ entry: ToolEntry) -> FidelityNote {
    FidelityNote(
      "\(name(entry)) is not allowed ahead, as it can start other programs or code", "the hook reads each command line")
  }

  static func writing(_ entry: ToolEntry) -> FidelityNote {
    FidelityNote(
      "\(name(entry)) is not allowed ahead, as it can write files of its choice",
      "the hook holds what it writes against the paths, and gate scope what git says")
  }

  static func unsayable(_ entry: ToolEntry) -> FidelityNote {
    FidelityNote("\(name(entry)) has no exact form here", "the hook answers each call")
  }

  static func unsayableName(_ tool: String) -> FidelityNote {
    FidelityNote("`\(EscapedText.line(tool))` has no exact form here", "the hook answers each call")
  }

  static func unsayableDenial(_ tool: String) -> FidelityNote {
    FidelityNote("`\(EscapedText.line(tool))` can't be denied exactly here", "the hook denies it")
  }

  static func server(_ name: NativeRights.Name) -> FidelityNote { unsayableName("mcp: \(name.server)/\(name.tool)") }

  static func path(_ pattern: PathPattern, _ holds: String = "the hook answers each edit") -> FidelityNote {
    FidelityNote("`\(EscapedText.line(pattern.text))` has no exact form here and is not allowed ahead", holds)
  }

  static func operations(_ pattern: PathPattern, _ may: Operations) -> FidelityNote {
    let words = Operation.allCases.filter(may.contains).map(\.rawValue).joined(separator: " and ")
    return FidelityNote(
      "`\(EscapedText.line(pattern.text))` is for \(words) only, which no rule here can say, so it is not allowed ahead",
      "the hook answers each edit, and gate scope what git says")
  }

  static func deniedPath(_ pattern: PathPattern) -> FidelityNote {
    FidelityNote(
      "`\(EscapedText.line(pattern.text))` can't be denied exactly here", "the hook denies it, and gate scope finds it")
  }
}

// MARK: Of every agent

extension FidelityNote {
  /// What holds for all of them; its own stand before these.
  static func ofEvery(_ agent: Agent, _ request: ExportRequest) -> [FidelityNote] {
    var notes: [FidelityNote] = []
    let tools = request.contract.tools
    if tools.allow.isEmpty, tools.ask.isEmpty, tools.deny.isEmpty {
      notes.append(
        FidelityNote(
          "the contract names no tools, so nothing but its paths and commands is granted ahead",
          "name them under `tools:`, and export again"))
    }
    notes += [
      FidelityNote(
        "create, modify and delete can't be told apart by rules, and files are removed by commands",
        "gate scope judges each operation from git"),
      FidelityNote(
        "a rule reads the text of a command: `git -C x push`, quotes, wrappers and scripts get by a deny",
        "the hook reads the line as a shell would, and gates scope and secrets what came of it"),
      FidelityNote(
        "what a script or a build writes, no rule and no hook sees",
        "gates scope, protected and integrity read it from git"),
      FidelityNote(
        "a path in another case, or by a link, is another path to a rule", "the hook and gate scope follow both"),
      FidelityNote(
        "whoever runs as you can edit these files and this hook",
        "they are the agent's railing; the verdict comes from 'caskade check' on another machine"),
    ]
    return notes
  }

  /// The notes as a page beside the export.
  static func page(_ notes: [FidelityNote], _ agent: Agent, _ request: ExportRequest) -> String {
    let lines = notes.map { "- \($0.text)." }.joined(separator: "\n")
    return """
      # What \(agent.title) can't say of '\(EscapedText.line(request.name))', and what holds it

      Written for \(agent.exportedFor). Nothing here grants more than the contract; where no exact form exists, the allow is
      left out.

      \(lines)

      """
  }
}
