import TestSupport
import Foundation
import XCTest

/// What keeps a test in the file and takes its effect away: dead code, handlers that swallow, names that no runner
/// collects, fixtures that skip. Honest work that looks alike stands beside each.
final class IntegrityCheatTests: XCTestCase {
  private func check(_ path: String, _ base: String, _ rows: [Row<[(String, String)], [String]>]) {
    for row in rows {
      let head = row.input.reduce(base) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
      XCTAssertNotEqual(base, head, "nothing was replaced", file: row.file, line: row.line)
      XCTAssertEqual(
        IntegrityWorld(path, base, head).lines, row.expected.map { path + $0 }, file: row.file, line: row.line)
    }
  }

  func testPython() {
    let skipped =
      ": error: test 'TestCart.test_total' is skipped now; it was 'def test_total(self):' [integrity.test-skipped]"
    let nothing =
      ":7: error: test 'TestCart.test_total' asserts nothing now, of 2 assertions [integrity.assertions-removed]"
    check(
      "tests/test_cart.py",
      """
      import pytest

      class TestCart(Base):
          def setUp(self):
              self.cart = Cart()

          def test_total(self):
              self.cart.add("tea", 3)
              assert self.cart.total == 3
              assert self.cart.count == 1
      """,
      [
        Row([("        self.cart.add", "        return\n        self.cart.add")], [":8" + skipped]),
        Row([("        assert self.cart.total", "        return\n        assert self.cart.total")], [":9" + skipped]),
        Row(
          [("        assert self.cart.total", "        if CI: return\n        assert self.cart.total")],
          [
            ":9: warning: test 'TestCart.test_total' is skipped under a condition now; it was 'def test_total(self):' [integrity.test-skipped]"
          ]),
        Row(
          [
            ("        assert self.cart.total", "        if False:\n            assert self.cart.total"),
            ("        assert self.cart.count", "            assert self.cart.count"),
          ], [nothing]),
        Row(
          [
            ("        assert self.cart.total", "        try:\n            assert self.cart.total"),
            (
              "        assert self.cart.count == 1",
              "            assert self.cart.count == 1\n        except Exception:\n            pass"
            ),
          ], [nothing]),
        Row([("class TestCart(Base):\n", "class TestCart(Base):\n    __test__ = False\n")], [":4" + skipped]),
        Row([("class TestCart(Base):\n", "class TestCart(Base):\n    skip = \"slow\"\n")], [":4" + skipped]),
        Row([("        self.cart = Cart()", "        self.skipTest(\"slow\")")], [":5" + skipped]),
        Row([("count == 1", "count == 1\n\n    del test_total")], [":12" + skipped]),
        Row([("count == 1", "count == 1\n\n    test_total = None")], [":12" + skipped]),
        Row([("count == 1", "count == 1\n\n    test_total.skip = \"slow\"")], [":12" + skipped]),
        Row(
          [("count == 1", "count == 1\n\n    def test_total(self):\n        pass")],
          [
            ":12: error: test 'TestCart.test_total' asserts nothing now, of 2 assertions [integrity.assertions-removed]"
          ]),
        Row(
          [("    def test_total", "    @pytest.mark.skipif(True, reason=\"x\")\n    def test_total")], [":7" + skipped]),
        // Honest work.
        Row([("    def test_total", "    @pytest.mark.skipif(False, reason=\"x\")\n    def test_total")], []),
        Row([("count == 1", "count == 1\n        return")], []),
        Row([("count == 1", "count == 1\n        def later():\n            return\n        later()")], []),
        Row(
          [
            (
              "        self.cart.add(\"tea\", 3)",
              "        try:\n            self.cart.add(\"tea\", 3)\n        except OSError:\n            pass"
            )
          ], []),
        Row([("class TestCart(Base):\n", "class TestCart(Base):\n    __test__ = True\n    skip = None\n")], []),
        Row([("count == 1", "count == 1\n\n    test_total = slow(test_total)")], []),
        Row(
          [
            (
              "    def test_total",
              "    if W:\n        def test_total(self):\n            assert total() == cart(3)\n\n    def test_total"
            )
          ], []),
      ])
  }

