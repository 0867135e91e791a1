import CaskadeSystem

/// Runs programs and tells how long they took. Each figure is the best of several runs: the machine's other work only
/// ever adds.
struct Bench {
  struct Failure: Error { let what: String }

  let scratch: TemporaryFolder
  let figures = BenchFigures()
  private let runner = ProcessRunner()
  private let environment: [String: String]
  let git: ByteString
  let sshKeygen: ByteString
  let caskade: ByteString

  init() throws {
    let host = HostEnvironment.read()
    scratch = try TemporaryFolder(below: host["TMPDIR"])
    let programs = ProgramFinder(path: host["PATH"] ?? "")
    git = try programs.find("git", outside: [])
    sshKeygen = try programs.find("ssh-keygen", outside: [])
    environment = [
      "PATH": host["PATH"] ?? "", "HOME": scratch.path.text, "TMPDIR": scratch.path.text, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Bench", "GIT_AUTHOR_EMAIL": "bench@example.com",
      "GIT_COMMITTER_NAME": "Bench", "GIT_COMMITTER_EMAIL": "bench@example.com",
    ]
    // The binary that was built beside this one.
    let own = try FileSystem.realPath(ByteString(CommandLine.arguments[0]))
    caskade = ByteString(bytes: own.bytes.prefix(own.bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0))
      .appending("caskade")
    guard FileSystem.exists(caskade) else { throw Failure(what: "build caskade first: swift build -c release") }
  }

  /// A program of the machine, where it is installed.
  func program(_ name: String) -> ByteString? {
    try? ProgramFinder(path: environment["PATH"] ?? "").find(name, outside: [])
  }

  func tidy() {
    try? scratch.remove()
  }

  @discardableResult
  func run(
    _ program: ByteString, _ arguments: [String], in folder: ByteString, input: [UInt8]? = nil,
    accepting: [Int32] = [0],
    environment more: [String: String] = [:], keepingOutput: Bool = false
  ) throws -> ProcessResult {
    let request = ProcessRequest(
      program, arguments.map { ByteString($0) }, environment: environment.merging(more) { $1 }, directory: folder,
      input: input.map { .bytes($0) } ?? .none, outputLimit: .first(4_096), deadline: .seconds(600))
    let result = try keepingOutput ? runner.run(request) : runner.run(request) { _ in }
    guard case .exited(let status) = result.termination, accepting.contains(status) else {
      throw Failure(what: "\(arguments): \(result.standardError.head.map { String(UnicodeScalar($0)) }.joined())")
    }
    return result
  }

  /// Milliseconds of the quickest of some runs.
  static func best(of count: Int, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<count { best = min(best, try milliseconds(body)) }
    return best
  }

  /// Milliseconds of the middle one of some runs of each, in turn, so that both meet the machine in the same moods; one
  /// of each before them warms it.
  static func medians(
    of count: Int, _ body: () throws -> Void, against other: () throws -> Void
  ) rethrows -> (Double, Double) {
    var (ours, theirs): ([Double], [Double]) = ([], [])
    for _ in 0...count {
      ours.append(try milliseconds(body))
      theirs.append(try milliseconds(other))
    }
    return (ours.dropFirst().sorted()[count / 2], theirs.dropFirst().sorted()[count / 2])
  }

  private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    let parts = start.duration(to: .now).components
    return Double(parts.seconds) * 1_000 + Double(parts.attoseconds) / 1e15
  }

  static func rounded(_ number: Double) -> String {
    let hundredths = Int((number.magnitude * 100).rounded())
    return
      "\(number < 0 && hundredths > 0 ? "-" : "")\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
