import CaskadeReport
package import CaskadeSystem

/// All that a command may see of the world: made once, by `main.swift`, and handed down.
package struct Host: Sendable {
  package let arguments: [String]
  package let environment: [String: String]
  package let interruption: Interruption
  package let runner: any ProcessRunning
  /// Where the command works: the folder that it was started in, or that of `-C`.
  package var directory: ByteString
  package var color = ColorChoice.auto
  /// Says what is going on; results and errors are printed all the same.
  package var startProgress: @Sendable (Host, ProgressPlan) -> any ProgressSink = { _, _ in SilentProgress() }

  package init(arguments: [String]) throws(FileError) {
    // Before anything else is opened, which would take the place of a standard stream that is closed.
    ProcessHardening.apply()
    // Signals are caught before any other thread exists, so that all of them follow.
    interruption = Interruption()
    // The very file that runs, whatever stands at its path by now.
    runner = ProcessRunner(interruption: interruption, inner: InnerProcess.program)
    environment = HostEnvironment.read()
    self.arguments = arguments
    directory = try FileSystem.currentFolder()
  }

  /// A host that a test makes up: with a runner that fails when it is told to.
  package init(
    arguments: [String], environment: [String: String], directory: ByteString, runner: any ProcessRunning,
    interruption: Interruption
  ) {
    self.arguments = arguments
    self.environment = environment
    self.interruption = interruption
    self.runner = runner
    self.directory = directory
  }

  /// What the CI system says of this run, where there is one.
  package var ci: CIRun { CIRun(environment) }

  package func path(_ name: String) -> ByteString {
    let path = ByteString(name)
    return path.isAbsolute ? path : directory.appending(path)
  }

  package func write(_ text: String) throws(CommandError) {
    try touching(StandardStream.output.write(text))
  }

  package func write(_ bytes: [UInt8]) throws(CommandError) {
    try touching(StandardStream.output.write(bytes))
  }

  /// A line for the person at the terminal, wrapped at its width; what can't be written there is not worth failing for.
  package func note(_ text: String) {
    let width = StandardStream.error.isTerminal ? StandardStream.error.size?.columns : nil
    try? StandardStream.error.write((width.map { WrappedText.fitted(text, width: max(40, $0)) } ?? text) + "\n")
  }

  package func isColored(_ stream: StandardStream) -> Bool {
    color.isColored(environment, isTerminal: stream.isTerminal)
  }
}

/// When to colour: `--color` first, then `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`, `TERM`, then whether a person looks.
package enum ColorChoice: String, Sendable, CaseIterable {
  case auto, always, never

  func isColored(_ environment: [String: String], isTerminal: Bool) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if environment["NO_COLOR"].map({ !$0.isEmpty }) == true { return false }
      if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
      if environment["CLICOLOR"] == "0" || environment["TERM"] == "dumb" { return false }
      return isTerminal
    }
  }
}
