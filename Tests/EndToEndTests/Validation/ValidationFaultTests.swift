import CaskadeCLI
import CaskadeEngine
import CaskadeInspection
import CaskadeSystem
import Foundation
import TestSupport
import XCTest

/// Each program that a check starts fails in turn, alone or with all that come after it, or gives an answer that is cut
/// off and ends well all the same: never kept, never a trace.
final class ValidationFaultTests: XCTestCase {
  override func tearDown() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static let contract = """
    caskade: 1
    title: Change the source
    outcome: The source says what the ticket asks for.
    branch: work
    paths:
      allow:
        - src/**
    setup:
      - "true"
    validation:
      - run: grep -q two src/a.txt
        on_base: fails
        carry: src/b.txt
      - "true"

    """

  /// Two changed files, one untracked, one ignored, and two commits before the work that isn't committed; on a base
  /// whose policy asks for a signature, when there is one.
  private static func world(signed: Bool) throws -> FaultWorld {
    let world = try ValidationWorld(contract: contract)
    let repository = world.repository
    if signed {
      try repository.git("switch", "-q", "main")
      let key = repository.root.appendingPathComponent("home/dev").path
      let made = try repository.shell("ssh-keygen -q -t ed25519 -N '' -C dev -f '\(key)'")
      XCTAssertEqual(made.status, 0, made.text)
      let signer = try "dev@example.com " + String(contentsOfFile: key + ".pub", encoding: .utf8)
      try repository.write(
        "Contracts/allowed_signers",
        signer.replacingOccurrences(of: " ssh-", with: " namespaces=\"goal-contract@caskade\" ssh-"))
      try repository.write("Contracts/policy.yaml", "caskade_policy: 1\nbands:\n  low: { approvals: 1 }\n")
      try repository.commit("Ask for a signature")
      let done = try repository.caskade("approve", "work", "--key", key, "--as", "dev@example.com", "--yes")
      XCTAssertEqual(done.status, 0, done.text)
      try repository.commit("Approve")
      try repository.git("switch", "-q", "work")
      try repository.git("rebase", "-q", "--autostash", "main")
    }
    for name in ["c.txt", "d.txt"] {
      try repository.write("src/\(name)", "more\n")
      try repository.git("add", "src/\(name)")
      try repository.git("commit", "-q", "-m", "Add \(name)")
    }
    try repository.write("src/a.txt", "two\n")
    try repository.write("src/b.txt", "carried\n")
    try repository.write("src/left.o", "ignored\n")
    // A repository of some unusual form: of that one git is asked everything.
    try repository.git("config", "extensions.worktreeConfig", "true")
    return FaultWorld(repository)
  }

  private func assertSafe(
    _ options: [String], signed: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let world = try Self.world(signed: signed)
    let whole = world.check(options, number: 0, nil)
    XCTAssertEqual(whole.status, 0, "\(options)", file: file, line: line)
    XCTAssertGreaterThan(whole.calls.count, 15, file: file, line: line)
    let before = try world.repositoryState()
    var faults: [Fault] = []
    for (number, call) in whole.calls.enumerated() {
      faults.append(Fault(.only(call.name), kind: Fault.Kind.failures[number % 3]))
      faults.append(Fault(.from(number), kind: Fault.Kind.failures[(number + 1) % 3]))
      let cuts = Fault.Kind.cuts.map { Fault(.only(call.name), kind: $0) }
      faults += cuts.filter { $0.kept(of: call.answer) != nil }
    }
    let outcomes = world.checkAll(options, faults)
    for (fault, outcome) in zip(faults, outcomes) {
      let place = "\(options) \(fault.kind) \(fault.calls) of \(whole.calls.count): \(outcome.injected)"
      XCTAssertNotEqual(outcome.injected, "", place, file: file, line: line)
      if let reason = Harmless.reason(outcome, fault) {
        XCTAssertEqual(outcome.problem(of: reason), nil, place, file: file, line: line)
      } else {
        XCTAssertNotEqual(outcome.status, 0, place, file: file, line: line)
        XCTAssertNotEqual(outcome.verdict, "kept", place, file: file, line: line)
      }
      XCTAssertEqual(outcome.leftovers, [], place, file: file, line: line)
    }
    XCTAssertEqual(try world.repositoryState(), before, file: file, line: line)
    XCTAssertEqual(world.unknownFiles, [], file: file, line: line)
  }

