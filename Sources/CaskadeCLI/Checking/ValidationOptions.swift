import CaskadeSystem

/// How the validation commands are to run, read from the command line.
struct ValidationOptions: Sendable {
  /// Run every command on the base too.
  var baseline = false
  /// Take nothing from an earlier check.
  var noCache = false
  /// In a clean checkout, also for a working tree.
  var isolated = false
  /// How many commands run side by side on the head.
  var jobs = 1
  var verbose = false
  /// The folder for the whole logs.
  var logs: ByteString?
  /// Variables of the caller's environment that the commands get although they look like credentials.
  var passed: [String: String] = [:]

  init() {}

  private static let mostJobs = 64

  init(_ arguments: Arguments, _ host: Host) throws(CommandError) {
    baseline = arguments.has("--baseline")
    noCache = arguments.has("--no-cache")
    isolated = arguments.has("--isolated")
    verbose = arguments.has("--verbose")
    if let word = arguments.value("--jobs") {
      guard let jobs = Int(word), (1...Self.mostJobs).contains(jobs) else {
        throw CommandError("'--jobs' can't be '\(word)'", hint: "a number from 1 to \(Self.mostJobs)")
      }
      self.jobs = jobs
    }
    for name in arguments.all("--pass") {
      guard let value = host.environment[name] else {
        throw CommandError(
          "--pass: there is no variable '\(name)' in the environment",
          hint: "set it, or leave out '--pass \(name)'")
      }
      passed[name] = value
    }
    if let folder = arguments.value("--logs") {
      logs = host.path(folder)
    }
  }
}
