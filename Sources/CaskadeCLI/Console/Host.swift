package import CaskadeSystem

/// All that a command may see of the world: made once, by `main.swift`, and handed down.
package struct Host: Sendable {
  let arguments: [String]
  let environment: [String: String]
  let interruption: Interruption
  let runner: any ProcessRunning
  /// Where the command works: the folder that it was started in, or that of `-C`.
  var directory: ByteString
  var color = ColorChoice.auto
  /// Says nothing of what is going on; results and errors are printed all the same.
  var isQuiet = false

  package init(arguments: [String]) throws(FileError) {
    // Signals are caught before any other thread exists, so that all of them follow.
    interruption = Interruption()
    ProcessHardening.apply()
    // The very file that runs, whatever stands at its path by now.
    runner = ProcessRunner(interruption: interruption, inner: InnerProcess.program)
    environment = HostEnvironment.read()
    self.arguments = arguments
    directory = try FileTree.currentFolder()
  }

  /// How commands are to say what is going on.
  var progress: Progress.Style {
    if isQuiet { return .quiet }
    if environment["GITHUB_ACTIONS"] == "true" { return .actions }
    // A terminal that can't move its cursor says so, or says nothing of itself.
    let terminal = environment["TERM"] ?? ""
    guard StandardStream.error.isTerminal, !terminal.isEmpty, terminal != "dumb" else { return .lines }
    return .terminal(colored: isColored(.error))
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
    isQuiet = true
  }

  func path(_ name: String) -> ByteString {
    let path = ByteString(name)
    return path.isAbsolute ? path : directory.appending(path)
  }

  func write(_ text: String) throws(CommandError) {
    try touching { () throws(FileError) in try StandardStream.output.write(text) }
  }

  func write(_ bytes: [UInt8]) throws(CommandError) {
    try touching { () throws(FileError) in try StandardStream.output.write(bytes) }
  }

  /// A line for the person at the terminal; what can't be written there is not worth failing for.
  func note(_ text: String) {
    try? StandardStream.error.write(text + "\n")
  }

  func isColored(_ stream: StandardStream) -> Bool {
    color.isColored(environment, isTerminal: stream.isTerminal)
  }
}

/// When to colour: `--color` first, then `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`, `TERM`, then whether a person looks.
enum ColorChoice: String, Sendable, CaseIterable {
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