  func testPythonByName() {
    let base = "class TestCart:\n    def test_total(self):\n        assert total(cart) == 3\n"
    XCTAssertEqual(
      IntegrityWorld("tests/test_cart.py", base, base.replacingOccurrences(of: "TestCart", with: "CartCases")).lines,
      [
        "tests/test_cart.py:3: error: test 'CartCases.test_total' is skipped now; it was 'def test_total(self):' [integrity.test-skipped]"
      ])
    XCTAssertEqual(
      IntegrityWorld(
        "tests/test_cart.py", base,
        base.replacingOccurrences(of: "TestCart", with: "CartCases") + "\nclass TestCart(CartCases):\n    pass\n"
      ).lines, [])
    XCTAssertEqual(
      IntegrityWorld([("tests/test_cart.py", base, nil), ("tests/old_cart.py", nil, base)]).lines,
      [
        "tests/old_cart.py: error: the tests of 'tests/test_cart.py' are no longer collected under this file name [integrity.test-disabled]"
      ])
    XCTAssertEqual(IntegrityWorld([("tests/test_cart.py", base, nil), ("tests/test_total.py", nil, base)]).lines, [])
    XCTAssertEqual(IntegrityWorld([("tests/cart.py", base, nil), ("tests/total.py", nil, base)]).lines, [])
  }

  /// A helper that asserts only through another one.
  func testHelpersOfHelpers() {
    let helpers = "def deep(x):\n    assert x\n\ndef helper(x):\n    deep(x)\n\n"
    XCTAssertEqual(
      IntegrityWorld(
        "tests/test_a.py", helpers + "def test_a():\n    assert load(1)\n",
        helpers + "def test_a():\n    helper(load(1))\n"
      ).lines, [])
  }

  func testGo() {
    let skipped =
      ": error: test 'TestTotal' is skipped now; it was 'func TestTotal(t *testing.T) {' [integrity.test-skipped]"
    let maybe =
      ": warning: test 'TestTotal' is skipped under a condition now; it was 'func TestTotal(t *testing.T) {' [integrity.test-skipped]"
    let base = """
      package cart

      func TestTotal(t *testing.T) {
      \tcart := New()
      \tif cart.Total() != 3 {
      \t\tt.Fatal("total")
      \t}
      }
      """
    check(
      "cart/cart_test.go", base,
      [
        Row([("\tif cart", "\treturn\n\tif cart")], [":5" + skipped]),
        Row([("\tcart :=", "\tif true {\n\t\tt.Skip()\n\t}\n\tcart :=")], [":5" + skipped]),
        Row([("\tcart :=", "\tskip.If(t, true)\n\tcart :=")], [":4" + skipped]),
        Row([("\tcart :=", "\tskip.If(t, os.Getenv(\"CI\") != \"\")\n\tcart :=")], [":4" + maybe]),
        Row([("\tcart :=", "\tif testing.Short() {\n\t\treturn\n\t}\n\tcart :=")], [":5" + maybe]),
        Row(
          [("package cart\n", "package cart\n\nfunc TestMain(m *testing.M) {\n\tos.Exit(0)\n}\n")], [":3" + skipped]),
        Row(
          [("t.Fatal(\"total\")", "t.Log(\"total\")")],
          [":3: error: test 'TestTotal' asserts nothing now, of 1 assertion [integrity.assertions-removed]"]),
        // Honest work.
        Row(
          [("package cart\n", "package cart\n\nfunc TestMain(m *testing.M) {\n\tos.Exit(m.Run())\n}\n")], []),
        Row([("\tcart :=", "\thandle(func() {\n\t\tif x {\n\t\t\treturn\n\t\t}\n\t\treturn\n\t})\n\tcart :=")], []),
      ])
    XCTAssertEqual(
      IntegrityWorld([("cart/cart_test.go", base, nil), ("cart/_cart_test.go", nil, base)]).lines,
      [
        "cart/_cart_test.go: error: the tests of 'cart/cart_test.go' are no longer collected under this file name [integrity.test-disabled]"
      ])
    XCTAssertEqual(
      IntegrityWorld([("cart/cart_test.go", base, nil), ("cart/cart_windows_test.go", nil, base)]).lines,
      [
        "cart/cart_windows_test.go: warning: the tests of 'cart/cart_test.go' are built under a condition by this file name [integrity.test-disabled]"
      ])
    XCTAssertEqual(
      IntegrityWorld([("cart/cart_test.go", base, nil), ("cart/total_test.go", nil, base)]).lines, [])
  }

