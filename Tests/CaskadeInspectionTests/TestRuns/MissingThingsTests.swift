import CaskadeInspection
import TestSupport
import XCTest

/// What the end of an output says is missing.
final class MissingThingsTests: XCTestCase {
  func testFiles() {
    let rows: [Row<String, [String]>] = [
      Row("cat: build/out.txt: No such file or directory\n", ["build/out.txt"]),
      Row("sh: 1: ./build/app: not found\n", ["./build/app"]),
      Row("Error: Cannot find module '../dist/index.js'\nRequire stack:\n- /w/test/a.js\n", ["../dist/index.js"]),
      Row("python3: can't open file '/w/dist/run.py': [Errno 2] No such file or directory", ["/w/dist/run.py"]),
      Row("make: *** No rule to make target 'out/a.o', needed by 'all'.  Stop.\n", ["out/a.o"]),
      Row("ENOENT: no such file or directory, open '/w/home/.npmrc'", ["/w/home/.npmrc"]),
      Row("fatal error: gen/api.h: No such file or directory\nfatal error: gen/api.h: No such file\n", ["gen/api.h"]),
      Row("stat report.json: no such file", ["report.json"]),
      Row("the build folder is build/out\n404 Not Found: a\n3 of 3 not found\n", []),
      Row(String(repeating: "x", count: 5_000) + " a/b: not found\n", []), Row("", []),
    ]
    for row in rows { XCTAssertEqual(MissingThings(row.input).files, row.expected, file: row.file, line: row.line) }
    let many = (0..<50).map { "cat: out/\($0).txt: No such file or directory\n" }.joined()
    XCTAssertEqual(MissingThings(many).files.count, 20)
  }

  func testTheNetwork() {
    let rows: [Row<String, Bool>] = [
      Row("curl: (6) Could not resolve host: example.com", true),
      Row("[ERROR] Could not resolve dependencies for project a:b:jar:1", true),
      Row("npm error code EAI_AGAIN", true),
      Row("dial tcp: lookup proxy.example.com: Temporary failure in name resolution", true),
      Row("could not find the answer", false), Row("3 tests failed", false),
    ]
    for row in rows { XCTAssertEqual(MissingThings(row.input).isOffline, row.expected, file: row.file, line: row.line) }
  }
}