  func testInPlace() throws { try assertSafe([]) }

  func testSigned() throws { try assertSafe(["--only", "approval", "--only", "scope"], signed: true) }

  func testIsolatedAndThorough() throws { try assertSafe(["--isolated", "--thorough", "--baseline", "--no-cache"]) }
}

/// What goes wrong with which calls.
struct Fault: Sendable {
  enum Kind: Sendable {
    case isNotStarted, exits, isKilled
    case saysNothing, saysHalf, lacksLastRecord, lacksLastByte

    static let failures: [Kind] = [.isNotStarted, .exits, .isKilled]
    static let cuts: [Kind] = [.saysNothing, .saysHalf, .lacksLastRecord, .lacksLastByte]
  }

  /// Some calls go on side by side, so that one of them is known by what it asks and not by its number.
  enum Calls: Sendable {
    case only(String)
    case from(Int)
  }

  let calls: Calls
  let kind: Kind

  init(_ calls: Calls, kind: Kind) {
    self.calls = calls
    self.kind = kind
  }

  func holds(_ number: Int, _ name: String) -> Bool {
    switch calls {
    case .only(let only): only == name
    case .from(let first): number >= first
    }
  }

  var isOfOneCall: Bool {
    switch calls {
    case .only: true
    case .from: false
    }
  }

  /// How many bytes of an answer are left; nil for one that this kind can't cut in a way of its own.
  func kept(of answer: [UInt8]) -> Int? {
    guard let end = answer.last else { return nil }
    switch kind {
    case .isNotStarted, .exits, .isKilled: return nil
    case .saysNothing: return 0
    case .saysHalf: return answer.count / 2 > 0 ? answer.count / 2 : nil
    case .lacksLastByte: return answer.count > 2 ? answer.count - 1 : nil
    case .lacksLastRecord:
      guard end == 0 || end == 0x0A, let before = answer.dropLast().lastIndex(of: end) else { return nil }
      return before + 1
    }
  }
}

/// Calls that decide nothing: what may come of a fault in one of them, and why.
enum Harmless {
  case output, classification
  /// Git's status ends with nothing by which a list could be known to have lost whole records. Git itself ends with an
  /// error when it couldn't write all of it (git.c, "close failed on standard output"), and the runner knows a pipe that it
  /// gave up: nothing short of another git gives such an answer.
  case wholeRecordsOfStatus
  /// Rules outside the repository that can't be read hide nothing: more is judged then, not less.
  case outsideRules
  /// Where the repository is kept is asked last, and only for links in a report.
  case links

  static func reason(_ outcome: FaultWorld.Outcome, _ fault: Fault) -> Harmless? {
    let isCut = Fault.Kind.cuts.contains { $0 == fault.kind }
    if fault.isOfOneCall, isCut, outcome.injected.contains(" status --porcelain"), outcome.leftWholeRecords {
      return .wholeRecordsOfStatus
    }
    if fault.isOfOneCall, outcome.injected.contains(" --get core.excludesFile") { return .outsideRules }
    if outcome.injected.contains(" --get remote.origin.url") { return .links }
    guard fault.isOfOneCall, outcome.injected.contains("/sh -c "), !outcome.injected.contains("BASH_VERSION") else {
      return nil
    }
    // What a contract's command prints is shown to people, and its exit status decides.
    if isCut { return .output }
    // A run on the base of which the contract expects nothing: `--baseline` says how it went.
    return outcome.injected.hasPrefix("checkout-3 ") ? .classification : nil
  }
}

