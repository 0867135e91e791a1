import Foundation
import TestSupport
import XCTest

/// States in which a program that the repository names would run, or in which configuration or environment would bend an
/// answer, each by its name in the catalogue of git's traps.
final class TrapProgramTests: XCTestCase {
  private let outside = "broken\nmodify 100644 other.txt\n! other.txt [scope.outside]"

  /// Sets a state up in which `RUN` is a program that leaves a mark, and asserts that it never ran.
  private func harmless(
    _ name: String, _ expected: String, file: StaticString = #filePath, line: UInt = #line,
    _ lines: String
  ) throws {
    for options in [[], ["--thorough"], ["--head", "work"]] {
      let world = try TrapWorld()
      let program = world.repository.root.appendingPathComponent("program").path
      let mark = world.repository.root.appendingPathComponent("ran").path
      try world.repository.write("../program", "#!/bin/sh\ntouch '\(mark)'\ncat\n")
      let setUp = try world.repository.shell(
        "chmod +x '\(program)'; echo evil > other.txt; git commit -qam Evil; \(lines.replacing("RUN", with: program))")
      XCTAssertEqual(setUp.status, 0, setUp.text, file: file, line: line)
      _ = try world.repository.shell("rm -f '\(mark)'")
      XCTAssertEqual(try world.judgement(options), expected, "\(name) \(options)", file: file, line: line)
      XCTAssertFalse(FileManager.default.fileExists(atPath: mark), "\(name): a program ran", file: file, line: line)
    }
  }

  func testProgramsThatTheRepositoryNames() throws {
    try harmless("exec-fsmonitor", outside, "git config core.fsmonitor RUN")
    try harmless("exec-diff-external", outside, "git config diff.external RUN")
    try harmless("exec-gpg", outside, "git config log.showSignature true; git config gpg.program RUN")
    try harmless(
      "exec-hook-post-index", outside,
      "mkdir -p .git/hooks; for h in post-index-change post-checkout reference-transaction; do cp RUN .git/hooks/$h; done; "
        + "git config core.hooksPath .git/hooks")
    try harmless(
      "aliases, pager, editor, askpass", outside,
      "git config alias.diff-tree '!RUN'; git config core.pager RUN; git config core.editor RUN; git config core.askPass RUN; "
        + "git config core.sshCommand RUN; git config credential.helper RUN; git config uploadpack.packObjectsHook RUN")
    let attributes = """
      broken
      create 100644 .gitattributes
      modify 100644 other.txt
      ! other.txt [scope.outside]
      ! .gitattributes [protected.git]
      """
    try harmless(
      "exec-textconv", attributes,
      "echo '*.txt diff=x' > .gitattributes; git add .gitattributes; git commit -qm Attributes; "
        + "git config diff.x.textconv RUN; git config diff.x.command RUN")
  }

  func testCleanFilters() throws {
    for options in [[], ["--thorough"]] {
      let world = try TrapWorld()
      let mark = world.repository.root.appendingPathComponent("ran").path
      try world.repository.write("../program", "#!/bin/sh\ntouch '\(mark)'\ncat\n")
      _ = try world.repository.shell(
        "chmod +x ../program; echo '*.txt filter=x' > .git/info/attributes; git config filter.x.clean ../program; "
          + "git config filter.x.process ../program; git config filter.x.required true; echo evil > other.txt")
      XCTAssertEqual(try world.judgement(options), outside, "exec-clean-filter")
      XCTAssertFalse(FileManager.default.fileExists(atPath: mark), "exec-clean-filter: a program ran")
    }
    // A submodule brings configuration of its own.
    let world = try TrapWorld()
    let mark = world.repository.root.appendingPathComponent("ran").path
    try world.repository.write("../program", "#!/bin/sh\ntouch '\(mark)'\ncat\n")
    let setUp = try world.repository.shell(
      """
      chmod +x ../program
      git init -q lib && cd lib && echo x > l && git add l && git commit -qm 1 && cd .. && git add lib 2>/dev/null
      cd lib && git config core.fsmonitor ../../program && git config filter.x.clean ../../program
      echo '* filter=x' > .gitattributes && echo y > l && cd .. && rm -f '\(mark)'
      """)
    XCTAssertEqual(setUp.status, 0, setUp.text)
    XCTAssertEqual(
      try world.judgement(), "broken\nsubmodule 160000 lib\n! lib [scope.outside]\n- what is inside the submodule 'lib'"
    )
    XCTAssertFalse(FileManager.default.fileExists(atPath: mark), "a submodule's program ran")
  }

