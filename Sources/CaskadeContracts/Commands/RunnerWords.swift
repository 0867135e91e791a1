import CaskadeSyntax

/// The program that a command is about, behind what only starts it: `uv run python -m pytest -q` is about `pytest`.
struct RunnerWords {
  /// Without its folder.
  let name: String
  let arguments: [ShellWord]

  init?(_ words: [ShellWord]) {
    var words = words[...]
    for _ in 0..<8 {
      guard let first = words.first, first.isLiteral || first.text == "[" else { return nil }
      let name = Self.base(first.text)
      guard let rest = Self.started(by: name, words) else {
        self.name = name
        arguments = Array(words.dropFirst())
        return
      }
      words = rest
    }
    return nil
  }

  private static func base(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// What the program starts; nil where it is what it does itself that counts.
  private static func started(by name: String, _ words: ArraySlice<ShellWord>) -> ArraySlice<ShellWord>? {
    if let inner = Launcher.inner(of: words) { return inner }
    let rest = words.dropFirst()
    guard isPython(name), let module = rest.firstIndex(where: { $0.text == "-m" }),
      rest[..<module].allSatisfy({ $0.text.hasPrefix("-") })
    else { return nil }
    return rest[(module + 1)...].isEmpty ? nil : rest[(module + 1)...]
  }

  private static func isPython(_ name: String) -> Bool {
    name == "python" || name == "py" || name.hasPrefix("python3") || name == "python2" || name == "pypy3"
  }

  /// It checks something: a test runner, a linter, a type checker, a build.
  var isRunner: Bool {
    let verb = arguments.first { !$0.text.hasPrefix("-") && !$0.text.hasPrefix("+") }?.text ?? ""
    if let verbs = Self.verbs[name] { return verbs.contains(verb) || name != "go" && verb.hasPrefix("test") }
    return Self.runners.contains(name)
  }

  /// Programs that check with some of their verbs.
  private static let verbs: [String: Set<String>] = [
    "npm": ["test", "t", "run", "run-script"], "pnpm": ["test", "t", "run", "-r"], "yarn": ["test", "run", "lint"],
    "bun": ["test", "run"], "deno": ["test", "lint", "check", "fmt", "task"], "go": ["test", "vet", "build", "run"],
    "cargo": ["test", "nextest", "check", "clippy", "build", "fmt", "hack", "miri", "t", "b", "c"],
    "swift": ["test", "build", "format", "run"], "dotnet": ["test", "build", "format"], "composer": ["test", "run"],
    "mix": ["test", "compile", "credo", "format", "dialyzer"], "zig": ["build", "test"], "dart": ["test", "analyze"],
    "flutter": ["test", "analyze"], "terraform": ["validate", "plan", "test"], "gem": [], "ruff": ["check", "format"],
    "bazel": ["test", "build"], "buck2": ["test", "build"], "nx": ["test", "run", "lint", "run-many", "affected"],
    "turbo": ["run", "test", "lint"], "lerna": ["run"], "rails": ["test"], "helm": ["lint", "unittest"],
    "cmake": ["--build"], "node": ["--test"], "ng": ["test", "lint", "build"], "vite": ["build"],
    "opa": ["test", "check"],
  ]

  private static let runners: Set<String> = [
    "pytest", "py.test", "unittest", "nose2", "tox", "nox", "doctest", "mypy", "pyright", "flake8", "pylint", "black",
    "isort", "bandit", "ty", "pyre", "jest", "vitest", "mocha", "ava", "tap", "playwright", "cypress", "karma", "tsc",
    "tsd", "eslint", "oxlint", "prettier", "biome", "stylelint", "gofmt", "golangci-lint", "staticcheck", "gotestsum",
    "xcodebuild", "swiftlint", "ctest", "make", "gmake", "ninja", "gradle", "gradlew", "mvn", "mvnw", "rake", "rspec",
    "rubocop", "minitest", "standardrb", "phpunit", "pest", "phpstan", "psalm", "phpcs", "bats", "prove", "shellcheck",
    "hadolint", "yamllint", "actionlint", "ktlint", "detekt", "tflint", "checkov", "semgrep", "pre-commit", "just",
    "task", "sbt", "lein", "busted", "markdownlint", "vale", "codespell", "buf", "ansible-lint", "cppcheck",
    "clang-tidy", "meson", "scons", "jasmine", "uvu", "zx", "kubeconform", "sqlfluff", "djlint", "ameba", "crystal",
  ]

  /// It prepares, cleans or tells something: nobody asks whether it failed.
  static func isHarmless(_ words: [ShellWord]) -> Bool {
    guard let runner = RunnerWords(words) else { return false }
    if harmless.contains(runner.name) { return true }
    let verb = runner.arguments.first { !$0.text.hasPrefix("-") }?.text ?? ""
    return installing[runner.name]?.contains(verb) ?? false
  }

  private static let harmless: Set<String> = [
    ".", ":", "[", "alias", "apt", "apt-get", "basename", "brew", "cat", "cd", "chmod", "chown", "clear", "command",
    "corepack", "cp", "curl", "date", "declare", "df", "dirname", "docker", "docker-compose", "echo", "env", "exec",
    "exit", "export", "false", "fuser", "git", "hash", "head", "hostname", "id", "install", "kill", "killall",
    "kubectl",
    "ln", "local", "locale", "ls", "mkdir", "mktemp", "mount", "mv", "nc", "nproc", "nvm", "open", "pgrep", "pkill",
    "podman", "popd", "printenv", "printf", "ps", "pushd", "pwd", "read", "readonly", "redis-cli", "return", "rm",
    "rmdir", "service", "set", "shift", "shopt", "sleep", "source", "stat", "stty", "systemctl", "tail", "tar", "tee",
    "test", "touch", "trap", "true", "tty", "type", "typeset", "ulimit", "umask", "umount", "uname", "unalias", "unset",
    "unzip", "wait", "wget", "which", "whoami", "xhost", "yes", "createdb", "dropdb", "psql", "mysql", "let", "eval",
    "rsync", "find", "sed", "time", "date",
  ]

  private static let installing: [String: Set<String>] = [
    "npm": ["ci", "install", "i", "config", "cache"], "pnpm": ["install", "i"], "yarn": ["install", ""],
    "pip": ["install"], "pip3": ["install"], "bundle": ["install", "config"], "poetry": ["install"],
    "uv": ["sync", "pip"],
    "composer": ["install"], "mix": ["deps.get", "local.hex"], "gem": ["install"],
    "cargo": ["fetch", "install", "clean"],
    "go": ["mod", "install", "clean", "env"], "swift": ["package"], "rustup": ["component", "target", "show"],
    "make": ["clean", "distclean"], "gmake": ["clean"], "dotnet": ["restore", "clean"], "mvn": ["clean"],
    "pipenv": ["install"], "flutter": ["pub"], "dart": ["pub"], "bun": ["install", "i"],
  ]
}
