/// The shells that caskade has completions for: a file each, and a case here.
enum CompletionShell: String, OptionChoice {
  case bash, zsh, fish

  /// What the shell reads.
  func script(_ manual: Manual) -> String {
    switch self {
    case .bash: BashCompletion(manual: manual).script
    case .zsh: ZshCompletion(manual: manual).script
    case .fish: FishCompletion(manual: manual).script
    }
  }
}

extension String {
  /// In single quotes, as POSIX shells and zsh read it.
  var shellQuoted: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
