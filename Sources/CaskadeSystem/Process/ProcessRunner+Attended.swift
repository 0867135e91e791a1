/// What may be done with a program that is looked after while it runs: it and all of its group at a time.
package final class AttendedProcess {
  package let identifier: Int32
  private let child: ChildProcess
  package private(set) var isStopping = false
  private(set) var isPaused = false

  fileprivate init(_ child: ChildProcess) {
    self.child = child
    identifier = child.identifier
  }

  /// Asks it to end, and ends it a while later.
  package func stop() { isStopping = true }

  package func pause() {
    isPaused = true
    child.send(SIGSTOP)
  }

  package func resume() {
    isPaused = false
    child.send(SIGCONT)
  }
}

extension ProcessRunner {
  /// Runs a program in a group of its own, to which the terminal belongs meanwhile, and looks around all the time. What the
  /// program leaves behind is ended with it.
  ///
  /// - Parameters:
  ///   - wakers: descriptors that become readable when there is something to look at.
  ///   - look: called when there is, and at least every quarter of a second.
  package func attend(
    _ request: ProcessRequest, wakers: [Int32], look: (AttendedProcess) -> Void
  ) throws(ProcessError) -> ProcessResult {
    let strangers = Descendants.children() ?? []
    let start = ContinuousClock.now
    let child = try running.withLock { running throws(ProcessError) in
      let child = try ChildProcess(request)
      running.append(child.identifier)
      return child
    }
    let terminal = Terminal(givenTo: child.identifier)
    let attended = AttendedProcess(child)
    var ending = Ending(request, start: start, interruption: interruption)
    var forceAt: ContinuousClock.Instant?
    var isForced = false
    while !child.hasEnded {
      if let signal = ending.nextSignal(now: .now) { end(attended, child, signal) }
      if attended.isStopping, forceAt == nil {
        forceAt = .now + request.grace
        end(attended, child, SIGTERM)
      } else if let time = forceAt, !isForced, ContinuousClock.now >= time {
        isForced = true
        end(attended, child, SIGKILL)
      }
      var entries = ([child.exit?.number ?? -1, interruption?.descriptor ?? -1] + wakers).map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      _ = poll(&entries, nfds_t(entries.count), child.exit == nil ? 50 : 250)
      look(attended)
    }
    let wallTime = start.duration(to: .now)
    terminal?.takeBack()
    let hunt = StragglerHunt(
      child, strangers: strangers, running: running, isForced: ending.isForced || isForced)
    func nap(_ time: ContinuousClock.Instant) -> Bool {
      if ContinuousClock.now < time { usleep(2_000) }
      return false
    }
    let stragglers = Platform.readsProcessTable ? hunt.watched(pump: nap) : hunt.unwatched(pump: nap)
    let reaped = running.withLock { running in
      running.removeAll { $0 == child.identifier }
      return child.reap()
    }
    guard let reaped else { throw ProcessError(.lost, path: request.executable, code: errno) }
    var result = ProcessResult(termination: ending.reason ?? reaped.termination)
    result.wallTime = wallTime
    result.stragglers = stragglers
    return result
  }

  /// A program that is suspended hears nothing else.
  private func end(_ attended: AttendedProcess, _ child: ChildProcess, _ signal: Int32) {
    child.send(signal)
    if attended.isPaused { attended.resume() }
  }
}

/// The terminal, lent to another group: who reads it without owning it is suspended.
private struct Terminal {
  private let owner: pid_t

  /// Nil where standard input is none, or it isn't ours to give.
  init?(givenTo group: pid_t) {
    guard isatty(0) == 1, tcgetpgrp(0) == getpgrp() else { return nil }
    owner = getpgrp()
    Self.give(to: group)
    // It may have asked for it before it had it.
    kill(-group, SIGCONT)
  }

  func takeBack() { Self.give(to: owner) }

  /// Who isn't in front is suspended for this, unless it ignores that.
  private static func give(to group: pid_t) {
    signal(SIGTTOU, SIG_IGN)
    tcsetpgrp(0, group)
    Platform.restoreDefault(SIGTTOU)
  }
}
