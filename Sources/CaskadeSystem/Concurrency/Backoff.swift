/// A wait for those who were too slow: of two who begin at once again, again one is.
package enum Backoff {
  /// Waits for a time that chance takes, the longer on average the oftener it was in vain, and at most 0.4 seconds.
  package static func pause(after failures: Int) {
    let most = UInt32(min(max(failures, 0), 20)) * 20_000
    usleep(UInt32.random(in: 0...most))
  }
}
