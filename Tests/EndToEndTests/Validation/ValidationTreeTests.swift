import TestSupport
import XCTest

/// What a command does to the files that it runs on.
final class ValidationTreeTests: XCTestCase {
  private func changed(
    by script: String, _ options: [String] = [], prepare: (ScratchRepository) throws -> Void = { _ in }
  ) throws -> (status: Int32, paths: [String], left: [String]) {
    let world = try ValidationWorld.scripted(script)
    try prepare(world.repository)
    let transcript = try world.repository.caskade(["check"] + options)
    func paths(_ end: String) -> [String] {
      transcript.output.split(separator: "\n").filter { $0.hasSuffix(end) }.map { String($0.dropLast(end.count)) }
    }
    return (
      transcript.status,
      paths(": error: changed while 'it' ran, so what ran is not what was judged [validation.tree-changed]"),
      paths(": note: left behind by 'it', and not judged: no tree had it [validation.left-files]")
        + paths(" files in here were left behind by 'it', and not judged: no tree had them [validation.left-files]")
    )
  }

  func testInPlace() throws {
    let rows: [Row<String, (changed: [String], left: [String])>] = [
      Row(":", ([], [])),
      Row("echo x > src/new.o", ([], [])),
      Row("echo x > src/new.txt", ([], ["src/new.txt"])),
      Row("echo x > src/a.txt", (["src/a.txt"], [])),
      Row("echo x > src/a.txt; echo x > new.txt", (["src/a.txt"], ["new.txt"])),
      Row("rm src/a.txt", (["src/a.txt"], [])),
      Row("touch src/a.txt", ([], [])),
      // Rules that the command wrote hide nothing, themselves included.
      Row("mkdir out; echo '*' > out/.gitignore; echo x > out/left", ([], ["out: note: 2"])),
      Row("echo '*' > .gitignore; echo x > left", ([".gitignore"], [])),
      Row("mkdir -p a/b; echo b > a/.gitignore; echo x > a/b/left", ([], ["a/.gitignore"])),
      Row("mkdir -p a/b; printf '.gitignore\\nb\\n' > a/.gitignore; echo x > a/b/left", ([], ["a: note: 2"])),
      Row("echo left >> .git/info/exclude; echo x > left", ([], ["left"])),
      Row("git config core.excludesFile $PWD/src/it.sh; echo x > left", ([], ["left"])),
    ]
    for row in rows {
      let found = try changed(by: row.input + "\n")
      XCTAssertEqual(found.paths, row.expected.changed, row.input, file: row.file, line: row.line)
      XCTAssertEqual(found.left, row.expected.left, row.input, file: row.file, line: row.line)
      XCTAssertEqual(found.status, row.expected.changed.isEmpty ? 0 : 1, row.input, file: row.file, line: row.line)
    }
  }

  /// Git lists nothing below a folder that it can't open, and only warns: here of one whose path is too long for the system.
  func testAFolderThatGitCannotOpen() throws {
    let world = try ValidationWorld.scripted(
      """
      name=$(printf '%0200d' 0)
      chain=deep; for n in 1 2 3 4 5 6 7 8 9 10 11 12; do chain=$chain/$name; done
      mkdir -p src/$chain $chain; echo left > $chain/left; mv deep src/$chain

      """)
    let transcript = try world.repository.caskade("check")
    _ = try world.repository.shell("rm -rf src/deep")
    XCTAssertEqual(transcript.status, 2, transcript.text)
    XCTAssertEqual(transcript.output, "")
    let lines = transcript.errors.split(separator: "\n")
    let last = try XCTUnwrap(lines.last)
    let words = "caskade: error: git ls-files failed: could not open directory 'src/deep/000"
    XCTAssertTrue(last.hasPrefix(words), "\(last)")
  }

  /// A rule that was there before hides what commands leave, as long as it stays the same. Thorough it is in the judged
  /// tree, hidden or not, and hides what it hides there.
  func testARuleOfBefore() throws {
    let rows: [Row<String, (advice: [String], left: [String], thorough: [String])>] = [
      Row("echo y > src/cache/later\n", ([], [], [])),
      Row("echo '#' >> src/cache/.gitignore\n", ([], [], ["src/cache/.gitignore"])),
      Row(
        "echo '#' >> src/cache/.gitignore; echo y > src/cache/later\n",
        ([], ["src/cache/later"], ["src/cache/.gitignore"])),
      Row("echo y > src/scratch.swp; echo y > src/other.bak\n", ([], [], [])),
    ]
    for row in rows {
      for options in [[], ["--thorough"]] {
        let found = try changed(by: row.input, options) { repository in
          try repository.write("src/cache/.gitignore", "*\n")
          try repository.write("src/cache/known", "x\n")
          try repository.write(".git/info/exclude", "*.bak\n")
          try repository.write("../home/.config/git/ignore", "*.swp\n")
        }
        let isAdvice = options.isEmpty
        XCTAssertEqual(
          found.paths, isAdvice ? row.expected.advice : row.expected.thorough, row.input, file: row.file, line: row.line
        )
        if isAdvice { XCTAssertEqual(found.left, row.expected.left, row.input, file: row.file, line: row.line) }
      }
    }
  }

  /// A product is none of the judged files, and a tracked one is.
  func testInACleanCheckout() throws {
    let rows: [Row<String, [String]>] = [
      Row("mkdir out; echo x > out/product; echo '*' > out/.gitignore", []),
      Row("echo x > src/new.txt", []),
      Row("echo x > src/a.txt", ["src/a.txt"]),
      Row("rm .gitignore", [".gitignore"]),
      Row("chmod +x src/a.txt", ["src/a.txt"]),
      Row("rm src/a.txt; ln -s it.sh src/a.txt", ["src/a.txt"]),
      Row("git update-index --assume-unchanged src/a.txt; echo x > src/a.txt", ["src/a.txt"]),
    ]
    for row in rows {
      let found = try changed(by: row.input + "\n", ["--isolated"])
      XCTAssertEqual(found.paths, row.expected, row.input, file: row.file, line: row.line)
      XCTAssertEqual(found.status, row.expected.isEmpty ? 0 : 1, row.input, file: row.file, line: row.line)
    }
  }

  /// Caskade's own files are nobody's, also where they lie in the judged tree.
  func testTemporaryFilesInTheTree() throws {
    let world = try ValidationWorld("\"true\"")
    try world.repository.write("tmp/keep", "x\n")
    try world.repository.git("add", "tmp/keep")
    try world.repository.git("commit", "-q", "-m", "A folder")
    let folder = world.repository.url("tmp").path
    let transcript = try world.repository.caskade(["check", "--only", "validation"], adding: ["TMPDIR": folder])
    XCTAssertTrue(transcript.output.contains("pass      validation"), transcript.text)
  }
}
