import CaskadeCore
import TestSupport
import XCTest

/// Where links may lead, by the word of a remote or a CI system.
final class ForgeRecordTests: XCTestCase {
  func testRemotes() {
    let rows: [Row<String, String?>] = [
      Row("https://github.com/team/app.git", "github https://github.com/team/app"),
      Row("https://github.com/team/app/", "github https://github.com/team/app"),
      Row("git@github.com:team/app.git", "github https://github.com/team/app"),
      Row("github.com:team/app", "github https://github.com/team/app"),
      Row("ssh://git@github.com:22/team/app", "github https://github.com/team/app"),
      Row("https://user:hunter2@gitlab.com/group/sub/app.git", "gitlab https://gitlab.com/group/sub/app"),
      Row("git@bitbucket.org:team/app.git", "bitbucket https://bitbucket.org/team/app"),
      Row("https://GitHub.com/team/app", "github https://github.com/team/app"),
      // Whose software a host runs, nobody can tell by its name.
      Row("https://git.example.com/team/app.git", nil), Row("https://github.com.evil.example/team/app", nil),
      Row("/srv/git/app.git", nil), Row("../github.com/team/app", nil), Row("file:///github.com/team/app", nil),
      Row("https://github.com/app", nil), Row("https://github.com/team/../app", nil),
      Row("https://github.com/team/a b", nil), Row("https://github.com/team/app)](https://x", nil), Row("", nil),
      Row("https://github.com/team/app\u{1B}[0m", nil), Row("git@github.com:", nil), Row("https://github.com", nil),
    ]
    for row in rows {
      let record = ForgeRecord(remote: row.input).map { "\($0.kind.rawValue) \($0.address)" }
      XCTAssertEqual(record, row.expected, file: row.file, line: row.line)
    }
  }

  func testAddresses() {
    let rows: [Row<String, Bool>] = [
      Row("https://github.example.com:8443/team/app", true), Row("http://github.com/team/app", false),
      Row("https://github.com/team/app?x", false), Row("https://github.com/team/app/", false),
      Row("javascript:alert(1)/a/b", false),
      Row("https://github.com/" + String(repeating: "a/", count: 300) + "b", false),
    ]
    for row in rows {
      XCTAssertEqual(ForgeRecord(.gitHub, address: row.input) != nil, row.expected, file: row.file, line: row.line)
    }
  }
}
