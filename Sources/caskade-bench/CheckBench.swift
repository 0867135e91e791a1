import CaskadeSystem

/// `check --skip-validation` against the plain git commands that fetch the same bytes.
enum CheckBench {
  static func run(_ bench: Bench) throws {
    try manyChanges(bench)
    try manyFiles(bench)
  }

  private static func contract(_ validation: String) -> String {
    """
    caskade: 1
    title: Measure
    outcome: The time of a check is known.
    paths:
      allow: [src/**]
    \(validation)

    """
  }

  /// 50,000 changed files.
  private static func manyChanges(_ bench: Bench) throws {
    let folder = try repository(bench, named: "many-changes", files: 50_000, changed: 50_000)
    let peak = try bench.run(bench.caskade, ["check", "--skip-validation", "--head", "work"], in: folder).peakMemory
    let ours = try Bench.best(of: 3) {
      try bench.run(bench.caskade, ["check", "--skip-validation", "--head", "work"], in: folder)
    }
    let git = try Bench.best(of: 3) { try plainDiff(bench, folder) }
    bench.row("check of 50,000 changed files", ours, against: "git diff-tree --raw, -p -U0, git log --raw", git)
    print("  peak memory \(peak >> 20) MB")
  }

  /// 100,000 files with 20 changes that nobody has committed.
  private static func manyFiles(_ bench: Bench) throws {
    let folder = try repository(bench, named: "many-files", files: 100_000, changed: 0)
    try bench.run(bench.git, ["checkout", "-q", "work"], in: folder)
    for number in 0..<20 {
      let file = folder.appending("src/\(number)/\(number * 100).txt")
      try AtomicFile.write(Array("edited \(number)\n".utf8), to: file, replacing: true)
    }
    try bench.run(bench.git, ["status", "--short"], in: folder)
    let peak = try bench.run(bench.caskade, ["check", "--skip-validation"], in: folder).peakMemory
    let ours = try Bench.best(of: 3) { try bench.run(bench.caskade, ["check", "--skip-validation"], in: folder) }
    let plain = try Bench.best(of: 3) { try plainSnapshot(bench, folder) }
    bench.row(
      "check of 20 edits in 100,000 files", ours, against: "git add -A beside the index, write-tree, diff-tree, log",
      plain)
    let status = try Bench.best(of: 3) {
      try bench.run(bench.git, ["status", "--porcelain", "-uall", "--ignored"], in: folder)
    }
    bench.row("the same", ours, against: "git status -uall --ignored alone", status)
    print("  peak memory \(peak >> 20) MB")
    let thorough = try Bench.best(of: 2) {
      try bench.run(bench.caskade, ["check", "--skip-validation", "--thorough"], in: folder)
    }
    let hashing = try Bench.best(of: 2) {
      // A share for each processor, as git hashes on one alone.
      let shares = SideBySide.run(0..<processors, atMost: processors) { share in
        Result { try bench.run(bench.git, ["hash-object", "--stdin-paths"], in: folder, input: paths(share)) }
      }
      for share in shares { _ = try share.get() }
    }
    bench.row("the same with --thorough", thorough, against: "git hash-object of every file, all processors", hashing)
  }

  private static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  private static func paths(_ share: Int) -> [UInt8] {
    let size = (100_000 + processors - 1) / processors
    let numbers = (share * size)..<min((share + 1) * size, 100_000)
    return Array(numbers.map { "src/\($0 / 100)/\($0).txt\n" }.joined().utf8)
  }

  /// The same bytes: every record, every line, and what each commit of the range changed.
  static func plainDiff(
    _ bench: Bench, _ folder: ByteString, head: String = "work",
    history: [String] = ["--raw", "-r", "-z", "--no-abbrev"]
  ) throws {
    let common = ["diff-tree", "-r", "--no-renames", "main", head]
    try bench.run(bench.git, common + ["--raw", "-z", "--no-abbrev"], in: folder)
    try bench.run(bench.git, common + ["-p", "-U0"], in: folder)
    try bench.run(bench.git, ["log", "--format=%H", "--no-renames"] + history + ["main..work"], in: folder)
  }

  /// The working tree as a tree, through an index of its own, and then the same.
  private static func plainSnapshot(_ bench: Bench, _ folder: ByteString) throws {
    let index = bench.scratch.path.appending("plain-index")
    try FileSystem.copyFile(folder.appending(".git/index"), to: index, keepingTimes: true)
    let beside = ["GIT_INDEX_FILE": index.text]
    try bench.run(bench.git, ["add", "-A"], in: folder, environment: beside)
    let tree = try bench.run(bench.git, ["write-tree"], in: folder, environment: beside, keepingOutput: true)
    try plainDiff(bench, folder, head: String(decoding: tree.standardOutput.head.dropLast(), as: UTF8.self))
  }

  /// `main` with so many small files, a hundred in a folder, and `work` in which so many of them differ.
  static func repository(
    _ bench: Bench, named name: String, files: Int, changed: Int, validation: String = "validation: []"
  ) throws -> ByteString {
    let folder = bench.scratch.path.appending(name)
    try FileSystem.createFolders(folder)
    try bench.run(bench.git, ["init", "-q", "-b", "main"], in: folder)
    var stream = ImportStream()
    func path(_ number: Int) -> String { "src/\(number / 100)/\(number).txt" }
    stream.commit("main", from: nil)
    stream.file("Contracts/measure.yaml", contract(validation))
    for number in 0..<files { stream.file(path(number), body(number)) }
    stream.commit("work", from: "main")
    for number in 0..<changed { stream.file(path(number), body(number) + "let added = \(number)\nreturn added\n") }
    try bench.run(bench.git, ["fast-import", "--quiet"], in: folder, input: stream.bytes)
    return folder
  }

  private static func body(_ number: Int) -> String {
    (0..<12).map { "line \($0) of file \(number): the quick brown fox\n" }.joined()
  }
}
