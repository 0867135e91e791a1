import CaskadeSyntax

/// What makes a setting looser, by its key. Keys are compared in lower case with `-` for `_`.
///
/// Sources: the configuration references of coverage.py, pytest, Ruff, Flake8, Pylint, mypy, Pyright, TypeScript,
/// ESLint, Biome, Jest, Vitest, nyc, Codecov, SwiftLint, RuboCop, golangci-lint and Clippy.
enum SettingsRule: Hashable, Sendable {
  /// A number that is looser when it falls.
  case threshold
  /// A number that is looser when it grows.
  case limit
  /// Looser without a `true`.
  case strict
  /// Looser with a `true`.
  case lenient
  /// Off, warning or error.
  case severity
  /// A list that leaves rules out (grave), or paths.
  case exclusion(grave: Bool)
  /// A list that names what is checked: grave where it names rules, else paths.
  case selection(grave: Bool)
  /// Options of a command line.
  case options

  private static let thresholds: Set<String> = [
    "fail-under", "cov-fail-under", "minimum-coverage", "fail-threshold", "min-coverage",
  ]
  private static let coverageMeasures: Set<String> = ["lines", "branches", "functions", "statements", "global"]
  private static let strictKeys: Set<String> = [
    "strict", "noimplicitany", "strictnullchecks", "strictfunctiontypes", "strictbindcallapply",
    "strictpropertyinitialization", "noimplicitthis", "useunknownincatchvariables", "alwaysstrict", "nounusedlocals",
    "nounusedparameters", "noimplicitreturns", "nofallthroughcasesinswitch", "nouncheckedindexedaccess",
    "noimplicitoverride", "exactoptionalpropertytypes", "nopropertyaccessfromindexsignature", "checkjs",
    "disallow-untyped-defs", "disallow-incomplete-defs", "disallow-untyped-calls", "disallow-any-generics",
    "disallow-untyped-decorators", "disallow-subclassing-any", "disallow-any-unimported", "check-untyped-defs",
    "warn-return-any", "warn-unused-ignores", "warn-redundant-casts", "warn-unused-configs", "warn-unreachable",
    "no-implicit-optional", "no-implicit-reexport", "strict-optional", "strict-equality", "extra-checks",
    "xfail-strict", "show-missing", "branch", "check-coverage", "checkcoverage", "warnings-as-errors", "enabled",
    "strict-markers", "strict-config", "autotests", "treatwarningsaserrors", "failonviolation", "failsonerror",
    "failonerror", "failonwarning", "failonrisky", "failonincomplete", "failonskipped", "failonemptytestsuite",
    "failonnomatchingtests", "allwarningsaserrors", "warningsaserrors", "forbidonly",
  ]
  private static let lenientKeys: Set<String> = [
    "ignore-errors", "ignore-missing-imports", "skiplibcheck", "allowunreachablecode", "allowunusedlabels",
    "suppressimplicitanyindexerrors", "passwithnotests", "exit-zero", "disable-all", "disable-by-default",
    "allow-untyped-defs", "allow-untyped-calls", "allow-any-generics", "ignorebuilderrors", "bail-on-error",
    "skiptests", "maven.test.skip", "testfailureignore", "skipits",
    "ignorefailures", "skip", "allowfailure", "ignoreduringbuilds",
  ]
  private static let ruleExclusions: Set<String> = [
    "ignore", "extend-ignore", "per-file-ignores", "extend-per-file-ignores", "disabled-rules", "disable",
    "unfixable-rules", "disabled-checkers", "deselect", "disable-error-code", "exclude-lines", "exclude-also",
    "grep", "fgrep", "testnamepattern", "ignoreerrors", "skip-list", "ignored", "nowarn", "warningsnotaserrors",
  ]
  /// Lists of regular expressions, one a line.
  static let linewise: Set<String> = ["exclude_lines", "exclude_also", "partial_branches", "partial_also"]
  private static let pathExclusions: Set<String> = [
    "exclude", "excluded", "extend-exclude", "omit", "ignorepatterns", "testpathignorepatterns",
    "coveragepathignorepatterns", "norecursedirs", "exclude-paths", "ignore-paths", "skip-dirs", "skip-files",
    "allcops.exclude", "testignore", "exclusions", "exclude-dirs", "exclude-files",
  ]
  private static let selections: Set<String> = [
    "select", "extend-select", "only-rules", "opt-in-rules", "enable", "linters.enable", "enable-error-code",
    "testpaths", "testmatch", "analyzer-rules", "testtarget",
  ]
  private static let pathSelections: Set<String> = ["include", "testregex", "spec", "directory", "testdir", "files"]
  private static let limits: Set<String> = [
    "max-complexity", "max-line-length", "line-length", "cyclomatic-complexity", "max-args", "max-branches",
    "max-statements", "function-body-length", "type-body-length", "file-length", "max-warnings",
    "cognitive-complexity-threshold", "too-many-arguments-threshold",
  ]

