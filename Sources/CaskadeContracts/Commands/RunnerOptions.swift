import CaskadeSyntax

/// Options by which a program passes although something failed, or nothing ran.
///
/// Sources: the references of the programs that each row names.
enum RunnerOptions {
  private enum Effect {
    case ignores, rewrites, passesEmpty, runsNothing
  }

  private struct Rule {
    /// Empty: of every program but git.
    let programs: Set<String>
    let effect: Effect
    /// `--x`; `--x=0` is found as `--x 0` too; `--x*` is the beginning of one.
    let options: [String]

    init(_ programs: String, _ effect: Effect, _ options: String) {
      self.programs = Set(programs.words)
      self.effect = effect
      self.options = options.words
    }
  }

  private static let rules: [Rule] = [
    // Words that several runners share.
    Rule("", .passesEmpty, "--passWithNoTests --pass-with-no-tests --if-present --suppress-no-test-exit-code"),
    Rule("", .passesEmpty, "--allow-empty --allow-empty-input --no-error-on-unmatched-pattern --pass-on-no-patterns"),
    Rule("", .passesEmpty, "--do-not-fail-on-empty-test-suite --permit-no-files --no-fail-on-empty* --allow-no-tests"),
    Rule("", .ignores, "--exit-zero --soft-fail --continue-on-error --ignore-failures --fail-never --no-fail-on*"),
    Rule("", .ignores, "--do-not-fail-on* --pass-on-failing-test-suite"),
    // Tests.
    Rule("pytest py.test", .runsNothing, "--collect-only --co --fixtures --markers --setup-plan --version --help -h"),
    Rule("pytest py.test", .rewrites, "--snapshot-update --force-regen --inline-snapshot=update --inline-snapshot=fix"),
    Rule("jest", .runsNothing, "--listTests --showConfig --clearCache --version --help"),
    Rule("jest vitest", .rewrites, "-u --updateSnapshot --update"),
    Rule("vitest", .runsNothing, "list --version --help --standalone"),
    Rule("mocha", .runsNothing, "--dry-run --version --help --list-files"),
    Rule("playwright cypress", .runsNothing, "--list --version --help"),
    Rule("playwright", .rewrites, "-u --update-snapshots"),
    Rule("tap", .ignores, "--allow-empty-coverage --allow-incomplete-coverage"),
    Rule("karma", .passesEmpty, "--failOnEmptyTestSuite=false --fail-on-empty-test-suite=false"),
    Rule("deno", .runsNothing, "--no-run"),
    Rule("bats", .runsNothing, "--count -c"), Rule("prove", .runsNothing, "--dry -D"),
    Rule("rspec", .runsNothing, "--dry-run"), Rule("rspec", .ignores, "--failure-exit-code=0"),
    Rule("phpunit pest", .runsNothing, "--list-tests --list-suites --list-groups --version"),
    Rule("rake make gmake", .runsNothing, "-n --dry-run"), Rule("rake", .runsNothing, "-T --tasks"),
    Rule("make gmake", .runsNothing, "--just-print --recon -q --question -t --touch"),
    Rule("make gmake", .ignores, "-i --ignore-errors"), Rule("ninja", .runsNothing, "-n"),
    Rule("gradle gradlew", .runsNothing, "--dry-run -m"),
    Rule("gradle gradlew", .runsNothing, "-x=test -x=check --exclude-task=test --exclude-task=check"),
    Rule("mvn mvnw", .runsNothing, "-DskipTests -DskipTests=true -Dmaven.test.skip -Dmaven.test.skip=true"),
    Rule("mvn mvnw", .ignores, "-Dmaven.test.failure.ignore -Dmaven.test.failure.ignore=true -fn"),
    Rule("mvn mvnw", .passesEmpty, "-DfailIfNoTests=false -Dsurefire.failIfNoSpecifiedTests=false"),
    Rule("dotnet", .runsNothing, "--list-tests"), Rule("mix", .ignores, "--exit-status=0"),
    Rule("ctest", .runsNothing, "-N --show-only* --print-labels"), Rule("ctest", .passesEmpty, "--no-tests=ignore"),
    Rule("tox", .runsNothing, "--notest -l --listenvs -a"), Rule("nox", .runsNothing, "-l --list --list-sessions"),
    Rule("nextest", .passesEmpty, "--no-tests=pass --no-tests=warn"),
    Rule("cargo", .passesEmpty, "--no-tests=pass --no-tests=warn"), Rule("cargo", .runsNothing, "--no-run --list"),
    Rule("swift", .runsNothing, "--list-tests"),
    Rule("go", .runsNothing, "-c -list=* -run=^$ -run=NONE -run=XXX -run=none -exec=true -exec=/bin/true"),
    Rule("zig", .runsNothing, "--test-no-exec"), Rule("busted", .runsNothing, "--list"),
    // Linters, types, coverage.
    Rule("flake8 ruff", .runsNothing, "--version"), Rule("ruff", .ignores, "-e"),
    Rule("pylint", .ignores, "--fail-under=0"), Rule("eslint", .ignores, "--max-warnings=-1"),
    Rule("golangci-lint", .ignores, "--issues-exit-code=0"), Rule("staticcheck", .ignores, "-fail=none"),
    Rule("hadolint", .ignores, "--no-fail"), Rule("swiftlint", .ignores, "--lenient"),
    Rule("coverage", .ignores, "--fail-under=0"), Rule("nyc c8", .ignores, "--check-coverage=false"),
    Rule("tsc", .runsNothing, "--listFilesOnly --showConfig --version -v"), Rule("mypy", .runsNothing, "--version"),
    Rule("trivy", .ignores, "--exit-code=0"), Rule("yamllint", .runsNothing, "--list-files"),
    Rule("pre-commit", .runsNothing, "install"), Rule("cppcheck", .ignores, "--error-exitcode=0"),
  ]

