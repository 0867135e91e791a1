extension ValidationRecord.Run {
  /// "exited with 1", "was ended by signal 9".
  package var ending: String {
    if let signal { return "was ended by signal \(signal)" }
    if let exitStatus {
      switch exitStatus {
      case 126: return "could not be executed (exit status 126)"
      case 127: return "was not found (exit status 127)"
      default: return "exited with \(exitStatus)"
      }
    }
    guard let reason else { return state == .fail ? "failed" : state.words }
    return state == .fail ? reason : "\(state.words): \(reason)"
  }
}

extension ValidationRecord.State {
  fileprivate var words: String {
    switch self {
    case .pass: "passed"
    case .fail: "failed"
    case .timedOut: "timed out"
    case .skipped: "was skipped"
    case .interrupted: "was interrupted"
    case .inconclusive: "was inconclusive"
    case .flaky: "was flaky"
    }
  }
}

extension ValidationRecord.Run {
  /// It was seen by this very check, or by a runner whose word the base's policy counts.
  package var counts: Bool { claim == .witnessed || by != nil }
}