  init?(_ key: [String], in file: SettingsFile) {
    let folded = key.map { String($0.lowercased().map { $0 == "_" ? "-" : $0 }) }
    guard let last = folded.last else { return nil }
    if folded.contains(where: { ["rules", "eslintconfig"].contains($0) }), file.tool == "swift-format" {
      self = .strict
    } else if file.notation == .blocks, !folded.contains(where: { key in Self.verifying.contains(where: key.contains) })
    {
      return nil
    } else if last == "typecheckingmode" || file.tool == "golangci" && folded.suffix(2) == ["linters", "default"]
      || file.tool == "pyright" && last.hasPrefix("report")
    {
      self = .severity
    } else if file.tool == "phpstan", last == "level" {
      self = .threshold
    } else if file.tool == "psalm", last == "errorlevel" {
      self = .limit
    } else if file.tool == nil, ["lib", "bin"].contains(folded.first), ["test", "doctest"].contains(last) {
      self = .strict
    } else if let rules = folded.lastIndex(of: "rules"), rules == folded.count - 2 || file.tool == "biome" {
      self = .severity
    } else if folded.contains("lints"), folded.count >= 2 {
      self = .severity
    } else if Self.thresholds.contains(last) || Self.isCoverage(folded, file) {
      self = .threshold
    } else if last == "addopts" {
      self = .options
    } else if Self.strictKeys.contains(last) {
      self = .strict
    } else if Self.lenientKeys.contains(last) {
      self = .lenient
    } else if let found = folded.reversed().compactMap(Self.list).first {
      self = found
    } else if folded.suffix(2).contains(where: Self.limits.contains) {
      self = .limit
    } else {
      return nil
    }
  }

  /// The blocks of a Gradle build that check.
  private static let verifying = [
    "test", "jacoco", "check", "lint", "detekt", "kover", "verification", "spotbugs", "pmd",
  ]

  private static func isCoverage(_ key: [String], _ file: SettingsFile) -> Bool {
    if file.tool == "codecov" { return key.last == "target" }
    guard let last = key.last, coverageMeasures.contains(last) else { return false }
    return file.tool == "nyc" || file.tool == "c8"
      || key.contains { ["coveragethreshold", "thresholds", "nyc", "c8", "threshold"].contains($0) }
  }

  private static func list(_ key: String) -> SettingsRule? {
    if ruleExclusions.contains(key) { return .exclusion(grave: true) }
    if pathExclusions.contains(key) { return .exclusion(grave: false) }
    if selections.contains(key) { return .selection(grave: true) }
    return pathSelections.contains(key) ? .selection(grave: false) : nil
  }

  /// The number at the beginning of a value such as `80%`; nil if there is none.
  static func number(_ text: String) -> Double? {
    Double(text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") })
  }

  static func isTrue(_ text: String) -> Bool { ["true", "yes", "on", "1"].contains(text.lowercased()) }
  static func isFalse(_ text: String) -> Bool { ["false", "no", "off", "0"].contains(text.lowercased()) }

  /// Higher is stricter.
  static func severity(_ text: String) -> Int? {
    switch text.lowercased() {
    case "off", "0", "allow", "none", "ignore", "disable", "false", "null": 0
    case "warn", "warning", "1", "info", "basic", "fast": 1
    case "error", "2", "deny", "on", "standard", "enable", "true": 2
    case "forbid", "strict", "all": 3
    case _: nil
    }
  }
}
