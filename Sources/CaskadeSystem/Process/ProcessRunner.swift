/// Runs programs of the system under `posix_spawn(3)`, each to its end and with all it started.
///
/// Make one for the whole process: it adopts orphaned descendants (on Linux) and takes every new
/// child that it doesn't know for one of them, so nothing else in the process may start any while
/// one of its runs is going on. From then on SIGPIPE is ignored, and SIGCHLD isn't. Copies share what they know, and
/// runs may overlap in several threads.
package struct ProcessRunner: ProcessRunning {
  let interruption: Interruption?
  /// The children of this process that are no orphans.
  let running = Locked<[Int32]>([])
  private let adoptsOrphans: Bool
  /// What has `InnerProcess` in it: caskade itself.
  let inner: ByteString?
  /// The namespaces that the kernel has refused once, by the network that went with them.
  let unavailable = Locked<[ContainmentOptions.Network]>([])

  /// - Parameter inner: caskade's own binary, by which programs are contained; nil contains none.
  package init(interruption: Interruption? = nil, inner: ByteString? = nil) {
    self.interruption = interruption
    self.inner = inner
    adoptsOrphans = Platform.adoptOrphans()
    ProcessHardening.ignoreWritingSignals()
    // Under a parent that ignored it the system would throw every status away.
    Platform.restoreDefault(SIGCHLD)
  }

  package func run(_ request: ProcessRequest) throws(ProcessError) -> ProcessResult {
    var collected = OutputCollector(limit: request.outputLimit)
    var result = try supervise(request) { collected.append($0) }
    result.standardOutput = collected.output
    return result
  }

  package func run(
    _ request: ProcessRequest, streaming sink: (ArraySlice<UInt8>) -> Void
  ) throws(ProcessError) -> ProcessResult {
    var total = 0
    var result = try supervise(request) {
      total += $0.count
      sink($0)
    }
    result.standardOutput = CapturedOutput(omitted: total)
    return result
  }

  /// A terminal's Ctrl-C reaches a program too that isn't yet in a group of its own, and ends it before anybody looks.
  func termination(_ seen: ProcessResult.Termination) -> ProcessResult.Termination {
    guard case .signalled = seen, interruption?.signal != nil else { return seen }
    return .interrupted
  }

  /// As a process of the host, with a hunt for what it leaves.
  func hunted(
    _ request: ProcessRequest, sink: (ArraySlice<UInt8>) -> Void
  ) throws(ProcessError) -> ProcessResult {
    let strangers = adoptsOrphans ? Descendants.children() ?? [] : []
    let start = ContinuousClock.now
    // Known before it can be seen: another run that ends now must not take it for an orphan.
    let child = try running.withLock { running throws(ProcessError) in
      let child = try ChildProcess(request)
      running.append(child.identifier)
      return child
    }
    var pipes = ChildPipes(child, request, exit: child.exit, interruption: interruption?.descriptor)
    var ending = Ending(request, start: start, interruption: interruption)
    while !child.hasEnded {
      if let signal = ending.nextSignal(now: .now) { child.send(signal) }
      pipes.pump(until: ending.nextLook(now: .now), sink: sink)
    }
    let wallTime = start.duration(to: .now)
    pipes.stopWatchingForTheEnd()
    let hunt = StragglerHunt(child, strangers: strangers, running: running, isForced: ending.isForced)
    let stragglers =
      adoptsOrphans
      ? hunt.watched { pipes.pump(until: $0, sink: sink) } : hunt.unwatched { pipes.pump(until: $0, sink: sink) }
    let outputEnded = pipes.drain(sink: sink)
    let reaped = running.withLock { running in
      running.removeAll { $0 == child.identifier }
      return child.reap()
    }
    guard let reaped else { throw ProcessError(.lost, path: request.executable, code: errno) }
    return ProcessResult(
      termination: ending.reason ?? termination(reaped.termination), outputEnded: outputEnded,
      standardError: pipes.errors.output,
      wallTime: wallTime,
      cpuTime: Duration(reaped.usage.ru_utime) + Duration(reaped.usage.ru_stime),
      peakMemory: Int(reaped.usage.ru_maxrss) * Platform.peakMemoryUnit, stragglers: stragglers)
  }
}

extension Duration {
  fileprivate init(_ time: timeval) {
    self = .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
  }
}
