/// What may be done with a program that is looked after while it runs: it and all of its group at a time.
package final class AttendedProcess {
  package let identifier: Int32
  private let child: ChildProcess
  private var terminal: Terminal?
  package private(set) var isStopping = false
  private(set) var isPaused = false

  fileprivate init(_ child: ChildProcess, _ terminal: Terminal?) {
    self.child = child
    self.terminal = terminal
    identifier = child.identifier
  }

  /// Asks it to end, and ends it a while later.
  package func stop() { isStopping = true }

  /// Suspends it, so that the person at the terminal is heard here.
  package func pause() {
    isPaused = true
    child.send(SIGSTOP)
    terminal?.takeBack()
  }

  package func resume() {
    isPaused = false
    _ = child.takeStop()
    terminal?.lend()
    child.send(SIGCONT)
  }

  /// Somebody else suspended it, such as the person by Ctrl-Z: this process goes with it, so that the shell is heard, and
  /// comes back with it. Where no shell could bring it back it just goes on.
  fileprivate func followStop() {
    guard !isPaused, child.takeStop() else { return }
    guard terminal != nil, getsid(0) != getpid() else { return child.send(SIGCONT) }
    terminal?.takeBack()
    kill(getpid(), SIGSTOP)
    terminal?.lend()
    child.send(SIGCONT)
  }

  fileprivate func takeBackTerminal() { terminal?.takeBack() }
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
    let attended = AttendedProcess(child, Terminal(lentTo: child.identifier))
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
      attended.followStop()
      look(attended)
    }
    let wallTime = start.duration(to: .now)
    attended.takeBackTerminal()
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
  private let group: pid_t
  /// As it was before, and as the group had it when it was taken back.
  private let own: termios
  private var theirs: termios?

  /// Nil where standard input is none, or it isn't ours to give.
  init?(lentTo group: pid_t) {
    var modes = termios()
    guard isatty(0) == 1, tcgetpgrp(0) == getpgrp(), tcgetattr(0, &modes) == 0 else { return nil }
    owner = getpgrp()
    own = modes
    self.group = group
    Self.give(to: group)
    // It may have asked for it before it had it.
    kill(-group, SIGCONT)
  }

  /// In the modes that it had, whatever the group did to it; what was typed for the group is no answer to anybody else.
  mutating func takeBack() {
    var modes = termios()
    if tcgetattr(0, &modes) == 0 { theirs = modes }
    Self.give(to: owner)
    modes = own
    tcsetattr(0, TCSADRAIN, &modes)
    tcflush(0, TCIFLUSH)
  }

  /// Nothing where the person has put this process in the background.
  mutating func lend() {
    guard tcgetpgrp(0) == owner else { return }
    if var modes = theirs { tcsetattr(0, TCSADRAIN, &modes) }
    Self.give(to: group)
  }

  /// Who isn't in front is suspended for this, unless it ignores that.
  private static func give(to group: pid_t) {
    signal(SIGTTOU, SIG_IGN)
    tcsetpgrp(0, group)
    Platform.restoreDefault(SIGTTOU)
  }
}