  func testEnvironments() throws {
    let rows: [(String, [String: String])] = [
      ("env-git-dir", ["GIT_DIR": "/nonexistent", "GIT_WORK_TREE": "/"]),
      ("env-index-file", ["GIT_INDEX_FILE": "/nonexistent"]),
      ("env-icase-pathspecs", ["GIT_ICASE_PATHSPECS": "1", "GIT_LITERAL_PATHSPECS": "0", "GIT_GLOB_PATHSPECS": "1"]),
      (
        "env-config-count",
        [
          "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "diff.orderFile", "GIT_CONFIG_VALUE_0": "/nonexistent",
          "GIT_CONFIG_KEY_1": "core.fileMode", "GIT_CONFIG_VALUE_1": "false",
          "GIT_CONFIG_PARAMETERS": "'core.excludesfile=/dev/stdin'",
        ]
      ),
      (
        "others",
        [
          "GIT_EXTERNAL_DIFF": "false", "GIT_OBJECT_DIRECTORY": "/nonexistent", "GIT_NAMESPACE": "x",
          "GIT_CEILING_DIRECTORIES": "/", "GIT_GRAFT_FILE": "/nonexistent", "GIT_SHALLOW_FILE": "/nonexistent",
          "GIT_REPLACE_REF_BASE": "refs/heads/", "GIT_DEFAULT_HASH": "sha256", "GIT_TRACE": "1", "GIT_ATTR_SOURCE": "x",
          "GIT_DIFF_OPTS": "-u9", "GIT_OPTIONAL_LOCKS": "1", "GIT_EXEC_PATH": "/nonexistent",
          "GIT_COMMON_DIR": "/nonexistent", "GIT_PREFIX": "src/", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de",
        ]
      ),
    ]
    for (name, variables) in rows {
      for committed in [false, true] {
        try trap(name, outside, committed: committed, adding: variables) { world in
          try world.repository.write("other.txt", "evil\n")
          if committed { try world.repository.commit("Evil") }
        }
      }
    }
  }

  func testConfigurations() throws {
    let settings = [
      "diff.noprefix true", "diff.mnemonicPrefix true", "color.ui always", "diff.relative true", "diff.srcPrefix x",
      "diff.renames copies", "diff.ignoreSubmodules all", "diff.external false", "diff.orderFile /nonexistent",
      "core.quotePath true", "core.autocrlf true", "core.attributesFile /nonexistent", "core.abbrev 4",
      "core.precomposeUnicode true", "core.ignoreCase true", "core.symlinks false", "core.fileMode false",
      "core.checkStat minimal", "core.untrackedCache true", "core.sparseCheckout true", "core.bigFileThreshold 1",
      "index.sparse true", "status.showUntrackedFiles no", "diff.algorithm histogram", "diff.context 10",
      "diff.interHunkContext 9", "core.commitGraph true", "feature.manyFiles true", "safe.directory x",
    ]
    for committed in [false, true] {
      try trap(
        "config-diff-output",
        """
        broken
        create 120000 link
        modify 100755 other.txt
        ! link [scope.outside]
        ! other.txt [scope.outside]
        """, committed: committed
      ) { world in
        try world.repository.link("link", to: "src/a.txt")
        _ = try world.repository.shell("echo evil >> other.txt; chmod +x other.txt")
        if committed { try world.repository.commit("Evil") }
        for setting in settings {
          let words = setting.split(separator: " ").map(String.init)
          try world.repository.git("config", words[0], words[1])
        }
      }
    }
    let world = try TrapWorld()
    try world.repository.write("other.txt", "evil\n")
    try world.repository.git("config", "diff.relative", "true")
    XCTAssertEqual(try world.judgement(in: "src"), outside, "config-relative")
    try world.repository.commit("Evil")
    XCTAssertEqual(try world.judgement(["--head", "work"], in: "docs/private"), outside, "config-relative")
  }

  func testPlaces() throws {
    for name in ["with space", "quo\"te\\back", "d\u{E4}mmerung", "-dash", "semi;colon:and"] {
      let world = try TrapWorld(named: name)
      try world.repository.write("other.txt", "evil\n")
      for options in [[], ["--thorough"]] {
        XCTAssertEqual(try world.judgement(options), outside, name)
      }
      try world.repository.commit("Evil")
      XCTAssertEqual(try world.judgement(["--head", "work"]), outside, name)
    }
    let world = try TrapWorld()
    try world.repository.write("other.txt", "evil\n")
    try FileManager.default.createDirectory(at: world.repository.url("src/tmp"), withIntermediateDirectories: true)
    let lines = world.repository.root.appendingPathComponent("two\nlines")
    try FileManager.default.createDirectory(at: lines, withIntermediateDirectories: true)
    let other = TrapWorld.contract.replacing("branch: work", with: "branch: other")
    try world.repository.write("Contracts/other.yaml", other)
    _ = try world.repository.shell(
      "git add Contracts; git commit -q -m 'Two contracts'; git branch -f main; echo evil > other.txt")
    XCTAssertEqual(try world.judgement(adding: ["TMPDIR": lines.path]), outside, "TMPDIR of two lines")
    let variables = ["TMPDIR": world.repository.url("src/tmp").path]
    for options in [[], ["--thorough"], ["--ignored"]] {
      XCTAssertEqual(try world.judgement(options, adding: variables), outside, "TMPDIR inside the repository")
    }
  }
}
