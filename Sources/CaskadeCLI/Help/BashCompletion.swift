/// Completions for bash, as its manual's "Programmable Completion" has them; they work without bash-completion.
struct BashCompletion {
  let manual: Manual

  var script: String {
    """
    # bash completion for caskade. Made by: caskade help --completions bash
    _caskade() {
      local word=${COMP_WORDS[COMP_CWORD]} before='' verb='' index options='' words='' files=1
      COMPREPLY=()
      [ "$COMP_CWORD" -gt 0 ] && before=${COMP_WORDS[COMP_CWORD-1]}
      for ((index = 1; index < COMP_CWORD; index++)); do
        case ${COMP_WORDS[index]} in
          \(valued(CommonOptions.specs))) ((index++)) ;;
          -*) ;;
          *) verb=${COMP_WORDS[index]}; break ;;
        esac
      done
      case $verb in
        '') words='\(manual.verbs.map(\.name).joined(separator: " "))'; files='' ;;
    \(manual.verbs.map(arm).joined(separator: "\n"))
      esac
      options="$options \(CommonOptions.specs.flatMap(names).joined(separator: " "))"
      case $verb:$before in
    \(valueArms.joined(separator: "\n"))
      esac
      case $word in
        -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
        *)
          COMPREPLY=($(compgen -W "$words" -- "$word"))
          [ -z "$files" ] || COMPREPLY+=($(compgen -f -- "$word"))
          ;;
      esac
    }
    complete -o filenames -F _caskade caskade

    """
  }

  private func names(_ option: OptionSpec) -> [String] { [option.short, option.name].compactMap { $0 } }

  private func valued(_ options: [OptionSpec]) -> String {
    options.filter { $0.takesWord }.flatMap(names).joined(separator: "|")
  }

  private func arm(_ spec: CommandSpec) -> String {
    let words = spec.operandSpecs.compactMap { manual.completions(of: $0.kind) }.flatMap { $0 }
    let takesFiles =
      spec.operandSpecs.contains { manual.completions(of: $0.kind) == nil } || spec.operandCount.upperBound > 1
    let asked = spec.operandSpecs.compactMap { manual.names(of: $0.kind) }.map(Self.asked).joined(separator: " ")
    return "    \(spec.name)) options='\(spec.options.flatMap(names).joined(separator: " "))'; "
      + "words=\(asked.isEmpty ? "'\(words.joined(separator: " "))'" : "\"\(asked)\""); "
      + "files=\(takesFiles ? "1" : "''") ;;"
  }

  /// What only the repository knows is asked for when it is needed.
  private static func asked(_ things: NamedThings) -> String {
    "$(caskade help --names \(things.rawValue) 2>/dev/null)"
  }

  /// What stands behind an option that takes a value: one of its words, or a file.
  private var valueArms: [String] {
    let common = CommonOptions.specs.filter { $0.takesWord }.map { valueArm("*", $0) }
    return manual.verbs.flatMap { spec in
      spec.options.filter { $0.takesWord }.map { valueArm(spec.name, $0) }
    } + common
  }

  private func valueArm(_ verb: String, _ option: OptionSpec) -> String {
    let patterns = names(option).map { "\(verb):\($0)" }.joined(separator: "|")
    let words = option.choices.isEmpty ? manual.completions(of: option.kind) ?? [] : option.choices
    var answer = words.isEmpty ? "compgen -f" : "compgen -W '\(words.joined(separator: " "))'"
    if let things = manual.names(of: option.kind) { answer = "compgen -f -W \"\(Self.asked(things))\"" }
    return "    \(patterns)) COMPREPLY=($(\(answer) -- \"$word\")); return ;;"
  }
}
