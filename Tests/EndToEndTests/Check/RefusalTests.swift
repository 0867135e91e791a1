import CaskadeReport
import TestSupport
import XCTest

/// What can't be judged: one clear error that says what to do, exit status 2.
final class RefusalTests: XCTestCase {
  private func assertRefusal(
    _ transcript: ScratchRepository.Transcript, _ errors: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertEqual(
      transcript.text, "------- stderr -------\n\(errors)\n[exit status: 2]\n", file: file, line: line)
  }

  /// A repository with one commit and a contract on `main`, with `work` checked out.
  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    return repository
  }

  func testWords() throws {
    let repository = try repository()
    assertRefusal(
      try repository.caskade("chek"), "caskade: error: unknown verb 'chek'\n  hint: did you mean 'caskade check'?")
    assertRefusal(
      try repository.caskade("check", "--bsae", "main"),
      "caskade: error: unknown option '--bsae'\n  hint: did you mean '--base'?")
    assertRefusal(
      try repository.caskade("check", "--format", "xml"),
      "caskade: error: '--format' can't be 'xml'\n  hint: one of: \(EvidenceFormat.allCases.map(\.rawValue).joined(separator: ", "))"
    )
    assertRefusal(
      try repository.caskade("-C", "nowhere", "check"),
      "caskade: error: 'nowhere' is not a folder\n  hint: name an existing folder behind -C")
  }

  /// A usage that has more options than a line holds names the page that lists them.
  func testUsage() throws {
    let repository = try repository()
    assertRefusal(
      try repository.caskade("check", "work", "other"),
      """
      caskade: error: 'caskade check' doesn't know what to do with 'other'
        hint: usage: caskade check [OPTION]... [CONTRACT]; caskade check --help lists the options
      """)
    assertRefusal(
      try repository.caskade("diff", "work"),
      """
      caskade: error: 'caskade diff' needs OLD NEW
        hint: usage: caskade diff OLD NEW [--format FORMAT]
      """)
  }

  /// A contract that only seems to deny something isn't judged by; the base's files tell.
  func testARestrictionThatCannotBite() throws {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small + "stop_when:\n  - touching: \"app/[slug]/**\"\n")
    try repository.write("app/[slug]/page.tsx", "one\n")
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    assertRefusal(
      try repository.caskade("check"),
      #"""
      Contracts/work.yaml:15:16: error: 'app/[slug]/**' reads its brackets as a set of characters, and so doesn't match \
      'app/[slug]/page.tsx' [lint.misread]
         15 |   - touching: "app/[slug]/**"
            |                ^^^^^^^^^^^^^
        hint: write 'app/\[slug\]/**'
      caskade: error: the contract 'Contracts/work.yaml' on main can't be judged by: it seems to restrict what it doesn't
        hint: mend it, and 'caskade lint' until it is silent
      """#.replacing("match \\\n", with: "match "))
  }

  func testNoRepository() throws {
    let repository = try repository()
    assertRefusal(
      try repository.caskade("-C", repository.root.path, "check"),
      """
      caskade: error: '$ROOT' is not inside a git repository
        hint: change to a repository, or name one: caskade -C DIR ...
      """)
  }

  func testNoGit() throws {
    let repository = try repository()
    assertRefusal(
      try repository.caskade("check", adding: ["PATH": "/nonexistent"]),
      """
      caskade: error: cannot find 'git' in any absolute folder of PATH
        hint: install git, or add its folder to PATH as an absolute path
      """)
  }

  func testNoCommits() throws {
    assertRefusal(
      try ScratchRepository().caskade("check"),
      """
      caskade: error: the repository has no commits yet
        hint: commit something first: a check compares a branch with its base
      """)
  }

  func testBareRepository() throws {
    let repository = try repository()
    try repository.git("clone", "-q", "--bare", ".", "../bare.git")
    assertRefusal(
      try repository.caskade("-C", "../bare.git", "check"),
      """
      caskade: error: '$ROOT/repository/../bare.git' is a bare repository, without a working tree
        hint: clone it, and run caskade in the clone
      """)
    assertRefusal(
      try repository.caskade("-C", ".git", "check"),
      """
      caskade: error: '$ROOT/repository/.git' is inside a .git directory
        hint: change to the working tree
      """)
  }

  func testBases() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    assertRefusal(
      try repository.caskade("check", "--base", "release"),
      """
      caskade: error: --base 'release' names no branch, full reference or full object id
        hint: git branch --all lists the branches; a remote one is written origin/NAME
      """)
    try repository.git("tag", "release")
    assertRefusal(
      try repository.caskade("check", "--base", "release"),
      """
      caskade: error: --base 'release' is a tag, not a branch
        hint: name the branch, or write refs/tags/release if the tag is meant
      """)
    assertRefusal(
      try repository.caskade("check", "--base", "abcdef1"),
      """
      caskade: error: --base 'abcdef1' looks like a shortened object id
        hint: give all digits: $(git rev-parse abcdef1)
      """)
    let nothing = String(repeating: "1", count: 40)
    assertRefusal(
      try repository.caskade("check", "--base", nothing),
      """
      caskade: error: --base '\(nothing)' is no commit of this repository
        hint: fetch it first: git fetch origin
      """)
    try repository.git("branch", "origin/main")
    try repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assertRefusal(
      try repository.caskade("check", "--base", "origin/main"),
      """
      caskade: error: --base 'origin/main' has two readings: 'refs/heads/origin/main', 'refs/remotes/origin/main'
        hint: write the full reference name
      """)
  }

  func testNoBase() throws {
    let repository = try repository()
    try repository.git("branch", "-D", "main")
    assertRefusal(
      try repository.caskade("check"),
      """
      caskade: error: no base branch was found; tried 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main', \
      'refs/remotes/origin/master', 'refs/heads/main', 'refs/heads/master'
        hint: name the branch that the work will be merged into: --base NAME; a clone of one branch lacks it: git fetch \
      origin NAME:refs/remotes/origin/NAME
      """)
  }

  func testHistoriesThatDoNotMeet() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "--orphan", "alone")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Alone")
    assertRefusal(
      try repository.caskade("check", "--skip-validation"),
      """
      caskade: error: 'main' and 'alone' have no common commit
        hint: name the branch that this work began from: --base NAME
      """)
  }

  func testAShallowClone() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Two")
    try repository.git("switch", "-q", "main")
    try repository.write("src/b.txt", "main moves on\n")
    try repository.commit("Three")
    try repository.git("switch", "-q", "work")
    try repository.git(
      "clone", "-q", "--depth", "1", "--no-single-branch", "file://\(repository.folder.path)", "../shallow")
    assertRefusal(
      try repository.caskade("-C", "../shallow", "check", "--base", "origin/main"),
      """
      caskade: error: the clone is shallow, and the commit at which 'work' left 'origin/main' is not in it
        hint: fetch the whole history: git fetch --unshallow, or 'fetch-depth: 0' in the CI job's checkout
      """)
  }

  func testAnEmptyDifference() throws {
    let repository = try repository()
    let main = try repository.git("rev-parse", "--short=7", "main").split(separator: "\n").joined()
    assertRefusal(
      try repository.caskade("check"),
      """
      caskade: error: nothing differs between main \(main) and the working tree: there is nothing to judge
        hint: change something first, or name what to compare: --base REV, --head REV
      """)
  }

  func testUnmergedPaths() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Two")
    try repository.git("switch", "-q", "main")
    try repository.write("src/a.txt", "three\n")
    try repository.commit("Three")
    _ = try repository.shell("git merge -q work")
    assertRefusal(
      try repository.caskade("check"),
      """
      caskade: error: 1 path is unmerged: 'src/a.txt'
        hint: resolve the conflicts and git add the files, then check again
      """)
  }

  func testAWorkTreeElsewhere() throws {
    let repository = try repository()
    try repository.git("config", "core.worktree", repository.root.path)
    assertRefusal(
      try repository.caskade("check"),
      """
      caskade: error: the repository of '$ROOT/repository' says that its working tree is '$ROOT' (core.worktree)
        hint: unset core.worktree (git config --unset core.worktree), or run caskade there
      """)
  }

  func testContracts() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    assertRefusal(
      try repository.caskade("check", "wrok"),
      """
      caskade: error: there is no contract 'wrok' (Contracts/wrok.yaml), neither on main nor on the head
        hint: did you mean 'work'?
      """)
    try repository.write("../outside.yaml", "")
    assertRefusal(
      try repository.caskade("check", "../outside.yaml"),
      """
      ../outside.yaml:1:1: error: the text has no content [yaml.no-document]
          1 |
            | ^
        hint: write: key: value
      caskade: error: the contract '../outside.yaml' can't be read
        hint: mend it, and 'caskade lint' until it is silent
      """)
    assertRefusal(
      try repository.caskade("check", "../home"),
      "caskade: error: '$ROOT/repository/../home' is a folder, not a file")
    try repository.write("../latin.yaml", "x")
    try Data([0x74, 0xE9]).write(to: repository.root.appendingPathComponent("latin.yaml"))
    XCTAssertEqual(try repository.caskade("check", "../latin.yaml").status, 2)
    try Data(repeating: 0x61, count: 10 << 20).write(to: repository.root.appendingPathComponent("big.yaml"))
    XCTAssertEqual(try repository.caskade("check", "../big.yaml").status, 2)
  }

  func testSeveralContracts() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/second.yaml", ContractText.small)
    try repository.commit("Second")
    try repository.git("switch", "-q", "work")
    try repository.write("src/a.txt", "two\n")
    assertRefusal(
      try repository.caskade("check"),
      """
      caskade: error: 2 contracts may govern branch 'work': second, work
        hint: name one: caskade check second
      """)
    try repository.git("switch", "-q", "-c", "elsewhere")
    let transcript = try repository.caskade("check")
    XCTAssertEqual(transcript.status, 1, transcript.text)
    XCTAssertTrue(
      transcript.output.hasSuffix("Contract unproven: no contract governs this work\n"), transcript.text)
  }

  func testPlacesForOutput() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    assertRefusal(
      try repository.caskade("check", "--evidence", "evidence.json"),
      """
      caskade: error: 'evidence.json' is inside the tree that is judged
        hint: name a place outside of it, such as ../evidence.json
      """)
    assertRefusal(
      try repository.caskade("check", "--output", "nowhere/report.md"),
      """
      caskade: error: there is no folder for 'nowhere/report.md'
        hint: make the folder first, or name another place
      """)
    let full = try repository.caskade("check", "--skip-validation", "--output", "/dev/full")
    assertRefusal(full, "caskade: error: cannot write '/dev/full': no space left on device")
  }

  func testEvidenceThatIsNone() throws {
    let repository = try repository()
    assertRefusal(
      try repository.caskade("report", "-", input: "{}"),
      """
      caskade: error: 'standard input' can't be read as evidence: it has no 'schema' that begins with 'caskade.evidence/'
        hint: write it anew: caskade check --evidence FILE
      """)
    assertRefusal(
      try repository.caskade("report", "-", input: "{\"schema\": \"caskade.evidence/2\"}"),
      """
      caskade: error: 'standard input' can't be read as evidence: its schema is 'caskade.evidence/2', and this caskade reads \
      'caskade.evidence/1'
        hint: use the caskade that wrote it, or a newer one
      """)
    assertRefusal(
      try repository.caskade("report", "nowhere.json"),
      """
      caskade: error: '$ROOT/repository/nowhere.json' does not exist
        hint: check the name, or the folder: caskade -C DIR ...
      """)
  }
}
