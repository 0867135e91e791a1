/// Completions for fish, as its documentation of `complete` has them.
struct FishCompletion {
  let manual: Manual

  var script: String {
    var lines = [
      "# fish completion for caskade. Made by: caskade help --completions fish",
      "complete -c caskade -n __fish_use_subcommand -f",
    ]
    for words in manual.verbs.map(\.words) {
      lines.append(
        "complete -c caskade -n __fish_use_subcommand -a \(words.name) -d \(quoted(words.summary))")
    }
    lines += CommonOptions.specs.map { "complete -c caskade\(option($0))" }
    for spec in manual.verbs {
      let condition = " -n \(quoted("__fish_seen_subcommand_from \(spec.name)"))"
      lines += spec.options.map { "complete -c caskade\(condition)\(option($0))" }
      for words in spec.operandSpecs.compactMap({ manual.completions(of: $0.kind) }) {
        let answers = words.isEmpty ? "" : " -a \(quoted(words.joined(separator: " ")))"
        let files = spec.operandCount.upperBound > 1 ? "" : " -f"
        if !(answers + files).isEmpty { lines.append("complete -c caskade\(condition)\(files)\(answers)") }
      }
      for things in spec.operandSpecs.compactMap({ manual.names(of: $0.kind) }) {
        lines.append("complete -c caskade\(condition) -a \(Self.asked(things))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func option(_ option: OptionSpec) -> String {
    var text = option.short.map { " -s \($0.dropFirst())" } ?? ""
    text += " -l \(option.name.dropFirst(2))"
    if option.takesWord {
      let words = option.choices.isEmpty ? manual.completions(of: option.kind) ?? [] : option.choices
      text += words.isEmpty ? " -r" : " -x -a \(quoted(words.joined(separator: " ")))"
      if let things = manual.names(of: option.kind) { text += " -a \(Self.asked(things))" }
    }
    return "\(text) -d \(quoted(option.help))"
  }

  /// What only the repository knows is asked for when it is needed.
  private static func asked(_ things: NamedThings) -> String {
    "'(caskade help --names \(things.rawValue) 2>/dev/null)'"
  }

  /// In single quotes, where fish reads a backslash before a quote and before another.
  private func quoted(_ text: String) -> String {
    "'" + text.reduce(into: "") { $0 += ("'\\".contains($1) ? "\\" : "") + String($1) } + "'"
  }
}
