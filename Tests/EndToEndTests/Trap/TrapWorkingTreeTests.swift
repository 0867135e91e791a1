import Foundation
import TestSupport
import XCTest

/// States of the working tree and the index, each by its name in the catalogue of git's traps.
final class TrapWorkingTreeTests: XCTestCase {
  private let outside = "broken\nmodify 100644 other.txt\n! other.txt [scope.outside]"
  private let hidden = """
    broken
    create 100644 docs/private/hidden.md
    ! docs/private/hidden.md [scope.denied]
    """

  func testUntrackedFiles() throws {
    try trap("untracked-in-denied", hidden) { world in
      try world.repository.git("config", "status.showUntrackedFiles", "no")
      try world.repository.write("docs/private/hidden.md", "x\n")
    }
    try trap(
      "intent-to-add",
      "broken\ncreate 100644 new.txt\ncreate 100644 src/empty.txt\n! new.txt [scope.outside]"
    ) { world in
      try world.repository.write("new.txt", "x\n")
      try world.repository.write("src/empty.txt", "")
      try world.repository.git("add", "-N", "new.txt", "src/empty.txt")
    }
    try trap("staged, gone from disk", "kept\nmodify 100644 src/a.txt") { world in
      try world.repository.write("new.txt", "x\n")
      try world.repository.write("src/a.txt", "two\n")
      try world.repository.git("add", "-A")
      try world.repository.remove("new.txt")
    }
    try trap("staged, then edited back", outside) { world in
      try world.repository.write("src/a.txt", "two\n")
      try world.repository.git("add", "-A")
      try world.repository.write("src/a.txt", "one\n")
      try world.repository.write("other.txt", "two\n")
    }
  }

  func testIgnoredFiles() throws {
    try trap(
      "ignored-secret-file",
      """
      kept
      create 100644 src/.gitignore
      - 2 ignored files in the working tree (--ignored lists them)
      """
    ) { world in
      try world.repository.write("src/.gitignore", ".env\nbuild/\n")
      try world.repository.write("src/.env", "KEY=\(TrapWorld.key)\n")
      try world.repository.write("src/build/out", "x\n")
    }
    try trap(
      "ignored files by name",
      """
      kept
      create 100644 src/.gitignore
      - 4 ignored files in the working tree
      - ignored: 'src/.env'
      - ignored: 'src/build/' (3 files)
      """, options: ["--ignored"]
    ) { world in
      try world.repository.write("src/.gitignore", ".env\nbuild/\n")
      try world.repository.write("src/.env", "KEY=\(TrapWorld.key)\n")
      for name in ["a", "deep/b", "deep/.gitignore"] { try world.repository.write("src/build/\(name)", "*\n") }
    }
  }

  /// What git ignores by a rule that no tree has. As advice it is ignored, since it can't land; elsewhere it hides nothing.
  func testIgnoreRulesOutsideTheRepository() throws {
    let rules: [Row<(TrapWorld) throws -> Void, String>] = [
      Row({ try $0.repository.write(".git/info/exclude", "*\n") }, ".git/info/exclude"),
      Row(
        { world in
          try world.repository.git("config", "core.excludesFile", "../excludes")
          try world.repository.write("../excludes", "*\n")
        }, "core.excludesFile"),
      Row({ try $0.repository.write("../home/.config/git/ignore", "*\n") }, "core.excludesFile"),
      Row(
        { world in
          try world.repository.write(
            "../home/.gitconfig", "[core]\n\texcludesFile = \(world.repository.root.path)/all\n")
          try world.repository.write("../all", "\u{FEFF}*")
        }, "core.excludesFile"),
      // The clone's rules come before the person's, whatever they say.
      Row(
        { world in
          try world.repository.write("../home/.config/git/ignore", "# all\nhidden.md\n")
          try world.repository.write(".git/info/exclude", "hidden.md\n")
        }, ".git/info/exclude"),
      Row({ try $0.repository.write("docs/private/.gitignore", "*\n") }, "docs/private/.gitignore"),
      Row({ try $0.repository.write(".gitignore", "/docs/private/\n/.gitignore\n") }, ".gitignore"),
    ]
    func setUp(_ world: TrapWorld, _ row: Row<(TrapWorld) throws -> Void, String>) throws {
      try row.input(world)
      try world.repository.write("docs/private/hidden.md", "x\n")
      try world.repository.write("src/a.txt", "two\n")
    }
    for row in rules {
      let own = row.expected.hasSuffix(".gitignore") ? 1 : 0
      let advice = TrapWorld.ignored(1 + own, by: row.expected)
      try trap(
        "advice", "kept\nmodify 100644 src/a.txt\n\(advice)", file: row.file, line: row.line
      ) { try setUp($0, row) }
      for options in [["--thorough"], ["--base", "PINNED"]] {
        let world = try TrapWorld()
        let base = try world.repository.git("rev-parse", "main").trimmingCharacters(in: .newlines)
        try setUp(world, row)
        let judgement = try world.judgement(options.map { $0 == "PINNED" ? base : $0 })
        let found = ["create 100644 docs/private/hidden.md", "! docs/private/hidden.md [scope.denied]"]
        for line in ["broken"] + found {
          XCTAssertTrue(
            judgement.contains("\(line)\n") || judgement.hasSuffix(line), judgement, file: row.file, line: row.line)
        }
      }
    }
  }

