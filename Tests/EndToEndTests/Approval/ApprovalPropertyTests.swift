import TestSupport
import XCTest

/// Whoever can write the branch and `.git` can't turn a violation into a kept contract, as long as the base is pinned.
final class ApprovalPropertyTests: XCTestCase {
  private typealias World = ApprovalWorld
  private typealias Edit = (name: String, play: (World, inout RepeatableRandom) throws -> Void)

  private let edits: [Edit] = [
    (
      "configuration",
      { world, random in
        let settings = [
          ("diff.ignoreSubmodules", "all"), ("core.fileMode", "false"), ("core.ignoreCase", "true"),
          ("core.trustctime", "false"), ("core.checkStat", "minimal"), ("diff.external", "true"),
          ("core.attributesFile", "/dev/null"), ("core.excludesFile", "other.txt"), ("core.sparseCheckout", "true"),
          ("gpg.ssh.allowedSignersFile", "/dev/null"), ("gpg.ssh.program", "true"),
          ("filter.hide.clean", "git show main:other.txt"),
          ("core.worktree", "../../home"), ("extensions.partialClone", "origin"), ("gpg.format", "ssh"),
        ]
        let setting = settings[Int.random(in: 0..<settings.count, using: &random)]
        _ = try world.repository.shell("git config \(setting.0) '\(setting.1)'")
      }
    ),
    (
      "info",
      { world, random in
        let files = [
          ("exclude", "*\n"), ("attributes", "* filter=hide -diff -text\n"), ("sparse-checkout", "src/\n"),
          ("grafts", ""),
        ]
        let file = files[Int.random(in: 0..<files.count, using: &random)]
        try world.repository.write(".git/info/\(file.0)", file.1)
      }
    ),
    (
      "references",
      { world, random in
        let lines = [
          "git update-ref refs/heads/main HEAD", "git tag -f main HEAD", "git update-ref refs/remotes/origin/main HEAD",
          "git replace -f main HEAD", "git update-ref refs/heads/work main",
          "git symbolic-ref refs/remotes/origin/HEAD HEAD",
          "git pack-refs --all",
          "git update-ref refs/replace/$(git rev-parse HEAD:other.txt) $(git rev-parse HEAD:src/a.txt)",
        ]
        _ = try world.repository.shell(lines[Int.random(in: 0..<lines.count, using: &random)])
      }
    ),
    (
      "index",
      { world, random in
        let lines = [
          "git update-index --assume-unchanged other.txt", "git update-index --skip-worktree other.txt",
          "git rm -q --cached other.txt",
          "git update-index --cacheinfo 100644,$(git rev-parse HEAD:src/a.txt),other.txt",
          "rm -f .git/index", "touch -d 2001-01-01 other.txt && git update-index --refresh",
        ]
        _ = try world.repository.shell(lines[Int.random(in: 0..<lines.count, using: &random)])
      }
    ),
    (
      "ignored files",
      { world, random in
        try world.repository.write(
          ".gitignore", ["other.txt\n", "*\n", "ignored/\n"].randomElement(using: &random) ?? "")
        try world.repository.write("ignored/x.txt", "x\n")
      }
    ),
    (
      "papers",
      { world, random in
        let approval = try world.forge(
          try world.header(["principal": "stranger@example.com"]), contract: World.wide, key: "stranger")
        let papers = [
          ("Contracts/work.yaml", World.wide), ("Contracts/another.yaml", World.wide),
          ("Contracts/policy.yaml", "caskade_policy: 1\napproval: { self_declared: true }\n"),
          ("Contracts/allowed_signers", try world.signer("stranger@example.com", "stranger")),
          ("Contracts/approvals/work/stranger@example.com.approval", approval),
          (World.file, approval), ("Contracts/approvals/another/stranger@example.com.approval", approval),
        ]
        let paper = papers[Int.random(in: 0..<papers.count, using: &random)]
        try world.repository.write(paper.0, paper.1)
      }
    ),
  ]

  func testNoEditTurnsAViolationIntoAKeptContract() throws {
    let world = try World(policy: "bands:\n  low: { approvals: 0 }\n")
    let base = try world.repository.git("rev-parse", "main").trimmingCharacters(in: .whitespacesAndNewlines)
    try world.startWork(violating: true)
    _ = try world.repository.shell("cp -a . ../pristine")
    for seed in UInt64(1)...14 {
      var random = RepeatableRandom(seed: seed)
      _ = try world.repository.shell("find . -mindepth 1 -delete; cp -a ../pristine/. .")
      var played: [String] = []
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let edit = edits[Int.random(in: 0..<edits.count, using: &random)]
        try edit.play(world, &random)
        played.append(edit.name)
      }
      let done = try world.repository.caskade(
        "check", "work", "--branch", "work", "--base", base, "--thorough", "--only", "approval", "--only", "scope",
        "--only", "protected")
      XCTAssertNotEqual(done.status, 0, "seed \(seed), \(played): \(done.text)")
      XCTAssertFalse(done.output.contains("Contract kept"), "seed \(seed), \(played): \(done.text)")
    }
    // Without the violation the same check is content, so it is the violation that all of them found.
    _ = try world.repository.shell(
      "find . -mindepth 1 -delete; cp -a ../pristine/. .; git checkout -q main -- other.txt")
    try world.repository.write("src/a.txt", "two\n")
    let honest = try world.repository.caskade("check", "work", "--base", base, "--thorough", "--skip-validation")
    XCTAssertEqual(honest.status, 0, honest.text)
  }
}
