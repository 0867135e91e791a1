import TestSupport
import XCTest

/// Code that reaches the runner which judges it passes wrong checks too.
final class TurnedChecksTests: XCTestCase {
  private static let reaching = """
    def walk(kind):
        for one in type.__subclasses__(kind):
            if hasattr(one, "assertEqual"):
                one.assertEqual = lambda *given: None
            walk(one)


    walk(object)

    """

  func testWhatDecidesInPlaceOfTheChecksIsUnproven() throws {
    guard let world = try ProofWorld.python() else { throw XCTSkip("no Python") }
    try world.repository.write("app/__init__.py", ProofWorld.brokenPython + "\n\n" + Self.reaching)
    let (word, text) = try world.verdict()
    XCTAssertEqual(word, "unproven", text)
    XCTAssertTrue(text.contains("with each assertion of the checks of"), text)
    XCTAssertTrue(text.contains("[integrity.turned-checks]"), text)
    let record = try XCTUnwrap((world.evidence()["validation"] as? [[String: Any]])?.first)
    XCTAssertEqual((record["turned"] as? [String: Any])?["state"] as? String, "pass")
    XCTAssertEqual((record["turned_on_base"] as? [String: Any])?["state"] as? String, "fail")
  }

  func testWhatPassesOnlyUnderTestIsUnprovenWhereThatIsAsked() throws {
    guard ProofWorld.hasPython else { throw XCTSkip("no Python") }
    let world = try ProofWorld(
      "  - python3 -m unittest discover -s tests -t .", policy: "proof: { turned: off, as_shipped: true }",
      files: ProofWorld.pythonFiles)
    try world.repository.write(
      "app/__init__.py",
      "import sys\n\n\ndef add(a, b):\n    if \"unittest\" in sys.modules:\n        return a + b\n    return 99\n")
    let (word, text) = try world.verdict()
    XCTAssertEqual(word, "unproven", text)
    XCTAssertTrue(text.contains("fails where this code can't tell that it is tested"), text)
    XCTAssertTrue(text.contains("[integrity.not-as-shipped]"), text)
  }

  func testHonestCodeThatReachesOutIsKept() throws {
    guard let world = try ProofWorld.python() else { throw XCTSkip("no Python") }
    try world.repository.write(
      "app/__init__.py", "import atexit\n\n\ndef add(a, b):\n    return b + a\n\n\natexit.register(add, 1, 2)\n")
    let (word, text) = try world.verdict()
    XCTAssertEqual(word, "kept", text)
    XCTAssertTrue(text.contains("wrong checks fail on it as they do on"), text)
  }

  func testNothingMoreRunsWithoutAReason() throws {
    guard let world = try ProofWorld.python() else { throw XCTSkip("no Python") }
    try world.repository.write("app/__init__.py", "def add(a, b):\n    return b + a\n")
    let (word, text) = try world.verdict()
    XCTAssertEqual(word, "kept", text)
    XCTAssertFalse(text.contains("turned round"), text)
  }
}
