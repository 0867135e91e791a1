import CaskadeSystem

/// What grows with its input and no faster: patterns of two contracts, settings, commits of a range, files of a working
/// tree under a pinned base.
enum GrowthBench {
  static func run(_ bench: Bench) throws {
    try patterns(bench)
    try settings(bench)
    try commits(bench)
    try pinned(bench)
  }

  // MARK: Patterns

  /// `diff` of two contracts with 4,000 starred patterns each: under a second.
  private static func patterns(_ bench: Bench) throws {
    let folder = bench.scratch.path.appending("patterns")
    try FileSystem.createFolders(folder)
    for count in [1_000, 4_000] {
      for name in ["src", "lib"] {
        let lines = (1...count).map { "    - \"\(name)/*a*b*c*d*e*f*g*h*\($0)/**/x/**/y/**/z*\"\n" }.joined()
        let text = "caskade: 1\ntitle: T\noutcome: It works.\npaths:\n  allow:\n\(lines)validation: [ \"true\" ]\n"
        try AtomicFile.write(Array(text.utf8), to: folder.appending("\(name)-\(count).yaml"), replacing: true)
      }
    }
    func compare(_ count: Int) throws {
      try bench.run(bench.caskade, ["diff", "src-\(count).yaml", "lib-\(count).yaml"], in: folder, accepting: [1])
    }
    let (ours, fewer) = try Bench.medians(of: 5) {
      try compare(4_000)
    } against: {
      try compare(1_000)
    }
    bench.row("diff of 4,000 patterns", ours, against: "of 1,000", fewer)
  }

  // MARK: Settings

  /// A check of settings files that are 16 MB together: under two seconds.
  private static func settings(_ bench: Bench) throws {
    let files: [(name: String, text: String)] = [
      ("tsconfig.json", String(repeating: "[", count: 3_000_000)),
      ("ruff.toml", "ignore = [\"" + String(repeating: "a,", count: 2_000_000) + "\"]\n"),
      (".golangci.yml", (0..<4_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
      ("mypy.ini", "a = [\n" + String(repeating: "x,\n", count: 500_000)),
    ]
    var stream = ImportStream()
    stream.commit("main", from: nil)
    stream.file("Contracts/measure.yaml", contract)
    for file in files { stream.file("src/\(file.name)", file.text) }
    stream.commit("work", from: "main")
    for file in files { stream.file("src/\(file.name)", " " + file.text) }
    let folder = try bench.repository("settings", stream)
    let (ours, plain) = try Bench.medians(of: 5) {
      try check(bench, folder, accepting: [0, 1])
    } against: {
      try bench.run(bench.git, ["diff-tree", "-r", "-p", "-U0", "main", "work"], in: folder)
    }
    bench.row("check of 16 MB of settings", ours, against: "git diff-tree -p", plain)
  }

  // MARK: Commits

  /// 109 commits, each with edits in eight of sixty files.
  private static func commits(_ bench: Bench) throws {
    var random = Numbers()
    func line() -> String {
      "    let value\(random.next(1_000_000)) = call(\(random.next(1_000_000)), of: something)\n"
    }
    var files = (0..<60).map { _ in (0..<600).map { _ in line() } }
    var stream = ImportStream()
    stream.commit("main", from: nil)
    stream.file("Contracts/measure.yaml", contract)
    for (number, lines) in files.enumerated() { stream.file("src/\(number).swift", lines.joined()) }
    for number in 0..<109 {
      stream.commit("work", from: number == 0 ? "main" : nil)
      for _ in 0..<8 {
        let file = random.next(files.count)
        for _ in 0..<5 { files[file][random.next(files[file].count)] = line() }
        stream.file("src/\(file).swift", files[file].joined())
      }
    }
    let folder = try bench.repository("commits", stream)
    // As a server sends it: what fast-import writes has changes of its own making, ten times as large.
    try bench.run(bench.git, ["repack", "-q", "-a", "-d", "-f"], in: folder)
    let (ours, plain) = try Bench.medians(of: 9) {
      try check(bench, folder)
    } against: {
      try CheckBench.plainDiff(bench, folder)
    }
    bench.row("check of 109 commits over 60 files", ours, against: "git diff-tree --raw, -p -U0, git log --raw", plain)
    let (again, content) = try Bench.medians(of: 9) {
      try check(bench, folder)
    } against: {
      try CheckBench.plainDiff(bench, folder, history: ["-p", "-U0"])
    }
    bench.row("the same", again, against: "with git log -p -U0, which has the lines of each commit", content)
  }

  // MARK: Files

  /// 20,000 files of a few kilobytes, with five edits that nobody has committed.
  private static func pinned(_ bench: Bench) throws {
    let count = 20_000
    func name(_ number: Int) -> String { "src/\(number / 100)/\(number).txt" }
    var stream = ImportStream()
    stream.commit("main", from: nil)
    stream.file("Contracts/measure.yaml", contract)
    for number in 0..<count {
      stream.file(name(number), (0..<100).map { "line \($0) of file \(number): the quick brown fox\n" }.joined())
    }
    let folder = try bench.repository("pinned", stream)
    try bench.run(bench.git, ["switch", "-q", "-c", "work"], in: folder)
    for number in 0..<5 {
      try AtomicFile.write(Array("edited\n".utf8), to: folder.appending(name(number * 1_000)), replacing: true)
    }
    // An index of the same second as its files is believed by nobody: git, too, would read them once more.
    usleep(1_100_000)
    try bench.run(bench.git, ["update-index", "--force-write-index"], in: folder)
    let id = try bench.run(bench.git, ["rev-parse", "main"], in: folder, keepingOutput: true).standardOutput.head
    let base = String(decoding: id.dropLast(), as: UTF8.self)
    let paths = Array((0..<count).map { name($0) + "\n" }.joined().utf8)
    let (ours, plain) = try Bench.medians(of: 9) {
      try bench.run(bench.caskade, ["check", "--skip-validation", "--base", base], in: folder)
    } against: {
      try bench.run(bench.git, ["hash-object", "--stdin-paths"], in: folder, input: paths)
    }
    bench.row("check of a working tree of 20,000 files, base pinned", ours, against: "git hash-object of them", plain)
  }

  private static let contract =
    "caskade: 1\ntitle: T\noutcome: The time is known.\npaths:\n  allow: [src/**]\nvalidation: []\n"

  private static func check(_ bench: Bench, _ folder: ByteString, accepting: [Int32] = [0]) throws {
    try bench.run(bench.caskade, ["check", "--skip-validation", "--head", "work"], in: folder, accepting: accepting)
  }

  /// The same numbers in each run.
  private struct Numbers {
    private var state: UInt64 = 11

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
