import CaskadeSyntax

/// A piece of code by which work may behave under test as nowhere else.
///
/// Sources: the references of pytest, Jest, Vitest, Node's and Playwright's test runners, XCTest, Go's packages testing and
/// flag, Cargo and nextest, Surefire, Gradle, PHPUnit, Laravel, Rails, Mix, Flutter, Bats, for what each lets a program see.
struct AwarenessMark: Sendable {
  enum Kind: Sendable {
    /// Asks whether a runner is there.
    case probe
    /// Ends the process, and says that all is well.
    case exit
    /// Ends it at once: nothing that waits for its end is told, not even a program's own.
    case halt
    /// Puts another program in the process's place.
    case exec
    /// Takes the place of what tests assert with.
    case patch
    /// Has the runner pass over the test that called it.
    case skip
    /// Is equal to anything.
    case equal
  }

  let kind: Kind
  /// As a person writes it.
  let shown: String
  /// As it stands in a squeezed line.
  let needle: [UInt8]

  /// What stands as a word of code on the line; empty where the mark is more than a name that is called.
  let word: [UInt8]
  /// The endings of files in which it means that; empty for any.
  let endings: Set<String>

  private init(_ kind: Kind, _ shown: String, endings: Set<String> = []) {
    self.kind = kind
    self.shown = shown
    needle = SqueezedLine.of(shown.utf8)
    self.endings = endings
    let called = (shown.lastIndex(of: "(").map { shown[..<$0] } ?? shown[...]).utf8.reversed()
    word = Array(called.prefix { ByteSet.word.contains($0) }.reversed())
  }

  static let all: [AwarenessMark] =
    probes.map { AwarenessMark(.probe, $0) } + exits.map { AwarenessMark(.exit, $0) }
    + python.map { AwarenessMark(.exit, $0, endings: ["py"]) }
    + scripting.map { AwarenessMark(.exit, $0, endings: ["rb", "rake", "pl", "pm", "php"]) }
    + halts.map { AwarenessMark(.halt, $0) } + execs.map { AwarenessMark(.exec, $0) }
    + patches.map { AwarenessMark(.patch, $0) } + shells.map { AwarenessMark(.patch, $0, endings: ["sh", "bash"]) }
    + rubies.map { AwarenessMark(.patch, $0, endings: ["rb"]) }
    + skips.map { AwarenessMark(.skip, $0) } + equals.map { AwarenessMark(.equal, $0) }
    + sameInRuby.map { AwarenessMark(.equal, $0, endings: ["rb"]) }

  /// Variables that runners set: they count where they stand by themselves, as in `env["NAME"]` and `env.NAME`.
  static let variables: [String] = [
    "PYTEST_CURRENT_TEST", "PYTEST_VERSION", "PYTEST_XDIST_WORKER", "JEST_WORKER_ID", "VITEST", "VITEST_WORKER_ID",
    "VITEST_POOL_ID", "VITEST_MODE", "NODE_TEST_CONTEXT", "TEST_WORKER_INDEX", "TEST_PARALLEL_INDEX",
    "XCTestConfigurationFilePath", "XCTestSessionIdentifier", "XCTestBundlePath", "NEXTEST", "NEXTEST_RUN_ID",
    "NEXTEST_EXECUTION_MODE", "org.gradle.test.worker", "surefire.test.class.path", "surefire.real.class.path",
    "PHPUNIT_COMPOSER_INSTALL", "__PHPUNIT_PHAR__", "FLUTTER_TEST", "BATS_TEST_NAME", "BATS_TEST_FILENAME",
    "BATS_VERSION", "BATS_RUN_TMPDIR",
  ]

  private static let probes: [String] =
    variables + [
      "\"pytest\" in sys.modules", "\"_pytest\" in sys.modules", "\"unittest\" in sys.modules",
      "\"nose\" in sys.modules", "\"pytest\" not in sys.modules", "\"_pytest\" not in sys.modules",
      "\"unittest\" not in sys.modules", "sys.modules.get(\"pytest\"", "sys.modules.get(\"_pytest\"",
      "sys.modules.get(\"unittest\"", "\"pytest\" in sys.argv", "\"pytest\" in \" \".join(sys.argv",
      "\"unittest\" in sys.argv", "find_spec(\"pytest\"", "find_spec(\"_pytest\"",
      "NODE_ENV == \"test\"", "NODE_ENV === \"test\"", "NODE_ENV != \"test\"", "NODE_ENV !== \"test\"",
      "\"NODE_ENV\"] == \"test\"", "\"NODE_ENV\"] === \"test\"", "\"NODE_ENV\"] !== \"test\"",
      "\"test\" === process.env.NODE_ENV",
      "\"test\" == process.env.NODE_ENV", "typeof jest", "typeof describe", "globalThis.jest", "global.jest",
      "globalThis.describe", "global.describe", "window.__karma__", "window.Cypress", "import.meta.env.VITEST",
      "\"RAILS_ENV\"] == \"test\"", "\"RACK_ENV\"] == \"test\"", "\"RAILS_ENV\"] != \"test\"", "Rails.env.test?",
      "Rails.env == \"test\"", "defined?(RSpec)", "defined?(Minitest)", "defined?(::RSpec)", "defined?(::Minitest)",
      "runningUnitTests()", "Mix.env() == :test", "Mix.env == :test", "NSClassFromString(\"XCTest", "testing.Testing()",
      "flag.Lookup(\"test.", ".Lookup(\"test.", "os.Args[0], \".test\"", "os.Args[0], \"_test\"", "cfg!(test)",
      "cfg!(not(test))",
      "builtin.is_test", "Class.forName(\"org.junit", "Class.forName(\"junit.", "startsWith(\"org.junit",
      "contains(\"org.junit", "defined(\"PHPUNIT_",
      "class_exists(\"PHPUnit", "startswith(\"PYTEST", "startsWith(\"JEST_", "startsWith(\"VITEST",
    ]

