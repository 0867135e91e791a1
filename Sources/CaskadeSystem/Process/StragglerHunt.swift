/// Ends what a program leaves behind, after it has ended and before it is reaped: until then no
/// other process can have its identifier, so its group is surely its own.
struct StragglerHunt {
  /// Moves what is in the pipes until the given time; false when they are closed at the other end.
  typealias Pump = (ContinuousClock.Instant) -> Bool

  /// Time for what was about to end anyway, such as a `tee` behind a shell's redirection: it is
  /// no straggler.
  private static let settling = Duration.milliseconds(250)
  /// Until here SIGTERM, then SIGKILL.
  private static let asking = settling + .milliseconds(250)
  /// What is there still is out of reach.
  private static let givingUp = asking + .seconds(2)

  private let child: ChildProcess
  private let strangers: [Int32]
  private let running: Locked<[Int32]>
  /// What the time is counted from; in the past for those that had their time already.
  private let begin: ContinuousClock.Instant
  /// Whether the whole group was made to end with the program: its members only take their leave.
  private let isGroupEnding: Bool

  /// `strangers` were children of this process before the program was started.
  init(_ child: ChildProcess, strangers: [Int32], running: Locked<[Int32]>, isForced: Bool) {
    self.child = child
    self.strangers = strangers
    self.running = running
    isGroupEnding = isForced && child.leadsGroup
    begin = isForced ? .now - Self.asking : .now
  }

  /// Where orphans come to this process: finds each of them, in the program's group or not.
  func watched(pump: Pump) -> ProcessResult.Stragglers {
    var found: [(identifier: Int32, name: String)] = []
    var rest = stragglers()
    var isGroupAsked = false
    while !rest.isEmpty, spent < Self.givingUp {
      let isForcing = spent >= Self.asking
      if isForcing || spent >= Self.settling {
        let new = rest.filter { straggler in
          !found.contains { $0.identifier == straggler } && !(isGroupEnding && isInGroup(straggler))
        }
        found += new.map { ($0, Descendants.name(of: $0)) }
        if isForcing || !isGroupAsked { child.send(isForcing ? SIGKILL : SIGTERM) }
        isGroupAsked = true
        for straggler in isForcing ? rest : new { kill(straggler, isForcing ? SIGKILL : SIGTERM) }
      }
      _ = pump(.now + .milliseconds(2))
      rest = stragglers()
    }
    return .found(
      found.sorted { $0.identifier < $1.identifier }.map {
        ProcessResult.Straggler(identifier: $0.identifier, name: $0.name, ended: !rest.contains($0.identifier))
      })
  }

  /// Where the system doesn't tell: the group is ended, and an open pipe is the only sign that
  /// there is somebody to wait for.
  func unwatched(pump: Pump) -> ProcessResult.Stragglers {
    while pump(.now + .milliseconds(5)), spent < Self.settling {}
    child.send(SIGTERM)
    while pump(.now + .milliseconds(5)), spent < Self.asking {}
    child.send(SIGKILL)
    return .notWatched
  }

  private func isInGroup(_ process: Int32) -> Bool {
    Descendants.group(of: process) == child.identifier
  }

  private var spent: Duration { begin.duration(to: .now) }

  /// This run's orphans that are alive. While other runs go on, an orphan outside the program's
  /// group may be one of theirs, and is left to the last of them.
  private func stragglers() -> [Int32] {
    let orphans = running.withLock { running in
      let orphans = (Descendants.children() ?? []).filter { !running.contains($0) && !strangers.contains($0) }
      guard running.count > 1 else { return orphans }
      return orphans.filter(isInGroup)
    }
    return orphans.filter { !Descendants.reap($0) }
  }
}
