import CaskadeCLI
import CaskadeSystem
import Foundation
import TestSupport
import XCTest

/// Every program that a check starts fails once, and then all from there on: never kept, never a trace.
final class ValidationFaultTests: XCTestCase {
  override func tearDown() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Which calls fail, and how.
  private struct Fault {
    enum Kind: CaseIterable {
      case isNotStarted, exits, isKilled
    }

    let first: Int
    let count: Int
    let kind: Kind
  }

  /// Runs programs, but for those that are to fail.
  private final class FailingRunner: ProcessRunning, @unchecked Sendable {
    private let runner = ProcessRunner()
    private let fault: Fault?
    private let lock = NSLock()
    private var calls: [String] = []

    init(_ fault: Fault?) { self.fault = fault }

    var log: [String] { lock.withLock { calls } }

    private func failure(_ request: ProcessRequest) throws(ProcessError) -> ProcessResult? {
      let number = lock.withLock {
        let words = [request.directory.text, request.executable.text] + request.arguments.map(\.text)
        calls.append(words.joined(separator: " "))
        return calls.count - 1
      }
      guard let fault, (fault.first..<(fault.first + fault.count)).contains(number) else { return nil }
      switch fault.kind {
      case .isNotStarted: throw ProcessError(.notStarted, path: request.executable, code: EAGAIN)
      case .exits: return ProcessResult(termination: .exited(128))
      case .isKilled: return ProcessResult(termination: .signalled(SIGKILL))
      }
    }

    func run(_ request: ProcessRequest) throws(ProcessError) -> ProcessResult {
      if let failure = try failure(request) { return failure }
      return try runner.run(request)
    }

    func run(
      _ request: ProcessRequest, streaming sink: (ArraySlice<UInt8>) -> Void
    ) throws(ProcessError) -> ProcessResult {
      if let failure = try failure(request) { return failure }
      return try runner.run(request, streaming: sink)
    }
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

  private func check(
    _ world: ValidationWorld, _ options: [String], _ fault: Fault?
  ) throws -> (status: Int32, calls: [String]) {
    let runner = FailingRunner(fault)
    var environment = world.repository.environment()
    for name in environment.keys where name.hasPrefix("GIT_") { environment[name] = nil }
    let arguments = ["check", "--evidence", "../evidence.json", "--output", "../report.txt"] + options
    let host = Host(
      arguments: arguments, environment: environment, directory: ByteString(world.repository.folder.path),
      runner: runner, interruption: Interruption())
    return (Program.run(host), runner.log)
  }

  /// - Parameter skipped: the calls at the beginning that another test tries already.
  private func assertSafe(
    _ options: [String], after skipped: Int = 0, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let world = try ValidationWorld(contract: Self.contract)
    try world.repository.write("src/b.txt", "carried\n")
    let whole = try check(world, options, nil)
    XCTAssertEqual(whole.status, 0, "\(options)", file: file, line: line)
    XCTAssertGreaterThan(whole.calls.count, 15, file: file, line: line)
    let before = try world.repository.shell("find .git -type f | sort | xargs sha256sum").output
    for first in whole.calls.indices.dropFirst(skipped) {
      for count in first % 3 == 0 ? [1, 1_000] : [1] {
        for name in ["evidence.json", "report.txt"] {
          try? FileManager.default.removeItem(at: world.repository.root.appendingPathComponent(name))
        }
        let kind = Fault.Kind.allCases[(first + count) % 3]
        let found = try check(world, options, Fault(first: first, count: count, kind: kind))
        let place =
          "\(options) call \(first) of \(whole.calls.count), \(count) \(kind): \(whole.calls[first].suffix(90))"
        if !isOfNoConsequence(whole.calls[first], kind) || count > 1 {
          XCTAssertNotEqual(found.status, 0, place, file: file, line: line)
          XCTAssertNotEqual(try world.evidence()?["verdict"] as? String, "kept", place, file: file, line: line)
        }
        XCTAssertEqual(world.leftovers, [], place, file: file, line: line)
        let names = try FileManager.default.contentsOfDirectory(atPath: world.repository.root.path)
        let extra = names.filter { !["home", "tmp", "repository", "evidence.json", "report.txt"].contains($0) }
        XCTAssertEqual(extra, [], place, file: file, line: line)
      }
    }
    let after = try world.repository.shell("find .git -type f | sort | xargs sha256sum").output
    XCTAssertEqual(before, after, file: file, line: line)
  }

  /// What the shell calls itself; a command that is meant to fail on the base, by an exit status; one on the base of
  /// which the contract expects nothing.
  private func isOfNoConsequence(_ call: String, _ kind: Fault.Kind) -> Bool {
    let isOnBase = call.contains("/checkout-2 ") || call.contains("/checkout-3 ")
    guard call.contains("/sh -c "), isOnBase else { return call.contains("BASH_VERSION") }
    return call.contains("/checkout-3 ") || (call.contains("grep") && kind == .exits)
  }

  func testInPlace() throws { try assertSafe([]) }

  func testIsolatedAndThorough() throws { try assertSafe(["--isolated", "--thorough", "--baseline"], after: 20) }
}
