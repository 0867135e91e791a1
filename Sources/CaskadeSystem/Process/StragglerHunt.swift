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
  /// What is there still is out of reach; but a look takes long where there are thousands.
  private static let givingUp = asking + .seconds(2)
  private static let leastForced = 10

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
    var forcedLooks = 0
    var isGroupAsked = false
    // What had ended before the program did is no straggler.
    var last = look(isForcing: false, naming: false)
    var quietLooks = last.isQuiet ? 1 : 0
    while quietLooks < 2, spent < Self.givingUp || forcedLooks < Self.leastForced {
      let isForcing = spent >= Self.asking
      let isAsking = isForcing || spent >= Self.settling
      if isAsking, isForcing || !isGroupAsked {
        child.send(isForcing ? SIGKILL : SIGTERM)
        isGroupAsked = true
      }
      last = look(isForcing: isForcing, naming: isAsking && found.count < Self.mostNamed)
      quietLooks = last.isQuiet ? quietLooks + 1 : 0
      forcedLooks += isForcing ? 1 : 0
      let new = last.named.filter { straggler in !found.contains { $0.identifier == straggler.identifier } }
      if isAsking, !isForcing { for straggler in new { kill(straggler.identifier, SIGTERM) } }
      found += new
      // Who forks all the time is not waited for.
      if !last.isQuiet { _ = pump(.now + (isForcing ? .zero : .milliseconds(2))) }
    }
    var survivors = Set(last.alive)
    // Nobody stood still to be seen, and somebody is there all the same.
    if quietLooks < 2, survivors.isDisjoint(with: found.map(\.identifier)),
      let one = last.alive.first ?? last.ended.first
    {
      found.removeAll { $0.identifier == one }
      found.append((one, ""))
      survivors.insert(one)
    }
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

  private struct Look {
    var alive: [Int32] = []
    /// Those that were waiting to be reaped, and have been.
    var ended: [Int32] = []
    /// Of both, those that count as left.
    var named: [(identifier: Int32, name: String)] = []

    var isQuiet: Bool { alive.isEmpty && ended.isEmpty }
  }

  /// This run's orphans. While other runs go on, one outside the program's group may be one of theirs, and is left to the
  /// last of them.
  ///
  /// When forcing, each is ended, and its group too: the system does that at once, however fast its members fork. There
  /// may be thousands of them, more by the time that it takes to look at one.
  private func look(isForcing: Bool, naming: Bool) -> Look {
    let orphans = running.withLock { running in
      let known = (Descendants.children() ?? []).filter { !running.contains($0) && !strangers.contains($0) }
      guard running.count > 1 else { return known }
      return known.filter { Descendants.group(of: $0) == child.identifier }
    }
    if isForcing { end(orphans) }
    var look = Look()
    for identifier in orphans {
      if naming, look.named.count < Self.mostNamed,
        !(isGroupEnding && Descendants.group(of: identifier) == child.identifier)
      {
        look.named.append((identifier, Descendants.name(of: identifier)))
      }
      if Descendants.reap(identifier) { look.ended.append(identifier) } else { look.alive.append(identifier) }
    }
    return look
  }

  /// Before any of them is reaped: until then nobody else can have its identifier.
  private func end(_ orphans: [Int32]) {
    let session = getsid(0)
    var groups: Set<Int32> = []
    for identifier in orphans {
      // Of a session of ours the group may be ours too.
      if let group = Descendants.group(of: identifier), group > 1, getsid(identifier) != session,
        groups.insert(group).inserted
      {
        kill(-group, SIGKILL)
      }
      kill(identifier, SIGKILL)
    }
  }
}
