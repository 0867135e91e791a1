import CaskadeSyntax

/// A file that configures a check: its notation, and the tool that it is for.
struct SettingsFile: Hashable, Sendable {
  enum Notation: Hashable, Sendable {
    case braces, indented, sections
    /// Gradle's.
    case blocks
    /// XML.
    case markup
    /// One entry a line.
    case lines
    /// Swift's `Package.swift`.
    case manifest
  }

  let notation: Notation
  /// A word that another file would hold if it took the settings over; nil for a file of many tools.
  let tool: String?
  /// The beginnings of the key paths that count; all of them if empty.
  let sections: [String]
  /// What such a file says for the first time is no tool that wasn't in use before.
  private(set) var isAlwaysInUse = true

  private static let shared: [String: (Notation, [String])] = [
    "pyproject.toml": (
      .sections,
      [
        "tool.ruff", "tool.mypy", "tool.coverage", "tool.pytest", "tool.flake8", "tool.pylint", "tool.pyright",
        "tool.bandit", "tool.pydocstyle", "tool.interrogate",
      ]
    ),
    "setup.cfg": (.sections, ["flake8", "mypy", "coverage", "tool:pytest", "pylint", "pycodestyle"]),
    "tox.ini": (.sections, ["flake8", "mypy", "coverage", "pytest", "pylint", "pycodestyle"]),
    "package.json": (.braces, ["jest", "nyc", "c8", "eslintConfig", "vitest", "ava", "xo"]),
    "Cargo.toml": (.sections, ["lints", "workspace.lints", "package.auto", "lib.test", "lib.doctest", "bin.test"]),
    "Package.swift": (.manifest, []), "build.gradle": (.blocks, []), "build.gradle.kts": (.blocks, []),
    "pom.xml": (.markup, []), "Directory.Build.props": (.markup, []), "Directory.Build.targets": (.markup, []),
  ]

  /// Beginnings of file names, in lower case.
  private static let names: [(String, Notation, String)] = [
    ("pytest.ini", .sections, "pytest"), (".coveragerc", .sections, "coverage"), ("mypy.ini", .sections, "mypy"),
    (".mypy.ini", .sections, "mypy"), (".flake8", .sections, "flake8"), (".pylintrc", .sections, "pylint"),
    ("pylintrc", .sections, "pylint"), ("ruff.toml", .sections, "ruff"), (".ruff.toml", .sections, "ruff"),
    ("clippy.toml", .sections, "clippy"), (".clippy.toml", .sections, "clippy"),
    ("tarpaulin.toml", .sections, "tarpaulin"),
    ("pyrightconfig.json", .braces, "pyright"), ("tsconfig", .braces, "tsconfig"), (".eslintrc.y", .indented, "eslint"),
    (".eslintrc", .braces, "eslint"), ("eslint.config.", .braces, "eslint"), ("jest.config.", .braces, "jest"),
    ("vitest.config.", .braces, "vitest"), ("vite.config.", .braces, "vite"), (".nycrc", .braces, "nyc"),
    (".c8rc", .braces, "c8"), ("biome.json", .braces, "biome"), (".swift-format", .braces, "swift-format"),
    (".swiftlint.y", .indented, "swiftlint"), (".rubocop.y", .indented, "rubocop"), ("codecov.y", .indented, "codecov"),
    (".codecov.y", .indented, "codecov"), (".golangci.y", .indented, "golangci"), ("detekt.y", .indented, "detekt"),
    (".mocharc.y", .indented, "mocha"), (".mocharc", .braces, "mocha"), (".simplecov", .sections, "simplecov"),
    (".eslintignore", .lines, "eslintignore"), (".stylelintignore", .lines, "stylelintignore"),
    (".rspec", .lines, "rspec"), (".stylelintrc.y", .indented, "stylelint"), (".stylelintrc", .braces, "stylelint"),
    ("playwright.config.", .braces, "playwright"), ("cypress.config.", .braces, "cypress"),
    ("phpunit.xml", .markup, "phpunit"), ("psalm.xml", .markup, "psalm"), ("phpcs.xml", .markup, "phpcs"),
    ("phpstan.neon", .indented, "phpstan"), (".shellcheckrc", .sections, "shellcheck"),
    (".hadolint.y", .indented, "hadolint"), (".yamllint", .indented, "yamllint"),
    ("sonar-project.properties", .sections, "sonar"), (".ansible-lint", .indented, "ansible-lint"),
    ("nextest.toml", .sections, "nextest"), ("rubocop.y", .indented, "rubocop"),
  ]

  private static let beginnings = Set(names.map { String($0.0.prefix(2)) })

  init?(name: String) {
    if let (notation, sections) = Self.shared[name] {
      self.notation = notation
      self.sections = sections
      tool = nil
      isAlwaysInUse = sections.isEmpty || name == "Cargo.toml"
      return
    }
    let lowered = name.lowercased()
    // Most names of a large change are told apart by their first two letters.
    guard Self.beginnings.contains(String(lowered.prefix(2))) else { return nil }
    guard let entry = Self.names.first(where: { lowered.hasPrefix($0.0) }) else { return nil }
    notation = entry.1
    tool = entry.2
    sections = []
  }

  /// The names of the files that may configure the tool.
  static func names(of tool: String) -> [String] {
    let endings = ["json", "js", "cjs", "mjs", "ts", "yml", "yaml", "toml", "ini"]
    let own = names.filter { $0.2 == tool }.flatMap { entry -> [String] in
      if entry.0.hasSuffix(".") { return endings.map { entry.0 + $0 } }
      if entry.0.hasSuffix(".y") { return [entry.0 + "ml", entry.0 + "aml"] }
      if entry.0.hasSuffix("rc") { return [entry.0] + endings.map { "\(entry.0).\($0)" } }
      return entry.0.contains(".") ? [entry.0] : [entry.0 + ".json"]
    }
    let holders = shared.keys.sorted().filter { name in
      shared[name]?.1.contains { $0.lowercased().contains(tool) } ?? false
    }
    return own + holders
  }

  func counts(_ key: [String]) -> Bool {
    let path = key.joined(separator: ".")
    return sections.isEmpty || sections.contains { path.hasPrefix($0) }
  }
}