  /// What can't be read hides nothing, and nothing waits for it.
  func testIgnoreRulesThatCannotBeRead() throws {
    for rules in [
      "mkfifo ../excludes; git config core.excludesFile ../excludes", "git config core.excludesFile /dev/stdin",
      "rm -f .git/info/exclude; mkfifo .git/info/exclude",
      "git config core.excludesFile $PWD/src",
    ] {
      try trap(rules, hidden) { world in
        _ = try world.repository.shell("mkdir -p .git/info; \(rules)")
        try world.repository.write("docs/private/hidden.md", "x\n")
      }
    }
  }

  func testTrackedAndStagedFilesAreNeverIgnored() throws {
    try trap(
      "info-exclude-hides",
      "broken\ncreate 100644 docs/private/hidden.md\nmodify 100644 other.txt\n"
        + "! docs/private/hidden.md [scope.denied]\n! other.txt [scope.outside]"
    ) { world in
      try world.repository.write(".git/info/exclude", "*\n")
      try world.repository.write("docs/private/hidden.md", "x\n")
      try world.repository.write("other.txt", "x\n")
      try world.repository.git("add", "-f", "docs/private/hidden.md")
    }
  }

  /// A virtual environment, a cache and a repository in it, a scratch file: each by name, with the rule that hides it.
  func testFilesIgnoredFromOutsideByName() throws {
    try trap(
      "several rules",
      """
      kept
      create 100644 .gitignore
      - 7 ignored files in the working tree, 6 of them by rules outside the repository: .venv/.gitignore (3), \
      core.excludesFile (2), .git/info/exclude (1)
      - ignored by .venv/.gitignore: '.venv/' (3 files)
      - ignored by core.excludesFile: 'inner/' (1 file)
      - ignored by .git/info/exclude: 'scratch.txt'
      - ignored by core.excludesFile: 'src/.DS_Store'
      - ignored: 'src/made.o'
      """, options: ["--ignored"]
    ) { world in
      try world.repository.git("switch", "-q", "main")
      try world.repository.write(
        "Contracts/work.yaml", TrapWorld.contract.replacing("  allow:\n", with: "  allow:\n    - .gitignore\n"))
      try world.repository.commit("Allow")
      try world.repository.git("switch", "-q", "-C", "work")
      try world.repository.write(".gitignore", "*.o\n")
      try world.repository.write("src/made.o", "x\n")
      try world.repository.write("../home/.config/git/ignore", ".DS_Store\n/inner/\n")
      try world.repository.write("src/.DS_Store", "x\n")
      try world.repository.git("init", "-q", "inner")
      try world.repository.write(".git/info/exclude", "scratch.txt\n")
      try world.repository.write("scratch.txt", "x\n")
      try world.repository.write(".venv/.gitignore", "*\n")
      try world.repository.write(".venv/lib/.gitignore", "!seen\n")
      try world.repository.write(".venv/lib/.gitattributes", "* text\n")
    }
  }