  func testRust() {
    check(
      "src/cart.rs",
      """
      #[cfg(test)]
      mod tests {
          #[test]
          fn total() {
              let cart = Cart::new();
              assert_eq!(cart.total(), 3);
          }

          #[cargo_test]
          fn count() {
              assert_eq!(Cart::new().count(), 0);
          }
      }
      """,
      [
        Row(
          [("    #[test]\n", "    #[test]\n    #[should_panic]\n")],
          [":4: error: test 'total' is expected to fail now; it was 'fn total() {' [integrity.test-skipped]"]),
        Row(
          [("    #[test]\n", "    #[test]\n    #[cfg(any())]\n")],
          [":4: error: test 'total' is skipped now; it was 'fn total() {' [integrity.test-skipped]"]),
        Row(
          [("    #[test]\n", "    #[test]\n    #[cfg(feature = \"slow\")]\n")],
          [":4: warning: test 'total' is skipped under a condition now; it was 'fn total() {' [integrity.test-skipped]"]
        ),
        Row(
          [("    #[cargo_test]\n", "")],
          [
            ":9: error: test 'count' no longer runs: it is now 'count'; it was 'fn count() {' [integrity.test-disabled]"
          ]),
        // Honest work.
        Row(
          [("    #[test]\n", "    #[test]\n    #[should_panic]\n"), ("assert_eq!(cart.total(), 3);", "cart.fail();")],
          []),
      ])
    check(
      "src/lib.rs", "mod cart;\n#[cfg(test)]\nmod cart_test;\n",
      [
        Row(
          [("#[cfg(test)]\nmod cart_test;\n", "")],
          [": error: module 'cart_test' of tests is no longer built; line 3 of the base [integrity.test-disabled]"]),
        Row([("mod cart;\n", "")], []),
      ])
  }

  func testJava() {
    let skipped =
      ": error: test 'CartTest.testTotal' is skipped now; it was 'void testTotal() {' [integrity.test-skipped]"
    let nothing =
      ":6: error: test 'CartTest.testTotal' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
    check(
      "src/test/java/CartTest.java",
      """
      import org.junit.jupiter.api.Test;

      class CartTest {
        void helper() { }
        @Test
        void testTotal() {
          int total = cart.total();
          assertEquals(3, total);
        }
      }
      """,
      [
        Row([("    int total", "    return;\n    int total")], [":7" + skipped]),
        Row([("    int total", "    assumeTrue(false);\n    int total")], [":7" + skipped]),
        Row([("@Test\n", "@Test(enabled = false)\n")], [":5" + skipped]),
        Row(
          [("@Test\n", "@Test(expected = Throwable.class)\n")],
          [
            ":5: error: test 'CartTest.testTotal' is expected to fail now; it was 'void testTotal() {' [integrity.test-skipped]"
          ]),
        Row([("    assertEquals(3, total);", "    if (false) {\n      assertEquals(3, total);\n    }")], [nothing]),
        Row(
          [("    assertEquals(3, total);", "    try {\n      assertEquals(3, total);\n    } catch (Throwable e) { }")],
          [nothing]),
        Row([("  void helper() { }", "  @BeforeEach void off() { assumeTrue(false); }")], [":4" + skipped]),
        Row(
          [("  @Test\n", "")],
          [
            ":5: error: test 'CartTest.testTotal' no longer runs: it is now 'testTotal'; it was 'void testTotal() {' [integrity.test-disabled]"
          ]),
        Row([("class CartTest", "abstract class CartTest")], [":7" + skipped]),
        // Honest work.
        Row(
          [
            ("    assertEquals(3, total);", "    try {\n      assertEquals(3, total);\n    } catch (IOException e) { }")
          ], []),
        Row([("class CartTest", "class Other extends CartTest { }\nabstract class CartTest")], []),
        Row([("    int total", "    assumeTrue(true);\n    int total")], []),
      ])
  }

