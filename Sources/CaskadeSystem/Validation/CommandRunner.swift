package import CaskadeCore
import CaskadeSyntax

/// Runs the contract's commands by `/bin/sh -c`, each in a session of its own, and records what became of them.
package struct CommandRunner: Sendable {
  /// How one run went, with the figures that aren't part of the judgement.
  package struct Outcome: Sendable {
    package let run: ValidationRecord.Run
    package let timing: Evidence.Timing.Command
    /// Descendants that outlived the command and were ended.
    package let stragglers: Int
  }

  private let runner: any ProcessRunning
  private let shell: ByteString
  private let environment: [String: String]
  private let mask: SecretMask

  /// Kept of each command's output; the middle of a longer one is counted and left out.
  private static let kept = ProcessRequest.OutputLimit(head: 16 << 10, tail: 48 << 10)

  /// - Parameter environment: the whole environment of every command, without credentials.
  package init(runner: any ProcessRunning, shell: ByteString, environment: [String: String]) {
    self.runner = runner
    self.shell = shell
    self.environment = environment
    mask = SecretMask(SecretScanner())
  }

  package func run(_ command: ValidationCommand, in root: ByteString, place: ValidationRecord.Place) -> Outcome {
    var folder = root
    if let directory = command.directory { folder = root.appending(ByteString(bytes: directory.bytes)) }
    var variables = environment
    for variable in command.environment { variables[variable.name] = variable.value }
    return run(
      command.run, name: command.name, in: folder, place: place, environment: variables, timeout: command.timeout,
      expect: command.expect)
  }

  /// Runs one line of `setup:`, with the default time limit.
  package func setup(_ line: String, in root: ByteString, place: ValidationRecord.Place) -> Outcome {
    run(
      line, name: line, in: root, place: place, environment: environment, timeout: ValidationCommand.defaultTimeout,
      expect: 0)
  }

  private func run(
    _ line: String, name: String, in folder: ByteString, place: ValidationRecord.Place,
    environment: [String: String], timeout: TimeSpan, expect: Int
  ) -> Outcome {
    let request = ProcessRequest(
      shell, ["-c", ByteString(line)], environment: environment.merging(["PWD": folder.text]) { $1 },
      directory: folder, output: .merged, outputLimit: Self.kept, deadline: .seconds(timeout.seconds),
      placement: .session)
    do throws(ProcessError) {
      let result = try runner.run(request)
      let run = record(result, place: place, timeout: timeout, expect: expect)
      var stragglers = 0
      if case .found(let found) = result.stragglers { stragglers = found.count }
      return Outcome(run: run, timing: timing(result, name: name, place: place), stragglers: stragglers)
    } catch {
      let run = ValidationRecord.Run(
        place: place, state: .inconclusive, exitStatus: nil, signal: nil, reason: EscapedText.line(error.message),
        log: ValidationRecord.Log(head: "", tail: "", omittedBytes: 0, totalBytes: 0))
      return Outcome(
        run: run, timing: timing(ProcessResult(termination: .exited(0)), name: name, place: place), stragglers: 0)
    }
  }

  private func record(
    _ result: ProcessResult, place: ValidationRecord.Place, timeout: TimeSpan, expect: Int
  ) -> ValidationRecord.Run {
    var exitStatus: Int?
    var signal: Int?
    var reason: String?
    let state: ValidationRecord.State
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
    return ValidationRecord.Run(
      place: place, state: state, exitStatus: exitStatus, signal: signal, reason: reason,
      log: log(result.standardOutput))
  }

  private func log(_ output: CapturedOutput) -> ValidationRecord.Log {
    if let bytes = output.bytes {
      return ValidationRecord.Log(
        head: "", tail: printable(bytes), omittedBytes: 0, totalBytes: output.total)
    }
    return ValidationRecord.Log(
      head: printable(output.head), tail: printable(output.tail), omittedBytes: output.omitted,
      totalBytes: output.total)
  }

  private func printable(_ bytes: [UInt8]) -> String {
    let text = OutputText.printable(bytes)
    let masked = String(decoding: mask.masking(Array(text.utf8), path: RepositoryPath("output.log")), as: UTF8.self)
    return masked.hasSuffix("\n") ? String(masked.dropLast()) : masked
  }

  private func timing(
    _ result: ProcessResult, name: String, place: ValidationRecord.Place
  ) -> Evidence.Timing.Command {
    Evidence.Timing.Command(
      name: name, place: place.rawValue, wallMilliseconds: result.wallTime.wholeMilliseconds,
      cpuMilliseconds: result.cpuTime.wholeMilliseconds, peakMemoryBytes: result.peakMemory)
  }
}

extension Duration {
  /// Whole milliseconds, rounded down.
  package var wholeMilliseconds: Int {
    let parts = components
    return Int(parts.seconds) * 1_000 + Int(parts.attoseconds / 1_000_000_000_000_000)
  }
}
