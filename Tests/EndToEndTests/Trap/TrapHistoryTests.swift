import Foundation
import TestSupport
import XCTest

/// States of commits and references, each by its name in the catalogue of git's traps.
final class TrapHistoryTests: XCTestCase {
  private let changed = "kept\nmodify 100644 src/a.txt"

  func testSecretsOfTheHistory() throws {
    let gone = "broken\nmodify 100644 src/a.txt\n! src/t.txt [secrets.aws-access-key]"
    for committed in [false, true] {
      try trap("secret-added-then-removed", gone, committed: committed) { world in
        try world.repository.write("src/t.txt", "key = \(TrapWorld.key)\n")
        try world.repository.commit("Secret")
        try world.repository.remove("src/t.txt")
        try world.repository.write("src/a.txt", "two\n")
        try world.repository.commit("Gone")
      }
    }
    let world = try TrapWorld()
    try world.repository.write("src/a.txt", "one\nkey = \(TrapWorld.key)\n")
    try world.repository.commit("Secret")
    let commit = try world.repository.git("rev-parse", "--short=7", "work").trimmingCharacters(in: .newlines)
    try world.repository.write("src/a.txt", "two\n")
    let text = try world.repository.caskade("check", "--skip-validation").output
    XCTAssertTrue(
      text.contains(
        """
        src/a.txt: error: looks like AWS access key id, in line 2 of commit \(commit): gone from the head, but in the \
        history that is pushed [secrets.aws-access-key]
        """), text)
    XCTAssertTrue(text.contains("FAIL      secrets "), text)
    try trap(
      "a secret that is still there is told once",
      "broken\nmodify 100644 src/a.txt\n! src/a.txt:2 [secrets.aws-access-key]"
    ) { world in
      try world.repository.write("src/a.txt", "one\nkey = \(TrapWorld.key)\n")
      try world.repository.commit("Secret")
      try world.repository.write("src/a.txt", "two\nkey = \(TrapWorld.key)\n")
      try world.repository.commit("More")
      try world.repository.write("src/a.txt", "three\nkey = \(TrapWorld.key)\n")
    }
    try trap(
      "hidden from patches: NUL, UTF-16, -diff, each gone again",
      """
      broken
      modify 100644 src/a.txt
      ! src/nul.txt [secrets.aws-access-key]
      ! src/utf16.txt [secrets.aws-access-key]
      """
    ) { world in
      try world.repository.write(".git/info/attributes", "* -diff\n")
      try world.repository.write("src/nul.txt", "key = \(TrapWorld.key)\n\0")
      try world.repository.commit("NUL")
      try "key = \(String(TrapWorld.key.reversed()))\n".data(using: .utf16)?.write(to: world.repository.url("src/x"))
      let other = "AKIAQJ7EXAMPREFYAD5C"
      try "key = \(other)\n".data(using: .utf16)?.write(to: world.repository.url("src/utf16.txt"))
      try world.repository.remove("src/x")
      try world.repository.commit("UTF-16")
      _ = try world.repository.shell("rm src/nul.txt src/utf16.txt; echo two > src/a.txt")
    }
  }

  func testSecretsThatAreTheBasesOwn() throws {
    try trap("what a merge brings from the base isn't the branch's", changed) { world in
      try world.repository.git("switch", "-q", "main")
      try world.repository.write("src/base.txt", "key = \(TrapWorld.key)\n")
      try world.repository.commit("The base's own")
      try world.repository.git("switch", "-q", "work")
      try world.repository.write("src/a.txt", "two\n")
      try world.repository.commit("Work")
      try world.repository.git("merge", "-q", "-m", "Merge", "main")
      try world.repository.write("src/a.txt", "three\n")
      try world.repository.commit("More")
    }
    try trap("removed and restored as it was", changed) { world in
      try world.repository.git("switch", "-q", "main")
      try world.repository.write("src/base.txt", "key = \(TrapWorld.key)\n")
      try world.repository.commit("The base's own")
      try world.repository.git("switch", "-q", "-C", "work")
      try world.repository.write("src/base.txt", "none\n")
      try world.repository.commit("Out")
      try world.repository.git("revert", "--no-edit", "HEAD")
      try world.repository.write("src/a.txt", "two\n")
      try world.repository.commit("Work")
    }
  }