/// A repository that many checks judge side by side, each with a fault of its own, and what they leave.
struct FaultWorld: Sendable {
  struct Call: Sendable {
    /// What was asked, without what differs from check to check, and the how manieth such call it is.
    let name: String
    var answer: [UInt8] = []
  }

  struct Outcome: Sendable {
    let status: Int32
    let verdict: String?
    let baselines: [String]
    let calls: [Call]
    /// The first call that the fault met; empty if there was none.
    let injected: String
    /// What a cut left of the answer ends with a NUL byte, or is empty.
    let leftWholeRecords: Bool
    /// What the check left in the folder for temporary files, and beside its evidence.
    let leftovers: [String]

    /// What a harmless fault did all the same.
    func problem(of reason: Harmless) -> String? {
      switch reason {
      case .output: return status == 0 && verdict == "kept" ? nil : "exit status \(status)"
      case .classification:
        return baselines.contains("inconclusive") ? nil : "classified as \(baselines)"
      // A git that can't even be started ends the check.
      case .outsideRules, .links: return (0...2).contains(status) ? nil : "exit status \(status)"
      case .wholeRecordsOfStatus:
        return verdict == nil || status == 0 || status == 1 ? nil : "exit status \(status)"
      }
    }
  }

  private let repository: ScratchRepository
  /// One for all: each takes children that it doesn't know for orphans.
  private let runner = ProcessRunner()
  private let interruption = Interruption()

  init(_ repository: ScratchRepository) { self.repository = repository }

  func repositoryState() throws -> String {
    // The status mustn't refresh the index that was just hashed.
    let status = "GIT_OPTIONAL_LOCKS=0 git status --porcelain"
    return try repository.shell("find .git -type f | sort | xargs sha256sum; \(status)").output
  }

  /// Files that no check had to write.
  var unknownFiles: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: repository.root.path)) ?? []
    return names.filter { !["home", "tmp", "repository"].contains($0) && !$0.hasPrefix("check-") }
  }

  func checkAll(_ options: [String], _ faults: [Fault]) -> [Outcome] {
    SideBySide.run(faults.indices, atMost: 4) { check(options, number: $0 + 1, faults[$0]) }
  }

  func check(_ options: [String], number: Int, _ fault: Fault?) -> Outcome {
    let place = repository.root.appendingPathComponent("check-\(number)")
    let temporary = place.appendingPathComponent("tmp")
    try? FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let faulty = FaultyRunner(runner, fault)
    var environment = repository.environment(["TMPDIR": temporary.path])
    for name in environment.keys where name.hasPrefix("GIT_") { environment[name] = nil }
    let evidence = place.appendingPathComponent("evidence.json")
    let arguments = [
      "check", "--evidence", evidence.path, "--output", place.appendingPathComponent("report.txt").path,
    ]
    let host = Host(
      arguments: arguments + options, environment: environment, directory: ByteString(repository.folder.path),
      runner: faulty, interruption: interruption)
    let status = Program.run(host)
    let content = (try? Data(contentsOf: evidence)).flatMap { try? JSONSerialization.jsonObject(with: $0) }
    let document = content as? [String: Any]
    let baselines = (document?["validation"] as? [[String: Any]] ?? []).compactMap { $0["baseline"] as? String }
    var left = (try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? ["(no tmp)"]
    let written = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    left += written.filter { !["tmp", "evidence.json", "report.txt"].contains($0) }
    if document == nil, written.contains("evidence.json") { left.append("half an evidence.json") }
    return Outcome(
      status: status, verdict: document?["verdict"] as? String, baselines: baselines, calls: faulty.log,
      injected: faulty.injected, leftWholeRecords: faulty.leftWholeRecords, leftovers: left)
  }
}