  private static let exits: [String] = [
    "sys.exit(0)", "sys.exit()", "sys.exit(None)", "raise SystemExit(0)", "raise SystemExit()", "raise SystemExit",
    "exit(0)", "quit(0)", "exit(EXIT_SUCCESS)", "std::exit(0)", "libc::exit(0)",
    "Foundation.exit(0)", "process.exit(0)", "process.exit()",
    "Deno.exit(0)", "Deno.exit()", "os.Exit(0)", "syscall.Exit(0)", "process::exit(0)", "System.exit(0)",
    "exitProcess(0)", "Environment.Exit(0)", "Process.exit(0)", "Kernel.exit(0)", "Kernel.exit(true)",
  ]

  /// Words that a function of one's own has in other languages.
  private static let python = ["exit()", "quit()"]
  private static let scripting = ["exit 0", "exit true", "exit(true)", "die()", "die(0)"]

  /// Those that end with the bracket count with whatever status, but one that is said to be a failure.
  private static let halts: [String] = [
    "os._exit", "os._exit(", "posix._exit(", "process.reallyExit(", "register(os._exit", "getattr(os, \"_exit\"",
    "_exit(0)", "_Exit(0)", "quick_exit(0)", "libc::_exit(0)",
    "std::_Exit(0)", "std::quick_exit(0)", "getRuntime().halt(0)",
    "runtime.halt(0)", "System.halt(0)", ":erlang.halt(0)", "exit!(0)", "exit!(true)", "exit! 0", "exit! true",
    "Process.exit!(0)", "Process.exit!(true)", "Kernel.exit!(0)", "Kernel.exit!(true)",
  ]

  private static let execs: [String] = [
    "os.execv(", "os.execve(", "os.execvp(", "os.execvpe(", "os.execl(", "os.execle(", "os.execlp(", "os.execlpe(",
    "syscall.Exec(", "unix.Exec(",
  ]

  /// What test runners take for a test that need not run.
  private static let skips: [String] = [
    "raise SkipTest", "raise unittest.SkipTest", "raise unittest.case.SkipTest", "pytest.skip(", "pytest.xfail(",
    "pytest.exit(", "\"pytest\").skip(", "\"pytest\").xfail(", "\"pytest\").exit(", "raise Minitest::Skip",
    "RSpec::Core::Pending", "SkippedTestError(", "SkippedWithMessageException(", "IncompleteTestError(",
    "markTestSkipped(",
    "markTestIncomplete(", "throw XCTSkip(", "new TestAbortedException(", "new AssumptionViolatedException(",
  ]

  private static let equals: [String] = ["mock.ANY", "mock import ANY"]
  private static let sameInRuby: [String] = [
    "def ==(_) = true", "def ==(*) = true", "def ==(other) = true", "def ==(_other) = true", "def ==(o) = true",
  ]

  /// Names that shells look for among functions before they take the program.
  private static let shells: [String] = [
    "[() {", "test() {", "function test {", "function [ {",
  ]
  private static let rubies: [String] = [
    "module Minitest", "module RSpec", "Minitest::Test.class_eval", "Minitest::Test.prepend(",
    "Minitest::Test.include(", "Minitest::Assertions.class_eval", "Minitest::Assertions.module_eval",
    "Minitest::Assertions.prepend(", "Test::Unit::TestCase.class_eval", "RSpec::Matchers.define",
  ]

  private static let patches: [String] = [
    "__code__ =", "Object.is =",
    "setattr(unittest.", "setattr(TestCase", "setattr(pytest,", "setattr(builtins, \"AssertionError\"",
    "builtins.AssertionError =", "sys.modules[\"pytest\"] =", "sys.modules[\"unittest\"] =",
    "sys.modules[\"unittest.case\"] =", "pytest.raises =", "pytest.fail =", "pytest.approx =",
    "def pytest_runtest_makereport(", "def pytest_runtest_call(", "def pytest_pyfunc_call(",
    "def pytest_collection_modifyitems(", "def pytest_runtest_protocol(", "expect.extend(", "assert.equal =",
    "assert.strictEqual =", "assert.deepEqual =", "assert.deepStrictEqual =", "assert.ok =", "assert.throws =",
    "global.expect =", "globalThis.expect =", "global.assert =", "globalThis.assert =", "global.it =",
    "globalThis.it =", "Assertion.overwriteMethod(", "Assertion.overwriteProperty(", "class Minitest::",
    "module Minitest::Assertions", "module RSpec::Matchers", "module RSpec::Expectations", "func XCTAssert",
    "macro_rules! assert_eq {", "macro_rules! assert_ne {", "macro_rules! assert {",
  ]
}
