/// Completions for zsh, as zshcompsys(1) has them: `_describe` for the verbs, `_arguments` for each of them.
struct ZshCompletion {
  let manual: Manual

  var script: String {
    """
    #compdef caskade
    # zsh completion for caskade. Made by: caskade help --completions zsh
    _caskade() {
      local curcontext="$curcontext" state line
      typeset -A opt_args
      _arguments -C \\
    \(CommonOptions.specs.map { "    \(argument($0)) \\" }.joined(separator: "\n"))
        '1: :->verb' \\
        '*:: :->rest'
      case $state in
        verb)
          local -a verbs
          verbs=(
    \(manual.verbs.map { "        \("\($0.name):\($0.words.summary)".shellQuoted)" }.joined(separator: "\n"))
          )
          _describe verb verbs
          ;;
        rest)
          case $words[1] in
    \(manual.verbs.map(arm).joined(separator: "\n"))
          esac
          ;;
      esac
    }
    if [ "$funcstack[1]" = _caskade ]; then
      _caskade "$@"
    else
      compdef _caskade caskade
    fi

    """
  }

  private func arm(_ spec: CommandSpec) -> String {
    let options = (spec.options + CommonOptions.specs).map(argument)
    let operands = spec.operandSpecs.map(operand)
    return "        \(spec.name)) _arguments \((options + operands).joined(separator: " ")) ;;"
  }

  /// `--base[what it does]:REV:_files`, which may stand more than once with a star before it.
  private func argument(_ option: OptionSpec) -> String {
    let star = option.arity == .many ? "*" : ""
    let help = "[\(escaped(option.help))]"
    let words = option.choices.isEmpty ? manual.completions(of: option.kind) ?? [] : option.choices
    let action =
      manual.names(of: option.kind).map(Self.asked)
      ?? (words.isEmpty ? "_files" : "(\(words.joined(separator: " ")))")
    let value = !option.takesWord ? "" : ":\(escaped(option.placeholder)):\(action)"
    return [option.short, option.name].compactMap { $0 }
      .map { "\(star)\($0)\(help)\(value)".shellQuoted }.joined(separator: " ")
  }

  private func operand(_ operand: OperandSpec) -> String {
    let words = manual.completions(of: operand.kind)
    let action =
      manual.names(of: operand.kind).map(Self.asked)
      ?? words.map { $0.isEmpty ? " " : "(\($0.joined(separator: " ")))" } ?? "_files"
    return "*:\(escaped(operand.usage)):\(action)".shellQuoted
  }

  /// What only the repository knows is asked for when it is needed; a file can be named too.
  private static func asked(_ things: NamedThings) -> String {
    "{compadd - $(caskade help --names \(things.rawValue) 2>/dev/null); _files}"
  }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += ("[]:\\".contains($1) ? "\\" : "") + String($1) }
  }
}
