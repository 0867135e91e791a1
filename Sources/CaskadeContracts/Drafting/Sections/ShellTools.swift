import CaskadeSyntax

/// The command lines that an agent needs to run what proves its work.
enum ShellTools {
  /// Runners that take more words to run less: what is behind them may be anything. Others run what else they are told
  /// to, as make and Gradle do their targets, and are allowed as they stand.
  private static let open = [
    "swift test", "swift build", "cargo test", "cargo nextest run", "cargo check", "cargo clippy", "go test", "go vet",
    "npm test", "pnpm test", "yarn test", "npx vitest", "npx jest", "npx mocha", "npx eslint", "npx tsc",
    "pnpm exec vitest", "pnpm exec jest", "yarn vitest", "yarn jest", "bun test", "node --test", "python3 -m pytest",
    "python -m pytest", "python3 -m unittest", "pytest", "uv run pytest", "poetry run pytest", "pdm run pytest",
    "pipenv run pytest", "hatch test", "mix test", "dotnet test", "bundle exec rspec", "vendor/bin/phpunit",
    "vendor/bin/pest", "bazel test", "ctest", "ruff check", "mypy", "golangci-lint run",
  ]

  /// - Parameter exactly: as a person gave them.
  static func patterns(_ commands: [ValidationCommand], exactly: Bool) -> [String] {
    var found: [String] = []
    for command in commands {
      var texts = exactly ? [command.run] : parts(of: command.run)
      if let folder = command.directory, !exactly { texts.insert("cd \(folder.text.shellWord)", at: 0) }
      for text in texts {
        let pattern = exactly ? text : open.first { text == $0 || text.hasPrefix("\($0) ") }.map { "\($0) *" } ?? text
        if !found.contains(pattern) { found.append(pattern) }
      }
    }
    // What another one covers needs no line of its own.
    return found.filter { pattern in
      !found.contains { $0 != pattern && Tool.shell($0).covers(.shell(pattern)) }
    }
  }

  /// Each command of a line by itself: every part of one has to be allowed.
  private static func parts(of run: String) -> [String] {
    guard let script = try? ShellParser.parse(run) else { return [run] }
    let commands = script.list.items.flatMap(\.pipeline.commands)
    let texts = commands.compactMap { command -> String? in
      if case .simple(let simple) = command { simple.written } else { nil }
    }
    return texts.count == commands.count ? texts : [run]
  }
}
