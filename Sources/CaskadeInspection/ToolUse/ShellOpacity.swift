import CaskadeSyntax

/// Names and options by which a command starts another program.
enum ShellOpacity {
  /// An assignment by which some program runs something else, or by which names are found elsewhere.
  static func isObeyed(_ assignment: ShellSimpleCommand.Assignment) -> Bool {
    isObeyed(assignment.name.text, assignment.value.text)
  }

  static func isObeyed(_ name: String, _ value: String) -> Bool {
    if name == "PATH" { return value != "$PATH" && value != "${PATH}" }
    return variables.contains(name)
      || ["DYLD_", "LD_", "GIT_CONFIG", "BASH_FUNC_"].contains { name.hasPrefix($0) }
  }

  private static let variables: Set<String> = [
    "BASH_ENV", "BROWSER", "EDITOR", "ENV", "GIT_ASKPASS", "GIT_DIR", "GIT_EDITOR", "GIT_EXEC_PATH",
    "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_PROXY_COMMAND", "GIT_SEQUENCE_EDITOR", "GIT_SSH", "GIT_SSH_COMMAND",
    "GIT_TEMPLATE_DIR", "IFS", "JAVA_TOOL_OPTIONS", "LESSOPEN", "LESSCLOSE", "MAKEFLAGS", "MANPAGER", "NODE_OPTIONS",
    "PAGER", "PERL5LIB", "PERL5OPT", "PROMPT_COMMAND", "PS4", "PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "RUBYLIB",
    "RUBYOPT", "SHELLOPTS", "SSH_ASKPASS", "VISUAL",
  ]

  /// Options that start a program, by the program that has them; those with a value also as `--option=value`.
  static let options: [String: Set<String>] = [
    "tar": [
      "--to-command", "--checkpoint-action", "-I", "--use-compress-program", "--rsh-command", "-F", "--info-script",
    ],
    "rsync": ["-e", "--rsh", "--rsync-path"], "sort": ["--compress-program"], "man": ["-P", "--pager"],
    "zip": ["-TT", "--unzip-command"], "go": ["-exec", "-toolexec"], "cargo": ["--config"],
    "ssh": ["-o"], "scp": ["-o", "-S"], "sftp": ["-o", "-S"], "less": ["-k"], "split": ["--filter"],
    "make": ["--eval"], "gmake": ["--eval"], "vi": ["-c", "-S", "--cmd"], "view": ["-c", "-S", "--cmd"],
    "gvim": ["-c", "-S", "--cmd"], "vim": ["-c", "-S", "--cmd"], "nvim": ["-c", "-S", "--cmd"],
    "curl": ["-K", "--config"], "mapfile": ["-C"], "readarray": ["-C"], "complete": ["-C", "-F"],
    "compgen": ["-C", "-F"],
    "bind": ["-x"], "hash": ["-p"], "shopt": ["expand_aliases"], "vagrant": ["-c", "--command"],
    "npx": ["-c", "--call"], "npm": ["-c", "--call"],
    "nix-shell": ["--run", "--command"], "nix": ["-c", "--command"], "flatpak": ["--command"], "direnv": ["-c"],
    "wget": ["--use-askpass", "-i"], "gcc": ["-wrapper"], "tcpdump": ["-z"], "ghc": ["-e"],
    "erl": ["-eval", "-s", "-run"],
    "mongosh": ["--eval"], "mongo": ["--eval"], "redis-cli": ["--eval"], "nodemon": ["--exec", "-x"],
  ]

  /// Programs whose whole business is to run what they are given.
  static let always: Set<String> = [
    ".", "source", "parallel", "script", "watch", "ssh", "expect", "osascript", "ed", "ex", "enable", "at", "batch",
    "crontab", "gdb", "lldb", "strace", "ltrace", "su", "runuser", "screen", "tmux", "nsenter", "unshare", "bwrap",
    "entr", "socat", "nc", "ncat", "systemd-run", "setpriv", "numactl", "prlimit", "firejail", "proot", "hyperfine",
    "fc",
    "fish", "nu", "xonsh", "elvish", "csh", "tcsh", "setarch", "dbus-run-session", "capsh", "ansible", "concurrently",
    "guix", "iex", "jshell", "watchexec",
  ]

  /// What a `git -c KEY=VALUE` may set without starting anything.
  static let harmlessSettings = ["user.", "color.", "advice.", "core.quotepath=", "log.", "diff.renames="]
}
