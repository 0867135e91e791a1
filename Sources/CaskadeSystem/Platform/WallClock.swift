/// The time of day. The only place that reads it.
package enum WallClock {
  /// Seconds since 1970-01-01T00:00:00Z.
  package static func seconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec
  }
}