  /// The first flaw of a program's own words.
  static func flaw(of runner: RunnerWords) -> CommandFlaw? {
    let words = runner.arguments.map(\.text)
    for rule in rules where rule.programs.isEmpty ? runner.name != "git" : rule.programs.contains(runner.name) {
      for option in rule.options {
        guard let found = match(words, option) else { continue }
        if rule.effect == .runsNothing, isExcused(runner, found) { continue }
        let program = ([runner.name] + words.prefix(1).filter { !$0.hasPrefix("-") }).joined(separator: " ")
        switch rule.effect {
        case .ignores: return .ignored(program: program, option: found)
        case .rewrites: return .rewrites(program: program, option: found)
        case .passesEmpty: return .empty(program: program, option: found)
        case .runsNothing: return .idle(program: program, option: found)
        }
      }
    }
    return listing(runner)
  }

  private static func match(_ words: [String], _ option: String) -> String? {
    if option.hasSuffix("*") { return words.first { $0.hasPrefix(String(option.dropLast())) } }
    let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
    if words.contains(option) { return option }
    if parts.count == 1 { return words.contains("\(option)=true") ? "\(option)=true" : nil }
    for (word, next) in zip(words, words.dropFirst()) where word == parts[0] && next == parts[1] {
      return "\(word) \(next)"
    }
    return nil
  }

  /// Benchmarks leave the tests out, and `cargo bench` and `go vet` have options of the same name.
  private static func isExcused(_ runner: RunnerWords, _ option: String) -> Bool {
    let words = runner.arguments.map(\.text)
    switch runner.name {
    case "go": return words.first != "test" || words.contains { $0.hasPrefix("-bench") || $0.hasPrefix("-fuzz") }
    case "cargo": return !["test", "t", "nextest"].contains(words.first ?? "")
    case "vitest" where option == "list": return words.first != "list"
    case "pre-commit": return words.first != "install"
    case "make", "gmake", "rake": return words.contains("-q") && words.contains("-n")
    case _: return false
    }
  }

  /// Formatters that list what they would change, and pass.
  private static func listing(_ runner: RunnerWords) -> CommandFlaw? {
    let words = runner.arguments.map(\.text)
    switch runner.name {
    case "gofmt", "goimports", "gofumpt":
      guard words.contains(where: { $0 == "-l" || $0 == "-d" }), !words.contains("-w") else { return nil }
      let text = ([runner.name] + words).joined(separator: " ")
      return .listing(program: text, instead: "test -z \"$(\(text))\"")
    case "semgrep":
      guard !words.contains("--error"), words.first != "ci", !words.contains("--validate") else { return nil }
      return .listing(program: "semgrep", instead: (["semgrep", "--error"] + words).joined(separator: " "))
    case _: return nil
    }
  }
}
