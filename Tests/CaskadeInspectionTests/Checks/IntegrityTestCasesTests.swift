import CaskadeInspection
import Foundation
import TestSupport
import XCTest

/// Tests that are removed, skipped, focused or emptied, in every language that is read.
final class IntegrityTestCasesTests: XCTestCase {
  private func check(_ rows: [Row<IntegrityWorld, [String]>]) {
    for row in rows {
      XCTAssertEqual(row.input.lines, row.expected, row.input.files[0].path, file: row.file, line: row.line)
    }
  }

  func testSwift() {
    let path = "Tests/AppTests/LoginTests.swift"
    let base = """
      import XCTest
      final class LoginTests: XCTestCase {
        func testRedirect() throws {
          let page = try login("a")
          XCTAssertEqual(page.path, "/a")
          XCTAssertTrue(page.isSecure)
        }
        func testLogout() {
          XCTAssertNil(logout().user)
        }
      }
      """
    func now(_ replacements: (String, String)...) -> IntegrityWorld {
      IntegrityWorld(path, base, replacements.reduce(base) { $0.replacingOccurrences(of: $1.0, with: $1.1) })
    }
    let logout = "  func testLogout() {\n    XCTAssertNil(logout().user)\n  }\n"
    check([
      Row(
        now((logout, "")),
        [
          "\(path): error: test 'LoginTests.testLogout' removed; line 8 of the base was 'func testLogout() {' [integrity.test-removed]"
        ]),
      Row(
        now((logout, "  /*\n" + logout + "  */\n")),
        [
          "\(path): error: test 'LoginTests.testLogout' removed; line 8 of the base was 'func testLogout() {' [integrity.test-removed]"
        ]),
      Row(
        now((logout, "#if false\n" + logout + "#endif\n")),
        [
          "\(path): error: test 'LoginTests.testLogout' removed; line 8 of the base was 'func testLogout() {' [integrity.test-removed]"
        ]),
      Row(
        now((logout, "  let s = \"\"\"\n" + logout + "  \"\"\"\n")),
        [
          "\(path): error: test 'LoginTests.testLogout' removed; line 8 of the base was 'func testLogout() {' [integrity.test-removed]"
        ]),
      Row(
        now(("func testLogout", "func disabled_testLogout")),
        [
          "\(path):8: error: test 'LoginTests.testLogout' no longer runs: it is now 'disabled_testLogout'; it was 'func testLogout() {' [integrity.test-disabled]"
        ]),
      Row(
        now(("func testLogout() {\n", "func testLogout() throws {\n    throw XCTSkip(\"flaky\")\n")),
        [
          "\(path):9: error: test 'LoginTests.testLogout' is skipped now; it was 'func testLogout() {' [integrity.test-skipped]"
        ]),
      Row(
        now(("func testLogout() {\n", "func testLogout() throws {\n    try XCTSkipIf(true)\n")),
        [
          "\(path):9: error: test 'LoginTests.testLogout' is skipped now; it was 'func testLogout() {' [integrity.test-skipped]"
        ]),
      Row(
        now(("func testLogout() {\n", "func testLogout() throws {\n    try XCTSkipIf(isLinux)\n")),
        [
          "\(path):9: warning: test 'LoginTests.testLogout' is skipped under a condition now; it was 'func testLogout() {' [integrity.test-skipped]"
        ]),
      Row(
        now(("func testLogout() {\n", "func testLogout() {\n    return\n")),
        [
          "\(path):9: error: test 'LoginTests.testLogout' is skipped now; it was 'func testLogout() {' [integrity.test-skipped]"
        ]),
      Row(
        now(("XCTAssertNil(logout().user)", "_ = logout().user")),
        [
          "\(path):8: error: test 'LoginTests.testLogout' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now(("XCTAssertNil(logout().user)", "XCTAssertTrue(true)")),
        [
          "\(path):8: error: test 'LoginTests.testLogout' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now(("XCTAssertNil(logout().user)", "print(logout().user)")),
        [
          "\(path):8: error: test 'LoginTests.testLogout' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now(("    XCTAssertNil(logout().user)\n", "    // XCTAssertNil(logout().user)\n")),
        [
          "\(path):8: error: test 'LoginTests.testLogout' has an empty body now; it was 'func testLogout() {' [integrity.assertions-removed]"
        ]),
      Row(
        IntegrityWorld(path, base, nil),
        ["\(path): error: test file deleted with 2 tests [integrity.test-file-deleted]"]),
      // Honest work.
      Row(now(("testLogout", "testLoggingOut")), []),
      Row(now(("XCTAssertNil(logout().user)", "XCTAssertEqual(logout().user, nil)")), []),
      Row(now((logout, logout + logout.replacingOccurrences(of: "Logout", with: "More"))), []),
      Row(now(("    XCTAssertTrue(page.isSecure)\n", "")), []),
      Row(IntegrityWorld([(path, base, nil), ("Tests/AppTests/SignInTests.swift", nil, base)]), []),
      Row(
        IntegrityWorld([
          (path, base, base.replacingOccurrences(of: logout, with: "")),
          ("Tests/AppTests/LogoutTests.swift", nil, "class LogoutTests: XCTestCase {\n\(logout)}\n"),
        ]), []),
      Row(
        IntegrityWorld(
          path, base,
          """
          import Testing
          struct LoginTests {
            @Test func redirect() throws {
              let page = try login("a")
              #expect(page.path == "/a")
              #expect(page.isSecure)
            }
            @Test("logging out") func logout() {
              #expect(logout().user == nil)
            }
          }
          """), []),
    ])
  }

  func testSwiftTesting() {
    let path = "Tests/AppTests/Parsing.swift"
    let base = """
      @Suite struct Parsing {
        @Test(arguments: ["a", "b", "c"]) func letters(_ text: String) throws { #expect(parse(text) != nil) }
        @Test func empty() { #expect(parse("") == nil) }
      }
      """
    check([
      Row(
        IntegrityWorld(
          path, base, base.replacingOccurrences(of: "@Test func", with: "@Test(.disabled(\"later\")) func")),
        [
          "\(path):3: error: test 'Parsing.empty' is skipped now; it was 'func empty() { #expect(parse(\"\") == nil) }' [integrity.test-skipped]"
        ]),
      Row(
        IntegrityWorld(path, base, base.replacingOccurrences(of: "@Suite", with: "@Suite(.disabled())")),
        [
          "\(path):1: error: test 'Parsing.letters' is skipped now; it was 'func letters(_ text: String) throws { #expect(parse(text) != nil) }' [integrity.test-skipped]",
          "\(path):1: error: test 'Parsing.empty' is skipped now; it was 'func empty() { #expect(parse(\"\") == nil) }' [integrity.test-skipped]",
        ]),
      Row(
        IntegrityWorld(
          path, base, base.replacingOccurrences(of: "@Test func", with: "@Test(.enabled(if: isFast)) func")),
        [
          "\(path):3: warning: test 'Parsing.empty' is skipped under a condition now; it was 'func empty() { #expect(parse(\"\") == nil) }' [integrity.test-skipped]"
        ]),
      Row(
        IntegrityWorld(path, base, base.replacingOccurrences(of: "@Test func", with: "func")),
        [
          "\(path):3: error: test 'Parsing.empty' no longer runs: it is now 'empty'; it was 'func empty() { #expect(parse(\"\") == nil) }' [integrity.test-disabled]"
        ]),
      Row(
        IntegrityWorld(path, base, base.replacingOccurrences(of: ", \"c\"", with: "")),
        ["\(path):2: warning: test 'Parsing.letters' has 2 rows now, of 3 [integrity.rows-removed]"]),
      Row(IntegrityWorld(path, base, base.replacingOccurrences(of: "@Test func", with: "@Test(\"nothing\") func")), []),
    ])
  }

  func testPython() {
    let path = "tests/test_login.py"
    let base = """
      import pytest

      class TestLogin:
          @pytest.mark.parametrize("name", ["a", "b", "c"])
          def test_redirect(self, name):
              page = login(name)
              assert page.path == f"/{name}"

          def test_logout(self):
              assert logout().user is None

      """
    let logout = "    def test_logout(self):\n        assert logout().user is None\n"
    func now(_ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld(path, base, base.replacingOccurrences(of: old, with: new))
    }
    check([
      Row(
        now(logout, ""),
        [
          "\(path): error: test 'TestLogin.test_logout' removed; line 9 of the base was 'def test_logout(self):' [integrity.test-removed]"
        ]),
      Row(
        now("    def test_logout", "    @pytest.mark.skip(reason='later')\n    def test_logout"),
        [
          "\(path):9: error: test 'TestLogin.test_logout' is skipped now; it was 'def test_logout(self):' [integrity.test-skipped]"
        ]),
      Row(
        now("    def test_logout", "    @pytest.mark.skipif(sys.platform == 'win32')\n    def test_logout"),
        [
          "\(path):9: warning: test 'TestLogin.test_logout' is skipped under a condition now; it was 'def test_logout(self):' [integrity.test-skipped]"
        ]),
      Row(
        now("    def test_logout", "    @pytest.mark.xfail\n    def test_logout"),
        [
          "\(path):9: error: test 'TestLogin.test_logout' is expected to fail now; it was 'def test_logout(self):' [integrity.test-skipped]"
        ]),
      Row(
        now(
          "        assert logout().user is None", "        pytest.skip('later')\n        assert logout().user is None"),
        [
          "\(path):10: error: test 'TestLogin.test_logout' is skipped now; it was 'def test_logout(self):' [integrity.test-skipped]"
        ]),
      Row(
        now("import pytest\n", "import pytest\npytestmark = pytest.mark.skip\n"),
        [
          "\(path):2: error: test 'TestLogin.test_redirect' is skipped now; it was 'def test_redirect(self, name):' [integrity.test-skipped]",
          "\(path):2: error: test 'TestLogin.test_logout' is skipped now; it was 'def test_logout(self):' [integrity.test-skipped]",
        ]),
      Row(
        now("def test_logout", "def _test_logout"),
        [
          "\(path):9: error: test 'TestLogin.test_logout' no longer runs: it is now '_test_logout'; it was 'def test_logout(self):' [integrity.test-disabled]"
        ]),
      Row(
        now("assert logout().user is None", "logout()"),
        [
          "\(path):9: error: test 'TestLogin.test_logout' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now("assert logout().user is None", "assert True"),
        [
          "\(path):9: error: test 'TestLogin.test_logout' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now("assert logout().user is None", "pass"),
        [
          "\(path):9: error: test 'TestLogin.test_logout' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now(", \"c\"", ""),
        ["\(path):5: warning: test 'TestLogin.test_redirect' has 2 rows now, of 3 [integrity.rows-removed]"]),
      // Honest work.
      Row(now("test_logout", "test_logging_out"), []),
      Row(now("assert logout().user is None", "assert not logout().user"), []),
      Row(now("assert logout().user is None", "with pytest.raises(KeyError):\n            logout().user"), []),
      Row(
        IntegrityWorld([
          (path, base, base.replacingOccurrences(of: logout, with: "")),
          ("tests/test_logout.py", nil, "def test_logout():\n    assert logout().user is None\n"),
        ]), []),
    ])
    let unit = "class A(unittest.TestCase):\n    def testOne(self):\n        self.assertEqual(one(), 1)\n"
    check([
      Row(
        IntegrityWorld(path, unit, unit.replacingOccurrences(of: "    def", with: "    @unittest.skip('x')\n    def")),
        ["\(path):2: error: test 'A.testOne' is skipped now; it was 'def testOne(self):' [integrity.test-skipped]"]),
      Row(
        IntegrityWorld(
          path, unit, unit.replacingOccurrences(of: "        self.", with: "        self.skipTest('x')\n        self.")),
        ["\(path):3: error: test 'A.testOne' is skipped now; it was 'def testOne(self):' [integrity.test-skipped]"]),
      Row(IntegrityWorld(path, unit, "def test_one():\n    assert one() == 1\n"), []),
    ])
  }

  func testJavaScript() {
    let path = "src/login.test.ts"
    let base = """
      import { login } from "./login";
      describe("login", () => {
        it("redirects once", async () => {
          const page = await login("a");
          expect(page.path).toBe("/a");
        });
        it.each([["a", 1], ["b", 2]])("counts %s", (name, count) => {
          expect(login(name).count).toBe(count);
        });
      });
      """
    func now(_ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld(path, base, base.replacingOccurrences(of: old, with: new))
    }
    let skipped =
      "error: test 'login.redirects once' is skipped now; it was"
    check([
      Row(
        now("it(\"red", "it.skip(\"red"),
        ["\(path):3: \(skipped) 'it(\"redirects once\", async () => {' [integrity.test-skipped]"]),
      Row(
        now("it(\"red", "xit(\"red"),
        ["\(path):3: \(skipped) 'it(\"redirects once\", async () => {' [integrity.test-skipped]"]),
      Row(now("it(\"red", "it.only(\"red"), ["\(path):3: error: only focused tests run now [integrity.test-focused]"]),
      Row(now("it(\"red", "fit(\"red"), ["\(path):3: error: only focused tests run now [integrity.test-focused]"]),
      Row(
        now("describe(", "describe.only("), ["\(path):2: error: only focused tests run now [integrity.test-focused]"]),
      Row(
        now("it(\"red", "it.failing(\"red"),
        [
          "\(path):3: error: test 'login.redirects once' is expected to fail now; it was 'it(\"redirects once\", async () => {' [integrity.test-skipped]"
        ]),
      Row(
        now("    expect(page.path).toBe(\"/a\");\n", ""),
        [
          "\(path):3: error: test 'login.redirects once' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now("expect(page.path).toBe(\"/a\")", "expect(true).toBe(true)"),
        [
          "\(path):3: error: test 'login.redirects once' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now(", [\"b\", 2]", ""),
        ["\(path):7: warning: test 'login.counts %s' has 1 row now, of 2 [integrity.rows-removed]"]),
      Row(
        IntegrityWorld(path, base, nil),
        ["\(path): error: test file deleted with 2 tests [integrity.test-file-deleted]"]),
      Row(now("redirects once", "sends back exactly once"), []),
      Row(now("expect(page.path).toBe(\"/a\")", "expect(page).toMatchObject({ path: \"/a\" })"), []),
      Row(now("  it(\"red", "  // it.only(\"x\", () => {})\n  it(\"red"), []),
      Row(now("describe(\"login\"", "describe(\"signing in\""), []),
    ])
  }

  func testGo() {
    let path = "login/login_test.go"
    let base = """
      package login

      func TestRedirect(t *testing.T) {
      \tpage := Login("a")
      \tif page.Path != "/a" {
      \t\tt.Fatalf("got %s", page.Path)
      \t}
      }

      func TestLogout(t *testing.T) {
      \tt.Run("twice", func(t *testing.T) {
      \t\trequire.NoError(t, Logout())
      \t})
      \tt.Run("never", func(t *testing.T) {
      \t\trequire.Error(t, Remain())
      \t})
      }
      """
    func now(_ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld(path, base, base.replacingOccurrences(of: old, with: new))
    }
    check([
      Row(
        now("\tpage :=", "\tt.Skip(\"later\")\n\tpage :="),
        [
          "\(path):4: error: test 'TestRedirect' is skipped now; it was 'func TestRedirect(t *testing.T) {' [integrity.test-skipped]"
        ]),
      Row(
        now("\tpage :=", "\tif testing.Short() {\n\t\tt.Skip(\"later\")\n\t}\n\tpage :="),
        [
          "\(path):5: warning: test 'TestRedirect' is skipped under a condition now; it was 'func TestRedirect(t *testing.T) {' [integrity.test-skipped]"
        ]),
      Row(
        now("func TestRedirect", "func testRedirect"),
        [
          "\(path):3: error: test 'TestRedirect' no longer runs: it is now 'testRedirect'; it was 'func TestRedirect(t *testing.T) {' [integrity.test-disabled]"
        ]),
      Row(
        now("\tt.Run(\"never\", func(t *testing.T) {\n\t\trequire.Error(t, Remain())\n\t})\n", ""),
        [
          "\(path): error: test 'TestLogout.never' removed; line 14 of the base was 't.Run(\"never\", func(t *testing.T) {' [integrity.test-removed]"
        ]),
      Row(
        now("t.Fatalf(\"got %s\", page.Path)", "t.Logf(\"got %s\", page.Path)"),
        [
          "\(path):3: error: test 'TestRedirect' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now("package login", "//go:build ignore\n\npackage login"),
        ["\(path):1: error: the file's tests are never built now [integrity.test-skipped]"]),
      Row(
        now("package login", "//go:build integration\n\npackage login"),
        ["\(path):1: warning: the file's tests are built under a condition now [integrity.test-skipped]"]),
      Row(now("TestRedirect", "TestRedirectsOnce"), []),
      Row(now("t.Fatalf(\"got %s\", page.Path)", "t.Errorf(\"got %q\", page.Path)"), []),
      Row(now("\"never\"", "\"stays\""), []),
    ])
  }

  func testRust() {
    let path = "src/login.rs"
    let base = """
      pub fn login<'a>(name: &'a str) -> Page<'a> { Page { path: name } }

      #[cfg(test)]
      mod tests {
          use super::*;

          #[test]
          fn redirects() {
              assert_eq!(login("a").path, "a");
          }

          #[test]
          #[should_panic]
          fn refuses() {
              login("");
          }
      }
      """
    func now(_ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld(path, base, base.replacingOccurrences(of: old, with: new))
    }
    check([
      Row(
        now("#[test]\n    fn redirects", "#[test]\n    #[ignore]\n    fn redirects"),
        ["\(path):8: error: test 'redirects' is skipped now; it was 'fn redirects() {' [integrity.test-skipped]"]),
      Row(
        now("    #[test]\n    fn redirects", "    fn redirects"),
        [
          "\(path):7: error: test 'redirects' no longer runs: it is now 'redirects'; it was 'fn redirects() {' [integrity.test-disabled]"
        ]),
      Row(
        now("assert_eq!(login(\"a\").path, \"a\");", "let _ = login(\"a\").path;"),
        ["\(path):8: error: test 'redirects' asserts nothing now, of 1 assertion [integrity.assertions-removed]"]),
      Row(
        now("assert_eq!(login(\"a\").path, \"a\");", "assert!(true);"),
        ["\(path):8: error: test 'redirects' asserts nothing now, of 1 assertion [integrity.assertions-removed]"]),
      Row(
        IntegrityWorld(path, base, "pub fn login() {}\n"),
        [
          "\(path): error: test 'redirects' removed; line 8 of the base was 'fn redirects() {' [integrity.test-removed]",
          "\(path): error: test 'refuses' removed; line 14 of the base was 'fn refuses() {' [integrity.test-removed]",
        ]),
      Row(now("redirects", "sends_back"), []),
      Row(now("assert_eq!(login(\"a\").path, \"a\");", "assert!(matches!(login(\"a\"), Page { path: \"a\" }));"), []),
      Row(now("pub fn login", "#[inline]\npub fn login"), []),
    ])
  }

  func testJUnit() {
    let path = "src/test/java/app/LoginTest.java"
    let base = """
      package app;

      class LoginTest {
        @Test
        void redirects() throws Exception {
          assertEquals("/a", login("a").path());
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void accepts(String name) {
          assertThat(login(name)).isNotNull();
        }
      }
      """
    func now(_ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld(path, base, base.replacingOccurrences(of: old, with: new))
    }
    check([
      Row(
        now("@Test\n", "@Disabled(\"later\")\n  @Test\n"),
        [
          "\(path):4: error: test 'LoginTest.redirects' is skipped now; it was 'void redirects() throws Exception {' [integrity.test-skipped]"
        ]),
      Row(
        now("@Test\n", "@EnabledOnOs(OS.MAC)\n  @Test\n"),
        [
          "\(path):4: warning: test 'LoginTest.redirects' is skipped under a condition now; it was 'void redirects() throws Exception {' [integrity.test-skipped]"
        ]),
      Row(
        now("  @Test\n", ""),
        [
          "\(path):4: error: test 'LoginTest.redirects' no longer runs: it is now 'redirects'; it was 'void redirects() throws Exception {' [integrity.test-disabled]"
        ]),
      Row(
        now("assertEquals(\"/a\", login(\"a\").path());", "login(\"a\").path();"),
        [
          "\(path):5: error: test 'LoginTest.redirects' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
        ]),
      Row(
        now(", \"b\"", ""),
        ["\(path):11: warning: test 'LoginTest.accepts' has 1 row now, of 2 [integrity.rows-removed]"]),
      Row(now("redirects", "sendsBack"), []),
      Row(now("assertEquals(\"/a\", login(\"a\").path());", "assertThat(login(\"a\").path()).isEqualTo(\"/a\");"), []),
    ])
  }

  /// Methods that assert, and tests that a repository's own macro makes.
  func testRustMethodsAndMacros() {
    let base = "#[test]\nfn runs() {\n    cmd().arg(1).assert().success();\n    page.assert_title(title);\n}\n"
    let made =
      "rgtest!(first, |dir: Dir| {\n    dir.create(1);\n    eqnice!(a, b);\n});\nrgtest!(second, |d| { f(d); });\n"
    func now(_ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld("tests/a.rs", base, base.replacingOccurrences(of: old, with: new))
    }
    let none = "tests/a.rs:2: error: test 'runs' asserts nothing now, of 2 assertions [integrity.assertions-removed]"
    check([
      Row(now("    cmd().arg(1).assert().success();\n    page.assert_title(title);\n", "    cmd().arg(1);\n"), [none]),
      Row(now(".assert().success();\n    page.assert_title(title);", ".assert();"), [none]),
      Row(now("page.assert_title(title)", "page.assert_title(other)"), []),
      Row(
        IntegrityWorld("tests/a.rs", made, String(made.prefix { $0 != ";" }) + "    eqnice!(a, b);\n});\n"),
        [
          "tests/a.rs: error: test 'second' removed; line 5 of the base was 'rgtest!(second, |d| { f(d); });' [integrity.test-removed]"
        ]),
      Row(
        IntegrityWorld(
          "tests/a.rs",
          "macro_rules! made {\n ($n:ident, $e:expr) => { #[test] fn $n() { $e } };\n}\nmade!(one, f(1));\nmade!(two, f(2));\n",
          "macro_rules! made {\n ($n:ident, $e:expr) => { #[test] fn $n() { $e } };\n}\nmade!(two, f(2));\n"),
        [
          "tests/a.rs: error: test 'one' removed; line 4 of the base was 'made!(one, f(1));' [integrity.test-removed]"
        ]),
    ])
  }

  /// Two tests that begin alike are two; one that got another name is one.
  func testPartners() {
    let setUp = (1...9).map { "\tservice\($0) := newService\($0)(t, options\($0))\n" }.joined()
    func test(_ name: String, _ body: String) -> String { "func \(name)(t *testing.T) {\n\(setUp)\(body)}\n" }
    let refund = "\tif got := service1.Refund(order); got != 12 {\n\t\tt.Fatal(got)\n\t}\n"
    let report = "\trows, err := service2.Report(month)\n\trequire.Len(t, rows, 3)\n\trequire.NoError(t, err)\n"
    let old = "package a\n" + test("TestRefundIsPaid", refund)
    check([
      Row(
        IntegrityWorld("a_test.go", old, "package a\n" + test("TestMonthlyReport", report)),
        [
          "a_test.go: error: test 'TestRefundIsPaid' removed; line 2 of the base was 'func TestRefundIsPaid(t *testing.T) {' [integrity.test-removed]"
        ]),
      Row(
        IntegrityWorld(
          "a_test.go", old,
          "package a\n" + test("TestRefundPaid", refund.replacingOccurrences(of: "12", with: "13"))
            + test("TestMonthlyReport", report)), []),
      Row(
        IntegrityWorld(
          "a_test.go", old, "package a\n" + test("TestMoneyGoesBack", refund.replacingOccurrences(of: "12", with: "13"))
        ),
        []),
    ])
  }
}