/// Runs programs, but for those that are to fail.
private final class FaultyRunner: ProcessRunning, @unchecked Sendable {
  private let runner: ProcessRunner
  private let fault: Fault?
  private let lock = NSLock()
  private var calls: [FaultWorld.Call] = []
  private var met: [String] = []
  private var lastByte: UInt8?

  init(_ runner: ProcessRunner, _ fault: Fault?) {
    self.runner = runner
    self.fault = fault
  }

  var log: [FaultWorld.Call] { lock.withLock { calls } }
  var leftWholeRecords: Bool { lock.withLock { (lastByte ?? 0) == 0 } }
  var injected: String { lock.withLock { met.first ?? "" } }

  private static func text(_ request: ProcessRequest) -> String {
    let folder = request.directory.text.split(separator: "/").last.map(String.init) ?? ""
    return ([folder, request.executable.text] + request.arguments.map(\.text)).joined(separator: " ")
  }

  /// What it is asked on its standard input: of two calls side by side that differ in nothing else, either may be first.
  private static func question(_ request: ProcessRequest) -> String {
    guard case .bytes(let bytes) = request.input else { return "" }
    return " < " + String(decoding: bytes.prefix(4_096), as: UTF8.self)
  }

  private func isMet(_ request: ProcessRequest) -> (number: Int, fault: Fault?) {
    lock.withLock {
      let text = (Self.text(request) + Self.question(request)).replacingOccurrences(
        of: "check-[0-9]+/tmp/[^/ ]*|[0-9]{6,}", with: "*", options: .regularExpression)
      let name = "\(text) #\(calls.count { $0.name.hasPrefix("\(text) #") })"
      calls.append(FaultWorld.Call(name: name))
      let number = calls.count - 1
      guard let fault, fault.holds(number, name) else { return (number, nil) }
      return (number, fault)
    }
  }

  private func note(_ request: ProcessRequest) { lock.withLock { met.append(Self.text(request)) } }

  private func failure(_ request: ProcessRequest, _ fault: Fault) throws(ProcessError) -> ProcessResult? {
    switch fault.kind {
    case .saysNothing, .saysHalf, .lacksLastRecord, .lacksLastByte: return nil
    case .isNotStarted:
      note(request)
      throw ProcessError(.notStarted, path: request.executable, code: EAGAIN)
    case .exits:
      note(request)
      // A shell that couldn't run the command; git that couldn't answer.
      return ProcessResult(termination: .exited(request.executable.text.hasSuffix("/sh") ? 127 : 128))
    case .isKilled:
      note(request)
      return ProcessResult(termination: .signalled(SIGKILL))
    }
  }

  private func cut(_ answer: [UInt8], _ request: ProcessRequest, _ fault: Fault) -> [UInt8] {
    guard let count = fault.kept(of: answer) else { return answer }
    note(request)
    lock.withLock { lastByte = answer.prefix(count).last }
    return Array(answer.prefix(count))
  }

  func run(_ request: ProcessRequest) throws(ProcessError) -> ProcessResult {
    let (number, fault) = isMet(request)
    if let fault, let failure = try failure(request, fault) { return failure }
    var result = try runner.run(request)
    guard let fault else {
      lock.withLock { calls[number].answer = result.standardOutput.bytes ?? [] }
      return result
    }
    result.standardOutput = CapturedOutput(head: cut(result.standardOutput.bytes ?? [], request, fault))
    return result
  }

  func run(
    _ request: ProcessRequest, streaming sink: (ArraySlice<UInt8>) -> Void
  ) throws(ProcessError) -> ProcessResult {
    let (number, fault) = isMet(request)
    if let fault, let failure = try failure(request, fault) { return failure }
    var answer: [UInt8] = []
    let result = try runner.run(request) { answer += $0 }
    lock.withLock { calls[number].answer = answer }
    sink((fault.map { cut(answer, request, $0) } ?? answer)[...])
    return result
  }
}
