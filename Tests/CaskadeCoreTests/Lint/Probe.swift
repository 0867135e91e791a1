import XCTest
import CaskadeCore
import CaskadeSyntax
final class Probe: XCTestCase {
  func testX() {
    let ctx = LintContext.repository(["Makefile", "Sources/a.swift", "Sources/b.txt", "db/migrations/1.sql", "docs/x.md", "scripts/test.sh"], today: "2027-06-01", programs: ["make", "sh", "swift"])
    func p(_ t: String, _ c: LintContext? = nil) { print("-----"); for l in lintLines(t, c ?? ctx) { print(l) } }
    p(soundContract())
    p(soundContract(title: "Fix issue #12", outcome: "fix  Issue!", allow: ["\"**\"", "Source/**", "\"*.md\"", "docs/**", "docs/**", "db/migrations/**", ".github/workflows/ci.yml", ".github/workflows/**", "\"*.zig\""], validation: ["make test #fast", "sh scripts/tst.sh", "cd x && ./y.sh", "run: FOO=1 swft build | tee log && scripts/none --x > foo/bar.sh", "bash -eu other.sh 2>&1"], more: """
      - more_than: 100 files
      - area: [secret, billing]
      - touching: "*.sql"
    band: low
    tools:
      allow: [read, { shell: git push origin }, { web: example.com }, read]
      ask: [{ mcp: a/b }]
      deny: [{ shell: git push * }, web, { mcp: a/* }]
    """))
    p("caskade: 1\ntitle: <what is broken>\noutcome: TODO\nexpires: <a day>\nowner: your-team\nfoo: 1\n")
    p("# caskade template\ncaskade: 1\ntitle: <what is broken>\noutcome: TODO\nexpires: <a day>\nowner: your-team\nfoo: 1\n")
    p(soundContract(allow: ["docs/**", "Sources/*.swift"], more: ""))
    p(soundContract(allow: ["docs/**", "Sources/*.swift"]).replacingOccurrences(of: "validation:", with: "  deny: [docs, Sources]\nvalidation:"))
    p(soundContract(allow: ["docs/**", "Sources/*.swift"]).replacingOccurrences(of: "validation:", with: "  deny: [docs/*.md]\nvalidation:"))
    p("caskade: 1\ntitle: a\noutcome: b\n")
    p("""
    caskade_policy: 1
    bands:
      low: { approvals: 2 }
    groups:
      security: [a@example.com]
    areas:
      mine: { band: low }
    secrets:
      allow:
        - { path: "**", reason: x, expires: 2020-01-01 }
    """)
  }
}
