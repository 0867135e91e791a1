import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

final class CodeOwnersTests: XCTestCase {
  func testTheLastRuleThatMatchesCounts() {
    let owners = CodeOwners(
      """
      # All
      *            @example/all
      *.js         @js   # with a comment
      /build/logs/ @ops
      docs/*       docs@example.com
      apps/        @apps
      Makefile     @make
      src/auth     @auth @example/security
      src/auth/open
      [Section]
      !x @nobody
      bad[ @nobody
      """)
    let rows: [Row<String, [String]>] = [
      Row("a.txt", ["@example/all"]), Row("x/a.js", ["@js"]), Row("build/logs/a/b", ["@ops"]),
      Row("x/build/logs/a", ["@example/all"]), Row("docs/a.md", ["docs@example.com"]),
      Row("docs/a/b.md", ["@example/all"]), Row("x/apps/y/z", ["@apps"]), Row("tools/Makefile", ["@make"]),
      Row("src/auth/a.rb", ["@auth", "@example/security"]), Row("src/auth/open/a.rb", []),
    ]
    for row in rows {
      XCTAssertEqual(
        owners.owners(of: [RepositoryPath(row.input)]), row.expected, row.input, file: row.file, line: row.line)
    }
    XCTAssertEqual(owners.owners(of: ["x.js", "tools/Makefile"].map { RepositoryPath($0) }), ["@js", "@make"])
    XCTAssertEqual(CodeOwners("").owners(of: [RepositoryPath("a")]), [])
  }
}
