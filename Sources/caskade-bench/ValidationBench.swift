import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What validation adds to the commands: the runner to each of them, and a clean checkout to all.
enum ValidationBench {
  static func run(_ bench: Bench) throws {
    try runner(bench)
    try wholeCheck(bench)
    try checkout(bench)
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
    Bench.row("one command by the runner", ours / count, against: "sh -c directly", plain / count)
    print("  overhead \(Bench.rounded((ours - plain) / count)) ms for each command")
  }

  /// A check in place of a small repository with fifty commands more, a look at its files after each of them included.
  private static func wholeCheck(_ bench: Bench) throws {
    func folder(_ name: String, commands: Int) throws -> ByteString {
      let lines = (0..<commands).map { "  - { name: command \($0), run: \"true\" }\n" }.joined()
      let folder = try CheckBench.repository(
        bench, named: name, files: 100, changed: 1, validation: "validation:\n\(lines)")
      try bench.run(bench.git, ["checkout", "-q", "work"], in: folder)
      return folder
    }
    let (one, many) = (try folder("one-command", commands: 1), try folder("many-commands", commands: commands + 1))
    let (ours, plain) = try Bench.medians(of: 7) {
      try bench.run(bench.caskade, ["check"], in: many)
    } against: {
      try bench.run(bench.caskade, ["check"], in: one)
    }
    Bench.row("check with \(commands + 1) commands", ours, against: "check with one", plain)
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
    Bench.row("clean checkout of \(files) files", ours, against: "git worktree add", plain)
  }
}
