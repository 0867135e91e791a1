import CaskadeSystem
package import Foundation

/// A throw-away git repository with a home of its own, and the built `caskade` to run in it.
///
/// Programs start with an empty environment but for what stands here, fixed names and dates, so that two repositories
/// that are made alike have the same ids.
package final class ScratchRepository: @unchecked Sendable {
  package let root: URL
  package let folder: URL
  private let runner = ProcessRunner()
  private var seconds = 0

  /// What a program did, as one text that a test can compare whole.
  package struct Transcript {
    package let output: String
    package let errors: String
    package let status: Int32

    /// Standard output, then standard error behind a line of its own, then the exit status.
    package var text: String {
      var text = output
      if !errors.isEmpty { text += "------- stderr -------\n\(errors)" }
      if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
      return text + "[exit status: \(status)]\n"
    }
  }

  /// Makes the repository on branch `main`, without a commit.
  package init(named name: String = "repository", format: String = "sha1") throws {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    root = base.appendingPathComponent("caskade-test-\(UUID().uuidString)")
    folder = root.appendingPathComponent(name)
    for name in ["home", "tmp"] {
      try FileManager.default.createDirectory(
        at: root.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try git("init", "-q", "-b", "main", "--object-format=\(format)")
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  /// The environment of every program that a test runs, with additions.
  package func environment(_ added: [String: String] = [:]) -> [String: String] {
    var variables = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": root.appendingPathComponent("home").path, "LC_ALL": "C",
      "TZ": "UTC", "TMPDIR": root.appendingPathComponent("tmp").path, "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
    ]
    for role in ["AUTHOR", "COMMITTER"] {
      variables["GIT_\(role)_NAME"] = "Tester"
      variables["GIT_\(role)_EMAIL"] = "tester@example.com"
      variables["GIT_\(role)_DATE"] = "\(1_700_000_000 + seconds) +0000"
    }
    return variables.merging(added) { $1 }
  }

  // MARK: Files

  package func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

  package func write(_ path: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url(path))
  }

  package func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url(path))
  }

  package func link(_ path: String, to target: String) throws {
    try FileManager.default.createDirectory(
      at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: url(path))
    try FileManager.default.createSymbolicLink(atPath: url(path).path, withDestinationPath: target)
  }

  package func read(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  package func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url(path).path)
  }

  // MARK: Programs

  @discardableResult
  package func git(_ arguments: String..., file: StaticString = #filePath, line: UInt = #line) throws -> String {
    seconds += 1
    let result = try run("git", arguments, environment())
    guard result.status == 0 else {
      throw Failure(text: "git \(arguments.joined(separator: " ")): \(result.text)")
    }
    return result.output
  }

  package func commit(_ message: String) throws {
    try git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", message)
  }

  package func shell(_ line: String) throws -> Transcript {
    try run("sh", ["-c", line], environment())
  }

  /// Runs the built binary in the repository, or in a folder below it.
  package func caskade(
    _ arguments: String..., in subfolder: String = "", input: String? = nil, adding added: [String: String] = [:]
  ) throws -> Transcript {
    try caskade(arguments, in: subfolder, input: input, adding: added)
  }

  package func caskade(
    _ arguments: [String], in subfolder: String = "", input: String? = nil, adding added: [String: String] = [:]
  ) throws -> Transcript {
    var variables = environment(added)
    // The machine's own configuration is none of a test's.
    for name in variables.keys where name.hasPrefix("GIT_") && name != "GIT_CONFIG_NOSYSTEM" && added[name] == nil {
      variables[name] = nil
    }
    return try run(
      Self.binary.path, arguments, variables,
      in: subfolder.isEmpty ? folder : folder.appendingPathComponent(subfolder), input: input)
  }

  /// The binary that was built beside the tests.
  package static let binary: URL = {
    let tests = Bundle(for: ScratchRepository.self).bundleURL
    let beside = tests.pathExtension == "xctest" ? tests.deletingLastPathComponent() : tests
    return beside.appendingPathComponent("caskade")
  }()

  private func run(
    _ program: String, _ arguments: [String], _ environment: [String: String], in place: URL? = nil,
    input: String? = nil
  ) throws -> Transcript {
    let path =
      program.hasPrefix("/")
      ? ByteString(program) : try ProgramFinder(path: environment["PATH"] ?? "").find(program, outside: [])
    let request = ProcessRequest(
      path, arguments.map { ByteString($0) }, environment: environment, directory: ByteString((place ?? folder).path),
      input: input.map { .bytes(Array($0.utf8)) } ?? .none, outputLimit: .first(64 << 20), deadline: .seconds(120))
    let result = try runner.run(request)
    let status: Int32 =
      switch result.termination {
      case .exited(let status): status
      case .signalled(let signal): -signal
      case .timedOut, .interrupted: -1000
      }
    return Transcript(
      output: normal(result.standardOutput.head), errors: normal(result.standardError.head), status: status)
  }

  /// What differs from run to run is written in one way: the scratch folder's own path, and how long a command took. Times
  /// keep their width.
  private func normal(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: root.path, with: "$ROOT")
      .replacing(#/ *[0-9]+\.[0-9] s\b/#) { String(repeating: " ", count: max(0, $0.output.count - 5)) + "0.0 s" }
  }

  package struct Failure: Error, CustomStringConvertible {
    let text: String
    package var description: String { text }
  }
}
