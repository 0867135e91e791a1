import Foundation
import TestSupport
import XCTest

/// One set of files has one answer, whatever git's index remembers of it.
final class OneAnswerTests: XCTestCase {
  /// Ways to ask about the files as they lie in the folder. The index is taken for older than all files, then for younger.
  private static let ways: [(name: String, index: String, options: [String])] = [
    ("young", "touch -d @1 .git/index", []),
    ("refreshed", "git status > /dev/null; touch -d '+1 minute' .git/index", []),
    ("young, thorough", "touch -d @1 .git/index", ["--thorough"]),
    ("refreshed, thorough", "git status > /dev/null; touch -d '+1 minute' .git/index", ["--thorough"]),
    ("young, isolated", "touch -d @1 .git/index", ["--isolated"]),
    ("young, pinned", "touch -d @1 .git/index", ["--base", "PINNED"]),
  ]

  /// What each way of asking says: the verdict, the changes, the findings.
  private func answers(
    _ repository: ScratchRepository, adding added: [String: String] = [:], file: StaticString = #filePath,
    line: UInt = #line
  ) throws -> [String: String] {
    let pinned = try repository.git("rev-parse", "main").trimmingCharacters(in: .newlines)
    var answers: [String: String] = [:]
    for way in Self.ways {
      _ = try repository.shell(way.index)
      let options = way.options.map { $0 == "PINNED" ? pinned : $0 }
      let transcript = try repository.caskade(["check", "--format", "json"] + options, adding: added)
      XCTAssertNotEqual(transcript.status, 2, "\(way.name): \(transcript.errors)", file: file, line: line)
      let evidence = try TrapWorld.Evidence(transcript.output)
      answers[way.name] = ([evidence.verdict] + evidence.changes + evidence.findings).joined(separator: "\n")
    }
    return answers
  }

