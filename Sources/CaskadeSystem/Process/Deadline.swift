import Dispatch

/// A time after which the process ends with an answer that was made before, unless it has given its own by then.
package final class Deadline: Sendable {
  private let isSettled = Locked(false)

  package init(after time: Duration, output: [UInt8], errors: String, status: Int32) {
    let parts = time.components
    let wait = DispatchTimeInterval.milliseconds(
      Int(parts.seconds) * 1_000 + Int(parts.attoseconds / 1_000_000_000_000_000))
    DispatchQueue(label: "caskade.deadline").asyncAfter(deadline: .now() + wait) { [isSettled] in
      // Kept locked to the end: nobody else answers any more.
      isSettled.withLock { settled in
        guard !settled else { return }
        try? StandardStream.error.write(errors)
        try? StandardStream.output.write(output)
        _exit(status)
      }
    }
  }

  /// True once, for whoever may answer; the time doesn't count from then on.
  package func settle() -> Bool {
    isSettled.withLock { settled in
      let isFirst = !settled
      settled = true
      return isFirst
    }
  }
}