  func testIgnoreRulesOfNeitherTree() throws {
    try trap(
      "an untracked .gitignore that hides itself",
      """
      broken
      create 100644 docs/private/.gitignore
      create 100644 docs/private/deep/.gitignore
      create 100644 docs/private/deep/plan.md
      create 100644 docs/private/hidden.md
      ! docs/private/.gitignore [scope.denied]
      ! docs/private/deep/.gitignore [scope.denied]
      ! docs/private/deep/plan.md [scope.denied]
      ! docs/private/hidden.md [scope.denied]
      """, options: ["--thorough"]
    ) { world in
      try world.repository.write("docs/private/.gitignore", "*\n")
      try world.repository.write("docs/private/hidden.md", "x\n")
      try world.repository.write("docs/private/deep/.gitignore", "*\n")
      try world.repository.write("docs/private/deep/plan.md", "x\n")
    }
    try trap(
      "at the root",
      "broken\ncreate 100644 .gitignore\ncreate 100644 new.txt\n! .gitignore [scope.outside]\n! new.txt [scope.outside]",
      options: ["--thorough"]
    ) { world in
      try world.repository.write(".gitignore", "*\n")
      try world.repository.write("new.txt", "x\n")
    }
    let build = "- ignored: 'src/build/' (2 files)"
    for (options, lines) in [
      (
        ["--thorough"],
        [
          "create 100644 src/deep/seen.txt", "- 3 ignored files in the working tree", build,
          "- ignored: 'src/deep/.gitignore'",
        ]
      ),
      (
        [],
        [
          "- 4 ignored files in the working tree, 1 of them by rules outside the repository: src/deep/.gitignore",
          build,
          "- ignored: 'src/deep/' (1 file)", "- ignored by src/deep/.gitignore: 'src/deep/' (1 file)",
        ]
      ),
    ] {
      try trap(
        "hidden by a rule of the tree, a .gitignore is in no tree itself; below an ignored folder it doesn't matter",
        (["kept", "create 100644 src/.gitignore"] + lines).joined(separator: "\n"), options: ["--ignored"] + options
      ) { world in
        try world.repository.write("src/.gitignore", "deep/.gitignore\nbuild/\n")
        try world.repository.write("src/deep/.gitignore", "seen.txt\n")
        try world.repository.write("src/deep/seen.txt", "x\n")
        try world.repository.write("src/build/.gitignore", "*\n")
        try world.repository.write("src/build/out", "x\n")
      }
    }
    for options in [[], ["--thorough"]] {
      try trap(
        "an ignored .gitattributes is in force for what is judged",
        """
        broken
        create 100644 src/.gitattributes
        create 100644 src/.gitignore
        ! src/.gitattributes [protected.git]
        """, options: options
      ) { world in
        try world.repository.write("src/.gitignore", ".gitattributes\n")
        try world.repository.write("src/.gitattributes", "* ident\n")
      }
    }
    try trap(
      "one that a rule outside the repository hides is in force as well",
      "broken\ncreate 100644 src/.gitattributes\n! src/.gitattributes [protected.git]"
    ) { world in
      try world.repository.write(".git/info/exclude", ".gitattributes\n")
      try world.repository.write("src/.gitattributes", "* ident\n")
    }
  }

  func testFlagsOfTheIndex() throws {
    for options in [[], ["--thorough"]] {
      try trap("assume-unchanged", outside, options: options) { world in
        try world.repository.git("update-index", "--assume-unchanged", "other.txt")
        try world.repository.write("other.txt", "evil\n")
      }
      try trap("skip-worktree", outside, options: options) { world in
        try world.repository.git("update-index", "--skip-worktree", "other.txt")
        try world.repository.write("other.txt", "evil\n")
      }
      try trap("fsmonitor-valid", outside, options: options) { world in
        _ = try world.repository.shell(
          "printf '#!/bin/sh\\nprintf x\\\\0' > ../monitor; chmod +x ../monitor; git config core.fsmonitor ../monitor; "
            + "git update-index --fsmonitor; git update-index --fsmonitor-valid other.txt")
        try world.repository.write("other.txt", "evil\n")
      }
      try trap("split index", outside, options: options) { world in
        try world.repository.git("update-index", "--split-index")
        try world.repository.write("other.txt", "evil\n")
      }
      try trap(
        "filemode-false", "broken\nmodify 100755 other.txt\n! other.txt [scope.outside]", options: options
      ) { world in
        try world.repository.git("config", "core.fileMode", "false")
        _ = try world.repository.shell("chmod +x other.txt")
      }
    }
    try trap(
      "an index entry with forged stat data", outside, options: ["--thorough"]
    ) { world in
      _ = try world.repository.shell(
        "echo changed > other.txt; touch -d '2020-01-01' other.txt; git update-index --add other.txt")
      let entry = try world.repository.shell("git rev-parse main:other.txt").output.trimmingCharacters(in: .newlines)
      try Self.forge(world, id: entry)
    }
  }

