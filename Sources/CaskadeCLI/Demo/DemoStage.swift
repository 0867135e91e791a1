import CaskadeCore
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// A scratch repository, and the ways in which a demonstration acts on it: by git, by files, and by caskade itself.
struct DemoStage {
  private let host: Host
  private let folder: ByteString
  private let git: ByteString
  private let perform: Performance

  /// What caskade does at a person's words.
  typealias Performance = @Sendable ([String], Host) throws(CommandError) -> ExitCode

  init(_ host: Host, folder: ByteString, perform: @escaping Performance) throws(CommandError) {
    var inside = host
    inside.directory = folder
    inside.startProgress = { _, _ in SilentProgress() }
    self.host = inside
    self.folder = folder
    self.perform = perform
    do throws(ProgramFinder.Failure) {
      git = try ProgramFinder(path: host.environment["PATH"] ?? "").find("git", outside: [folder])
    } catch {
      throw CommandError(error.message, hint: GitError(.programMissing).hint)
    }
  }

  func say(_ text: String) throws(CommandError) {
    try host.write(text + "\n")
  }

  func write(_ name: String, _ text: String) throws(CommandError) {
    let path = folder.appending(name)
    let parent = ByteString(bytes: path.bytes[..<(path.bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
    try touching { () throws(FileError) in
      try FileSystem.createFolders(parent)
      try AtomicFile.write(Array(text.utf8), to: path, replacing: true)
    }
  }

  func remove(_ name: String) throws(CommandError) {
    let path = folder.appending(name)
    try touching(FileSystem.remove(path))
  }

  /// Runs git as somebody who has configured nothing, with fixed names and dates.
  func git(_ arguments: [String]) throws(CommandError) {
    var environment = ["PATH": host.environment["PATH"] ?? "", "HOME": folder.text, "LC_ALL": "C"]
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    for role in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(role)_NAME"] = "Demo"
      environment["GIT_\(role)_EMAIL"] = "demo@example.com"
      environment["GIT_\(role)_DATE"] = "2026-01-01T12:00:00Z"
    }
    let request = ProcessRequest(
      git, arguments.map { ByteString($0) }, environment: environment, directory: folder,
      outputLimit: .first(1 << 20), deadline: .seconds(60))
    let result: ProcessResult
    do throws(ProcessError) {
      result = try host.runner.run(request)
    } catch {
      throw CommandError(error)
    }
    guard result.succeeded else {
      throw CommandError("git \(arguments.first ?? "") failed: \(EscapedText.line(result.standardError.head))")
    }
  }

  func commit(_ message: String) throws(CommandError) {
    try git(["add", "-A"])
    try git(["commit", "-q", "-m", message])
  }

  /// Prints the command that a person would type, then runs it for real.
  func caskade(_ words: [String]) throws(CommandError) {
    try say("$ caskade \(words.map(Self.shown).joined(separator: " "))")
    let code = try perform(words, host)
    if words.first == "check" { try say("(exit status \(code.rawValue))") }
    try say("")
  }

  private static func shown(_ word: String) -> String {
    ShellWord.quoted(RepositoryPath(word))
  }
}
