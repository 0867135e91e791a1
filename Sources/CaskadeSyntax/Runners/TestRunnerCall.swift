/// The test runner that a command calls, as far as its words show it.
package enum TestRunnerCall {
  /// Nil for a command that is no test runner, or runs one that its words don't name.
  ///
  /// - Parameter words: of one simple command; wrappers of the shell are taken off already, those of languages are
  ///   taken off here (`npx`, `uv run`, `bundle exec`).
  package static func runner(of words: [ShellWord]) -> TestRunner? {
    var words = words[...]
    for _ in 0..<8 {
      guard let inner = Launcher.inner(of: words) else { return runner(words.map(\.text)[...], depth: 0) }
      words = inner
    }
    return nil
  }

  private static func runner(_ words: ArraySlice<String>, depth: Int) -> TestRunner? {
    guard let first = words.first, depth < 8 else { return nil }
    let name = program(first)
    let rest = words.dropFirst()
    if name.hasPrefix("python") || name == "py" || name == "pypy" || name == "pypy3" {
      return python(rest, depth: depth)
    }
    let task = rest.first { !$0.hasPrefix("-") && !$0.hasPrefix("+") && !$0.contains("=") }
    switch name {
    case "pytest", "py.test": return .pytest
    case "nosetests", "nose2": return .unittest
    case "django-admin": return task == "test" ? .unittest : nil
    case "node": return rest.contains { $0 == "--test" || $0.hasPrefix("--test-") } ? .node : nil
    case "jest": return .jest
    case "react-scripts": return task == "test" ? .jest : nil
    case "vitest": return task == "bench" || task == "list" ? nil : .vitest
    case "mocha", "_mocha": return .mocha
    case "playwright": return task == "test" ? .playwright : nil
    case "deno": return task == "test" ? .deno : nil
    case "bun": return task == "test" ? .bun : nil
    case "go": return task == "test" && !rest.contains("-c") ? .go : nil
    case "gotestsum": return .go
    case "cargo": return cargo(rest)
    case "cargo-nextest": return .nextest
    case "swift": return task == "test" && !rest.contains("list") ? .swift : nil
    case "xcodebuild": return rest.contains("test") || rest.contains("test-without-building") ? .xcodebuild : nil
    case "ctest": return .ctest
    case "bats": return .bats
    case "prove": return .prove
    case "rspec": return .rspec
    case "rails": return task.map { $0 == "test" || $0.hasPrefix("test:") } ?? false ? .minitest : nil
    case "phpunit", "simple-phpunit", "paratest": return .phpunit
    case "pest": return .pest
    case "php": return php(rest, depth: depth)
    case "mvn", "mvnw", "mvn.cmd":
      return rest.contains(where: mavenRuns) && !rest.contains(where: mavenSkips) ? .maven : nil
    case "gradle", "gradlew", "gradlew.bat":
      return rest.contains(where: gradleRuns) && !rest.contains("-x") ? .gradle : nil
    case "dotnet": return task == "test" || task == "vstest" ? .dotnet : nil
    case "mix": return task == "test" ? .mix : nil
    case "zig": return task == "test" ? .zig : nil
    case "tap", "tape", "ava": return .tap
    default: return nil
    }
  }

  /// The name of a program's file.
  static func program(_ word: String) -> String { word.split(separator: "/").last.map(String.init) ?? word }

  private static func python(_ rest: ArraySlice<String>, depth: Int) -> TestRunner? {
    if let flag = rest.firstIndex(of: "-m"), let module = rest[(flag + 1)...].first {
      let behind = rest[(flag + 1)...].dropFirst()
      switch module {
      case "pytest", "py.test": return .pytest
      case "unittest", "nose2", "nose": return .unittest
      case "coverage": return behind.first == "run" ? runner(["python"] + behind.dropFirst(), depth: depth + 1) : nil
      case "django": return behind.first == "test" ? .unittest : nil
      default: return nil
      }
    }
    let script = rest.first { !$0.hasPrefix("-") }
    guard let script, program(script) == "manage.py" else { return nil }
    return rest.contains("test") ? .unittest : nil
  }

  private static func php(_ rest: ArraySlice<String>, depth: Int) -> TestRunner? {
    guard let script = rest.first(where: { !$0.hasPrefix("-") && !$0.contains("=") }) else { return nil }
    if program(script) == "artisan" { return rest.contains("test") ? .pest : nil }
    let name = program(script).hasSuffix(".phar") ? String(program(script).dropLast(5)) : program(script)
    return runner([name], depth: depth + 1)
  }

  private static func cargo(_ rest: ArraySlice<String>) -> TestRunner? {
    let words = rest.drop { $0.hasPrefix("+") || $0.hasPrefix("-") }
    switch words.first {
    case "test", "t": return rest.contains("--no-run") ? nil : .cargo
    case "nextest": return words.dropFirst().first == "run" || words.dropFirst().first == "r" ? .nextest : nil
    default: return nil
    }
  }

  private static func mavenRuns(_ word: String) -> Bool {
    ["test", "integration-test", "verify", "package", "install", "deploy", "surefire:test", "failsafe:verify"]
      .contains(word)
  }

  /// A build that leaves its tests out on purpose is no run of tests.
  private static func mavenSkips(_ word: String) -> Bool {
    ["-DskipTests", "-DskipTests=true", "-Dmaven.test.skip", "-Dmaven.test.skip=true"].contains(word)
  }

  private static func gradleRuns(_ word: String) -> Bool {
    let task = word.split(separator: ":").last.map(String.init) ?? word
    return !word.hasPrefix("-")
      && (task == "test" || task == "check" || task == "build" || task == "allTests" || task.hasSuffix("Test"))
  }
}