  func testWhatIsOnlyInTheHistory() throws {
    try trap(
      "touched-then-reverted",
      """
      kept
      modify 100644 src/a.txt
      ? docs/private/plan.md [scope.changed-and-back]
      """
    ) { world in
      try world.repository.write("docs/private/plan.md", "changed\n")
      try world.repository.write("src/a.txt", "two\n")
      try world.repository.commit("Touch")
      try world.repository.write("docs/private/plan.md", "plan\n")
      try world.repository.commit("Revert")
    }
    let secret = "! evil.txt:1 [secrets.aws-access-key]"
    try trap(
      "evil-merge",
      """
      broken
      modify 100644 docs/private/plan.md
      create 100644 evil.txt
      modify 100644 src/a.txt
      ! docs/private/plan.md [scope.denied]
      ! evil.txt [scope.outside]
      \(secret)
      """, committed: true
    ) { world in
      try Self.mergeEvil(world)
      try world.repository.git("commit", "-q", "-m", "Merge")
    }
    try trap(
      "evil-merge, gone again",
      """
      broken
      modify 100644 src/a.txt
      ! evil.txt [secrets.aws-access-key]
      ? docs/private/plan.md [scope.changed-and-back]
      ? evil.txt [scope.changed-and-back]
      """, committed: true
    ) { world in
      try Self.mergeEvil(world)
      try world.repository.git("commit", "-q", "-m", "Merge")
      try world.repository.remove("evil.txt")
      try world.repository.write("docs/private/plan.md", "plan\n")
      try world.repository.commit("Hide")
    }
  }

  private static func mergeEvil(_ world: TrapWorld) throws {
    try world.repository.write("src/a.txt", "two\n")
    try world.repository.commit("Work")
    try world.repository.git("switch", "-q", "main")
    try world.repository.write("other.txt", "main's\n")
    try world.repository.commit("Main moves")
    try world.repository.git("switch", "-q", "work")
    try world.repository.git("merge", "-q", "--no-commit", "main")
    try world.repository.write("evil.txt", "key = \(TrapWorld.key)\n")
    try world.repository.write("docs/private/plan.md", "evil\n")
    try world.repository.git("add", "-A")
  }

  func testShapesOfHistory() throws {
    try trap("base-moved-on", changed, committed: true) { world in
      try world.repository.write("src/a.txt", "two\n")
      try world.repository.commit("Work")
      try world.repository.git("switch", "-q", "main")
      try world.repository.write("other.txt", "main's\n")
      try world.repository.commit("Main moves")
    }
    let world = try TrapWorld()
    try Self.crossMerges(world)
    let report = try world.repository.caskade("check", "--head", "work", "--format", "json").output
    XCTAssertTrue(report.contains("one of 2 merge bases, the one git prefers"), "criss-cross: \(report)")
    let joined = "broken\ncreate 100644 alone.txt\n! alone.txt [scope.outside]\n? . [scope.other-work]"
    try trap("root-commit", joined, committed: true) { world in
      try world.repository.git("switch", "-q", "--orphan", "alone")
      try world.repository.write("alone.txt", "x\n")
      try world.repository.commit("Root")
      try world.repository.git("switch", "-q", "work")
      try world.repository.git("merge", "-q", "--allow-unrelated-histories", "-m", "Join", "alone")
    }
    let unrelated = "caskade: error: 'main' and 'work' have no common commit\n"
    try trap(
      "unrelated-histories", unrelated + "  hint: name the branch that this work began from: --base NAME\n"
    ) { world in
      try world.repository.git("switch", "-q", "--orphan", "alone")
      try world.repository.write("src/a.txt", "two\n")
      try world.repository.commit("Root")
      try world.repository.git("branch", "-q", "-M", "work")
    }
    let sha256 = try TrapWorld(format: "sha256")
    try sha256.repository.write("src/a.txt", "two\n")
    for options in [[], ["--thorough"]] { XCTAssertEqual(try sha256.judgement(options), changed, "sha256-repo") }
    try sha256.repository.commit("Work")
    XCTAssertEqual(try sha256.judgement(["--head", "work"]), changed, "sha256-repo")
  }

