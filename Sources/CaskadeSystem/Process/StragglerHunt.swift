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
  /// Of what was found, by name.
  private static let mostNamed = 100
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
  ///
  /// It ends when two looks in a row found nobody, not even one that had just ended: a program that forks and exits all
  /// the time is seen by what it has left, and is gone again before it can be ended by itself.
  func watched(pump: Pump) -> ProcessResult.Stragglers {
    var found: [(identifier: Int32, name: String)] = []
    var rest = look(isForcing: false)
    // What had ended before the program did is no straggler.
    rest.ended = []
    var quietLooks = rest.isQuiet ? 1 : 0
    var isGroupAsked = false
    while quietLooks < 2, spent < Self.givingUp {
      let isForcing = spent >= Self.asking
      if isForcing || spent >= Self.settling {
        let new = (rest.alive + rest.ended).filter { straggler in
          !found.contains { $0.identifier == straggler.identifier } && !(isGroupEnding && straggler.isInGroup)
        }
        found += new.prefix(Self.mostNamed - found.count).map { ($0.identifier, $0.name) }
        if isForcing || !isGroupAsked { child.send(isForcing ? SIGKILL : SIGTERM) }
        isGroupAsked = true
        for straggler in isForcing ? rest.alive : new { kill(straggler.identifier, isForcing ? SIGKILL : SIGTERM) }
      }
      // Who forks all the time is not waited for.
      if !rest.isQuiet { _ = pump(.now + (isForcing ? .zero : .milliseconds(2))) }
      rest = look(isForcing: isForcing)
      quietLooks = rest.isQuiet ? quietLooks + 1 : 0
    }
    if quietLooks < 2 { found += (rest.alive + rest.ended).prefix(1).map { ($0.identifier, $0.name) } }
    let survivors = quietLooks < 2 ? Set((rest.alive + rest.ended).map(\.identifier)) : []
    return .found(
      found.sorted { $0.identifier < $1.identifier }.map {
        ProcessResult.Straggler(identifier: $0.identifier, name: $0.name, ended: !survivors.contains($0.identifier))
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

  private var spent: Duration { begin.duration(to: .now) }

  private struct Orphan {
    let identifier: Int32
    let name: String
    let isInGroup: Bool
  }

  private struct Look {
    var alive: [Orphan] = []
    /// Those that were waiting to be reaped, and have been.
    var ended: [Orphan] = []

    var isQuiet: Bool { alive.isEmpty && ended.isEmpty }
  }

  /// This run's orphans. While other runs go on, one outside the program's group may be one of theirs, and is left to the
  /// last of them.
  ///
  /// When forcing, the group of each is ended too: the system does that at once, however fast its members fork.
  private func look(isForcing: Bool) -> Look {
    let orphans = running.withLock { running in
      let known = (Descendants.children() ?? []).filter { !running.contains($0) && !strangers.contains($0) }
      guard running.count > 1 else { return known }
      return known.filter { Descendants.group(of: $0) == child.identifier }
    }
    var look = Look()
    let session = getsid(0)
    for identifier in orphans {
      let group = Descendants.group(of: identifier)
      let orphan = Orphan(
        identifier: identifier, name: Descendants.name(of: identifier), isInGroup: group == child.identifier)
      // Of a session of ours the group may be ours too.
      if isForcing, let group, group > 1, getsid(identifier) != session { kill(-group, SIGKILL) }
      if Descendants.reap(identifier) { look.ended.append(orphan) } else { look.alive.append(orphan) }
    }
    return look
  }
}
