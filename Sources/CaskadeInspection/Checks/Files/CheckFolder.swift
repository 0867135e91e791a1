import CaskadeSyntax

/// What the folders of a path say, which all files of a folder share.
struct CheckFolder {
  /// The folder's path, with its slash.
  private let path: ArraySlice<UInt8>
  /// In lower case, from the root.
  let names: [String]
  /// Some folder of it is for tests, by the conventions of any language.
  let isAmongTests: Bool
  /// The nearest such folder is `spec` or `specs`, where descriptions of interfaces lie too.
  let isAmongSpecs: Bool
  let holdsGoldens: Bool
  let holdsFixtures: Bool
  let holdsScripts: Bool
  /// Perl's `t/`.
  let isPerlTests: Bool
  /// Other people's code, copied in.
  let isVendored: Bool
  /// A runner loads every file of it by the folder's name.
  let isRunners: Bool
  let isDocumentation: Bool
  /// Below `src/main`, where the JVM's builds keep what is shipped.
  let isProduct: Bool

  init(of file: RepositoryPath) {
    path = file.bytes.dropLast(file.name.count)
    let written = file.components.dropLast().map { String(decoding: $0, as: UTF8.self) }
    let names = written.map { $0.lowercased() }
    self.names = names
    let isVendored = names.contains(where: Self.vendors.contains)
    let tests = names.indices.filter { index in
      Self.isTests(written[index], names[index])
        && (index == 0 || !Self.commandFolders.contains(names[index - 1]))
    }
    let isCucumbers =
      names.first == "features" && names.count > 1
      && ["step_definitions", "support", "steps"].contains(names[1])
    let isInvoker = zip(names, names.dropFirst()).contains { $0 == "src" && $1 == "it" }
    isAmongTests =
      !isVendored && (!tests.isEmpty || isCucumbers || isInvoker || names.first == "t" || names.first == "xt")
    isAmongSpecs = tests.last.map { names[$0] == "spec" || names[$0] == "specs" } ?? false
    // Signatures under contracts are no output of anything.
    let isOfContracts = zip(names, names.dropFirst()).contains { $0 == "contracts" && $1 == "approvals" }
    holdsGoldens =
      names.contains(where: Self.goldens.contains) || isAmongTests && !isOfContracts && names.contains("approvals")
    holdsFixtures = names.contains(where: Self.fixtures.contains)
    holdsScripts = names.contains(where: Self.scripts.contains)
    isPerlTests = names.contains("t") || names.contains("xt")
    self.isVendored = isVendored
    // Packages that lie there as installed: their entry points are how runners find plug-ins.
    isRunners =
      names.contains(where: Self.runners.contains)
      || names.contains { $0.hasSuffix(".dist-info") || $0.hasSuffix(".egg-info") }
    isProduct = zip(names, names.dropFirst()).contains { $0 == "src" && $1 == "main" }
    isDocumentation = names.first.map(Self.documentation.contains) ?? false
  }

  func holds(_ file: RepositoryPath) -> Bool {
    file.bytes.count - file.name.count == path.count && file.bytes.starts(with: path)
  }
}

extension CheckFolder {
  private static let goldens: Set<String> = [
    "__snapshots__", "snapshots", "golden", "goldens", "__image_snapshots__", "expected",
    "expected_output", "expected-output", "__file_snapshots__", "_snapshots",
  ]
  private static let fixtures: Set<String> = [
    "testdata", "test-data", "test_data", "fixtures", "__fixtures__", "fixture", "cassettes", "vcr_cassettes",
    "__cassettes__", "test_fixtures", "test-fixtures", "testfixtures", "testresources", "test_resources",
    "test-resources", "__recordings__",
  ]
  private static let tests: Set<String> = [
    "test", "tests", "spec", "specs", "__tests__", "__test__", "__specs__", "__mocks__", "e2e", "cypress",
    "integration_test", "integration-test", "unittest", "selftest", "uitest", "apitest", "systemtest", "smoketest",
    "inttest", "integrationtest", "acceptancetest", "testsuite", "test-suite", "test_suite", "testutil", "testutils",
    "test_util", "test_utils", "test-util", "test-utils", "testhelper", "testhelpers", "test_helper", "test_helpers",
    "test-helper", "test-helpers", "testsupport", "test_support", "test-support", "testcases", "test_cases",
    "test-cases", "test-harness", "test_harness", "testharness", "e2e-tests", "ui-tests", "test-lib", "test_lib",
    "testlib", "testcommon", "test_common", "test-common",
  ]
  /// Words that end like tests and are none.
  private static let noTests: Set<String> = ["contests", "protests", "attests", "detests"]
  /// A folder `test` in one of these holds the command of that name.
  private static let commandFolders: Set<String> = ["cmd", "cmds", "command", "commands", "subcommands"]
  private static let scripts: Set<String> = ["scripts", "script", "bin", "tools", "ci", "hack"]
  private static let vendors: Set<String> = [
    "node_modules", "vendor", "third_party", "third-party", "thirdparty", "pods", "carthage", "bower_components",
    "site-packages", ".yarn",
  ]
  private static let runners: Set<String> = [
    ".mvn", ".swiftpm", ".clj-kondo", ".bundle", ".cargo", ".phan", ".semgrep",
  ]
  private static let documentation: Set<String> = ["doc", "docs", "documentation", "website", ".github"]

  private static func isTests(_ written: String, _ name: String) -> Bool {
    if tests.contains(name) { return true }
    if name.hasSuffix("tests") { return !noTests.contains(name) }
    if name.hasSuffix("test") {
      // `androidTest`, `App.Test`, `load-test`; but `latest`, `contest`, `vitest`.
      return written.hasSuffix("Test") || ["-test", "_test", ".test"].contains(where: name.hasSuffix)
    }
    return ["Specs", "TestHelpers", "TestSupport"].contains { written.hasSuffix($0) && written != $0 }
  }
}
