package import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// Runs the contract's commands by `/bin/sh -c`, each in a session of its own, and records what became of them.
package struct CommandRunner: Sendable {
  /// How one run went, with the figures that aren't part of the judgement.
  package struct Outcome: Sendable {
    package var run: ValidationRecord.Run
    package let timing: Evidence.Timing.Command
    /// The whole output as it came, if it was short enough to keep.
    package let output: [UInt8]?
  }

  private let runner: any ProcessRunning
  private let shell: ByteString
  private var environment: ValidationEnvironment
  private let mask: OutputMask
  private let clock: ContinuousClock.Instant

  /// Kept of each command's output; the middle of a longer one is counted and left out.
  private static let kept = ProcessRequest.OutputLimit(head: 16 << 10, tail: 48 << 10)

  /// - Parameter clock: when the check began, from which the times of the runs are counted.
  package init(
    runner: any ProcessRunning, shell: ByteString, environment: ValidationEnvironment,
    clock: ContinuousClock.Instant = .now
  ) {
    self.clock = clock
    self.runner = runner
    self.shell = shell
    self.environment = environment
    mask = OutputMask(secrets: environment.handedOver)
  }

  /// The same for commands that have this world's home and folder for temporary files.
  package func inside(_ world: World) -> CommandRunner {
    var runner = self
    runner.environment = environment.inside(home: world.home.text, temporary: world.temporary.text) { folder in
      FileSystem.isFolder(ByteString(folder))
    }
    return runner
  }

  /// - Parameters:
  ///   - containment: what it is to be kept from; what it was is on its record.
  ///   - log: gets the whole raw output, where there is one.
  ///   - live: gets each line as it comes, made printable.
  package func run(
    _ command: ValidationCommand, in root: ByteString, place: ValidationRecord.Place,
    containment: ContainmentOptions = .contained, log: LogFile? = nil, live: (@Sendable (String) -> Void)? = nil
  ) -> Outcome {
    var variables = environment.variables
    for variable in command.environment { variables[variable.name] = variable.value }
    var folder = root
    if let directory = command.directory {
      folder = root.appending(directory)
      // A link may lead anywhere, and there another tree would be judged.
      if let real = try? FileSystem.realPath(folder), let top = try? FileSystem.realPath(root), !real.isInside(top) {
        return Self.inconclusive(
          command.name, place, "its folder '\(directory.display)' is a link that leads out of the judged tree")
      }
    }
    let request = request(command.run, in: folder, variables, timeout: command.timeout, containment)
    let use = TestRunnerUse(of: command.run)
    let reports = ReportFiles(of: command, use, in: root)
    var said = RunnerOutput()
    var outcome = run(
      request, name: command.name, place: place, timeout: command.timeout, expect: command.expect, log: log, live: live
    ) { said.append($0) }
    said.finish()
    if outcome.run.state == .pass || outcome.run.state == .fail {
      count(said.tests(of: use), reports, on: &outcome.run)
      let failure = said.ownFailure(of: use).map { mask.printable(Array($0.utf8)) }
      outcome.run = outcome.run.weighed(for: command, ownFailure: failure) { script in
        FileSystem.exists(folder.appending(ByteString(script)))
      }
    }
    return outcome
  }

  /// Puts on the run's record what it ran: by its reports, where there are any, and else by what its runners said. What
  /// they said of failures counts in any case.
  private func count(_ said: TestRun?, _ reports: ReportFiles, on run: inout ValidationRecord.Run) {
    var tests = said
    do throws(ReportFiles.Fault) {
      if var reported = try reports.read() {
        if let said, said.counts.hasFailures, !reported.counts.hasFailures {
          reported.counts.failed = said.counts.failed
          reported.counts.broken = said.counts.broken
          reported.line = said.line
        }
        tests = reported
      }
    } catch {
      run.reportFault = error.message
    }
    guard var tests else { return }
    if let line = tests.line { tests.line = mask.printable(Array(line.utf8)) }
    tests.names = printable(tests.names)
    run.tests = tests
  }

  /// Names may hold what a test prints as well as its output may.
  private func printable(_ names: TestNames) -> TestNames {
    names.mapped { all in
      let text = all.map { EscapedText.line($0) }.joined(separator: "\n")
      let lines = mask.printable(Array(text.utf8)).split(separator: "\n", omittingEmptySubsequences: false)
      return all.isEmpty ? [] : lines.map(String.init)
    } ?? TestNames(omitted: names.passed.count + names.failed.count + names.skipped.count + names.omitted)
  }

  /// Runs one line of `setup:`, with the default time limit.
  package func setup(
    _ line: String, in root: ByteString, place: ValidationRecord.Place,
    containment: ContainmentOptions = .contained, log: LogFile? = nil, live: (@Sendable (String) -> Void)? = nil
  ) -> Outcome {
    let timeout = ValidationCommand.defaultTimeout
    let request = request(line, in: root, environment.variables, timeout: timeout, containment)
    return run(request, name: line, place: place, timeout: timeout, expect: 0, log: log, live: live)
  }

  private func request(
    _ line: String, in folder: ByteString, _ variables: [String: String], timeout: TimeSpan,
    _ containment: ContainmentOptions
  ) -> ProcessRequest {
    ProcessRequest(
      shell, ["-c", ByteString(line)], environment: variables.merging(["PWD": folder.text]) { $1 },
      directory: folder, output: .merged, outputLimit: Self.kept, deadline: .seconds(timeout.seconds),
      placement: .session, containment: containment)
  }

  private func run(
    _ request: ProcessRequest, name: String, place: ValidationRecord.Place, timeout: TimeSpan, expect: Int,
    log: LogFile?, live: (@Sendable (String) -> Void)?, reader: (ArraySlice<UInt8>) -> Void = { _ in }
  ) -> Outcome {
    var collected = OutputCollector(limit: request.outputLimit)
    var lines = LineSplitter()
    let began = clock.duration(to: .now).wholeMilliseconds
    do throws(ProcessError) {
      let result = try runner.run(request) { chunk in
        collected.append(chunk)
        log?.append(chunk)
        reader(chunk)
        if let live { lines.add(chunk) { live(mask.printable($0)) } }
      }
      if let live { lines.finish { live(mask.printable($0)) } }
      let output = collected.output
      let run = record(result, output, place: place, timeout: timeout, expect: expect)
      return Outcome(run: run, timing: timing(result, name: name, place: place, began: began), output: output.bytes)
    } catch {
      return Self.inconclusive(name, place, EscapedText.line(error.message))
    }
  }

  private static func inconclusive(_ name: String, _ place: ValidationRecord.Place, _ reason: String) -> Outcome {
    Outcome(
      run: ValidationRecord.Run(
        place: place, state: .inconclusive, exitStatus: nil, signal: nil, reason: reason, log: .empty),
      timing: Evidence.Timing.Command(
        name: name, place: place.rawValue, wallMilliseconds: 0, cpuMilliseconds: 0, peakMemoryBytes: 0),
      output: [])
  }

  private func record(
    _ result: ProcessResult, _ output: CapturedOutput, place: ValidationRecord.Place, timeout: TimeSpan, expect: Int
  ) -> ValidationRecord.Run {
    var exitStatus: Int?
    var signal: Int?
    var reason: String?
    var state: ValidationRecord.State
    switch result.termination {
    case .exited(let status):
      exitStatus = Int(status)
      state = Int(status) == expect ? .pass : .fail
      if state == .fail, expect != 0 { reason = "exit status \(expect) was expected" }
    case .signalled(let number):
      signal = Int(number)
      state = .fail
    case .timedOut:
      state = .timedOut
      reason = "it did not end within \(timeout.text)"
    case .interrupted:
      state = .interrupted
      reason = "caskade was asked to stop"
    }
    var stragglers: [ProcessResult.Straggler] = []
    if case .found(let found) = result.stragglers { stragglers = found }
    if state == .pass, !stragglers.allSatisfy(\.ended) {
      state = .inconclusive
      reason = "it left a process running that can't be ended"
    }
    return ValidationRecord.Run(
      place: place, state: state, exitStatus: exitStatus, signal: signal, reason: reason, log: log(output),
      leftProcesses: state != .timedOut && state != .interrupted && !stragglers.isEmpty,
      containment: result.containment)
  }

  private func log(_ output: CapturedOutput) -> ValidationRecord.Log {
    if let bytes = output.bytes {
      return ValidationRecord.Log(head: "", tail: mask.printable(bytes), omittedBytes: 0, totalBytes: output.total)
    }
    return ValidationRecord.Log(
      head: mask.printable(output.head), tail: mask.printable(output.tail), omittedBytes: output.omitted,
      totalBytes: output.total)
  }

  private func timing(
    _ result: ProcessResult, name: String, place: ValidationRecord.Place, began: Int
  ) -> Evidence.Timing.Command {
    Evidence.Timing.Command(
      name: name, place: place.rawValue, wallMilliseconds: result.wallTime.wholeMilliseconds,
      cpuMilliseconds: result.cpuTime.wholeMilliseconds, peakMemoryBytes: result.peakMemory, began: began)
  }
}

extension Duration {
  /// Whole milliseconds, rounded down.
  package var wholeMilliseconds: Int {
    let parts = components
    return Int(parts.seconds) * 1_000 + Int(parts.attoseconds / 1_000_000_000_000_000)
  }
}
