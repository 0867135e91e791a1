import CaskadeCore
import CaskadeSyntax

/// Runs programs of the system under `posix_spawn(3)`, each to its end and with all it started.
///
/// Make one for the whole process: it adopts orphaned descendants (on Linux) and takes every new
/// child that it doesn't know for one of them, so nothing else in the process may start any while
/// one of its runs is going on. From then on SIGPIPE is ignored, and SIGCHLD isn't. Copies share what they know, and
/// runs may overlap in several threads.
package struct ProcessRunner: ProcessRunning {
  private let interruption: Interruption?
  private let running = Locked<[Int32]>([])
  private let adoptsOrphans: Bool
  /// What has `InnerProcess` in it: caskade itself.
  private let inner: ByteString?
  /// The namespaces that the kernel has refused once, by the network that went with them.
  private let unavailable = Locked<Set<ContainmentOptions.Network>>([])

  /// - Parameter inner: caskade's own binary, by which programs are contained; nil contains none.
  package init(interruption: Interruption? = nil, inner: ByteString? = nil) {
    self.interruption = interruption
    self.inner = inner
    adoptsOrphans = Platform.adoptOrphans()
    ProcessHardening.ignoreClosedPipes()
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
  private func termination(_ seen: ProcessResult.Termination) -> ProcessResult.Termination {
    guard case .signalled = seen, interruption?.signal != nil else { return seen }
    return .interrupted
  }

  private func supervise(
    _ request: ProcessRequest, sink: (ArraySlice<UInt8>) -> Void
  ) throws(ProcessError) -> ProcessResult {
    guard interruption?.signal == nil else { return ProcessResult(termination: .interrupted) }
    if let sandbox = request.containment.sandbox { return try sandboxed(request, in: sandbox, sink: sink) }
    let network = request.containment.network
    if request.containment.processes == .apart {
      if var result = try contained(request, sink: sink) {
        result.containment = Containment(.contained, network: network == .off ? .off : .host)
        return result
      }
      if network == .off {
        var lesser = request
        lesser.containment.network = .host
        if var result = try contained(lesser, sink: sink) {
          result.containment = Containment(.contained, network: .kept)
          return result
        }
      }
    }
    var result = try hunted(request, sink: sink)
    result.containment = Containment(.hunted, network: network == .off ? .kept : .host)
    return result
  }

  private func sandboxed(
    _ request: ProcessRequest, in sandbox: ContainmentOptions.Sandbox, sink: (ArraySlice<UInt8>) -> Void
  ) throws(ProcessError) -> ProcessResult {
    for isContained in request.containment.processes == .apart ? [true, false] : [false] {
      let trial = Bubblewrap.trial(of: request, in: sandbox, isContained: isContained)
      var words = OutputCollector(limit: trial.outputLimit)
      guard let tried = try run(trial, isContained, sink: { words.append($0) }) else { continue }
      guard tried.succeeded || tried.termination == .interrupted else {
        let line = words.output.head.split(separator: 0x0A).last.map { EscapedText.line($0) }
        throw ProcessError(.noSandbox(reason: line ?? "it says nothing"), path: sandbox.program)
      }
      let wrapped = Bubblewrap.wrap(request, in: sandbox, isContained: isContained)
      guard var result = try run(wrapped, isContained, sink: sink) else { continue }
      result.containment = Containment(.sandboxed, network: request.containment.network == .off ? .off : .host)
      return result
    }
    throw ProcessError(.lost, path: request.executable, code: ESRCH)
  }

  private func run(
    _ request: ProcessRequest, _ isContained: Bool, sink: (ArraySlice<UInt8>) -> Void
  ) throws(ProcessError) -> ProcessResult? {
    isContained ? try contained(request, sink: sink) : try hunted(request, sink: sink)
  }

  /// In namespaces; nil where they can't be had, and then nothing was run.
  private func contained(
    _ request: ProcessRequest, sink: (ArraySlice<UInt8>) -> Void
  ) throws(ProcessError) -> ProcessResult? {
    let network = request.containment.network
    guard let inner, !unavailable.withLock({ $0.contains(network) }) else { return nil }
    let start = ContinuousClock.now
    let child: ContainedChild
    do throws(ProcessError) {
      child = try running.withLock { running throws(ProcessError) in
        let child = try ContainedChild(request, inner: inner)
        running.append(child.process.identifier)
        return child
      }
    } catch {
      guard error.kind == .notStarted else { throw error }
      unavailable.withLock { _ = $0.insert(network) }
      return nil
    }
    defer { running.withLock { running in running.removeAll { $0 == child.process.identifier } } }
    var run = ContainedRun(request, child, interruption: interruption, start: start)
    guard run.begin() else {
      unavailable.withLock { _ = $0.insert(network) }
      return nil
    }
    var result = try run.finish(sink: sink) { process in
      running.withLock { running in
        running.removeAll { $0 == process.identifier }
        return process.reap() != nil
      }
    }
    result.termination = termination(result.termination)
    return result
  }

  /// As a process of the host, with a hunt for what it leaves.
  private func hunted(
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