  func testJavaScript() {
    let skipped = ": error: test 'cart.total' is skipped now; it was 'it('total', () => {' [integrity.test-skipped]"
    let nothing = ":5: error: test 'cart.total' asserts nothing now, of 1 assertion [integrity.assertions-removed]"
    check(
      "test/cart.test.js",
      """
      describe('cart', () => {
        before(() => {
          open();
        });
        it('total', () => {
          const cart = load();
          expect(cart.total).toBe(3);
        });
      });
      """,
      [
        Row([("    const cart", "    return;\n    const cart")], [":6" + skipped]),
        Row([("it('total', ", "it('total', { skip: true }, ")], [":5" + skipped]),
        Row(
          [("it('total', ", "it('total', { only: true }, ")],
          [":5: error: only focused tests run now [integrity.test-focused]"]),
        Row([("before(() => {\n    open();", "before(function () {\n    this.skip();")], [":3" + skipped]),
        Row([("expect(cart.total).toBe(3)", "expect(true).toBe(true)")], [nothing]),
        Row([("    expect(cart", "    if (false) expect(cart")], []),
        Row(
          [("    expect(cart.total).toBe(3);", "    if (false) {\n      expect(cart.total).toBe(3);\n    }")], [nothing]
        ),
        Row(
          [("    expect(cart.total).toBe(3);", "    try {\n      expect(cart.total).toBe(3);\n    } catch (e) { }")],
          [nothing]),
        // Honest work: a status and a body of supertest are no literal truth.
        Row([("expect(cart.total).toBe(3)", "request(app).get('/').expect(200, 'OK')")], []),
        Row([("it('total', ", "it('total', { timeout: 5 }, ")], []),
        Row([("before(() => {\n    open();", "before(function () {\n    if (slow) this.skip();")], []),
        Row(
          [
            (
              "    expect(cart.total).toBe(3);",
              "    try {\n      cart.pay();\n    } catch (e) {\n      expect(e).toBe(3);\n    }"
            )
          ], []),
      ])
  }

  func testSwift() {
    let skipped =
      ": error: test 'CartTests.testTotal' is skipped now; it was 'func testTotal() throws {' [integrity.test-skipped]"
    let gone =
      ": error: test 'CartTests.testTotal' no longer runs: it is now 'testTotal'; it was 'func testTotal() throws {' [integrity.test-disabled]"
    let test = "  func testTotal() throws {\n    XCTAssertEqual(Cart().total, 3)\n  }\n"
    check(
      "Tests/CartTests.swift",
      "final class CartTests: XCTestCase {\n  override func setUp() { open() }\n\(test)}\n",
      [
        Row([("    XCTAssert", "    return\n    XCTAssert")], [":4" + skipped]),
        Row([("    XCTAssert", "    try XCTSkipUnless(false)\n    XCTAssert")], [":4" + skipped]),
        Row(
          [("override func setUp() { open() }", "override func setUpWithError() throws { throw XCTSkip() }")],
          [":2" + skipped]),
        Row([("  func testTotal", "  private func testTotal")], [":3" + gone]),
        Row([(": XCTestCase", ": NSObject")], [":3" + gone]),
        Row([(": XCTestCase", "")], [":3" + gone]),
        Row(
          [(test, "#if os(Windows)\n\(test)#endif\n")],
          [
            ":4: warning: test 'CartTests.testTotal' is skipped under a condition now; it was 'func testTotal() throws {' [integrity.test-skipped]"
          ]),
        Row(
          [("    XCTAssert", "    guard isFast else { return }\n    XCTAssert")],
          [
            ":4: warning: test 'CartTests.testTotal' is skipped under a condition now; it was 'func testTotal() throws {' [integrity.test-skipped]"
          ]),
        // Honest work.
        Row([(": XCTestCase", ": CartTestCase")], []),
        Row([(test, "#if os(Windows)\nlet windows = true\n#endif\n\(test)")], []),
      ])
  }
}
