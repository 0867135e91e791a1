/// Which test runners a command line calls.
package struct TestRunnerUse: Hashable, Sendable {
  /// How often each is called; those in a loop or behind `xargs` twice, because nobody knows how often.
  package private(set) var calls: [TestRunner: Int] = [:]
  /// It also starts what may run tests in its turn: a script, a target, a package's own command.
  package private(set) var hasOther = false

  package init(of commandLine: String) {
    guard let script = try? ShellParser.parse(commandLine) else {
      hasOther = true
      return
    }
    let functions = script.functions
    let isRepeated = !functions.isEmpty || script.list.hasLoop
    for words in script.commandsThroughWrappers {
      guard let first = words.first else { continue }
      if let runner = TestRunnerCall.runner(of: words) {
        calls[runner, default: 0] += isRepeated ? 2 : 1
      } else if !ShellWrapper.inner(of: words).isEmpty {
        // What it runs follows by itself.
        continue
      } else if !first.isLiteral || !Self.harmless.contains(first.text) {
        hasOther = true
      }
    }
  }

  /// In the order of their table.
  package var runners: [TestRunner] { TestRunner.allCases.filter { calls[$0] != nil } }

  /// Whether every call of the runner closes once.
  package func closesOnce(_ runner: TestRunner) -> Bool {
    !hasOther && calls[runner] == 1 && !runner.closesSeveralTimes
  }

  /// Programs that never run tests.
  private static let harmless: Set<String> = [
    ":", "[", "cat", "cd", "chmod", "command", "cp", "date", "echo", "exit", "export", "false", "ls", "mkdir", "mv",
    "popd", "printf", "pushd", "pwd", "rm", "set", "sleep", "tail", "head", "grep", "tee", "test", "touch", "true",
    "ulimit", "umask", "unset", "wait", "which",
  ]
}

extension ShellList {
  /// Whether something in it may run more than once.
  fileprivate var hasLoop: Bool {
    items.flatMap(\.pipeline.commands).contains { command in
      switch command {
      case .simple(let simple):
        ["xargs", "find", "parallel"].contains(TestRunnerCall.program(simple.words.first?.text ?? ""))
      case .compound(let compound): compound.kind == .loop || compound.bodies.contains(where: \.hasLoop)
      }
    }
  }
}