  private func world(_ prepare: (ScratchRepository) throws -> Void) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/a.txt", "one\n")
    try repository.write("other.txt", "other\n")
    try prepare(repository)
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.git("commit", "-q", "-m", "Two", "src/a.txt")
    return repository
  }

  private func stored(_ repository: ScratchRepository, _ path: String, _ content: String) throws {
    try repository.write("../blob", content)
    let id = try repository.git("hash-object", "-w", "--no-filters", "../blob").trimmingCharacters(in: .newlines)
    try repository.git("update-index", "--add", "--cacheinfo", "100644,\(id),\(path)")
  }

  /// A commit on `main` of the index as it is, and its files as git writes them.
  private func checkOut(_ repository: ScratchRepository) throws {
    try repository.git("commit", "-q", "-m", "Begin")
    let result = try repository.shell("git ls-files -z | xargs -0 rm -f; git checkout -q -f .")
    XCTAssertEqual(result.status, 0, result.text)
  }

  func testWhatNobodyChanged() throws {
    let repository = try world { repository in
      let result = try repository.shell(
        """
        printf '%s\\n' '*.auto text=auto' '*.text text' '*.eol text eol=crlf' '*.id ident' '*.bin filter=x' \
          '*.lfs filter=lfs' '*.wide working-tree-encoding=UTF-16LE-BOM' > .gitattributes
        git config filter.x.clean 'sed s/LARGE/point/'; git config filter.x.smudge 'sed s/point/LARGE/'
        echo LARGE > a.bin; echo pointer > a.lfs; ln -s other.txt link; ln -s nowhere lost; ln -s src folder; git add -A
        """)
      XCTAssertEqual(result.status, 0, result.text)
      // As somebody stored them who had no attributes.
      let contents = [
        ("a.auto", "one\r\ntwo\r\n"), ("a.text", "one\r\ntwo\r\n"), ("a.eol", "one\r\ntwo\n"),
        ("a.id", "$Id: 0123 $\n"),
        ("a.wide", "one\n"),
      ]
      for (name, content) in contents { try stored(repository, name, content) }
      try checkOut(repository)
    }
    for (name, answer) in try answers(repository) {
      XCTAssertEqual(answer, "kept\nmodify 100644 src/a.txt", name)
    }
  }

  func testAFileBehindAFilterRewrittenWithinTheSecond() throws {
    let repository = try world { repository in
      try repository.write(".gitattributes", "*.bin filter=x\n")
      try repository.git("config", "filter.x.clean", "sed s/LARGE/point/")
      try repository.git("config", "filter.x.smudge", "sed s/point/LARGE/")
      try repository.write("a.bin", "LARGE\n")
      try repository.git("add", "-A")
      try checkOut(repository)
    }
    for options in [[], ["--thorough"]] {
      // Written with its index entry and again at once: size, inode and the second of every time are the same.
      let result = try repository.shell(
        """
        while :; do
          rm a.bin; git checkout -q a.bin; printf 'EVIL!\\n' > a.bin; touch -r a.bin .git/index
          set -- $(git ls-files --debug a.bin | sed -n 's/.*[cm]time: \\([0-9]*\\):.*/\\1/p') $(stat -c '%Z %Y' a.bin)
          [ $1$2 = $3$4 ] && break
        done
        """)
      XCTAssertEqual(result.status, 0, result.text)
      let transcript = try repository.caskade(["check", "--format", "json"] + options)
      let evidence = try TrapWorld.Evidence(transcript.output)
      XCTAssertEqual(
        evidence.summary,
        """
        broken
        modify 100644 a.bin
        modify 100644 src/a.txt
        ! a.bin [scope.outside]
        - what a filter (LFS) would store for 'a.bin': it is judged as it lies on disk
        """, "\(options)")
    }
  }

  // MARK: core.autocrlf

  func testLineEndingsByConfiguration() throws {
    for place in ["--local", "--global"] {
      let repository = try world { repository in
        try repository.git("add", "-A")
        try stored(repository, "crlf.txt", "one\r\n")
        try repository.git("commit", "-q", "-m", "Begin")
        try repository.git("checkout", "-q", "-f", ".")
      }
      let home = ["GIT_CONFIG_GLOBAL": repository.root.appendingPathComponent("home/.gitconfig").path]
      let set = try repository.shell(
        "export GIT_CONFIG_GLOBAL=$HOME/.gitconfig; git config \(place) core.autocrlf true; "
          + "git ls-files -z | xargs -0 rm -f; git checkout -q -f .; grep -c . other.txt; file other.txt src/a.txt")
      XCTAssertTrue(set.output.contains("CRLF"), set.text)
      for (name, answer) in try answers(repository, adding: home) {
        XCTAssertEqual(answer, "kept\nmodify 100644 src/a.txt", "\(place), \(name)")
      }
      let plain = try TrapWorld.Evidence(try repository.caskade("check", "--format", "json").output)
      XCTAssertTrue(plain.notChecked.contains { $0.hasPrefix("line endings only: core.autocrlf is set") }, place)
      // An edit is seen, in as many lines as git commits of it.
      try repository.write("other.txt", "other\r\nmore\r\n")
      let text = try repository.caskade("check")
      XCTAssertTrue(text.output.contains("2 files +2 -1"), text.text)
      XCTAssertTrue(text.output.contains("other.txt: error: modified, outside the approved paths"), text.text)
    }
  }

  func testOneReadingOfAContract() throws {
    let repository = try world { repository in
      try repository.git("add", "-A")
      try repository.git("commit", "-q", "-m", "Begin")
    }
    try repository.git("config", "core.autocrlf", "true")
    _ = try repository.shell("rm Contracts/work.yaml; git checkout -q -f Contracts/work.yaml")
    XCTAssertTrue(try repository.read("Contracts/work.yaml").contains("\r\n"))
    let shown = try repository.caskade("show")
    XCTAssertTrue(shown.output.contains("approved: its bytes are on main"), shown.text)
    let difference = try repository.caskade("diff", "main:Contracts/work.yaml", "Contracts/work.yaml")
    XCTAssertEqual(difference.status, 0, difference.text)
    let plain = try repository.caskade("lint").text
    try repository.git("config", "core.autocrlf", "false")
    _ = try repository.shell("rm Contracts/work.yaml; git checkout -q -f Contracts/work.yaml")
    XCTAssertEqual(plain, try repository.caskade("lint").text)
  }

  func testTheBytesThatAreSigned() throws {
    let repository = try world { repository in
      try repository.git("add", "-A")
      try repository.git("commit", "-q", "-m", "Begin")
    }
    let key = repository.root.appendingPathComponent("home/key").path
    _ = try repository.shell("ssh-keygen -q -t ed25519 -N '' -f '\(key)' -C ''")
    let approve = ["approve", "work", "--yes", "--key", key, "--as", "dev@example.com"]
    try repository.git("config", "core.autocrlf", "input")
    let contract = try repository.read("Contracts/work.yaml")
    try repository.write("Contracts/work.yaml", contract.replacing("\n", with: "\r\n"))
    let signed = try repository.caskade(approve)
    XCTAssertEqual(signed.status, 0, signed.text)
    XCTAssertTrue(signed.output.contains("above the contract's \(contract.utf8.count) bytes"), signed.text)
    try repository.write(".gitattributes", "*.yaml filter=x\n")
    let refused = try repository.caskade(approve)
    XCTAssertEqual(refused.status, 2)
    XCTAssertEqual(
      refused.errors,
      """
      caskade: error: 'Contracts/work.yaml' is behind a filter (.gitattributes): what git would commit of it can't be known
        hint: take the folder Contracts out of the filter: a line 'Contracts/** -filter' in .gitattributes

      """)
    try repository.remove(".gitattributes")
    _ = try repository.shell("mv Contracts/work.yaml real; ln -s ../real Contracts/work.yaml")
    let link = try repository.caskade(approve)
    XCTAssertEqual(
      link.errors,
      """
      caskade: error: 'Contracts/work.yaml' is a link: git commits where it leads, and not what would be signed
        hint: put the contract itself there

      """)
  }

  // MARK: What commands change

  func testCommandsAreBlamedForWhatTheyDid() throws {
    let setUp = """
      printf '*.bin filter=x\\n*.auto text=auto\\n*.text text\\n*.id ident\\n' > .gitattributes
      git config filter.x.clean 'sed s/LARGE/point/'; git config filter.x.smudge 'sed s/point/LARGE/'
      echo LARGE > a.bin; echo '$Id$' > a.id; ln -s other.txt link; git add -A
      """
    let rows: [Row<String, [String]>] = [
      Row(
        """
        touch crlf.auto crlf.text a.id other.txt; touch -h link
        cp -p a.bin x; mv x a.bin; touch a.bin
        ln -s other.txt x; mv x link
        """, []),
      Row(
        """
        printf 'EVIL!\\n' > a.bin; ln -sf third.txt link; chmod +x other.txt
        sed -i s/one/two/ crlf.auto crlf.text; echo x >> a.id
        """, ["a.bin", "a.id", "crlf.auto", "crlf.text", "link", "other.txt"]),
      Row("rm link a.bin; mkdir link a.bin", ["a.bin", "link"]),
    ]
    for row in rows {
      for options in [[], ["--isolated"]] {
        let repository = try ScratchRepository()
        try repository.write(
          "Contracts/work.yaml",
          ContractText.small.replacing("  - \"true\"\n", with: "  - name: it\n    run: exec sh src/it.sh\n"))
        try repository.write("src/it.sh", ":\n")
        try repository.write("other.txt", "other\n")
        let made = try repository.shell(setUp)
        XCTAssertEqual(made.status, 0, made.text)
        for name in ["crlf.auto", "crlf.text"] { try stored(repository, name, "one\r\n") }
        try checkOut(repository)
        try repository.git("switch", "-q", "-c", "work")
        try repository.write("src/it.sh", row.input + "\n")
        try repository.git("commit", "-q", "-m", "Work", "src/it.sh")
        _ = try repository.shell("touch -d @1 .git/index")
        let transcript = try repository.caskade(["check"] + options)
        let end =
          ": error: changed while 'it' ran, so what ran is not what was judged [validation.tree-changed]"
        let found = transcript.output.split(separator: "\n").filter { $0.hasSuffix(end) }.map {
          String($0.dropLast(end.count))
        }
        XCTAssertEqual(
          found, row.expected, "\(row.input) \(options): \(transcript.text)", file: row.file, line: row.line)
      }
    }
  }
}
