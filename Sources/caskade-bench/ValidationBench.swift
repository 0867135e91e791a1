import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What validation adds to the commands: the runner to each of them, and a clean checkout to all.
enum ValidationBench {
  static func run(_ bench: Bench) throws {
    try runner(bench)
    try wholeCheck(bench, named: "in-place", [])
    try wholeCheck(bench, named: "worlds", ["--isolated"])
    try checkout(bench)
    try copy(bench)
  }

  private static let commands = 50

  /// `sh -c true` by the runner, and by a shell that does nothing else.
  private static func runner(_ bench: Bench) throws {
    let runner = CommandRunner(
      runner: ProcessRunner(), shell: "/bin/sh", environment: ValidationEnvironment(from: HostEnvironment.read()))
    let command = ValidationCommand(name: "true", run: "true", line: 1)
    let loop = "i=0; while [ $i -lt \(commands) ]; do /bin/sh -c true </dev/null; i=$((i+1)); done"
    let (ours, plain) = try Bench.medians(of: 9) {
      for _ in 0..<commands {
        let outcome = runner.run(command, in: bench.scratch.path, place: .workingTree)
        guard outcome.run.state == .pass else { throw Bench.Failure(what: outcome.run.reason ?? "it failed") }
      }
    } against: {
      try bench.run("/bin/sh", ["-c", loop], in: bench.scratch.path)
    }
    let count = Double(commands)
    bench.row("one command by the runner", ours / count, against: "sh -c directly", plain / count)
    print("  overhead \(Bench.rounded((ours - plain) / count)) ms for each command")
  }

  /// A check of a small repository with fifty commands more, a look at its files after each of them included, and a world
  /// for each where it runs in a checkout.
  private static func wholeCheck(_ bench: Bench, named name: String, _ options: [String]) throws {
    func folder(_ name: String, commands: Int) throws -> ByteString {
      let lines = (0..<commands).map { "  - { name: command \($0), run: \"true\" }\n" }.joined()
      let folder = try CheckBench.repository(
        bench, named: name, files: 100, changed: 1, validation: "validation:\n\(lines)")
      try bench.run(bench.git, ["checkout", "-q", "work"], in: folder)
      return folder
    }
    let one = try folder("one-\(name)", commands: 1)
    let many = try folder("many-\(name)", commands: commands + 1)
    let (ours, plain) = try Bench.medians(of: 7) {
      try bench.run(bench.caskade, ["check"] + options, in: many)
    } against: {
      try bench.run(bench.caskade, ["check"] + options, in: one)
    }
    bench.row("check with \(commands + 1) commands, \(name)", ours, against: "check with one", plain)
    print("  \(Bench.rounded((ours - plain) / Double(commands))) ms for each command, the looks at the tree included")
  }

  private static let files = 5_000

  private static func checkout(_ bench: Bench) throws {
    let folder = try CheckBench.repository(bench, named: "checkout", files: files, changed: 0)
    try bench.run(bench.git, ["checkout", "-q", "work"], in: folder)
    let program = try GitProgram(path: bench.git, runner: ProcessRunner(), host: HostEnvironment.read())
    let scratch = bench.scratch.path.appending("checkout-scratch")
    try FileSystem.createFolders(scratch)
    let repository = try Repository(containing: folder, git: program, scratch: scratch)
    let head = try repository.revisions.head().commit
    let tree = try repository.objects.tree(of: head)
    var number = 0
    let (ours, plain) = try Bench.medians(of: 7) {
      number += 1
      _ = try repository.checkout(tree: tree, commit: head, number: number)
    } against: {
      try bench.run(
        bench.git, ["worktree", "add", "-q", "--detach", "\(scratch.text)/worktree-\(number)", head.text], in: folder)
    }
    bench.row("clean checkout of \(files) files", ours, against: "git worktree add", plain)
  }

  /// What a world costs that `setup:` filled: 10,000 files of 10 kB, a fifth of a large `node_modules`.
  private static func copy(_ bench: Bench) throws {
    let folder = bench.scratch.path.appending("packages")
    let script = """
      i=0; while [ $i -lt 100 ]; do mkdir -p p$i; i=$((i+1)); done
      head -c 10000 /dev/zero > p0/0; for p in p*; do i=1; while [ $i -le 100 ]; do echo $p/$i; i=$((i+1)); done; done |
      xargs -n 100 sh -c 'tee "$@" < p0/0 > /dev/null' tee
      """
    try FileSystem.createFolders(folder)
    try bench.run("/bin/sh", ["-c", script], in: folder)
    var number = 0
    let (ours, plain) = try Bench.medians(of: 5) {
      number += 1
      try FolderCopy.copy(folder, to: bench.scratch.path.appending("packages-\(number)"))
    } against: {
      try bench.run("/bin/cp", ["-a", "packages", "packages-cp-\(number)"], in: bench.scratch.path)
    }
    bench.row("copy of 10,000 files of 10 kB", ours, against: "cp -a", plain)
  }
}
