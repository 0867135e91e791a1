import CaskadeSystem

/// An ordinary pull request: processor time of a check and of the two bare `diff-tree` calls that fetch its bytes.
enum SmallBench {
  static func run(_ bench: Bench) throws {
    for changed in [1, 20, 60] {
      let folder = try CheckBench.repository(bench, named: "small-\(changed)", files: 1_000, changed: changed)
      let ids = try bench.run(bench.git, ["rev-parse", "main", "work"], in: folder, keepingOutput: true)
      let words = String(decoding: ids.standardOutput.head, as: UTF8.self).split(separator: "\n").map(String.init)
      guard words.count == 2 else { throw Bench.Failure(what: "no ids of main and work") }
      let (ours, theirs) = try times(bench, folder, base: words[0], head: words[1], of: 15)
      bench.row(
        "processor time of a check of \(changed) files", ours, against: "git diff-tree --raw, and -p -U0", theirs)
      if changed == 20 { try record(bench, folder, base: words[0], head: words[1]) }
    }
  }

  /// What keeping a record costs, beside a note that git writes.
  private static func record(_ bench: Bench, _ folder: ByteString, base: String, head: String) throws {
    let check = ["check", "--skip-validation", "--base", base, "--head", head, "--evidence", "../small.json"]
    try bench.run(bench.caskade, check, in: folder, accepting: [0, 1])
    let (ours, theirs) = try Bench.medians(of: 9) {
      try bench.run(bench.caskade, ["record", "../small.json"], in: folder)
    } against: {
      try bench.run(bench.git, ["notes", "--ref", "plain", "append", "-m", "a line", head], in: folder)
    }
    bench.row("a record", ours, against: "git notes append", theirs)
  }

  /// The last commits of a repository of one's own, each as a pull request: the median of the ratios.
  static func run(_ bench: Bench, on repository: String) throws {
    let folder = bench.scratch.path.appending("own")
    try bench.run(bench.git, ["clone", "-q", "--shared", "--bare", repository, folder.text], in: bench.scratch.path)
    let contract = bench.scratch.path.appending("measure.yaml")
    try AtomicFile.write(
      Array("caskade: 1\ntitle: T\noutcome: Known.\npaths:\n  allow: ['**']\nvalidation: []\n".utf8), to: contract,
      replacing: true)
    let list = try bench.run(
      bench.git, ["rev-list", "--first-parent", "--max-count=40", "HEAD"], in: folder, keepingOutput: true)
    let commits = String(decoding: list.standardOutput.head, as: UTF8.self).split(separator: "\n").map(String.init)
    var ratios: [Double] = []
    var ours: [Double] = []
    for (head, base) in zip(commits, commits.dropFirst()) {
      let (check, plain) = try times(
        bench, folder, base: base, head: head, more: ["--contract-from", contract.text], of: 3)
      ratios.append(check / plain)
      ours.append(check)
    }
    guard !ratios.isEmpty else { throw Bench.Failure(what: "\(repository): no two commits") }
    let (ratio, time) = (ratios.sorted()[ratios.count / 2], ours.sorted()[ours.count / 2])
    bench.row(
      "processor time of a check, median of \(ratios.count) commits", time, against: "git diff-tree", time / ratio)
  }

  private static func times(
    _ bench: Bench, _ folder: ByteString, base: String, head: String, more: [String] = [], of count: Int
  ) throws -> (Double, Double) {
    let words = ["check", "--skip-validation", "--base", base, "--head", head] + more
    func milliseconds(_ result: ProcessResult) -> Double {
      let parts = result.cpuTime.components
      return Double(parts.seconds) * 1_000 + Double(parts.attoseconds) / 1e15
    }
    var (ours, theirs): ([Double], [Double]) = ([], [])
    for _ in 0...count {
      ours.append(milliseconds(try bench.run(bench.caskade, words, in: folder, accepting: [0, 1])))
      let bare = ["diff-tree", "-r", "--no-renames", base, head]
      theirs.append(
        milliseconds(try bench.run(bench.git, bare + ["--raw", "-z", "--no-abbrev"], in: folder))
          + milliseconds(try bench.run(bench.git, bare + ["-p", "-U0"], in: folder)))
    }
    return (ours.dropFirst().sorted()[count / 2], theirs.dropFirst().sorted()[count / 2])
  }
}
