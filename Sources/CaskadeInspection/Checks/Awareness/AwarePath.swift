import CaskadeSyntax

/// Where code has no business with tests: not in check files and what helps them, not in the settings of tools, not in
/// examples.
enum AwarePath {
  static func holds(_ path: RepositoryPath) -> Bool {
    guard OwnCode.holds(path), CheckFileKind(path) == nil else { return false }
    let role = IntegrityRole(path)
    guard role.isCode || isBareProgram(path), role.settings == nil, role.entries == nil, !role.isContinuousIntegration
    else { return false }
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    if name.hasPrefix(".") || name.contains(".config.") || ofTools.contains(where: name.hasPrefix) { return false }
    return !path.components.contains { words(of: $0).contains(where: ofTests.contains) }
  }

  /// A script without an ending, where programs lie.
  private static func isBareProgram(_ path: RepositoryPath) -> Bool {
    guard !path.name.contains(UInt8(ascii: ".")) else { return false }
    return path.components.dropLast().contains { folder in
      ["bin", "libexec", "sbin", "exe"].contains { folder.elementsEqual($0.utf8) }
    }
  }

  /// A program may end with success: its own folder or name says that it is one.
  static func isProgram(_ path: RepositoryPath) -> Bool {
    if IntegrityRole(path).isScript || words(of: path.name).contains(where: ofPrograms.contains) { return true }
    return path.components.dropLast().contains { name in
      words(of: name).contains { ofPrograms.contains($0) && !ofLibraries.contains($0) }
    }
  }

  private static let ofTools = [
    "webpack", "gulpfile", "gruntfile", "rakefile", "noxfile", "setup.py", "fabfile", "build.rs", "babel", "metro",
    "conftest",
  ]
  private static let ofTests: Set<String> = [
    "test", "tests", "testing", "tester", "testsuite", "testutil", "testutils", "testlib", "testkit", "testhelper",
    "testhelpers", "spec", "specs", "mock", "mocks", "stub", "stubs", "fake", "fakes", "fixture", "fixtures", "jest",
    "vitest", "pytest", "cypress", "playwright", "karma", "jasmine", "mocha", "xctest", "junit", "rspec", "phpunit",
    "e2e", "bench", "benches", "benchmark", "benchmarks", "example", "examples", "sample", "samples", "docs", "doc",
    "demo", "demos", "playground", "storybook", "fuzz",
  ]
  private static let ofPrograms: Set<String> = [
    "main", "cli", "cmd", "bin", "libexec", "sbin", "exe", "command", "commands", "console", "scripts", "script",
    "tools", "tool", "app",
    "server",
    "daemon", "worker", "launcher", "runner", "manage", "entrypoint", "hack", "ci", "build",
  ]

  /// Of those, what a folder of a library is called as well.
  private static let ofLibraries: Set<String> = ["app", "main", "build", "manage"]

  /// The words of a name, in lower case: `LoginTestCase.swift` has login, test, case, swift.
  private static func words(of name: some Collection<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasLower = false
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    for byte in name {
      let isUpper = ByteSet.upper.contains(byte)
      if !ByteSet.alphanumeric.contains(byte) || isUpper && wasLower { end() }
      if ByteSet.alphanumeric.contains(byte) { word.append(isUpper ? byte | 0x20 : byte) }
      wasLower = ByteSet.lower.contains(byte)
    }
    end()
    return words
  }
}