  /// Writes the old object id over the new one's in the index, below the new file's stat data.
  private static func forge(_ world: TrapWorld, id: String) throws {
    let index = world.repository.url(".git/index")
    var bytes = [UInt8](try Data(contentsOf: index))
    let new = try world.repository.git("hash-object", "other.txt").trimmingCharacters(in: .newlines)
    let place = try XCTUnwrap(Self.place(of: Self.bytes(new), in: bytes))
    bytes.replaceSubrange(place..<(place + 20), with: Self.bytes(id))
    let body = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(bytes.dropLast(20)).write(to: body)
    defer { try? FileManager.default.removeItem(at: body) }
    let sum = try world.repository.shell("sha1sum '\(body.path)'").output.prefix(40)
    try Data(bytes.dropLast(20) + Self.bytes(String(sum))).write(to: index)
    let seen = try world.repository.git("ls-files", "-s", "other.txt")
    XCTAssertTrue(seen.contains(id), "the index is forged: \(seen)")
  }

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private static func place(of part: [UInt8], in whole: [UInt8]) -> Int? {
    whole.indices.first { whole[$0...].starts(with: part) }
  }

  func testSparseCheckouts() throws {
    let sparse = "- 2 files left out by the sparse checkout"
    func makeSparse(_ world: TrapWorld, _ options: String) throws {
      _ = try world.repository.shell("git sparse-checkout set \(options) src Contracts")
      XCTAssertFalse(world.repository.exists("docs/guide.md"))
      try world.repository.write("src/a.txt", "two\n")
    }
    for options in ["--cone", "--cone --sparse-index"] {
      try trap("sparse-checkout \(options)", "kept\nmodify 100644 src/a.txt\n\(sparse)") { world in
        try makeSparse(world, options)
      }
      try trap(
        "sparse-checkout \(options), thorough",
        """
        broken
        delete 000000 docs/guide.md
        delete 000000 docs/private/plan.md
        modify 100644 src/a.txt
        ! docs/guide.md [scope.operation]
        ! docs/private/plan.md [scope.denied]
        """, options: ["--thorough"]
      ) { world in try makeSparse(world, options) }
    }
    try trap(
      "skip-worktree without a sparse checkout", "broken\ndelete 000000 other.txt\n! other.txt [scope.outside]"
    ) { world in
      try world.repository.git("update-index", "--skip-worktree", "other.txt")
      try world.repository.remove("other.txt")
    }
  }

  func testWhatCannotBeJudged() throws {
    try trap(
      "conflict",
      """
      caskade: error: 1 path is unmerged: 'src/a.txt'
        hint: resolve the conflicts and git add the files, then check again

      """
    ) { world in
      try world.repository.write("src/a.txt", "two\n")
      try world.repository.commit("Two")
      try world.repository.git("switch", "-q", "main")
      try world.repository.write("src/a.txt", "three\n")
      try world.repository.commit("Three")
      _ = try world.repository.shell("git switch -q work; git merge -q main")
    }
    try trap(
      "config-worktree-elsewhere",
      """
      caskade: error: the repository of '$ROOT/repository' says that its working tree is '../../home' (core.worktree)
        hint: unset core.worktree (git config --unset core.worktree), or run caskade there

      """
    ) { try $0.repository.git("config", "core.worktree", "../../home") }
  }

