/// Decides when a running program has to end before it wants to, and by which signal.
struct Ending {
  private(set) var reason: ProcessResult.Termination?
  /// Whether it was asked to end in vain.
  private(set) var isForced = false
  private let deadline: Duration?
  private let dueAt: ContinuousClock.Instant?
  private let grace: Duration
  private var forceAt: ContinuousClock.Instant?
  private let interruption: Interruption?

  init(_ request: ProcessRequest, start: ContinuousClock.Instant, interruption: Interruption?) {
    deadline = request.deadline
    dueAt = request.deadline.map { start + $0 }
    grace = request.grace
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
    guard !isForced, let next = forceAt ?? dueAt else { return regular }
    return min(next, regular)
  }
}
