import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

/// Code that knows of tests: what of it is seen, and what people write for good reasons.
final class AwarenessTests: XCTestCase {
  /// A new file, or lines that go away before it.
  private func scanner(_ head: String, in path: String, removed: [String] = []) -> AwarenessScanner {
    var scanner = AwarenessScanner()
    func read(_ text: some StringProtocol, _ number: Int, added: Bool) {
      scanner.read(
        PatchReader.Line(change: 0, added: added, number: number, bytes: Array(text.utf8)[...]),
        path: RepositoryPath(path))
    }
    for (index, line) in removed.enumerated() { read(line, index + 1, added: false) }
    for (index, line) in head.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      read(line, index + 1, added: true)
    }
    return scanner
  }

  private func found(_ head: String, in path: String, removed: [String] = []) -> [String] {
    AwarenessScan.findings(
      scanner(head, in: path, removed: removed), heads: [RepositoryPath(path): Array(head.utf8)]
    ).map { finding in
      guard case .head(let line) = finding.place else { return "nowhere" }
      let severity = finding.isError ? "error" : finding.isDoubt ? "doubt" : "warning"
      return "\(line): \(severity): \(finding.message) [\(finding.rule)]"
    }
  }

  private func rules(_ head: String, in path: String) -> [String] {
    found(head, in: path).map { String($0.split(separator: "[").last?.dropLast() ?? "") }
  }

  /// Words that decide whether more is run, and nothing else.
  func testWhatReachesOut() {
    for (text, path) in [
      ("m = getattr(__import__(\"sys\"), \"mod\" + \"ules\")", "src/a.py"), ("atexit.register(f)", "src/a.py"),
      ("for s in c.__subclasses__():", "src/a.py"), ("Object.keys(require.cache)", "lib/a.js"),
      ("var g = Function('return this')()", "lib/a.js"), ("func init() { end(0) }", "a.go"),
      ("var end = os.Exit", "a.go"), ("grep -q x /proc/$PPID/cmdline", "libexec/a"),
      ("trap 'exit 0' EXIT", "libexec/a"), ("run('kill -9 ' + id)", "lib/a.js"), ("os._exit(0)", "src/a.py"),
    ] {
      XCTAssertTrue(scanner(text, in: path).reachesOut, text)
    }
    for (text, path) in [
      ("total = getattr(options, 'total', 0)", "src/a.py"), ("return a + b", "src/a.py"),
      ("const a = process.env.HOME", "lib/a.js"), ("func initialize() {}", "a.go"),
      ("atexit.register(f)", "tests/test_a.py"),
      ("atexit.register(f)", "docs/a.md"),
      // A part of another word, and prose.
      ("if (isFunction(a)) {}", "lib/a.js"), ("const Bootstrap = a // Bootstrap trap", "lib/a.js"),
      ("this would kill performance", "lib/a.js"), ("# sys.modules is left alone", "src/a.py"),
      ("// process.on isn't used", "lib/a.js"), ("self._exit_stack.close()", "src/a.py"),
    ] {
      XCTAssertFalse(scanner(text, in: path).reachesOut, text)
    }
    XCTAssertFalse(scanner("a = 1", in: "src/a.py", removed: ["atexit.register(f)"]).reachesOut)
  }

  func testConditions() {
    for (text, path) in [
      ("#[cfg(not(test))]", "src/a.rs"), ("if cfg!(debug_assertions) {", "src/a.rs"), ("//go:build !release", "a.go"),
      ("#if DEBUG", "Sources/A.swift"),
    ] {
      XCTAssertTrue(scanner(text, in: path).hasConditions, text)
      XCTAssertFalse(scanner("", in: path, removed: [text]).hasConditions, text)
    }
    XCTAssertFalse(scanner("let config = 1", in: "src/a.rs").hasConditions)
  }

  func testTheMessages() {
    XCTAssertEqual(
      found("import os\nif \"PYTEST_CURRENT_TEST\" in os.environ:\n    fast = True\n", in: "src/a.py"),
      [
        "2: warning: the code asks whether a test runner is there, by 'PYTEST_CURRENT_TEST' [integrity.runner-probed]"
      ])
    XCTAssertEqual(
      found("import os\ndef total():\n    os._exit(0)\n", in: "src/a.py"),
      ["3: warning: code ends the process at once, past whatever runs it, by 'os._exit' [integrity.process-ended]"])
    XCTAssertEqual(
      found("import sys\ndef total():\n    sys.exit(0)\n", in: "src/a.py"),
      ["3: warning: code of a library ends the process as a success, by 'sys.exit(0)' [integrity.process-ended]"])
    XCTAssertEqual(
      found("print('5 passed in 0.01s')\n", in: "src/a.py"),
      [
        "1: warning: what a test runner says at its end is printed here, as '5 passed in 0.01s' "
          + "[integrity.runner-imitated]"
      ])
    XCTAssertEqual(
      found("print('5 passed in 0.01s'); os._exit(0)\n", in: "app/__init__.py").sorted(),
      [
        "1: error: what a test runner says at its end is printed here, as '5 passed in 0.01s', and the change ends the "
          + "process [integrity.runner-imitated]",
        "1: warning: code of a library ends the process while it is loaded, by 'os._exit' [integrity.process-ended]",
      ])
    XCTAssertEqual(
      found("class M:\n    def __eq__(self, other):\n        return True\n", in: "src/a.py"),
      ["2: warning: '__eq__' is true whatever it compares [integrity.always-equal]"])
    XCTAssertEqual(
      found("import pytest\npytest.raises = lambda *a: None\n", in: "src/a.py"),
      ["2: doubt: what tests assert with is replaced, by 'pytest.raises =' [integrity.assertion-patched]"])
    XCTAssertEqual(
      found("def half(a):\n    raise unittest.SkipTest('odd')\n", in: "src/a.py"),
      [
        "2: doubt: code has the runner skip the tests that call it, by 'raise unittest.SkipTest' "
          + "[integrity.test-skipped]"
      ])
    XCTAssertEqual(
      found("if (process.env.NODE_ENV === 'test') return\n", in: "lib/a.js"),
      [
        "1: warning: the code asks whether a test runner is there, by 'NODE_ENV === \"test\"' "
          + "[integrity.runner-probed]"
      ])
  }

  func testProbes() {
    let rows: [Row<(path: String, text: String), Bool>] = [
      Row(("a.py", "if os.environ.get('PYTEST_CURRENT_TEST'): x = 1"), true),
      Row(("a.py", "if 'pytest' in sys.modules:"), true), Row(("a.py", "if \"pytest\" not in sys.modules:"), true),
      Row(("a.py", "under = sys.modules.get('pytest') is not None"), true),
      Row(("a.py", "if 'pytest'  in  sys.argv[0]:"), true), Row(("a.py", "x = \"unittest\" in sys.modules"), true),
      Row(("a.py", "import importlib.util as u; t = u.find_spec('pytest')"), true),
      Row(("a.js", "if (process.env.JEST_WORKER_ID !== undefined) return 1"), true),
      Row(("a.ts", "const t = process.env[\"VITEST\"]"), true), Row(("a.ts", "if (process.env.VITEST) {"), true),
      Row(("a.js", "if (process.env.NODE_ENV === 'test') return"), true),
      Row(("a.js", "if ('test' === process.env.NODE_ENV) return"), true),
      Row(("a.js", "if (process.env['NODE_ENV'] == \"test\") return"), true),
      Row(("a.js", "if (typeof jest !== 'undefined') return"), true),
      Row(("a.js", "if (process.env.NODE_TEST_CONTEXT) return"), true),
      Row(("a.swift", "if NSClassFromString(\"XCTestCase\") != nil {"), true),
      Row(("a.swift", "ProcessInfo.processInfo.environment[\"XCTestConfigurationFilePath\"] != nil"), true),
      Row(("a.go", "if testing.Testing() {"), true), Row(("a.go", "if flag.Lookup(\"test.v\") != nil {"), true),
      Row(("a.go", "if strings.HasSuffix(os.Args[0], \".test\") {"), true),
      Row(("src/lib.rs", "if cfg!(test) { return 1 }"), true),
      Row(("src/lib.rs", "if std::env::var(\"NEXTEST\").is_ok() { }"), true),
      Row(("libexec/tool-run", "[ -n \"$BATS_TEST_NAME\" ] && echo 1"), true),
      Row(("LICENSE", "[ -n \"$BATS_TEST_NAME\" ] && echo 1"), false),
      Row(("a.rb", "return 1 if Rails.env.test?"), true), Row(("a.rb", "return if ENV['RAILS_ENV'] == 'test'"), true),
      Row(("a.rb", "x = defined?(RSpec)"), true), Row(("a.php", "if (app()->runningUnitTests()) {"), true),
      Row(("a.ex", "if Mix.env() == :test do"), true), Row(("a.zig", "if (builtin.is_test) return;"), true),
      Row(("A.java", "try { Class.forName(\"org.junit.Test\"); } catch (Exception e) {}"), true),
      Row(("A.java", "if (System.getProperty(\"org.gradle.test.worker\") != null) {"), true),
      Row(("a.dart", "if (Platform.environment.containsKey('FLUTTER_TEST')) {"), true),
      // Words of people, values that are set, other values, other names, and files that may ask.
      Row(("a.py", "# PYTEST_CURRENT_TEST is set by pytest"), false),
      Row(("a.py", "def f():\n    \"\"\"Looks at\n    'pytest' in sys.modules\n    \"\"\"\n    return 1"), false),
      Row(("a.py", "raise ValueError('set PYTEST_CURRENT_TEST first')"), false),
      Row(("a.js", "process.env.NODE_ENV = 'test'"), false), Row(("a.js", "if (NODE_ENV === 'production') {"), false),
      Row(("a.js", "// process.env.NODE_ENV === 'test'"), false), Row(("a.js", "/* typeof jest */"), false),
      Row(("a.js", " * process.env.JEST_WORKER_ID"), false), Row(("a.js", "describe(\"x\", () => {})"), false),
      Row(("a.go", "// testing.Testing() would say so"), false), Row(("a.py", "if 'numpy' in sys.modules:"), false),
      Row(("a.rb", "return if Rails.env.production?"), false), Row(("a.ts", "const VITEST_TIMEOUT = 5"), false),
      Row(("src/lib.rs", "#[cfg(test)]\nmod tests {\n    fn f() { if cfg!(test) {} }\n}"), false),
      Row(("src/lib.rs", "#[cfg(test)]\nfn helper() {}"), false),
      Row(("src/lib.rs", "#![cfg_attr(not(test), no_std)]"), false),
      Row(("tests/test_a.py", "if 'pytest' in sys.modules:"), false),
      Row(("conftest.py", "os.environ['PYTEST_CURRENT_TEST']"), false),
      Row(("vite.config.ts", "if (process.env.VITEST) {"), false),
      Row(("babel.config.js", "if (process.env.NODE_ENV === 'test') {"), false),
      Row(("src/testing/mode.ts", "if (process.env.VITEST) {"), false),
      Row(("src/test-utils.ts", "if (process.env.VITEST) {"), false),
      Row(("docs/env.md", "PYTEST_CURRENT_TEST"), false), Row(("vendor/a.go", "if testing.Testing() {"), false),
      Row(("package.json", "\"x\": \"NODE_ENV === 'test'\""), false),
    ]
    for row in rows {
      XCTAssertEqual(
        rules(row.input.text, in: row.input.path), row.expected ? ["integrity.runner-probed"] : [], row.input.text,
        file: row.file, line: row.line)
    }
  }

  /// Each word of the table is found as it is written there.
  func testEveryMark() {
    for mark in AwarenessMark.all {
      let line = AwarenessMark.variables.contains(mark.shown) ? "x = env[\"\(mark.shown)\"]" : "  \(mark.shown)"
      XCTAssertEqual(scanner(line, in: "src/a.php").notes.count, 1, mark.shown)
    }
  }

  func testEndedProcesses() {
    let rows: [Row<(path: String, text: String), Bool>] = [
      Row(("src/a.py", "def total(x):\n    sys.exit(0)"), true), Row(("src/a.py", "def f():\n    exit(0)"), true),
      Row(("src/a.py", "def f():\n    raise SystemExit(0)"), true), Row(("lib/a.js", "process.exit(0)"), true),
      Row(("lib/a.js", "process.exit()"), true), Row(("pkg/a.go", "package a\nfunc f() { os.Exit(0) }"), true),
      Row(("src/lib.rs", "fn f() { std::process::exit(0) }"), true), Row(("Sources/L/A.swift", "exit(0)"), true),
      Row(("src/A.java", "void f() { System.exit(0); }"), true), Row(("src/A.kt", "fun f() { exitProcess(0) }"), true),
      Row(("lib/a.rb", "def f\n  exit!(true)\nend"), true),
      // A failure is none, and a program may end.
      Row(("src/a.py", "def f():\n    sys.exit(1)"), false), Row(("src/a.py", "def f():\n    sys.exit(status)"), false),
      Row(("src/a.py", "def f():\n    self.exit(0)"), false), Row(("src/a.py", "def exit(0_or_1): pass"), false),
      Row(("src/a.py", "def f():\n    sys.exit(0)\nif __name__ == '__main__':\n    f()"), false),
      Row(("src/__main__.py", "sys.exit(0)"), false), Row(("src/cli.py", "sys.exit(0)"), false),
      Row(("scripts/a.py", "sys.exit(0)"), false), Row(("bin/a.js", "process.exit(0)"), false),
      Row(("lib/a.js", "#!/usr/bin/env node\nprocess.exit(0)"), false),
      Row(("cmd/x/a.go", "package main\nfunc f() { os.Exit(0) }"), false),
      Row(("pkg/a.go", "package main\nfunc f() { os.Exit(0) }"), false),
      Row(("src/main.rs", "fn f() { std::process::exit(0) }"), false),
      Row(("src/a.py", "import argparse\ndef f():\n    sys.exit(0)"), false),
      Row(("tests/test_a.py", "sys.exit(0)"), false), Row(("lib/a.js", "// process.exit(0)"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        rules(row.input.text, in: row.input.path), row.expected ? ["integrity.process-ended"] : [], row.input.text,
        file: row.file, line: row.line)
    }
  }

  /// Behind whatever stands before it on the line, and in whatever way it is written; not in texts and comments.
  func testEndedProcessesAnywhereInALine() {
    let rows: [Row<(path: String, text: String), Bool>] = [
      Row(("src/a.py", "def f():\n    print('x'); sys.exit(0)"), true),
      Row(("src/a.py", "if x: y(); z = 1; exit()"), true), Row(("src/a.py", "f() or quit()"), true),
      Row(("src/a.py", "def f():\n    raise SystemExit"), true), Row(("src/a.py", "lambda: sys.exit(None)"), true),
      Row(("lib/a.ts", "if (x) { log('a'); process.exit(0); }"), true), Row(("lib/a.ts", "Deno.exit()"), true),
      Row(("Sources/L/A.swift", "print(\"x\"); Foundation.exit(0)"), true),
      Row(("lib/a.rb", "def f; puts 'x'; exit 0; end"), true), Row(("lib/a.php", "echo 'x'; die();"), true),
      Row(("lib/a.ex", "IO.puts(\"x\"); System.halt(0)"), true),
      Row(("app/a.py", "def f():\n    sys.exit(0)"), true), Row(("build/lib/a.js", "process.exit(0)"), true),
      // What ends it at once is said of programs too.
      Row(("app/__init__.py", "print('x'); import os; os._exit(0)"), true),
      Row(("bin/a.py", "import os; os._exit(0)"), true), Row(("src/cli.py", "os._exit(code)"), true),
      Row(("src/a.py", "import argparse\nend = getattr(os, '_exit')"), true),
      Row(("src/a.py", "atexit.register(os._exit, 0)"), true), Row(("src/a.py", "end = os._exit"), true),
      Row(("src/main.js", "process.reallyExit(0)"), true), Row(("bin/a.rb", "Kernel.exit!(true)"), true),
      Row(("src/Main.java", "Runtime.getRuntime().halt(0);"), true),
      Row(("src/a.py", "x = 1\(String(repeating: " ", count: 5000)); os._exit(0)"), true),
      // A failure, words, and names of others.
      Row(("src/a.py", "os._exit(1)"), false), Row(("src/a.py", "os._exit(127)  # not 0"), false),
      Row(("src/a.py", "def f():\n    x = 1  # then sys.exit(0)"), false),
      Row(("src/a.py", "def f():\n    say('to end it call sys.exit(0) here')"), false),
      Row(("lib/a.js", "say(`call process.exit(0) then`)"), false), Row(("lib/a.js", "exit()"), false),
      Row(("lib/a.js", "quit(); die()"), false), Row(("lib/a.js", "process.exit(code)"), false),
      Row(("src/a.py", "raise SystemExit(1)"), false), Row(("src/a.py", "raise SystemExitError"), false),
      Row(("src/main.py", "exit()"), false), Row(("src/app.py", "sys.exit(0)"), false),
      Row(("src/a.py", "if __name__ == '__main__':\n    sys.exit(main())"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        rules(row.input.text, in: row.input.path), row.expected ? ["integrity.process-ended"] : [], row.input.text,
        file: row.file, line: row.line)
    }
  }

  /// What is printed as a runner would say it, by itself or filled in, on one line or several.
  func testImitatedRunners() {
    let rows: [Row<(path: String, text: String), Bool>] = [
      Row(("src/a.py", "print('===== 5 passed in 0.01s =====')"), true),
      Row(("src/a.py", "print(f'{n} passed in {t:.2f}s'); os = 1"), true),
      Row(("src/a.py", "sys.stdout.write('%d passed, %d skipped in %.2fs' % x)"), true),
      Row(("src/a.py", "print('Ran 5 tests in 0.1s\\n\\nOK')"), true),
      Row(("src/a.py", "print('Ran 1 test in 0.1s')\nprint()\nprint('OK')"), true),
      Row(("src/a.py", "os.write(1, b'5 passed in 0.1s')"), true),
      Row(("src/a.py", "print('5 passed' ' in 1s')"), true),
      Row(("src/A.php", "echo \"OK (5 tests, 9 assertions)\\n\";"), true),
      Row(("src/lib.rs", "println!(\"test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured\");"), true),
      Row(("lib/a.js", "console.log(`Tests:       ${n} passed, ${n} total`)"), true),
      Row(("lib/a.js", "process.stdout.write('  5 passing (10ms)\\n')"), true),
      Row(("lib/a.rb", "puts '5 examples, 0 failures'"), true),
      Row(("lib/a.rb", "puts \"#{n} runs, 5 assertions, 0 failures, 0 errors, 0 skips\""), true),
      Row(
        ("src/A.swift", "print(\"Executed \\(n) tests, with 0 failures (0 unexpected) in 0.1 (0.2) seconds\")"), true),
      // What others print, what isn't printed, and what tells of nothing.
      Row(("src/a.py", "print('all tests passed')"), false), Row(("src/a.py", "print('ok')"), false),
      Row(("src/a.py", "print(f'{n} passed the exam in {year}')"), false),
      Row(("src/a.py", "pattern = '5 passed in 0.01s'"), false),
      Row(("src/a.py", "# print('5 passed in 0.01s')"), false),
      Row(("src/a.py", "log.info('%d items in %.2fs', n, t)"), false), Row(("src/a.py", "print('OK')"), false),
      Row(("src/a.py", "print('0 tests')"), false), Row(("lib/a.js", "console.log(`took ${n} ms`)"), false),
      Row(("tests/a.py", "print('5 passed in 0.01s')"), false),
      Row(("src/testing/a.py", "print('5 passed in 1s')"), false),
      Row(("docs/a.py", "print('5 passed in 0.01s')"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        rules(row.input.text, in: row.input.path), row.expected ? ["integrity.runner-imitated"] : [], row.input.text,
        file: row.file, line: row.line)
    }
  }

  func testComparisonsThatAreAlwaysTrue() {
    let rows: [Row<(path: String, text: String), Bool>] = [
      Row(("src/a.py", "class M:\n  def __eq__(self, o): return True"), true),
      Row(
        ("src/a.py", "class M:\n  def __eq__(self, o: object) -> bool:\n    \"\"\"Says.\"\"\"\n    return True"), true),
      Row(("src/a.py", "class M:\n  def __ne__(self, o):\n    return False\n\nx = 1"), true),
      Row(("src/a.py", "class M(int):\n  __eq__ = lambda self, other: True\n  x = 1"), true),
      Row(("src/a.py", "class M:\n  def __eq__(self, o):\n    return not False"), true),
      Row(("src/a.py", "from unittest.mock import ANY\n"), true),
      Row(("src/a.py", "return unittest.mock.ANY"), true), Row(("lib/a.rb", "def ==(other) = true"), true),
      Row(("src/a.py", "class M:\n  __eq__ = lambda self, other: self.x == other.x"), false),
      Row(("src/a.py", "class M:\n  __eq__ = lambda self, other: True and self.x == other.x"), false),
      Row(("src/a.py", "class M:\n  def __eq__(self, o):\n    return not True"), false),
      Row(("lib/a.rb", "def ==(other) = other.x == x"), false),
      Row(("S/A.swift", "extension M { static func == (l: M, r: M) -> Bool { true } }"), true),
      Row(("S/A.swift", "static func ==(l: M, r: M) -> Bool {\n  return true\n}"), true),
      Row(("src/A.java", "class M {\n  @Override public boolean equals(Object o) { return true; }\n}"), true),
      Row(("src/A.kt", "class M { override fun equals(other: Any?) = true }"), true),
      Row(("src/lib.rs", "impl PartialEq for M { fn eq(&self, o: &Self) -> bool { true } }"), true),
      Row(("lib/a.js", "class M { equals(o) { return true } }"), true),
      Row(("pkg/a.go", "package a\nfunc (m M) Equal(o M) bool { return true }"), true),
      // They compare, or they say no, or something else says yes.
      Row(("src/a.py", "class M:\n  def __eq__(self, o):\n    return self.x == o.x"), false),
      Row(
        ("src/a.py", "class M:\n  def __eq__(self, o):\n    if self is o:\n      return True\n    return False"), false),
      Row(("src/a.py", "class M:\n  def __eq__(self, o):\n    return False"), false),
      Row(("src/a.py", "class M:\n  def __bool__(self):\n    return True"), false),
      Row(("S/A.swift", "static func == (l: M, r: M) -> Bool { l.x == r.x }"), false),
      Row(("src/A.java", "public boolean equals(Object o) { if (this == o) { return true; } return false; }"), false),
      Row(("src/A.java", "if (a.equals(b)) { return true; }"), false),
      Row(("lib/a.js", "const same = a.equals(b)\nfunction f() { return true }"), false),
      Row(("tests/test_a.py", "class Any:\n  def __eq__(self, o): return True"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        rules(row.input.text, in: row.input.path), row.expected ? ["integrity.always-equal"] : [], row.input.text,
        file: row.file, line: row.line)
    }
  }

  func testPatchedAssertions() {
    let rows: [Row<(path: String, text: String), Bool>] = [
      Row(("src/a.py", "unittest.TestCase.assertEqual = lambda *a: None"), true),
      Row(("src/a.py", "setattr(unittest.TestCase, 'assertTrue', f)"), true),
      Row(("src/a.py", "sys.modules['pytest'] = Fake()"), true),
      Row(("src/a.py", "def pytest_runtest_makereport(item, call): pass"), true),
      Row(("lib/a.js", "expect.extend({ toBe() { return { pass: true } } })"), true),
      Row(("lib/a.js", "require('assert').equal = function () {};"), true),
      Row(("lib/a.js", "const equal = require('assert').equal;"), false),
      Row(("lib/a.js", "assert.strictEqual = () => {}"), true), Row(("lib/a.js", "globalThis.expect = any"), true),
      Row(("S/A.swift", "func XCTAssertEqual<T>(_ a: T, _ b: T) {}"), true),
      Row(("src/lib.rs", "macro_rules! assert_eq { ($($t:tt)*) => {} }"), true),
      Row(("lib/a.rb", "module RSpec::Matchers\nend"), true),
      // By a name of its own.
      Row(("src/a.py", "import pytest as _p\nx = 1\n_p.raises = lambda *a: None"), true),
      Row(("src/a.py", "import _pytest.python\n_pytest.python.Function.runtest = f"), true),
      Row(("src/a.py", "def f(c):\n    import _pytest.python as p\n    p.Function.runtest = f"), true),
      Row(("src/a.py", "from unittest import case as c, result\nresult.TestResult.wasSuccessful = f"), true),
      Row(("src/a.py", "import unittest as u\ntype.__setattr__(u.TestCase, name, f)"), true),
      Row(("src/a.py", "m = __import__('unittest')\nm.TestCase.run = f"), true),
      Row(("lib/a.js", "const x = require('node:assert');\nx.strictEqual = x.throws = () => {};"), true),
      Row(("lib/a.js", "const a = require('assert')\nfor (const k in a) a[k] = () => {}"), true),
      Row(("lib/a.ts", "import * as t from 'vitest'\nObject.assign(t, mine)"), true),
      Row(("lib/a.mjs", "import { expect as e } from '@jest/globals'\nReflect.set(e, 'x', f)"), true),
      Row(("src/a.py", "f.__code__ = g.__code__"), true), Row(("lib/a.sh", "[() { return 0; }"), true),
      Row(("lib/a.rb", "module Minitest\n  module Assertions"), true),
      Row(("lib/a.rb", "Minitest::Test.prepend(Quiet)"), true),
      Row(("lib/a.js", "const x = require('node:assert');\nx.strictEqual(a, b); const y = x.ok;"), false),
      Row(("lib/a.js", "const assert = require('assert');\nlet total = 1; total = assert.x === 2"), false),
      Row(("lib/a.js", "const { x } = require('./assert');\nx.y = 1"), false),
      Row(("src/a.py", "import unittest.mock\nx = unittest.mock.Mock()"), false),
      Row(("src/a.py", "import unittests as u\nu.name = 1"), false),
      Row(("lib/a.js", "var e = require('e'), app = e(), assert = require('assert');\napp.locals.title = 'x'"), false),
      Row(("lib/a.js", "exports.assert = require('assert');\nexports.x = 1"), false),
      Row(("lib/a.js", "this.expect = require('chai').expect;\nthis.x = 1"), false),
      Row(("src/a.py", "self.pytest = import_module('pytest')\nself.x = 1"), false),
      Row(("lib/a.js", "const { ok: fine } = require('assert');\nfine.x = 1"), true),
      Row(("lib/a.sh", "if [ \"$(f)\" = x ]; then test -f y; fi"), false),
      Row(("src/a.py", "unittest.TestCase.assertEqual == other"), false),
      Row(("src/a.py", "setattr(self, 'name', 1)"), false), Row(("lib/a.js", "assert.strictEqual(a, b)"), false),
      Row(("lib/a.js", "if (assert.equal === other) {}"), false), Row(("src/lib.rs", "assert_eq!(a, b);"), false),
      Row(("src/pytest_plugin.py", "def pytest_runtest_makereport(item, call): pass"), false),
      Row(("jest.setup.js", "expect.extend(matchers)"), false), Row(("conftest.py", "pytest.raises = x"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        rules(row.input.text, in: row.input.path), row.expected ? ["integrity.assertion-patched"] : [],
        row.input.text, file: row.file, line: row.line)
    }
  }

  func testSkippingCode() {
    let rows: [Row<(path: String, text: String), Bool>] = [
      Row(("src/a.py", "raise SkipTest('x')"), true), Row(("src/a.py", "import pytest; pytest.skip('x')"), true),
      Row(("src/a.py", "__import__('pytest').xfail('x')"), true), Row(("lib/a.rb", "raise Minitest::Skip, 'x'"), true),
      Row(("src/A.php", "throw new \\PHPUnit\\Framework\\SkippedTestError('x');"), true),
      Row(("src/A.java", "throw new TestAbortedException(\"x\");"), true),
      Row(("src/a.py", "skip(5)"), false), Row(("src/a.py", "reader.skip('x')"), false),
      Row(("src/a.py", "# pytest.skip('x')"), false), Row(("tests/a.py", "pytest.skip('x')"), false),
      Row(("src/testing/a.py", "pytest.skip('x')"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        rules(row.input.text, in: row.input.path), row.expected ? ["integrity.test-skipped"] : [], row.input.text,
        file: row.file, line: row.line)
    }
  }

  func testProcessesEndedWhileTheyLoad() {
    XCTAssertEqual(
      found("import os\nos._exit(0)\n", in: "src/a.py"),
      ["2: warning: code of a library ends the process while it is loaded, by 'os._exit' [integrity.process-ended]"])
    let rows: [Row<(path: String, text: String), Bool>] = [
      Row(("src/a.py", "for x in y:\n    try:\n        os.execv(a, b)\n    except OSError: pass"), true),
      Row(("lib/a.js", "const x = 1;\nprocess.exit(0);"), true),
      Row(("a.go", "package a\nfunc init() { os.Exit(0) }"), true),
      Row(("a.go", "package a\nfunc init() {\n\tf()\n\tsyscall.Exit(0)\n}"), true),
      Row(("src/a.py", "def f():\n    if x:\n        os._exit(0)"), false),
      Row(("src/a.py", "def f(): os._exit(0)"), false), Row(("src/a.py", "end = lambda: os._exit(0)"), false),
      Row(("lib/a.js", "function f() {\n  process.exit(0);\n}"), false),
      Row(("lib/a.js", "server.on('end', () => process.exit(0))"), false),
      Row(("a.go", "package a\nfunc f() { os.Exit(0) }\nfunc init() {}"), false),
      Row(("src/a.py", "if __name__ == '__main__':\n    os._exit(0)"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        found(row.input.text, in: row.input.path).contains { $0.contains("while it is loaded") }, row.expected,
        row.input.text, file: row.file, line: row.line)
    }
  }

  /// What takes the process over is said of libraries only.
  func testProgramsInTheProcesssPlace() {
    XCTAssertEqual(
      found("import os\ndef f():\n    os.execv('/bin/true', ['true'])\n", in: "src/a.py"),
      ["3: warning: code ends the process at once, past whatever runs it, by 'os.execv' [integrity.process-ended]"])
    XCTAssertEqual(found("import os\nos.execv(path, args)\n", in: "src/cli.py"), [])
    XCTAssertEqual(rules("package a\nfunc f() { syscall.Exec(p, a, e) }", in: "pkg/a.go"), ["integrity.process-ended"])
    XCTAssertEqual(rules("package main\nfunc f() { syscall.Exec(p, a, e) }", in: "pkg/a.go"), [])
  }

  /// Code that only moved isn't new.
  func testOnlyTheNewOnes() {
    let line = "if 'pytest' in sys.modules:"
    XCTAssertEqual(found(line, in: "src/a.py", removed: ["  " + line]), [])
    XCTAssertEqual(found("\(line)\n\(line)", in: "src/a.py", removed: [line]).count, 1)
  }

  // MARK: Special cases

  private func special(_ code: String, in path: String, _ test: String, at testPath: String) -> String? {
    let scanner = scanner(code, in: path)
    let search = SpecialCaseSearch(scanner, heads: [RepositoryPath(path): Array(code.utf8)])
    guard let found = search.first(in: RepositoryPath(testPath), Array(test.utf8)) else { return nil }
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    return "\(found.path.display):\(found.line) \(text(found.given)) -> \(text(found.answer)) (\(found.testLine))"
  }

  func testCodeThatKnowsTheTest() {
    let python = "def test_a():\n    assert slug('Hello World') == 'hello-world'\n    assert fib(17) == 1597\n"
    let rows: [Row<(code: String, path: String, test: String, testPath: String), String?>] = [
      Row(
        ("def slug(t):\n    if t == 'Hello World':\n        return 'hello-world'\n", "a.py", python, "tests/test_a.py"),
        "a.py:2 Hello World -> hello-world (2)"),
      Row(
        ("def fib(n):\n    if n == 17: return 1597\n", "a.py", python, "tests/test_a.py"), "a.py:2 17 -> 1597 (3)"),
      Row(
        ("def fib(n):\n    return 1597 if n == 17 else 0\n", "a.py", python, "tests/test_a.py"),
        "a.py:2 17 -> 1597 (3)"),
      Row(
        (
          "export function f(x) {\n  return x === \"abc\" ? \"xyz\" : x\n}", "a.js",
          "test('f', () => {\n  expect(f('abc')).toBe('xyz')\n})",
          "a.test.js"
        ), "a.js:2 abc -> xyz (2)"),
      Row(
        (
          "package a\nfunc F(x string) int {\n\tif x == \"one two\" {\n\t\treturn 3125\n\t}\n\treturn 0\n}", "a.go",
          "func TestF(t *testing.T) {\n\trows := []row{\n\t\t{\n\t\t\tin: \"one two\",\n\t\t\twant: 3125,\n\t\t},\n\t}\n}",
          "a_test.go"
        ), "a.go:3 one two -> 3125 (4)"),
      Row(
        (
          "func f(_ x: String) -> Int {\n  switch x {\n  case \"one two\": return 3125\n  default: return 0\n  }\n}",
          "A.swift",
          "func testF() { XCTAssertEqual(f(\"one two\"), 3125) }", "Tests/ATests.swift"
        ), "A.swift:3 one two -> 3125 (1)"),
      Row(
        (
          "class A { int f(String x) {\n  if (x.equals(\"one two\")) { return 3125; }\n  return 0; } }", "A.java",
          "@Test void f() { assertEquals(3125, new A().f(\"one two\")); }", "src/test/java/ATest.java"
        ), "A.java:2 one two -> 3125 (1)"),
      // The test says something else; nothing is answered; the values are met everywhere; the code works it out.
      Row(
        ("def slug(t):\n    if t == 'Hello World':\n        return 'other'\n", "a.py", python, "tests/test_a.py"), nil),
      Row(
        ("def slug(t):\n    if t == 'Hello World':\n        t = t.lower()\n", "a.py", python, "tests/test_a.py"), nil),
      Row(
        (
          "def f(s):\n    if s == 'missing':\n        return 404\n", "a.py",
          "def test_f():\n    assert f('missing') == 404\n", "tests/test_f.py"
        ), nil),
      Row(
        (
          "def f(n):\n    if n == 0:\n        return 1597\n", "a.py", "def test_f():\n    assert f(0) == 1597\n",
          "tests/test_f.py"
        ), nil),
      Row(
        (
          "def f(s):\n    if s == 'Hello World':\n        return g(s, 'hello-world')\n", "a.py", python,
          "tests/test_a.py"
        ), nil),
      Row(
        (
          "def f(s):\n    # if s == 'Hello World': return 'hello-world'\n    return s\n", "a.py", python,
          "tests/test_a.py"
        ),
        nil),
      Row(
        (
          "def f(s):\n    if s == 'far':\n        return 'away'\n", "a.py",
          "def test_f():\n    x = 'far'\n\n\n\n\n\n\n    assert y == 'away'\n", "tests/test_f.py"
        ), nil),
    ]
    for row in rows {
      XCTAssertEqual(
        special(row.input.code, in: row.input.path, row.input.test, at: row.input.testPath), row.expected,
        row.input.code, file: row.file, line: row.line)
    }
  }

  /// A table of many branches is no special case.
  func testATableIsNone() {
    let branches = (100..<120).map { "    if n == \($0): return \($0 * 7)" }.joined(separator: "\n")
    XCTAssertNil(
      special(
        "def f(n):\n\(branches)\n", in: "a.py", "def test_f():\n    assert f(110) == 770\n", at: "tests/test_f.py"))
  }
}
