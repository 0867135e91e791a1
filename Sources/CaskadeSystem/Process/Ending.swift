/// Decides when a running program has to end before it wants to, and by which signal.
struct Ending {
  private(set) var reason: ProcessResult.Termination?
  /// Whether it was asked to end in vain.
  private(set) var isForced = false
  private let deadline: Duration?
  private let dueAt: ContinuousClock.Instant?
  private let grace: Duration
  private let doubt: Doubt?
  private let start: ContinuousClock.Instant
  /// How often it was asked.
  private var doubts = 0
  private var forceAt: ContinuousClock.Instant?
  private let interruption: Interruption?

  init(_ request: ProcessRequest, start: ContinuousClock.Instant, interruption: Interruption?) {
    deadline = request.deadline
    dueAt = request.deadline.map { start + $0 }
    grace = request.grace
    doubt = request.doubt
    self.start = start
    self.interruption = interruption
  }

  /// The signal to send now, if any: SIGTERM once, SIGKILL once.
  mutating func nextSignal(now: ContinuousClock.Instant) -> Int32? {
    let interrupted = interruption?.signal != nil
    guard let forceAt else {
      if interrupted {
        reason = .interrupted
      } else if let deadline, let dueAt, now >= dueAt {
        reason = .timedOut(after: deadline)
      } else if isHopeless(now: now) {
        reason = .timedOut(after: start.duration(to: now))
      } else {
        return nil
      }
      self.forceAt = now + grace
      return SIGTERM
    }
    guard !isForced, now >= forceAt || interruption?.isUrgent == true else { return nil }
    isForced = true
    return SIGKILL
  }

  /// When there is something to decide again, at the latest.
  func nextLook(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    // Another thread may have taken the signal that would have woken this one.
    let regular = now + .milliseconds(interruption == nil ? 1000 : 200)
    guard !isForced else { return regular }
    guard let forceAt else { return min(dueAt ?? regular, doubtAt ?? regular, regular) }
    return min(forceAt, regular)
  }

  private var doubtAt: ContinuousClock.Instant? { doubt == nil ? nil : start + Doubt.time(doubts) }

  private mutating func isHopeless(now: ContinuousClock.Instant) -> Bool {
    guard let doubt, let doubtAt, now >= doubtAt else { return false }
    doubts += 1
    return doubt.reason(doubts == 1) != nil
  }
}
