import CaskadeSyntax

/// A command of a CI definition that checks something.
struct CICommand: Hashable {
  let text: String
  let folder: RepositoryPath
  let use: CheckUse
  let program: String
  let runner: TestRunner?
  /// The definition's path.
  let source: String

  /// In the order of the files and their lines, each once; files that release or deploy are left out.
  static func all(_ files: DraftFiles) -> [CICommand] {
    var found: [CICommand] = []
    var seen: Set<String> = []
    for path in definitions(files).prefix(30) {
      guard let bytes = files.bytes(path), bytes.count <= DraftFiles.mostBytes else { continue }
      for script in CIScript.scripts(of: bytes).prefix(500) {
        for command in commands(of: script, path.display, files)
        where seen.insert("\(command.folder.text)\0\(command.text)").inserted {
          found.append(command)
        }
      }
    }
    return found
  }

  private static func definitions(_ files: DraftFiles) -> [RepositoryPath] {
    let workflows = files.files(below: RepositoryPath(".github/workflows")).filter {
      ["yml", "yaml"].contains($0.ending)
    }
    let others = [".gitlab-ci.yml", ".circleci/config.yml", "azure-pipelines.yml", ".forgejo/workflows/ci.yml"]
      .map { RepositoryPath($0) }.filter(files.tracked.contains)
    let aside = ["release", "publish", "deploy", "nightly", "stale", "codeql", "docs", "pages", "bench"]
    return (workflows + others).filter { path in !aside.contains { path.fileName.lowercased().contains($0) } }
  }

  private static func commands(of script: CIScript, _ source: String, _ files: DraftFiles) -> [CICommand] {
    guard script.text.utf8.count <= 20_000, let parsed = try? ShellParser.parse(expressionsHidden(script.text)) else {
      return []
    }
    guard var folder = Self.folder(script.folder ?? ".", from: DraftFiles.root, files) else { return [] }
    var found: [CICommand] = []
    var last = ShellList.Joint.sequence
    for item in parsed.list.items {
      // What may fail there is no check.
      let mayFail = last == .or || item.joint == .or || item.joint == .background
      last = item.joint
      guard !mayFail, item.pipeline.commands.count == 1, !item.pipeline.isNegated,
        case .simple(let command) = item.pipeline.commands[0]
      else { continue }
      if command.words.first?.text == "cd", command.words.count == 2, command.words[1].isLiteral {
        guard let next = Self.folder(command.words[1].text, from: folder, files) else { return found }
        folder = next
        continue
      }
      guard command.assignments.isEmpty, command.redirections.isEmpty, let use = CheckUse(command.words) else {
        continue
      }
      let text = command.written
      guard text.utf8.count <= 200, CommandFlaws(of: text).all.isEmpty else { continue }
      found.append(
        CICommand(
          text: text, folder: folder, use: use, program: RunnerWords(command.words)?.name ?? "",
          runner: TestRunnerCall.runner(of: command.words), source: source))
    }
    return found
  }

  /// `${{ ... }}` is no shell's word, and whatever it becomes isn't known.
  private static func expressionsHidden(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "${{") {
      result += rest[..<open.lowerBound] + "$expression"
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { return result }
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  /// Nil for what is computed, leaves the repository, or isn't there.
  private static func folder(_ text: String, from base: RepositoryPath, _ files: DraftFiles) -> RepositoryPath? {
    guard !text.contains("$"), !text.hasPrefix("/"), !text.hasPrefix("~"), !text.hasPrefix("-") else { return nil }
    var parts = base.components.map { String(decoding: $0, as: UTF8.self) }
    for part in text.split(separator: "/") where part != "." {
      if part == ".." {
        if parts.popLast() == nil { return nil }
      } else {
        parts.append(String(part))
      }
    }
    let folder = RepositoryPath(parts.joined(separator: "/"))
    return files.tracked.holdsFolder(folder) ? folder : nil
  }

  /// Whether it runs all tests, without measuring and without the build of another command.
  var isWhole: Bool {
    let narrowing = [
      "-p", "--package", "--projects", "-pl", "--filter", "--test", "--tests", "--bin", "--example", "--doc", "-run",
      "-k",
      "-m", "--no-build", "--skip-build", "--no-restore", "--no-run", "--profile", "--offline", "--exclude", "--lib",
    ]
    // `python -m pytest` begins behind its module.
    let start = words.count > 2 && words[1] == "-m" ? 3 : 1
    return isAnywhere && !text.contains("cov")
      && !words.dropFirst(start).contains { word in
        narrowing.contains { word == $0 || word.hasPrefix("\($0)=") } || word.contains("/") && !word.contains("...")
      }
  }

  /// Whether it means the same on every machine: no platform and no version of a tool that only CI has.
  var isAnywhere: Bool {
    !words.dropFirst().contains { word in
      word.hasPrefix("+") || word.hasPrefix("--target") || word.hasPrefix("--manifest-path")
    }
  }

  private var words: [Substring] { text.split(separator: " ") }

  /// The projects that its program is about; nil for any.
  var kinds: Set<ProjectKind>? {
    if let runner { return Set(ProjectKind.allCases.filter { $0.isRunBy(runner) }) }
    return Self.programs[program]
  }

  private static let programs: [String: Set<ProjectKind>] = {
    let rows: [(ProjectKind, [String])] = [
      (
        .node,
        ["npm", "pnpm", "yarn", "bun", "eslint", "tsc", "vue-tsc", "prettier", "biome", "oxlint", "stylelint", "knip"]
      ),
      (
        .python,
        [
          "mypy", "pyright", "basedpyright", "ruff", "flake8", "black", "isort", "pylint", "bandit", "ty", "tox", "nox",
          "pip", "pip3", "pyre", "pytype", "yapf",
        ]
      ),
      (.cargo, ["cargo", "rustfmt"]), (.go, ["go", "golangci-lint", "staticcheck"]),
      (.swift, ["swift", "swiftlint", "swiftformat"]), (.ruby, ["rubocop", "standardrb", "srb", "rake"]),
      (.php, ["phpstan", "psalm", "phpcs", "composer", "php-cs-fixer"]), (.dotnet, ["dotnet"]), (.mix, ["mix"]),
      (.gradle, ["gradle", "gradlew", "ktlint", "detekt"]), (.maven, ["mvn", "mvnw"]),
      (.cmake, ["clang-tidy", "cppcheck"]),
    ]
    var programs: [String: Set<ProjectKind>] = [:]
    for (kind, names) in rows { for name in names { programs[name, default: []].insert(kind) } }
    return programs
  }()
}
