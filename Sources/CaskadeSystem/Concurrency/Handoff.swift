import Dispatch

/// One value that one thread hands to another, which waits for it.
///
/// Whoever hands over has to close it on every way out: the other waits until then.
package final class Handoff<Value: Sendable>: Sendable {
  private enum State {
    case open
    case closed(Value?)
  }

  private let group = DispatchGroup()
  private let state = Locked(State.open)

  package init() {
    group.enter()
  }

  deinit {
    close()
  }

  /// What comes after the first value, or after the end, is dropped.
  package func give(_ value: Value) { settle(value) }

  /// Ends the wait without a value; nothing happens where there is one.
  package func close() { settle(nil) }

  /// Waits; nil where it was closed without a value.
  package func received() -> Value? {
    group.wait()
    return state.withLock { state in
      if case .closed(let value) = state { value } else { nil }
    }
  }

  private func settle(_ value: Value?) {
    let isFirst = state.withLock { state in
      guard case .open = state else { return false }
      state = .closed(value)
      return true
    }
    if isFirst { group.leave() }
  }
}
