/// Whether a file is one of tests by its name, in the conventions of all languages.
///
/// Sources: the documentation of pytest, unittest, Jest, Vitest, Node's and Deno's runners, Go's `go test`, Maven
/// Surefire and Failsafe, XCTest, RSpec, minitest, PHPUnit, Codeception, NUnit, ExUnit, Common Test, GoogleTest, busted,
/// testthat, Pester, bats, and Dart's `test`.
enum TestFileName {
  static func matches(_ name: FileName, in folder: CheckFolder) -> Bool {
    guard name.hints.contains(.test) else { return false }
    let (parts, ending, folders) = (name.parts, name.ending, folder.names)
    guard let stem = parts.first(where: { !$0.isEmpty }) else { return false }
    if always.contains(ending) { return true }
    let lowered = stem.lowercased()
    if ending.isEmpty || parts.count == 2 && parts[0].isEmpty { return bare.contains(lowered) }
    if let settings = folders.last, settingFolders.contains(settings), lowered == "test" || lowered == "testing" {
      return true
    }
    if ["yml", "yaml", "json", "properties", "toml", "conf"].contains(ending) {
      return dataStems.contains(lowered) || parts.count > 2 && lowered == "appsettings" && middle(parts) == "test"
        || parts.count > 2 && lowered == "docker-compose" && middle(parts).hasPrefix("test")
    }
    guard SourceEnding.isCode(ending), !folder.isProduct else { return false }
    if ending == "go" { return name.text.hasSuffix("_test.go") }
    if parts.dropFirst().dropLast().contains(where: { middles.contains($0.lowercased()) }) { return true }
    if lowered == "tests" { return true }
    if lowered == "test" { return !(folders.last.map(commandFolders.contains) ?? false) }
    if ["test_", "test-"].contains(where: lowered.hasPrefix) { return true }
    if suffixes.contains(where: lowered.hasSuffix) { return true }
    if specs.contains(ending), ["_spec", "-spec"].contains(where: lowered.hasSuffix) || lowered.hasPrefix("spec_") {
      return true
    }
    return isCamel(stem, ending)
  }

  private static func middle(_ parts: [String]) -> String { parts[parts.count - 2].lowercased() }

  private static let always: Set<String> = ["bats", "feature", "robot", "phpt", "xctestplan", "slt", "tftest"]
  private static let bare: Set<String> = [
    "test", "tests", "runtest", "runtests", "run_tests", "run-tests", "run_test", "run-test",
  ]
  private static let middles: Set<String> = [
    "test", "tests", "spec", "specs", "cy", "e2e", "e2e-spec", "e2e-test", "int-spec", "int-test", "test-d", "itest",
    "unit-test", "tftest",
  ]
  private static let suffixes = [
    "_test", "-test", "_tests", "-tests", "_unittest", "_unittests", "_browsertest", "_suite", "runtests",
  ]
  /// Where `x_spec` is no description of something else.
  private static let specs: Set<String> = [
    "rb", "lua", "cr", "js", "jsx", "ts", "tsx", "mjs", "cjs", "coffee", "moon", "sh", "exs", "el", "fnl",
  ]
  private static let settingFolders: Set<String> = ["config", "settings", "environments", "environment", "envs"]
  private static let commandFolders: Set<String> = ["cmd", "cmds", "command", "commands", "subcommands", "cli"]
  private static let dataStems: Set<String> = ["application-test", "application-it", "bootstrap-test"]

  private static func isCamel(_ stem: String, _ ending: String) -> Bool {
    let isJVM = ["java", "kt", "kts", "groovy", "scala"].contains(ending)
    if isJVM, stem.hasPrefix("Test"), let next = stem.dropFirst(4).first, next.isUppercase || next.isNumber {
      return true
    }
    let ends = ["Test", "Tests", "TestCase", "TestCases", "TestBase", "TestSuite"].contains {
      stem.hasSuffix($0) && stem.utf8.count > $0.utf8.count
    }
    if ends { return true }
    if isJVM {
      for suffix in ["IT", "ITCase"] where stem.hasSuffix(suffix) {
        return stem.dropLast(suffix.count).last.map { $0.isLowercase || $0.isNumber } ?? false
      }
    }
    if ["groovy", "scala", "kt", "swift", "hs"].contains(ending), stem.hasSuffix("Spec"), stem != "Spec" {
      return true
    }
    if ["js", "ts", "mjs", "jsx", "tsx"].contains(ending), stem.hasSuffix("Spec"), stem.first?.isLowercase == true {
      return true
    }
    return ending == "php" && ["Cest", "Cept", "Spec"].contains { stem.hasSuffix($0) && stem != $0 }
      || ending == "erl" && stem.hasSuffix("_SUITE")
  }
}
