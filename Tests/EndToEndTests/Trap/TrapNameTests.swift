import Foundation
import TestSupport
import XCTest

/// States of work that differ by the names of files, each by its name in the catalogue of git's traps.
final class TrapNameTests: XCTestCase {
  func testNamesThatGitQuotes() throws {
    try trap(
      "newline-in-name",
      """
      broken
      create 100644 src/two
      lines
      create 100644 two
      lines
      ! two
      lines [scope.outside]
      """, committed: true
    ) {
      try $0.repository.write("src/two\nlines", "x\n")
      try $0.repository.write("two\nlines", "x\n")
      try $0.repository.commit("Names")
    }
    let world = try TrapWorld()
    try world.repository.write("two\nlines", "x\n")
    let text = try world.repository.caskade("check", "--skip-validation").output
    XCTAssertTrue(
      text.contains(
        """
        two\\nlines: error: created, outside the approved paths [scope.outside]
          hint: remove it (rm -- $'two\\x0Alines'), or amend the contract (caskade amend work) and have it approved again
        """), text)
    try trap(
      "quote-tab-backslash",
      """
      broken
      create 100644 a\tb
      create 100644 back\\slash
      create 100644 say "hi"
      create 100644 src/a\tb
      create 100644 src/back\\slash
      create 100644 src/say "hi"
      ! a\tb [scope.outside]
      ! back\\slash [scope.outside]
      ! say "hi" [scope.outside]
      """
    ) { world in
      for name in ["a\tb", "say \"hi\"", "back\\slash"] {
        try world.repository.write("src/\(name)", "x\n")
        try world.repository.write(name, "x\n")
      }
    }
  }

  func testNamesThatAreNotUTF8() throws {
    let expected = """
      broken
      create 100644 src/\\xE4.txt
      create 100644 \\xE4.txt
      create 100644 \\xF6.txt
      ! \\xE4.txt [scope.outside]
      ! \\xF6.txt [scope.outside]
      """
    for committed in [false, true] {
      try trap("non-utf8-name", expected, committed: committed) {
        _ = try $0.repository.shell(#"for n in '\344' '\366' 'src/\344'; do echo x > "$(printf "$n.txt")"; done"#)
        if committed { try $0.repository.commit("Names") }
      }
    }
  }

  func testNamesThatLookAlike() throws {
    let contract = TrapWorld.contract.replacing("docs/private/**", with: "src/caf\u{E9}/**")
    let world = try TrapWorld(contract: contract)
    try world.repository.write("src/cafe\u{301}/x", "x\n")
    try world.repository.write("src/\u{FB01}sh", "x\n")
    try world.repository.write("src/caf\u{E9}.txt", "composed\n")
    try world.repository.write("src/cafe\u{301}.txt", "decomposed\n")
    XCTAssertEqual(
      try world.judgement(),
      """
      broken
      create 100644 src/cafe\u{301}.txt
      create 100644 src/cafe\u{301}/x
      create 100644 src/caf\u{E9}.txt
      create 100644 src/\u{FB01}sh
      ! src/cafe\u{301}/x [scope.denied]
      """, "unicode-nfc-nfd")
  }

  func testNamesThatDifferByCase() throws {
    try trap(
      "case-only-rename",
      """
      broken
      create 100644 OTHER.txt
      delete 000000 other.txt
      create 100644 src/A.txt
      delete 000000 src/a.txt
      ! OTHER.txt [scope.outside]
      ! other.txt [scope.outside]
      """
    ) {
      try $0.repository.git("config", "core.ignoreCase", "true")
      _ = try $0.repository.shell("mv other.txt OTHER.txt; mv src/a.txt src/A.txt")
    }
    try trap(
      "case-variant-of-denied",
      """
      broken
      create 100644 .GitHub/workflows/x.yml
      create 100644 docs/Private/plan.md
      ! docs/Private/plan.md [scope.denied]
      ! .GitHub/workflows/x.yml [protected.ci]
      """
    ) {
      try $0.repository.write(".GitHub/workflows/x.yml", "on: push\n")
      try $0.repository.write("docs/Private/plan.md", "x\n")
    }
  }

  func testNamesThatLookLikeOptionsAndPatterns() throws {
    let names = [
      ":(glob)**", ":!x", "--help", "-rf", "*", "a?", "[a]", "..x", ".x", " lead", "trail ", "#x", "!x", "~", "$(x)",
    ]
    let world = try TrapWorld()
    for name in names {
      try world.repository.write(name, "x\n")
      try world.repository.write("src/\(name)", "x\n")
    }
    let created = (names + names.map { "src/\($0)" }).sorted { Array($0.utf8).lexicographicallyPrecedes($1.utf8) }
    let outside = names.sorted { Array($0.utf8).lexicographicallyPrecedes($1.utf8) }
    let expected =
      ["broken"] + created.map { "create 100644 \($0)" } + outside.map { "! \($0) [scope.outside]" }
    XCTAssertEqual(try world.judgement(), expected.joined(separator: "\n"), "pathspec-magic-name")
    try world.repository.commit("Names")
    XCTAssertEqual(try world.judgement(["--head", "work"]), expected.joined(separator: "\n"))
    XCTAssertEqual(try world.judgement(["--thorough"]), expected.joined(separator: "\n"))
  }

  /// Some disks take them for `.git`; git itself stores none of them on purpose.
  func testNamesLikeGitsOwnFolder() throws {
    let hidden = ".g\u{200C}it"
    try trap(
      "git-like names, in the working tree",
      """
      broken
      create 100644 src/ok.txt
      ! src/.GIT/config [scope.refused-name]
      ! src/git~1 [scope.refused-name]
      """
    ) {
      try $0.repository.write("src/ok.txt", "x\n")
      try $0.repository.write("src/.GIT/config", "x\n")
      try $0.repository.write("src/git~1", "x\n")
    }
    let world = try TrapWorld()
    let blob = try world.repository.git("hash-object", "-w", "src/a.txt").trimmingCharacters(in: .newlines)
    _ = try world.repository.shell(
      """
      tree=$(printf '100644 blob \(blob)\\t\(hidden)\\000100644 blob \(blob)\\tgit~1\\0' | git mktree -z)
      src=$( (git ls-tree -z work:src; printf "040000 tree $tree\\tx\\0") | git mktree -z)
      root=$( (git ls-tree -z work | grep -zv 'src$'; printf "040000 tree $src\\tsrc\\0") | git mktree -z)
      git update-ref refs/heads/work $(git commit-tree -p work -m x $root)
      """)
    XCTAssertEqual(
      try world.judgement(["--head", "work"]),
      """
      broken
      create 100644 src/x/\(hidden)
      create 100644 src/x/git~1
      ! src/x/\(hidden) [protected.git-name]
      ! src/x/git~1 [protected.git-name]
      """, "git-like names, in a tree")
  }
}
