import CaskadeCore
import CaskadeSyntax

extension ProcessRunner {
  /// Runs the program in the best way that it may have, and says in which it was.
  func supervise(
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
    if let file = request.containment.hidden.first { throw ProcessError(.notHidden, path: file) }
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
        // One that gets its namespaces by being another user's gets none inside of ours.
        if isContained { continue }
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
      unavailable.withLock { if !$0.contains(network) { $0.append(network) } }
      return nil
    }
    defer { running.withLock { running in running.removeAll { $0 == child.process.identifier } } }
    var run = ContainedRun(request, child, interruption: interruption, start: start)
    guard run.begin() else {
      unavailable.withLock { if !$0.contains(network) { $0.append(network) } }
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
}
