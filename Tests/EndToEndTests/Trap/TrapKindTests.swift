import Foundation
import TestSupport
import XCTest

/// States of work that differ by what was done to a file, each by its name in the catalogue of git's traps.
final class TrapKindTests: XCTestCase {
  func testMovesAndCopies() throws {
    try trap(
      "rename-out-of-denied",
      """
      broken
      delete 000000 docs/private/plan.md
      create 100644 src/plan.md
      ! docs/private/plan.md [scope.denied]
      """, committed: true
    ) {
      try $0.repository.git("mv", "docs/private/plan.md", "src/plan.md")
      try $0.repository.commit("Move")
    }
    try trap(
      "copy-from-denied", "kept\ncreate 100644 src/plan.md", committed: true
    ) {
      _ = try $0.repository.shell("cp docs/private/plan.md src/plan.md")
      try $0.repository.commit("Copy")
    }
    try trap(
      "rename-limit",
      "broken\n" + (0..<60).map { "delete 000000 old/\(10 + $0)\n" }.joined()
        + (0..<60).map { "create 100644 src/\(10 + $0)\n" }.joined()
        + (0..<60).map { "! old/\(10 + $0) [scope.outside]" }.joined(separator: "\n"), committed: true
    ) { world in
      try world.repository.git("switch", "-q", "main")
      for number in 10..<70 { try world.repository.write("old/\(number)", "\(number)\n") }
      try world.repository.commit("Old")
      try world.repository.git("switch", "-q", "-C", "work")
      try world.repository.git("config", "diff.renameLimit", "5")
      _ = try world.repository.shell("git mv old/* src/")
      try world.repository.commit("Move")
    }
  }

  func testModesAndTypes() throws {
    for committed in [false, true] {
      try trap(
        "mode-change-only",
        """
        broken
        modify 100755 other.txt
        modify 100755 src/a.txt
        ! other.txt [scope.outside]
        """, committed: committed
      ) {
        _ = try $0.repository.shell("chmod +x other.txt src/a.txt")
        if committed { try $0.repository.commit("Mode") }
      }
      try trap(
        "file-to-symlink",
        "broken\nmodify 120000 src/a.txt\n! src/a.txt [scope.link-outside-repository]", committed: committed
      ) {
        try $0.repository.link("src/a.txt", to: "../../../etc/passwd")
        if committed { try $0.repository.commit("Link") }
      }
      try trap(
        "dir-to-symlink",
        """
        broken
        create 120000 docs
        delete 000000 docs/guide.md
        delete 000000 docs/private/plan.md
        ! docs [scope.outside]
        ! docs/guide.md [scope.operation]
        ! docs/private/plan.md [scope.denied]
        """, committed: committed
      ) {
        try $0.repository.remove("docs")
        try $0.repository.link("docs", to: "src")
        if committed { try $0.repository.commit("Link") }
      }
      try trap(
        "file-to-directory",
        """
        broken
        delete 000000 other.txt
        create 100644 other.txt/index.md
        delete 000000 src/a.txt
        create 100644 src/a.txt/index.md
        ! other.txt [scope.outside]
        ! other.txt/index.md [scope.outside]
        """, committed: committed
      ) { world in
        for path in ["other.txt", "src/a.txt"] {
          try world.repository.remove(path)
          try world.repository.write("\(path)/index.md", "x\n")
        }
        if committed { try world.repository.commit("Folder") }
      }
      try trap(
        "directory-to-file",
        """
        broken
        create 100644 docs
        delete 000000 docs/guide.md
        delete 000000 docs/private/plan.md
        ! docs [scope.outside]
        ! docs/guide.md [scope.operation]
        ! docs/private/plan.md [scope.denied]
        """, committed: committed
      ) { world in
        try world.repository.remove("docs")
        try world.repository.write("docs", "x\n")
        if committed { try world.repository.commit("File") }
      }
    }
  }

