import CaskadeSyntax

/// What a command checks, by the program that it is about.
enum CheckUse: Hashable {
  case test, lint, types
  case install

  /// Nil for what is none of these, changes files, or can't be told.
  init?(_ words: [ShellWord]) {
    guard words.allSatisfy(\.isLiteral), !words.contains(where: { Self.writes.contains($0.text) }) else { return nil }
    if let runner = TestRunnerCall.runner(of: words), runner != .make {
      self = .test
      return
    }
    guard let runner = RunnerWords(words) else { return nil }
    let arguments = runner.arguments.map(\.text)
    let verb = arguments.first { !$0.hasPrefix("-") && !$0.hasPrefix("+") } ?? ""
    if let use = Self.script(runner.name, arguments) {
      self = use
    } else if Self.installs(runner.name, verb, arguments) {
      self = .install
    } else if Self.typeCheckers.contains(runner.name) || Self.typeVerbs[runner.name]?.contains(verb) ?? false {
      self = .types
    } else if Self.linters.contains(runner.name) || Self.lintVerbs[runner.name]?.contains(verb) ?? false {
      self = .lint
    } else if Self.formatters[runner.name].map({ flags in arguments.contains { flags.contains($0) } }) ?? false {
      self = .lint
    } else {
      return nil
    }
  }

  /// Options by which a program mends what it finds.
  private static let writes: Set<String> = [
    "--fix", "--write", "-w", "-i", "--in-place", "--apply", "--autocorrect", "--auto-correct", "-a", "-A", "--unsafe",
    "--watch", "--init",
  ]

  private static let typeCheckers: Set<String> = [
    "mypy", "pyright", "basedpyright", "pyre", "vue-tsc", "phpstan", "psalm", "tsc", "pytype",
  ]
  private static let typeVerbs: [String: Set<String>] = [
    "ty": ["check"], "srb": ["tc"], "cargo": ["check"], "mix": ["dialyzer"], "deno": ["check"],
  ]
  private static let linters: Set<String> = [
    "actionlint", "ameba", "ansible-lint", "bandit", "checkov", "clang-tidy", "codespell", "cppcheck", "detekt",
    "djlint", "eslint", "flake8", "hadolint", "ktlint", "markdownlint", "markdownlint-cli2", "oxlint", "phpcs",
    "pylint",
    "rubocop", "shellcheck", "staticcheck", "standardrb", "stylelint", "swiftlint", "tflint", "vale", "yamllint",
    "knip",
  ]
  private static let lintVerbs: [String: Set<String>] = [
    "ruff": ["check"], "biome": ["check", "lint", "ci"], "golangci-lint": ["run"], "go": ["vet"], "cargo": ["clippy"],
    "mix": ["credo"], "buf": ["lint"], "sqlfluff": ["lint"], "helm": ["lint"], "pre-commit": ["run"],
    "deno": ["lint"], "dart": ["analyze"], "flutter": ["analyze"], "terraform": ["validate"],
  ]
  /// Programs that only look with one of these options.
  private static let formatters: [String: Set<String>] = [
    "prettier": ["--check", "-c"], "black": ["--check"], "isort": ["--check", "--check-only", "-c"],
    "ruff": ["--check", "--diff"], "cargo": ["--check"], "mix": ["--check-formatted"],
    "dotnet": ["--verify-no-changes"], "swift": ["lint"], "terraform": ["-check"], "swiftformat": ["--lint"],
    "php-cs-fixer": ["--dry-run"], "yapf": ["--diff"], "rustfmt": ["--check"],
  ]

  /// A script or target that is called after what it does.
  private static func script(_ program: String, _ arguments: [String]) -> CheckUse? {
    let words = arguments.filter { !$0.hasPrefix("-") }
    let name: String?
    switch program {
    case "npm", "pnpm", "bun":
      name = words.first == "run" || words.first == "run-script" ? words.dropFirst().first : words.first
    case "yarn": name = words.first == "run" ? words.dropFirst().first : words.first
    case "make", "gmake", "just", "task", "rake": name = words.count == 1 ? words[0] : nil
    case "composer": name = words.first == "run" || words.first == "run-script" ? words.dropFirst().first : words.first
    case "tox", "nox":
      let flag = arguments.firstIndex { ["-e", "-s"].contains($0) }
      name = flag.flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
    case "gradle", "gradlew", "mvn", "mvnw": name = words.count == 1 ? words[0] : nil
    default: return nil
    }
    guard let name = name?.lowercased(), !name.contains("fix"), !name.contains("write") else { return nil }
    if ["typecheck", "type-check", "types", "check-types", "check:types", "tsc", "mypy", "stan", "phpstan", "typing"]
      .contains(name)
    {
      return .types
    }
    let lints = [
      "lint", "style", "format-check", "format:check", "fmt-check", "check-format", "check:format", "prettier:check",
      "cs", "clippy", "detekt", "spotlesscheck", "ktlintcheck", "spotless:check", "checkstyle:check", "checkstylemain",
      "fmt:check", "check-fmt", "eslint", "rubocop", "standard",
    ]
    if lints.contains(name) || name.hasPrefix("lint:") || name.hasPrefix("lint-") { return .lint }
    return ["test", "t", "tests", "check"].contains(name) || name.hasPrefix("test:") ? .test : nil
  }

  /// pip's installs: other managers have lock files to go by.
  private static func installs(_ program: String, _ verb: String, _ arguments: [String]) -> Bool {
    ["pip", "pip3"].contains(program) && verb == "install" && arguments.contains { ["-r", "-e", "."].contains($0) }
  }
}
