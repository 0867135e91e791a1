import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeAgents

/// By what a commit says that an agent worked on it, and what only looks so.
final class AgentMarksTests: XCTestCase {
  func testSigns() throws {
    let id = try XCTUnwrap(ObjectID(String(repeating: "a", count: 40)))
    var marks = AgentMarks()
    func signs(author: String = "Dev", mail: String = "dev@example.com", _ message: String = "Work") -> [String] {
      marks.signs(
        of: LandedCommit(
          id: id, tree: id, parents: [], seconds: 0, author: author, authorMail: mail, committer: "GitHub",
          committerMail: "noreply@github.com", message: Array(message.utf8)))
    }
    let rows: [Row<[String], [String]>] = [
      Row(
        signs("Fix\n\nCo-Authored-By: Claude <noreply@anthropic.com>"),
        ["trailer Co-Authored-By: Claude <noreply@anthropic.com>"]),
      Row(signs("Fix\n\nco-authored-by: Cursor Agent <a@b>"), ["trailer co-authored-by: Cursor Agent <a@b>"]),
      Row(signs("Fix\n\nAssisted-by: codex-cli"), ["trailer Assisted-by: codex-cli"]),
      Row(signs(author: "renovate[bot]"), ["author renovate[bot]"]),
      Row(signs(author: "Dev (aider)"), ["author Dev (aider)"]),
      Row(signs(mail: "123+copilot-swe-agent[bot]@users.noreply.github.com"), ["author Dev"]),
      Row(signs(), []), Row(signs("Fix\n\nCo-authored-by: Claudette Dupont <c@example.com>"), []),
      Row(signs("Fix\n\nReviewed-by: Claude <c@example.com>"), []),
      Row(signs("Say how Co-authored-by: Claude is read"), []),
    ]
    for row in rows { XCTAssertEqual(row.input, row.expected, file: row.file, line: row.line) }
  }

  func testNotes() {
    for (name, isOne) in [
      ("refs/notes/ai", true), ("refs/notes/agent-trace", true), ("refs/notes/tools/claude", true),
      ("refs/notes/commits", false), ("refs/notes/caskade", false), ("refs/notes/main", false),
    ] {
      XCTAssertEqual(AgentMarks.areNotes(name), isOne, name)
    }
  }
}