  func testLinksAndWhereTheyLead() throws {
    try trap(
      "links",
      """
      broken
      create 120000 src/absolute
      create 120000 src/chain
      create 120000 src/chained
      create 120000 src/denied
      create 120000 src/folder
      create 120000 src/inside
      create 120000 src/loop
      create 120000 src/nowhere
      create 120000 src/other
      create 120000 src/root
      create 120000 src/workflows
      ! src/absolute [scope.link-outside-repository]
      ! src/chain [scope.link-to-denied]
      ! src/chained [scope.link-to-denied]
      ! src/denied [scope.link-to-denied]
      ! src/folder [scope.link-to-denied]
      ! src/loop [scope.link-endless]
      ! src/other [scope.link-outside-scope]
      ! src/root [scope.link-to-protected]
      ! src/workflows [scope.link-to-protected]
      """
    ) { world in
      let links = [
        ("absolute", "/etc/passwd"), ("chain", "chained/plan.md"), ("chained", "folder/private"),
        ("denied", "../docs/Private/new.md"), ("folder", "../docs"), ("inside", "a.txt"), ("loop", "loop"),
        ("nowhere", "not-yet.txt"), ("other", "../other.txt"), ("root", ".."),
        ("workflows", "../.github/workflows/x.yml"),
      ]
      for (name, target) in links { try world.repository.link("src/\(name)", to: target) }
    }
    try trap(
      "link retargeted and removed, and a change through a link that the branch made",
      """
      broken
      modify 100644 other.txt
      delete 000000 src/gone
      modify 120000 src/kept
      create 120000 src/way
      ! other.txt [scope.outside]
      ! src/kept [scope.link-outside-scope]
      ! src/way [scope.link-outside-scope]
      """
    ) { world in
      try world.repository.git("switch", "-q", "main")
      try world.repository.link("src/kept", to: "a.txt")
      try world.repository.link("src/gone", to: "a.txt")
      try world.repository.commit("Links")
      try world.repository.git("switch", "-q", "-C", "work")
      try world.repository.link("src/kept", to: "../other.txt")
      try world.repository.remove("src/gone")
      try world.repository.link("src/way", to: "../other.txt")
      _ = try world.repository.shell("echo through >> src/way")
    }
    try trap(
      "write-through-symlink",
      """
      kept
      modify 100644 src/a.txt
      - what was written through the link 'src/out': it leads out of the repository
      """
    ) { world in
      try world.repository.git("switch", "-q", "main")
      try world.repository.link("src/out", to: "../../outside.txt")
      try world.repository.commit("Link")
      try world.repository.git("switch", "-q", "-C", "work")
      _ = try world.repository.shell("echo through > src/out; echo two >> src/a.txt")
    }
  }

