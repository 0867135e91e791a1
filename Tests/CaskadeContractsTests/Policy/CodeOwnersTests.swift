import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// Of the lines of a list of code owners that match a path the last one counts.
final class CodeOwnersTests: XCTestCase {
  func testTable() {
    let owners = CodeOwners(
      Array(
        """
        # A comment
        *       @all   # everybody else
        *.js    @js @js2
        /build/logs/ @ops
        docs/*  docs@example.com
        apps/   @apps
        /apps/github
        **/logs @logs
        /scripts/release.sh @release
        ! not @read
        [Section] @never
        ^[Optional]
        {a,b}.txt @refused
        bad[ @refused
        tools/Makefile   @make nobody @a\u{1B}[31m
        """.utf8))
    let rows: [Row<String, [String]>] = [
      Row("README.md", ["@all"]),
      Row("src/deep/a.js", ["@js", "@js2"]),
      Row("a.js", ["@js", "@js2"]),
      Row("build/logs/x", ["@logs"]),
      Row("other/build/logs/x", ["@logs"]),
      Row("build/logs2/x", ["@all"]),
      Row("docs/a.md", ["docs@example.com"]),
      Row("docs/deep/a.md", ["@all"]),
      Row("apps/x", ["@apps"]),
      Row("src/apps/deep/x", ["@apps"]),
      // A line without owners takes them away.
      Row("apps/github", []),
      Row("apps/github/x", []),
      Row("scripts/release.sh", ["@release"]),
      Row("other/scripts/release.sh", ["@all"]),
      Row("a.txt", ["@all"]),
      // No names: a word, and one that a terminal would obey.
      Row("tools/Makefile", ["@make"]),
    ]
    for row in rows {
      XCTAssertEqual(
        owners.owners(of: RepositoryPath(row.input)), row.expected, row.input, file: row.file, line: row.line)
    }
    let counted = owners.owners(of: ["a", "b", "c.js", "apps/github"].map { RepositoryPath($0) })
    XCTAssertEqual(counted.map { "\($0.owner) \($0.files)" }, ["@all 2", "@js 1", "@js2 1"])
    XCTAssertEqual(CodeOwners([]).owners(of: RepositoryPath("a")), [])
    XCTAssertEqual(CodeOwners([0xFF, 0x0A, 0x20, 0x0A]).owners(of: RepositoryPath("a")), [])
  }
}