  private static func crossMerges(_ world: TrapWorld) throws {
    let repository = world.repository
    try repository.write("src/b.txt", "work\n")
    try repository.commit("Work")
    try repository.git("switch", "-q", "main")
    try repository.write("src/c.txt", "main\n")
    try repository.commit("Main")
    try repository.git("branch", "-q", "old-main")
    try repository.git("merge", "-q", "-m", "Merge", "work")
    try repository.git("switch", "-q", "work")
    try repository.git("merge", "-q", "-m", "Cross", "old-main")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("More")
  }

  func testHistoriesThatAreForged() throws {
    let outside = "broken\nmodify 100644 other.txt\n! other.txt [scope.outside]"
    func evil(_ world: TrapWorld) throws {
      try world.repository.write("other.txt", "evil\n")
      try world.repository.commit("Evil")
    }
    try trap("replaced-commit", outside, committed: true) { world in
      try evil(world)
      try world.repository.git("replace", "work", "main")
    }
    try trap("replaced blob", outside, committed: true) { world in
      try evil(world)
      try world.repository.git("replace", "-f", "work:other.txt", "main:other.txt")
    }
    try trap("grafted-history", outside, committed: true) { world in
      try evil(world)
      try evil(world)
      _ = try world.repository.shell("echo $(git rev-parse main work) > .git/info/grafts")
    }
    try trap("forged commit graph", outside, committed: true) { world in
      try evil(world)
      _ = try world.repository.shell(
        "git commit-graph write --reachable; chmod u+w .git/objects/info/commit-graph; "
          + "printf x >> .git/objects/info/commit-graph")
    }
    try trap("tag-shadows-branch", outside, committed: true) { world in
      try evil(world)
      try world.repository.git("tag", "main", "work")
      try world.repository.git("tag", "work", "main")
    }
    try trap(
      "tag-shadows-branch, named", outside, committed: true, options: ["--base", "main"]
    ) { world in
      try evil(world)
      try world.repository.git("tag", "main", "work")
    }
  }

  func testHeads() throws {
    try trap("detached-head", changed, options: ["--branch", "work"]) { world in
      try world.repository.write("src/a.txt", "two\n")
      try world.repository.commit("Work")
      try world.repository.git("checkout", "-q", "--detach")
    }
    try trap(
      "unborn-branch",
      "caskade: error: the repository has no commits yet\n"
        + "  hint: commit something first: a check compares a branch with its base\n"
    ) { world in
      try world.repository.git("symbolic-ref", "HEAD", "refs/heads/unborn")
      try world.repository.write("src/a.txt", "two\n")
    }
    let world = try TrapWorld()
    try world.repository.git("switch", "-q", "main")
    try world.repository.git("worktree", "add", "-q", "../linked", "work")
    _ = try world.repository.shell("echo two > ../linked/src/a.txt; echo evil > ../linked/other.txt")
    XCTAssertEqual(
      try world.judgement(in: "../linked"),
      "broken\nmodify 100644 other.txt\nmodify 100644 src/a.txt\n! other.txt [scope.outside]", "linked-worktree")
    XCTAssertEqual(
      try world.judgement(["--thorough"], in: "../linked/src"),
      "broken\nmodify 100644 other.txt\nmodify 100644 src/a.txt\n! other.txt [scope.outside]", "linked-worktree")
  }

  func testClonesThatLackObjects() throws {
    let world = try TrapWorld()
    try world.repository.write("src/a.txt", "two\n")
    try world.repository.commit("Work")
    try world.repository.git("switch", "-q", "main")
    try world.repository.write("src/c.txt", "main\n")
    try world.repository.commit("Main")
    try world.repository.git("config", "uploadpack.allowFilter", "true")
    let source = "file://\(world.repository.folder.path)"
    try world.repository.git("clone", "-q", "--depth", "1", "--no-single-branch", "-b", "work", source, "../shallow")
    XCTAssertEqual(
      try world.judgement(["--base", "origin/main"], in: "../shallow"),
      """
      caskade: error: the clone is shallow, and the commit at which 'work' left 'origin/main' is not in it
        hint: fetch the whole history: git fetch --unshallow, or 'fetch-depth: 0' in the CI job's checkout

      """, "shallow")
    try world.repository.git("clone", "-q", "--filter=blob:none", "-b", "work", source, "../partial")
    let missing = try world.judgement(["--base", "origin/main"], in: "../partial")
    XCTAssertTrue(missing.hasPrefix("caskade: error: "), "partial clone: \(missing)")
  }
}
