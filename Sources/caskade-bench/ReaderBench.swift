import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// The readers that see most bytes, each beside a program that reads the same: patterns beside `git ls-files`, secrets
/// beside `grep -E` and what scanners are installed, shell lines beside `bash -n`, transcripts beside `cat`.
enum ReaderBench {
  static func run(_ bench: Bench) throws {
    try patterns(bench)
    try secrets(bench)
    try shell(bench)
    try transcripts(bench)
    try reports(bench)
  }

  // MARK: Patterns

  /// A million paths, a hundred patterns.
  private static func patterns(_ bench: Bench) throws {
    let count = 1_000_000
    func path(_ number: Int) -> String { "src/module\(number % 500)/part\(number % 23)/file\(number).swift" }
    let texts = (0..<100).map { number in
      number % 2 == 0 ? "src/module\(number)/**/*\(number).swift" : "**/part\(number % 23)/file*\(number)9.swift"
    }
    let patterns = try texts.map { try PathPattern($0) }
    func match(_ count: Int) -> Double {
      Bench.best(of: 1) {
        let set = PatternSet(patterns)
        var found = 0
        for number in 0..<count where !set.allMatches(FoldedPath(RepositoryPath(path(number)))).isEmpty { found += 1 }
        precondition(found > 0)
      }
    }
    let times = [match(count / 4), match(count / 2), match(count)]
    let folder = bench.scratch.path.appending("paths")
    try FileSystem.createFolders(folder)
    try bench.run(bench.git, ["init", "-q"], in: folder)
    let blob = String(repeating: "a", count: 40)
    let index = (0..<count).map { "100644 \(blob) 0\t\(path($0))\n" }.joined()
    try bench.run(bench.git, ["update-index", "--index-info"], in: folder, input: Array(index.utf8))
    let git = try Bench.best(of: 2) {
      try bench.run(bench.git, ["ls-files", "--"] + texts.map { ":(glob)\($0)" }, in: folder)
    }
    bench.row("1,000,000 paths against 100 patterns", times[2], against: "git ls-files with them", git)
    bench.grows("paths against patterns", times)
  }

  // MARK: Secrets

  private static func secrets(_ bench: Bench) throws {
    let lines = (0..<400_000).map { number in
      number % 1_000 == 7
        ? "password = \"Fake-\(number)-Secret-Value\"\n"
        : "    let value\(number) = call(\(number * 7_919 % 100_003), of: something) // a line of code\n"
    }
    let scanner = SecretScanner()
    func scan(_ share: Int) -> Double {
      let text = Array(lines.prefix(lines.count / share).joined().utf8)
      return Bench.best(of: 2) { precondition(!scanner.scan(blob: text, path: RepositoryPath("src/a.swift")).isEmpty) }
    }
    let times = [scan(4), scan(2), scan(1)]
    let file = bench.scratch.path.appending("lines.swift")
    try AtomicFile.write(Array(lines.joined().utf8), to: file, replacing: true)
    let grep = try Bench.best(of: 3) {
      let words =
        "(password|secret|token|api_?key)[\"' ]*[:=]|AKIA[0-9A-Z]{16}|ghp_[0-9A-Za-z]{36}|BEGIN [A-Z ]*PRIVATE"
      try bench.run("/bin/sh", ["-c", "grep -E -c '\(words)' lines.swift"], in: bench.scratch.path)
    }
    bench.row("secrets in 400,000 lines", times[2], against: "grep -E with four of the shapes", grep)
    for (name, words) in [("detect-secrets", ["scan", "lines.swift"]), ("credsweeper", ["--path", "lines.swift"])] {
      guard let program = bench.program(name) else { continue }
      let theirs = try Bench.best(of: 1) { try bench.run(program, words, in: bench.scratch.path) }
      bench.row("secrets in 400,000 lines", times[2], against: name, theirs)
    }
    bench.grows("secrets in lines", times)
  }

  // MARK: Shell lines

  private static func shell(_ bench: Bench) throws {
    let lines = (0..<20_000).map { number in
      "if cd src && make test-\(number) 2>&1 | tee log.\(number); then git commit -m \"step \(number)\" -- a b; "
        + "else for f in *.txt; do sed -n 1p \"$f\"; done; fi"
    }
    func read(_ share: Int) -> Double {
      let some = lines.prefix(lines.count / share)
      return Bench.best(of: 2) { for line in some { _ = ShellActionReader.read(line) } }
    }
    let times = [read(4), read(2), read(1)]
    let file = bench.scratch.path.appending("lines.sh")
    try AtomicFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: file, replacing: true)
    guard let bash = bench.program("bash") else { return }
    let theirs = try Bench.best(of: 3) { try bench.run(bash, ["-n", "lines.sh"], in: bench.scratch.path) }
    bench.row("20,000 shell lines, with what they run and write", times[2], against: "bash -n", theirs)
    bench.grows("shell lines", times)
  }

  // MARK: Transcripts

  private static func transcripts(_ bench: Bench) throws {
    func file(_ calls: Int) throws -> String {
      var text = #"{"caskade_tools":1,"session":"s","cwd":"/r","branch":"work"}"# + "\n"
      let output = String(repeating: "what a command printed, ", count: 40)
      for number in 0..<calls {
        text +=
          #"{"id":"c\#(number)","time":"2026-01-02T03:04:05Z","tool":"shell","command":"make \#(number)","cwd":"/r","#
          + #""status":"ok","exit_status":0,"output":"\#(output)"}"# + "\n"
      }
      let name = "transcript-\(calls).jsonl"
      try AtomicFile.write(Array(text.utf8), to: bench.scratch.path.appending(ByteString(name)), replacing: true)
      return name
    }
    var times: [Double] = []
    var plain = 0.0
    for calls in [25_000, 50_000, 100_000] {
      let name = try file(calls)
      times.append(
        try Bench.best(of: 2) {
          try bench.run(bench.caskade, ["debug", "transcript", name], in: bench.scratch.path)
        })
      plain = try Bench.best(of: 3) { try bench.run("/bin/cat", [name], in: bench.scratch.path) }
    }
    bench.row("a transcript of 100,000 calls, 110 MB", times[2], against: "cat", plain)
    bench.grows("transcripts", times)
  }

  // MARK: Test reports

  /// 10 MB of JUnit XML: under 0.2 s.
  private static func reports(_ bench: Bench) throws {
    func text(_ cases: Int) -> [UInt8] {
      let body = (0..<cases).map {
        "<testcase classname=\"module.Suite\($0 % 90)\" name=\"testThatStep\($0)Works\" time=\"0.012\"></testcase>\n"
      }
      return Array("<testsuites><testsuite name=\"all\">\n\(body.joined())</testsuite></testsuites>\n".utf8)
    }
    let times = try [30_000, 60_000, 120_000].map { cases in
      let bytes = text(cases)
      return try Bench.best(of: 3) { _ = try TestReport(bytes) }
    }
    try AtomicFile.write(text(120_000), to: bench.scratch.path.appending("report.xml"), replacing: true)
    let plain = try Bench.best(of: 3) {
      try bench.run("/bin/sh", ["-c", "grep -c '<testcase' report.xml"], in: bench.scratch.path)
    }
    bench.row("a test report of 120,000 cases, 10 MB", times[2], against: "grep -c", plain)
    bench.grows("test reports", times)
  }
}