  /// Git's status calls a touched file unchanged when its content is, as the index's attributes convert it. What `git add`
  /// would store is another question.
  func testTouchedFilesThatGitCallsUnchanged() throws {
    func prepare(_ world: TrapWorld, attributes: String, content: String) throws {
      try world.repository.git("switch", "-q", "main")
      try world.repository.write(
        "Contracts/work.yaml", TrapWorld.contract.replacing("  allow:\n", with: "  allow:\n    - .gitattributes\n"))
      try world.repository.write(".gitattributes", attributes)
      try world.repository.write("other.txt", content)
      try world.repository.commit("Attributes")
      try world.repository.git("switch", "-q", "-C", "work")
      _ = try world.repository.shell(
        "rm other.txt; git checkout -q other.txt; touch -d 2021-01-01 other.txt; git update-index -q --refresh")
    }
    for options in [[], ["--thorough"]] {
      try trap(
        "by attributes that are gone",
        """
        broken
        delete 000000 .gitattributes
        modify 100644 other.txt
        ! other.txt [scope.outside]
        """, options: options
      ) { world in
        try prepare(world, attributes: "other.txt ident\n", content: "$Id$\n")
        try world.repository.remove(".gitattributes")
        _ = try world.repository.shell("sed -i 's/Id: ....../Id: hidden/' other.txt")
      }
      try trap(
        "what a filter would store of the stored content",
        """
        kept
        modify 100644 src/a.txt
        - what a filter (LFS) would store for 'other.txt': it is judged as it lies on disk
        """, options: options
      ) { world in
        try prepare(world, attributes: "other.txt filter=x\n", content: "one\n")
        try world.repository.write("src/a.txt", "two\n")
        _ = try world.repository.shell("rm other.txt; echo one > other.txt")
      }
    }
  }

  func testFiltersAndConversions() throws {
    let attributes =
      "*.bin filter=lfs\n*.crlf text eol=crlf\n*.utf16 working-tree-encoding=UTF-16LE-BOM\n*.auto text=auto\n"
    func prepare(_ world: TrapWorld) throws {
      let repository = world.repository
      try repository.git("switch", "-q", "main")
      try repository.write(".gitattributes", attributes)
      try repository.git("config", "filter.lfs.clean", "sed s/LARGE/pointer/")
      try repository.git("config", "filter.lfs.smudge", "sed s/pointer/LARGE/")
      for name in ["a.bin", "b.bin"] { try repository.write("src/\(name)", "LARGE \(name)\n") }
      try repository.write("src/x.crlf", "one\r\n")
      try "one\n".data(using: .utf16LittleEndian).map { Data([0xFF, 0xFE]) + $0 }?.write(
        to: repository.url("src/x.utf16"))
      // Stored with CRLF before it had the attribute: text=auto leaves such a file alone.
      try repository.write("src/x.auto", "one\r\n")
      try repository.git(
        "-c", "core.autocrlf=false", "update-index", "--add", "--cacheinfo",
        "100644,\(try repository.git("hash-object", "-w", "--no-filters", "src/x.auto").trimmingCharacters(in: .newlines)),src/x.auto"
      )
      try repository.commit("Attributes")
      XCTAssertTrue(try repository.git("show", "main:src/a.bin").contains("pointer"))
      XCTAssertTrue(try repository.git("show", "main:src/x.auto").contains("\r"))
      try repository.git("switch", "-q", "-C", "work")
      // Every file is touched: stat data alone doesn't say that it is unchanged.
      _ = try repository.shell("touch -d 2021-01-01 src/x.*; sleep 0.01; git update-index -q --refresh; touch src/x.*")
    }
    let unfiltered = "- what a filter (LFS) would store for 'src/b.bin': it is judged as it lies on disk"
    for (options, trusted) in [
      ([], []), (["--thorough"], ["- 1 file behind a filter (LFS): unchanged by the word of git's stat data"]),
    ] {
      try trap(
        "filters and conversions",
        (["kept", "modify 100644 src/b.bin"] + trusted + [unfiltered]).joined(separator: "\n"), options: options
      ) { world in
        try prepare(world)
        try world.repository.write("src/b.bin", "changed\n")
      }
    }
  }
}
