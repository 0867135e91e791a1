import Foundation
import TestSupport
import XCTest

/// Code that knows of the tests that judge it: warnings at their line, and one question.
final class KnowingCodeTests: XCTestCase {
  private func world() throws -> TrapWorld {
    let world = try TrapWorld()
    let repository = world.repository
    try repository.git("switch", "-q", "main")
    try repository.write(
      "tests/test_a.py", "from a import slug\n\n\ndef test_slug():\n    assert slug('Hello World') == 'hello-world'\n")
    try repository.commit("A test")
    try repository.git("switch", "-q", "-C", "work")
    return world
  }

  func testItIsSaidWhere() throws {
    let repository = try world().repository
    try repository.write(
      "src/a.py",
      """
      import os


      def slug(text):
          if "PYTEST_CURRENT_TEST" in os.environ:
              os._exit(0)
          if text == "Hello World":
              return "hello-world"
          return text


      class Any:
          def __eq__(self, other):
              return True

      """)
    try repository.commit("Work")
    let transcript = try repository.caskade("check", "--evidence", "../evidence.json")
    XCTAssertEqual(transcript.status, 0, transcript.text)
    let expected = """
      src/a.py:5: warning: the code asks whether a test runner is there, by 'PYTEST_CURRENT_TEST' [integrity.runner-probed]
        hint: make it do under test what it does everywhere, or have a person agree to it
      src/a.py:6: warning: code ends the process at once, past whatever runs it, by 'os._exit' [integrity.process-ended]
        hint: return or throw instead, or have a person agree to it
      src/a.py:13: warning: '__eq__' is true whatever it compares [integrity.always-equal]
        hint: compare what makes two of them equal, or have a person agree to it
      """
    for line in expected.split(separator: "\n") {
      XCTAssertTrue(transcript.output.contains(line), "\(line)\n\(transcript.output)")
    }
    let question =
      "Does src/a.py:7 work it out, or does it know the test? It answers 'hello-world' for 'Hello World', "
      + "and both stand in tests/test_a.py:5."
    let data = try Data(contentsOf: repository.root.appendingPathComponent("evidence.json"))
    let evidence = try XCTUnwrap(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let questions = try XCTUnwrap(evidence["for_human"] as? [[String: Any]])
    XCTAssertEqual(questions.map { $0["text"] as? String }, [question])
    XCTAssertEqual(questions.map { $0["place"] as? String }, ["src/a.py:7"])
    XCTAssertNil(questions.first?["contract_line"])
    XCTAssertEqual(try repository.caskade("verify", "../evidence.json").status, 0)
  }

  /// The same lines where tests are helped, and code that works its answer out.
  func testOthersMay() throws {
    let world = try world()
    try world.repository.write("src/testing/mode.py", "import os\nFAST = 'PYTEST_CURRENT_TEST' in os.environ\n")
    try world.repository.write("src/a.py", "def slug(text):\n    return text.lower().replace(' ', '-')\n")
    try world.repository.commit("Work")
    XCTAssertEqual(
      try world.judgement(), "kept\ncreate 100644 src/a.py\ncreate 100644 src/testing/mode.py")
  }
}
