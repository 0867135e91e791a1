import CaskadeSystem

/// How long a program takes that has nothing to do.
enum StartBench {
  static func run(_ bench: Bench) throws {
    let folder = bench.scratch.path
    let ours = try Bench.best(of: 30) { try bench.run(bench.caskade, ["version"], in: folder) }
    let git = try Bench.best(of: 30) { try bench.run(bench.git, ["--version"], in: folder) }
    bench.row("caskade version", ours, against: "git --version", git)
  }
}
