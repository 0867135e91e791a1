import CaskadeSyntax

/// The git executable, bound to what runs it. Whatever it is asked, its answer counts only with exit status 0.
package struct GitProgram: Sendable {
  package let path: ByteString
  /// As `git --version` has it, `2.39.5`.
  package let version: String
  let runner: any ProcessRunning
  /// The host's variables without any `GIT_*`: what finds the person's own configuration.
  private let host: [String: String]
  /// Of the variables that were removed, those by which the person says which configuration files count.
  private let files: [String: String]

  /// Oldest version whose documented behaviour is relied on (`rev-parse --path-format`, 2.31).
  private static let oldest = (2, 31)
  /// Enough for the records of a million changes; more is an error, never a cut list.
  static let mostOutput = 1 << 30

  package init(path: ByteString, runner: any ProcessRunning, host: [String: String]) throws(GitError) {
    let clean = Self.clean(host)
    self.init(path, try Self.version(of: path, runner: runner, host: clean), runner, clean, Self.files(host))
  }

  /// The program, and where the repository around a folder is: both are asked at a time.
  package static func open(
    _ path: ByteString, in folder: ByteString, runner: any ProcessRunning, host: [String: String]
  ) throws(GitError) -> (GitProgram, RepositoryLocation) {
    let (host, files) = (clean(host), files(host))
    let version = Errand { () throws(GitError) in try Self.version(of: path, runner: runner, host: host) }
    let location = Result { () throws(GitError) in
      try RepositoryLocation(of: folder, git: GitProgram(path, "", runner, host, files))
    }
    return (GitProgram(path, try version.result(), runner, host, files), try location.get())
  }

  /// A program whose version nobody asks for: for questions that every git of the last ten years answers alike.
  package static func unasked(
    _ path: ByteString, runner: any ProcessRunning, host: [String: String]
  ) -> GitProgram {
    GitProgram(path, "", runner, clean(host), files(host))
  }

  private init(
    _ path: ByteString, _ version: String, _ runner: any ProcessRunning, _ host: [String: String],
    _ files: [String: String]
  ) {
    self.path = path
    self.version = version
    self.runner = runner
    self.host = host
    self.files = files
  }

  private static func files(_ host: [String: String]) -> [String: String] {
    host.filter { ["GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_GLOBAL"].contains($0.key) }
  }

  /// Where the person's own files for git are, but for `~/.gitconfig` (git-config(1), "FILES").
  var personalFolder: ByteString? {
    if let own = host["XDG_CONFIG_HOME"], !own.isEmpty { return ByteString(own).appending("git") }
    return host["HOME"].map { ByteString($0).appending(".config").appending("git") }
  }

  private static func clean(_ host: [String: String]) -> [String: String] {
    host.filter { !$0.key.hasPrefix("GIT_") }.merging(["LC_ALL": "C"]) { $1 }
  }

  private static func version(
    of path: ByteString, runner: any ProcessRunning, host: [String: String]
  ) throws(GitError) -> String {
    let request = ProcessRequest(
      path, ["--version"], environment: host, directory: "/", outputLimit: .first(4_096), deadline: .seconds(60))
    let result = try result(of: request, runner: runner, name: "--version")
    let words = String(decoding: result.standardOutput.head, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard result.succeeded, result.standardOutput.head.last == 0x0A, words.count >= 3, words[0] == "git" else {
      throw GitError(.badAnswer(command: "--version", reason: EscapedText.line(result.standardOutput.head)))
    }
    let version = String(words[2])
    let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0) }
    guard numbers.count == 2, (numbers[0], numbers[1]) >= oldest else { throw GitError(.tooOld(version: version)) }
    return version
  }

  /// Asks git in a folder, with the person's configuration in force: only to find the repository and its references.
  func ask(
    in folder: ByteString, _ arguments: [ByteString], isolated: Bool = false
  ) throws(GitError) -> ProcessResult {
    try ask(in: folder, arguments, variables: host.merging(isolated ? Self.isolation : Self.quiet) { $1 })
  }

  /// Asks git in a folder what it may ask another repository.
  ///
  /// - Parameter added: variables beside the host's own.
  func reach(
    in folder: ByteString, _ arguments: [ByteString], adding added: [String: String]
  ) throws(GitError) -> ProcessResult {
    var quiet = Self.quiet
    quiet["GIT_ALLOW_PROTOCOL"] = nil
    return try ask(in: folder, arguments, variables: host.merging(added) { $1 }.merging(quiet) { $1 })
  }

  /// Asks for a setting that the person's git goes by where a check is advice, from the files that the person names.
  func advice(in folder: ByteString, _ arguments: [ByteString]) throws(GitError) -> ProcessResult {
    try ask(in: folder, arguments, variables: host.merging(Self.quiet) { $1 }.merging(files) { $1 })
  }

  private func ask(
    in folder: ByteString, _ arguments: [ByteString], variables environment: [String: String]
  ) throws(GitError) -> ProcessResult {
    var request = ProcessRequest(
      path, ["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"] + arguments,
      environment: environment, directory: folder, outputLimit: .first(Self.mostOutput), deadline: nil)
    request.doubt = Doubt { _ in AwaitedFiles.around(folder) }
    return try Self.result(of: request, runner: runner, name: Self.name(of: arguments))
  }

  /// The command among the words, for messages: it follows the settings.
  private static func name(of arguments: [ByteString]) -> String {
    var words = arguments[...]
    while words.first == "-c" { words = words.dropFirst(2) }
    return words.first?.text ?? ""
  }

  /// What every call through a private git directory begins with.
  func request(
    _ arguments: [ByteString], gitDirectory: ByteString, workTree: ByteString?, index: ByteString?, input: [UInt8]?,
    adding added: [String] = []
  ) -> ProcessRequest {
    // That command refuses the option, and is the only one here that reads its paths as patterns.
    let literal: [ByteString] = arguments.first == "check-ignore" ? [] : ["--literal-pathspecs"]
    var options: [ByteString] = [
      "--no-pager", ByteString(bytes: Array("--git-dir=".utf8) + gitDirectory.bytes),
    ]
    if let workTree { options.append(ByteString(bytes: Array("--work-tree=".utf8) + workTree.bytes)) }
    for setting in Self.settings + added { options += ["-c", ByteString(setting)] }
    var environment = host.merging(Self.isolation) { $1 }
    if let index { environment["GIT_INDEX_FILE"] = index.text }
    var request = ProcessRequest(
      path, literal + options + arguments, environment: environment, directory: workTree ?? gitDirectory,
      input: input.map { .bytes($0) } ?? .none, outputLimit: .first(Self.mostOutput), deadline: nil)
    request.doubt = Doubt { AwaitedFiles.throughPrivate(gitDirectory, workTree: $0 ? nil : workTree) }
    return request
  }

  /// Runs git, and gives its output if and only if it ended with status 0 and nothing was cut.
  func output(of request: ProcessRequest, name: String) throws(GitError) -> [UInt8] {
    let result = try Self.result(of: request, runner: runner, name: name)
    guard result.succeeded else { throw GitError(.failed(command: name, reason: Self.reason(result))) }
    guard let bytes = result.standardOutput.bytes else {
      throw GitError(.badAnswer(command: name, reason: "it is longer than \(Self.mostOutput) bytes"))
    }
    return bytes
  }

  /// Runs git; any exit status is an answer.
  static func result(
    of request: ProcessRequest, runner: any ProcessRunning, name: String
  ) throws(GitError) -> ProcessResult {
    try result(name, request) { () throws(ProcessError) in try runner.run(request) }
  }

  /// Runs git, whose standard output goes to the sink as it comes.
  static func result(
    of request: ProcessRequest, runner: any ProcessRunning, name: String,
    streaming sink: (ArraySlice<UInt8>) -> Void
  ) throws(GitError) -> ProcessResult {
    try result(name, request) { () throws(ProcessError) in try runner.run(request, streaming: sink) }
  }

  private static func result(
    _ name: String, _ request: ProcessRequest, _ body: () throws(ProcessError) -> ProcessResult
  ) throws(GitError) -> ProcessResult {
    let result: ProcessResult
    do throws(ProcessError) {
      result = try body()
    } catch {
      throw GitError(.failed(command: name, reason: error.message))
    }
    if result.termination == .interrupted { throw GitError(.interrupted) }
    if case .timedOut = result.termination, let file = request.doubt?.reason(false) {
      throw GitError(.notRegular(file))
    }
    guard result.outputEnded else { throw GitError(.badAnswer(command: name, reason: "it is cut off")) }
    return result
  }

  /// Git's last words, on one line, without its own `fatal: `.
  static func reason(_ result: ProcessResult) -> String {
    var lines = result.standardError.head.split(separator: 0x0A)
    lines.removeAll { $0.starts(with: "hint:".utf8) || $0.starts(with: "warning:".utf8) }
    var line = lines.last(where: { $0.starts(with: "fatal: ".utf8) }) ?? lines.last ?? []
    if line.starts(with: "fatal: ".utf8) { line = line.dropFirst(7) }
    if !line.isEmpty { return EscapedText.line(line) }
    switch result.termination {
    case .exited(let status): return "exit status \(status)"
    case .signalled(let signal): return "signal \(signal)"
    case .timedOut: return "it took too long"
    case .interrupted: return "interrupted"
    }
  }

  private static let quiet = [
    "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    // A git that doesn't know `GIT_NO_LAZY_FETCH` (before 2.45) would fetch an object that a partial clone lacks, by whatever
    // way the repository names (git(1), "GIT_ALLOW_PROTOCOL").
    "GIT_ALLOW_PROTOCOL": "none",
    // Answers that are read as a whole needn't come line by line (git(1), "GIT_FLUSH").
    "GIT_FLUSH": "0",
  ]

  private static let isolation = quiet.merging([
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1",
  ]) { $1 }

  private static let settings = [
    "core.commitGraph=false", "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.excludesFile=/dev/null",
    "core.attributesFile=/dev/null", "core.untrackedCache=false", "core.quotePath=false", "gc.auto=0",
    "index.threads=true", "core.preloadIndex=true", "advice.addEmbeddedRepo=false", "core.safecrlf=false",
    // A blob beyond it is binary to a diff, and never in memory as a whole.
    "core.bigFileThreshold=64m",
  ]
}
