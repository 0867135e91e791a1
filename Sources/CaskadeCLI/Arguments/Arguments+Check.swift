import CaskadeEngine

extension CheckOptions {
  /// - Throws: what can't be a number of jobs, and a variable to pass that isn't there.
  init(_ arguments: Arguments, _ host: Host, contract: String?) throws(CommandError) {
    self.init(
      contract: contract, base: arguments.value("--base"), head: arguments.value("--head"),
      branch: arguments.value("--branch"), contractFrom: arguments.value("--contract-from"),
      thorough: arguments.has("--thorough"), ignored: arguments.has("--ignored"),
      skipValidation: arguments.has("--skip-validation"), allowSelfDeclared: arguments.has("--allow-self-declared"),
      only: arguments.all("--only"), validation: try ValidationOptions(arguments, host))
  }
}

extension ValidationOptions {
  private static let mostJobs = 64

  fileprivate init(_ arguments: Arguments, _ host: Host) throws(CommandError) {
    self.init()
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
