import CaskadeSystem

/// A draft's look at the tree and at the history, beside the git commands that read the same.
enum DraftBench {
  static func run(_ bench: Bench) throws {
    var times: [Double] = []
    for count in [21_250, 42_500, 85_000] {
      let folder = try repository(bench, files: count)
      let words = ["draft", "Fix rounding in module 17", "--ticket", "../ticket.txt", "--no-input", "--output", "-"]
      try AtomicFile.write(
        Array("Rounding in module 17 is wrong: 2.5 becomes 2.\n".utf8), to: bench.scratch.path.appending("ticket.txt"),
        replacing: true)
      let ours = try Bench.best(of: 3) { try bench.run(bench.caskade, words, in: folder) }
      let git = try Bench.best(of: 3) {
        try bench.run(bench.git, ["grep", "-c", "-i", "-e", "rounding", "-e", "module"], in: folder)
        try bench.run(bench.git, ["log", "--name-only", "-z", "--format=%B"], in: folder)
      }
      bench.row("draft in \(count) files", ours, against: "git grep of two words, and git log --name-only", git)
      times.append(ours)
    }
    bench.grows("a draft with the files", times)
  }

  private static func repository(_ bench: Bench, files: Int) throws -> ByteString {
    let folder = bench.scratch.path.appending(ByteString("draft-\(files)"))
    try FileSystem.createFolders(folder)
    try bench.run(bench.git, ["init", "-q", "-b", "main"], in: folder)
    var stream = ImportStream()
    stream.commit("main", from: nil)
    for number in 0..<files {
      stream.file(
        path(number),
        (0..<20).map { "func step\($0)(of value: Int) -> Int { value + \(number) } // module \(number % 300)\n" }
          .joined())
    }
    for number in 0..<300 {
      stream.commit("main", from: nil)
      for file in 0..<5 { stream.file(path((number * 37 + file) % files), "let changed = \(number)\n") }
    }
    try bench.run(bench.git, ["fast-import", "--quiet"], in: folder, input: stream.bytes)
    try bench.run(bench.git, ["reset", "-q", "--hard", "main"], in: folder)
    return folder
  }

  private static func path(_ number: Int) -> String {
    "src/module\(number % 300)/part\(number % 7)/file\(number).swift"
  }
}
