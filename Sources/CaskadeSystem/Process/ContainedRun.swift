/// One run of a program in namespaces of its own, from its start to the end of all that it started.
struct ContainedRun {
  /// After the program's end: what is left by then can't be ended.
  private static let givingUp = Duration.seconds(3)
  /// For the namespaces to stand; a machine under load takes long to start anything.
  private static let readying = Duration.seconds(20)

  private let request: ProcessRequest
  private let child: ContainedChild
  private let interruption: Interruption?
  private let start: ContinuousClock.Instant
  private var reader: InnerReport.Reader
  private var left: [(process: Int32, name: [UInt8])] = []
  private var ended: (termination: ProcessResult.Termination, cpuTime: Duration, peakMemory: Int)?
  private var refusal: Int32?

  init(
    _ request: ProcessRequest, _ child: ContainedChild, interruption: Interruption?, start: ContinuousClock.Instant
  ) {
    self.request = request
    self.child = child
    self.interruption = interruption
    self.start = start
    reader = InnerReport.Reader(child.report)
  }

  /// Waits for the namespaces; false where they can't be had, and then nothing was started and all is over.
  mutating func begin() -> Bool {
    let last = start + Self.readying
    while !reader.hasEnded, ContinuousClock.now < last {
      var entry = pollfd(fd: child.report.number, events: Int16(POLLIN), revents: 0)
      _ = poll(&entry, 1, 200)
      let reports = reader.next()
      if reports.first == .ready {
        take(reports.dropFirst())
        return true
      }
      if !reports.isEmpty { break }
    }
    child.process.send(SIGKILL)
    _ = child.process.reap()
    return false
  }

  /// Runs the program to the end of everything; `reap` takes the status of the inner process.
  mutating func finish(
    sink: (ArraySlice<UInt8>) -> Void, reap: (ChildProcess) -> Bool
  ) throws(ProcessError) -> ProcessResult {
    var pipes = ChildPipes(child.process, request, exit: child.report, interruption: interruption?.descriptor)
    var ending = Ending(request, start: start, interruption: interruption)
    while ended == nil, refusal == nil, !reader.hasEnded {
      if let signal = ending.nextSignal(now: .now) { child.order(signal) }
      pipes.pump(until: ending.nextLook(now: .now), sink: sink)
      take(reader.next()[...])
    }
    let wallTime = start.duration(to: .now)
    pipes.stopWatchingForTheEnd(but: child.process.exit)
    let last = ContinuousClock.now + Self.givingUp
    while !child.process.hasEnded, ContinuousClock.now < last {
      pipes.pump(until: min(last, .now + .milliseconds(20)), sink: sink)
    }
    let isOver = child.process.hasEnded
    if !isOver { child.process.send(SIGKILL) }
    let outputEnded = pipes.drain(sink: sink)
    take(reader.next()[...])
    guard reap(child.process) else { throw ProcessError(.lost, path: request.executable, code: errno) }
    if let refusal { throw ProcessError(.notStarted, path: request.executable, code: refusal) }
    // Somebody else ended what held it.
    guard let ended else { throw ProcessError(.lost, path: request.executable, code: ESRCH) }
    return ProcessResult(
      termination: ending.reason ?? ended.termination, outputEnded: outputEnded,
      standardError: pipes.errors.output, wallTime: wallTime, cpuTime: ended.cpuTime, peakMemory: ended.peakMemory,
      stragglers: .found(
        left.map {
          ProcessResult.Straggler(
            identifier: $0.process, name: String(decoding: $0.name, as: UTF8.self), ended: isOver)
        }))
  }

  private mutating func take(_ reports: ArraySlice<InnerReport>) {
    for report in reports {
      switch report {
      case .ready, .unavailable: break
      case .refused(let code): refusal = code
      case .left(let process, let name): left.append((process, name))
      case .ended(let status, let userTime, let systemTime, let peakMemory):
        ended = (
          ProcessResult.Termination(status: status), .microseconds(userTime + systemTime),
          peakMemory * Platform.peakMemoryUnit
        )
      }
    }
  }
}
