import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

final class AreaContentScannerTests: XCTestCase {
  private let scanner = AreaContentScanner(BuiltInPolicy.policy)

  func testTableIsSound() {
    let areas = Set(BuiltInPolicy.policy.areas.map(\.name))
    for phrase in AreaPhrase.builtIn {
      XCTAssertTrue(areas.contains(phrase.area), phrase.text)
      XCTAssertTrue(phrase.rule.hasPrefix("area.\(phrase.area)."), phrase.text)
      XCTAssertGreaterThanOrEqual(phrase.text.utf8.count, 5, phrase.text)
      for line in [
        phrase.text, "  \(phrase.text) ", phrase.text.uppercased(), phrase.text.lowercased(), "(\(phrase.text))",
      ] {
        XCTAssertTrue(scanner.found(in: Array(line.utf8)[...]).contains(phrase), line)
      }
      // Within a longer word it is another word.
      let isWord = phrase.text.first.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
      XCTAssertEqual(scanner.found(in: Array("x\(phrase.text)".utf8)[...]).contains(phrase), !isWord, phrase.text)
    }
    XCTAssertEqual(Set(AreaPhrase.builtIn.map { $0.text.lowercased() }).count, AreaPhrase.builtIn.count)
  }

  func testLines() {
    let rows: [Row<String, [String]>] = [
      Row("    alter table users add column email text;", ["migrations", "migrations"]),
      Row("requests.get(url, verify=False)", ["auth"]), Row("tls.Config{InsecureSkipVerify: true}", ["auth"]),
      Row("chmod 777 /srv", ["deploys"]), Row("RUN chmod +x run.sh", ["executables"]),
      Row("await stripe.checkout.sessions.create()", ["billing"]),
      Row("import Stripe from 'stripe'", ["billing", "billing"]),
      Row("TRUNCATE TABLE orders", ["migrations", "production"]), Row("terraform apply -auto-approve", ["deploys"]),
      Row("claude --dangerously-skip-permissions", ["agents"]), Row("", []), Row("the table was altered", []),
      Row("alterable tables", []), Row("verify=FalseAlarm", []), Row("pinstripe.checkout", []), Row("chmod 7770", []),
      Row("alter\ttable  users", ["migrations"]), Row("DROP \t TABLE users", ["migrations"]),
      Row("on: pull_request_target", ["ci"]),
      Row("recreate tables", []), Row("the checkout page", []), Row("git push", []), Row("preverify=False", []),
    ]
    for row in rows {
      let found = scanner.found(in: Array(row.input.utf8)[...]).map(\.area)
      XCTAssertEqual(found, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  /// The same words mean something in one place and nothing in another.
  func testWhatALineMeans() {
    let rows: [Row<(path: String, text: String), [String]>] = [
      Row(("m.sql", "alter\ttable users drop x;"), ["migrations"]),
      Row(("m.sql", "TRUNCATE users;"), ["migrations"]), Row(("m.sql", "truncate users"), ["migrations"]),
      Row(("m.sql", "DELETE FROM users;"), ["production"]), Row(("m.sql", "DELETE FROM users WHERE id = 1;"), []),
      Row(("m.sql", "-- ALTER TABLE users"), []), Row(("a.go", "db.Exec(\"create index i on t (c)\")"), ["migrations"]),
      Row(("a.go", "db.Exec(`CREATE INDEX i ON t (c)`)"), ["migrations"]),
      Row(("a.go", "// create index for the lookup"), []), Row(("a.go", "x := 1 // CREATE INDEX later"), []),
      Row(("a.go", "log.Print(\"could not create index\")"), []), Row(("a.go", "func (f *File) truncate size"), []),
      Row(("a.js", "text.truncate (40)"), []), Row(("a.py", "q = 'TRUNCATE users'"), ["migrations"]),
      Row(("a.py", "# verify=False is not what we want"), []), Row(("a.py", "get(url, verify=False)  # why"), ["auth"]),
      Row(("tests/test_a.py", "db.execute('CREATE TABLE t (a int)')"), []),
      Row(("tests/run.sh", "terraform destroy"), ["deploys"]),
      Row(("main.tf", "cidr_blocks = [\"0.0.0.0/0\"]"), ["deploys"]),
      Row(("policy/net.rego", "input.cidr = \"0.0.0.0/0\""), []), Row(("a.go", "if cidr == \"0.0.0.0/0\" {"), []),
      Row(("a.yaml", "message: 0.0.0.0/0 is forbidden"), []),
      Row(("requirements.txt", "--index-url https://x"), ["dependencies"]),
      Row(("docs/a.md", "ALTER TABLE users"), []), Row(("a.c", " * CREATE TABLE as in the manual"), []),
      Row(("a.php", "$q = \"ALTER TABLE users ADD x\"; // later"), ["migrations"]),
    ]
    for row in rows {
      var scanner = scanner
      let bytes = Array(row.input.text.utf8)
      scanner.read(
        PatchReader.Line(change: 0, added: true, number: 1, bytes: bytes[...]), path: RepositoryPath(row.input.path))
      XCTAssertEqual(scanner.hits.map(\.area), row.expected, row.input.text, file: row.file, line: row.line)
    }
  }

  func testOneHitForEachAreaOfAChange() {
    var scanner = scanner
    let paths = ["a.py", "docs/guide.md", "b.go"].map { RepositoryPath($0) }
    func read(_ change: Int, _ number: Int, _ text: String, added: Bool = true) {
      let line = PatchReader.Line(change: change, added: added, number: number, bytes: Array(text.utf8)[...])
      scanner.read(line, path: paths[change])
    }
    read(0, 3, "DROP TABLE a", added: false)
    read(0, 4, "x = 'DROP TABLE a'")
    read(0, 5, "y = 'DROP TABLE b'")
    read(0, 6, "verify=False")
    read(1, 1, "DROP TABLE a")
    read(2, 9, "exec(\"drop table\")")
    XCTAssertEqual(
      scanner.hits,
      [
        AreaHit(area: "migrations", path: paths[0], line: 4, rule: "area.migrations.ddl", phrase: "DROP TABLE"),
        AreaHit(area: "auth", path: paths[0], line: 6, rule: "area.auth.tls", phrase: "verify=False"),
        AreaHit(area: "migrations", path: paths[2], line: 9, rule: "area.migrations.ddl", phrase: "DROP TABLE"),
      ])
  }

  func testNeverTraps() {
    var random = RepeatableRandom(seed: 3)
    for _ in 0..<2_000 {
      let phrase = Array((AreaPhrase.builtIn.randomElement(using: &random)?.text ?? "").utf8)
      let cut = Int.random(in: 0...phrase.count, using: &random)
      let noise = (0..<Int.random(in: 0...5, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      for phrase in scanner.found(in: (noise + phrase[cut...] + noise + phrase[..<cut])[...]) {
        XCTAssertTrue(AreaPhrase.builtIn.contains(phrase))
      }
    }
  }
}