  func testSubmodules() throws {
    let noted = "- what is inside the submodule 'lib'"
    /// `lib` is a submodule on main.
    func withSubmodule(_ world: TrapWorld) throws {
      let repository = world.repository
      try repository.git("switch", "-q", "main")
      _ = try repository.shell(
        """
        git init -q -b main ../library && cd ../library && echo 1 > l && git add l && git commit -qm 1
        cd ../repository && git -c protocol.file.allow=always submodule --quiet add ../library lib
        """)
      try repository.commit("Submodule")
      try repository.git("switch", "-q", "-C", "work")
    }
    let advance = "cd lib && echo 2 >> l && git commit -qam 2"
    for committed in [false, true] {
      try trap(
        "submodule-bump", "broken\nsubmodule 160000 lib\n! lib [scope.outside]\n\(noted)", committed: committed
      ) { world in
        try withSubmodule(world)
        try world.repository.git("config", "submodule.lib.ignore", "all")
        try world.repository.git("config", "diff.ignoreSubmodules", "all")
        _ = try world.repository.shell(advance)
        if committed { _ = try world.repository.shell("git add -f lib; git commit -q --allow-empty -m Bump") }
      }
    }
    try trap(
      "submodule-bump, ignored by the branch's own .gitmodules",
      """
      broken
      modify 100644 .gitmodules
      submodule 160000 lib
      ! lib [scope.outside]
      ! .gitmodules [protected.git]
      \(noted)
      """
    ) { world in
      try withSubmodule(world)
      _ = try world.repository.shell("git config -f .gitmodules submodule.lib.ignore all; \(advance)")
    }
    try trap(
      "gitmodules-url-change",
      "broken\nmodify 100644 .gitmodules\n! .gitmodules [protected.git]\n\(noted)"
    ) { world in
      try withSubmodule(world)
      try world.repository.git("config", "-f", ".gitmodules", "submodule.lib.url", "https://example.com/evil")
    }
    try trap(
      "submodule moved",
      """
      broken
      modify 100644 .gitmodules
      submodule 000000 lib
      submodule 160000 src/lib
      ! lib [scope.outside]
      ! src/lib [scope.operation]
      ! .gitmodules [protected.git]
      - what is inside the submodule 'src/lib'
      """
    ) { world in
      try withSubmodule(world)
      try world.repository.git("mv", "lib", "src/lib")
    }
    try trap(
      "submodule removed, replaced by a file",
      "broken\nsubmodule 100644 lib\n! lib [scope.outside]\n\(noted)"
    ) { world in
      try withSubmodule(world)
      try world.repository.remove("lib")
      try world.repository.write("lib", "x\n")
    }
    try trap(
      "dirty submodule", "kept\nmodify 100644 src/a.txt\n\(noted)"
    ) { world in
      try withSubmodule(world)
      try world.repository.write("lib/l", "dirty\n")
      try world.repository.write("src/a.txt", "two\n")
    }
    for (name, destroy) in [
      ("no repository", "rm lib/.git; mkdir lib/.git"), ("a pointer to nowhere", "echo gitdir: ../nowhere > lib/.git"),
      ("no commit", "rm lib/.git; git init -q lib"), ("a broken head", "echo x > .git/modules/lib/HEAD"),
    ] {
      try trap(
        "submodule with \(name)",
        "broken\nmodify 100644 src/a.txt\n! lib [scope.unreadable-submodule]\n\(noted)"
      ) { world in
        try withSubmodule(world)
        try world.repository.write("src/a.txt", "two\n")
        _ = try world.repository.shell(destroy)
      }
    }
    try trap(
      "submodule that was never set up", "kept\nmodify 100644 src/a.txt\n\(noted)"
    ) { world in
      try withSubmodule(world)
      try world.repository.write("src/a.txt", "two\n")
      _ = try world.repository.shell("rm -rf lib; mkdir lib")
    }
    try trap(
      "embedded-repo",
      "broken\nsubmodule 160000 src/nested\n! src/nested [scope.operation]\n- what is inside the submodule 'src/nested'"
    ) { world in
      _ = try world.repository.shell(
        "git init -q src/nested; cd src/nested; git commit -q --allow-empty -m x; cd ../..; git add src/nested 2>/dev/null"
      )
    }
    try trap(
      "nested repositories, untracked",
      """
      broken
      modify 100644 src/a.txt
      ! src/empty [scope.nested-repository]
      ! src/nested [scope.nested-repository]
      """
    ) { world in
      try world.repository.write("src/a.txt", "two\n")
      _ = try world.repository.shell(
        "git init -q src/empty; git init -q src/nested; cd src/nested; git commit -q --allow-empty -m x")
    }
    for options in [[], ["--thorough"]] {
      try trap(
        "nested repositories in the place of files that are tracked",
        """
        broken
        delete 000000 src/a.txt
        delete 000000 src/b.txt
        modify 120000 src/c.txt
        ! src/a.txt [scope.nested-repository]
        ! src/b.txt [scope.nested-repository]
        """, options: options
      ) { world in
        try world.repository.git("switch", "-q", "main")
        for name in ["b", "c"] { try world.repository.write("src/\(name).txt", "one\n") }
        try world.repository.commit("More files")
        try world.repository.git("switch", "-q", "-C", "work")
        _ = try world.repository.shell(
          "rm src/a.txt src/b.txt; git init -q src/a.txt; echo x > src/a.txt/x; git init -q src/b.txt; "
            + "ln -sf a.txt src/c.txt; cd src/b.txt; " + "git commit -q --allow-empty -m x")
      }
    }
  }

  func testContentThatPatchesHide() throws {
    let finding = "! src/t.txt:1 [secrets.aws-access-key]"
    try trap(
      "crlf-only", "kept\nmodify 100644 src/a.txt", committed: true
    ) {
      try $0.repository.write("src/a.txt", "one\r\n")
      try $0.repository.commit("Line ends")
    }
    try trap(
      "binary-attr-hides-text",
      """
      broken
      create 100644 .gitattributes
      create 100644 src/t.txt
      ! .gitattributes [protected.git]
      \(finding)
      """
    ) {
      try $0.repository.write(".gitattributes", "*.txt -diff\n")
      try $0.repository.write("src/t.txt", "key = \(TrapWorld.key)\n")
    }
    try trap("nul-in-text", "broken\ncreate 100644 src/t.txt\n\(finding)") {
      try $0.repository.write("src/t.txt", "key = \(TrapWorld.key)\nx\0y\n")
    }
    try trap("utf16-text", "broken\ncreate 100644 src/t.txt\n\(finding)") {
      try "key = \(TrapWorld.key)\n".data(using: .utf16)?.write(to: $0.repository.url("src/t.txt"))
    }
    try trap(
      "lfs-pointer",
      """
      kept
      create 100644 src/t.bin
      - the content of 'src/t.bin': the repository holds a Git LFS pointer to it
      """, committed: true
    ) {
      let digest = String(repeating: "0", count: 64)
      try $0.repository.write(
        "src/t.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize 7\n")
      try $0.repository.commit("Pointer")
    }
    let many = (1000..<3000).map { "create 100644 src/many/\($0)" }
    try trap("two-thousand-files", (["kept"] + many).joined(separator: "\n")) { world in
      _ = try world.repository.shell("mkdir src/many; cd src/many; for i in $(seq 1000 2999); do echo $i > $i; done")
    }
  }
}
